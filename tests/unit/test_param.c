/*
 * Parameters: the types that PostgreSQL 15 finds for them (as pg_prepared_statements says), values
 * in the plan, refusals.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/pgtype.h"
#include "rewrite_fixture.h"

static const char *types_text(struct rewrite_fixture *fixture, const struct rewrite_params *params)
{
    const char *text = "";
    for (size_t i = 0; i < params->n; i++)
        text = arena_printf(fixture->arena, "%s%s%s", text, i ? "," : "",
                            pgtype_by_oid(params->types[i])->name);
    return text;
}

static const struct {
    const char *sql, *expected; /* types, or SQLSTATE */
} inferences[] = {
    {"SELECT $1", "text"},
    {"SELECT $1, $2::date", "text,date"},
    {"SELECT $1 IS NULL", "42P18"},
    {"SELECT 1 WHERE $1 IS NULL OR 1 = $1", "42P08"},
    {"SELECT 1 WHERE 1 = $1 OR $1 IS NULL", "int4"},
    {"SELECT * FROM fills WHERE quantity = $1", "int4"},
    {"SELECT * FROM fills WHERE quantity + $1 > $2", "int4,int4"},
    {"SELECT * FROM fills WHERE trade_id = $1 AND quantity = $1", "int8"},
    {"SELECT * FROM fills WHERE quantity = $1 AND trade_id = $1", "int4"},
    {"SELECT * FROM fills WHERE price > $1 AND pnl < $2", "numeric,float8"},
    {"SELECT * FROM fills WHERE trade_date BETWEEN $1 AND $2", "date,date"},
    {"SELECT * FROM fills WHERE $1 BETWEEN quantity AND trade_id", "int4"},
    {"SELECT * FROM fills WHERE region IN ($1, $2, $3)", "text,text,text"},
    {"SELECT * FROM fills WHERE region LIKE $1", "text"},
    {"SELECT * FROM fills WHERE region LIKE $1 ESCAPE '!'", "text"},
    {"SELECT * FROM fills WHERE region ~ $1", "text"},
    {"SELECT * FROM fills LIMIT $1 OFFSET $2", "int8,int8"},
    {"SELECT coalesce($1, quantity) FROM fills", "int4"},
    {"SELECT coalesce($1, $2, pnl) FROM fills", "float8,float8"},
    {"SELECT CASE WHEN $1 THEN $2 ELSE price END FROM fills", "bool,numeric"},
    {"SELECT CASE $1 WHEN 'a' THEN 1 ELSE 2 END", "text"},
    {"SELECT CASE quantity WHEN $1 THEN $2 END FROM fills", "int4,text"},
    {"SELECT nullif(quantity, $1) FROM fills", "int4"},
    {"SELECT greatest(quantity, $1) FROM fills", "int4"},
    {"SELECT $1 + $2", "42725"},
    {"SELECT $1 + 1", "int4"},
    {"SELECT -$1", "42725"},
    {"SELECT $1 || 'x'", "text"},
    {"SELECT $1 || $2", "text,text"},
    {"SELECT $1::date + $2", "42725"},
    {"SELECT $1::int + $2", "int4,int4"},
    {"SELECT round(price, $1) FROM fills", "int4"},
    {"SELECT date_trunc($1, ts) FROM fills", "text"},
    {"SELECT extract(year FROM $1::date)", "date"},
    {"SELECT sum(quantity) FILTER (WHERE region = $1) FROM fills", "text"},
    {"SELECT region, sum(quantity) FROM fills GROUP BY 1 HAVING sum(quantity) > $1", "int8"},
    {"SELECT count($1) FROM fills", "42P18"},
    {"SELECT concat($1, 'x')", "42P18"},
    {"SELECT substring(region, $1, $2) FROM fills", "0A000"} /* (text, text, text) */,
    {"SELECT length($1)", "text"},
    {"SELECT upper($1)", "text"},
    {"SELECT abs($1)", "float8"},
    {"SELECT power($1, 2)", "float8"},
    {"SELECT $3", "42P18"},
    {"SELECT $1::text, $1", "text"},
    {"SELECT $1, $1::int", "42P08"},
    {"SELECT $1::int, $1", "int4"},
    {"SELECT ts + $1 FROM fills", "interval"},
    {"SELECT ts - $1 FROM fills", "timestamp"},
    {"SELECT trade_date + $1 FROM fills", "42725"},
    {"SELECT trade_date - $1 FROM fills", "date"},
    {"SELECT $1 AND true", "bool"},
    {"SELECT NOT $1", "bool"},
    {"SELECT $1 UNION SELECT 1", "int4"},
    {"SELECT 1 UNION SELECT $1", "int4"},
    {"SELECT $1 UNION SELECT $2", "text,text"},
    {"VALUES ($1, 1), (2, $2)", "int4,int4"},
    {"SELECT quantity IN (SELECT $1) FROM fills", "42883"},
    {"SELECT quantity = (SELECT $1) FROM fills", "42883"},
    {"SELECT x + 1 FROM (SELECT $1 AS x) q", "42883"},
    {"SELECT x + 1 FROM (SELECT $1::int AS x) q", "int4"},
    {"INSERT INTO cells VALUES ($1, $2, $3, $4, $5, $6)", "int4,text,numeric,date,bool,float8"},
    {"INSERT INTO cells VALUES ($1, $2, 0, '2020-01-01', true, 0), ($3, 'x', 0, '2020-01-01', "
     "true, 0)",
     "int4,text,int4"},
    {"INSERT INTO cells SELECT $1, $2, 0, $3, true, 0", "int4,text,date"},
    {"INSERT INTO cells SELECT quantity, $1, price, trade_date, true, pnl FROM fills", "text"},
    {"SELECT quantity IS DISTINCT FROM $1 FROM fills", "int4"},
    {"SELECT $1 = $2", "text,text"},
    {"SELECT $1 IN (1, 2)", "int4"},
    {"SELECT $1 IN ('a', $2)", "text,text"},
    {"SELECT lag(quantity, $1) OVER (ORDER BY ts) FROM fills", "int4"},
    {"SELECT sum(quantity) OVER (ORDER BY ts ROWS $1 PRECEDING) FROM fills", "int8"},
    {"SELECT string_agg(region, $1) FROM fills", "text"},
    {"SELECT quantity * $1 FROM fills", "int4"},
    {"SELECT price * $1 FROM fills", "numeric"},
    {"SELECT pnl * $1 FROM fills", "float8"},
    {"SELECT trade_id % $1 FROM fills", "int8"},
    {"SELECT 1 ORDER BY $1", "text"},
    {"SELECT region FROM fills GROUP BY $1, region", "text"},
    {"SELECT $1::numeric(10,2)", "numeric"},
    {"SELECT $1::varchar(3)", "varchar"},
    {"SELECT CAST($1 AS interval)", "interval"},
    {"SELECT $1::timestamptz > ts FROM fills", "timestamptz"},
    {"SELECT quantity = ANY (ARRAY[$1, $2]) FROM fills", "42883"},
    {"EXPLAIN SELECT $1::int", "int4"},
};

static void test_inference(void **state)
{
    struct rewrite_fixture *fixture = *state;
    for (size_t i = 0; i < sizeof inferences / sizeof *inferences; i++) {
        struct rewrite_params params = {0};
        const struct plan *plan = rewrite_fixture_plan(fixture, inferences[i].sql, &params);
        const char *got = plan ? types_text(fixture, &params) : fixture->err.sqlstate;
        if (strcmp(got, inferences[i].expected) != 0)
            print_error("%s: %s\n", inferences[i].sql, fixture->err.message);
        assert_string_equal(got, inferences[i].expected);
    }
}

/* A value that is good wherever the cases above have a parameter of the type. */
static const char *value_of(uint32_t type)
{
    switch (type) {
    case PG_DATE:
    case PG_TIMESTAMP:
    case PG_TIMESTAMPTZ:
        return "2020-01-01";
    case PG_TEXT:
    case PG_VARCHAR:
        return "day";
    case PG_BOOL:
        return "t";
    case PG_INTERVAL:
        return "1 day";
    default:
        return "1";
    }
}

static void give_values(struct rewrite_fixture *fixture, struct rewrite_params *params, bool nulls)
{
    const char **values = ARENA_ARRAY(fixture->arena, const char *, params->n);
    for (size_t i = 0; i < params->n && !nulls; i++) {
        values[i] = rewrite_param_value(fixture->arena, params->types[i],
                                        str_of(value_of(params->types[i])), NULL,
                                        &(struct value_style){0}, &fixture->err);
        assert_non_null(values[i]);
    }
    params->values = values;
}

static void expect_same_columns(const struct plan *a, const struct plan *b)
{
    assert_int_equal(a->n_columns, b->n_columns);
    for (size_t i = 0; i < a->n_columns; i++) {
        assert_string_equal(a->columns[i].name, b->columns[i].name);
        assert_int_equal(a->columns[i].type, b->columns[i].type);
        assert_int_equal(a->columns[i].typmod, b->columns[i].typmod);
    }
}

/* What was told before the values are there stays true with them. */
static void test_values(void **state)
{
    struct rewrite_fixture *fixture = *state;
    for (size_t i = 0; i < 2 * sizeof inferences / sizeof *inferences; i++) {
        bool nulls = i & 1;
        struct rewrite_params params = {0};
        const struct plan *analysed = rewrite_fixture_plan(fixture, inferences[i / 2].sql, &params);
        if (!analysed)
            continue;
        give_values(fixture, &params, nulls);
        const struct plan *plan = rewrite_fixture_plan(fixture, inferences[i / 2].sql, &params);
        if (plan)
            expect_same_columns(analysed, plan);
        else if (!nulls || fixture->err.sqlstate[0] == 'X')
            fail_msg("%s: %s", inferences[i / 2].sql, fixture->err.message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_inference, rewrite_fixture_setup,
                                        rewrite_fixture_teardown),
        cmocka_unit_test_setup_teardown(test_values, rewrite_fixture_setup,
                                        rewrite_fixture_teardown),
    };
    return cmocka_run_group_tests_name("param", tests, NULL, NULL);
}
