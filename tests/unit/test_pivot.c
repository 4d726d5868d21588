/* PIVOT from text to plan: the columns that come out, and every refusal with its place. */
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

static const struct plan *expect_plan(struct rewrite_fixture *fixture, const char *sql)
{
    const struct plan *plan = rewrite_fixture_plan(fixture, sql, NULL);
    if (!plan)
        fail_msg("%s: %s %s", sql, fixture->err.sqlstate, fixture->err.message);
    return plan;
}

/* `expected` is the names, each with a comma after it. */
static void expect_names(struct rewrite_fixture *fixture, const char *sql, const char *expected)
{
    const struct plan *plan = expect_plan(fixture, sql);
    const char *names = "";
    for (size_t i = 0; i < plan->n_columns; i++)
        names = arena_printf(fixture->arena, "%s%s,", names, plan->columns[i].name);
    assert_string_equal(names, expected);
}

static void expect_error(struct rewrite_fixture *fixture, const char *sql, const char *sqlstate,
                         int position, const char *message)
{
    if (rewrite_fixture_plan(fixture, sql, NULL))
        fail_msg("%s: accepted", sql);
    assert_string_equal(fixture->err.message, message);
    assert_string_equal(fixture->err.sqlstate, sqlstate);
    assert_int_equal(fixture->err.position, position);
}

static void test_values_name_the_columns(void **state)
{
    expect_names(*state,
                 "SELECT * FROM (SELECT region, desk, pnl FROM fills) "
                 "PIVOT (sum(pnl) FOR region IN ('EMEA', 'Apac' AS asia, \"it's\", us, '')) p",
                 "desk,EMEA,asia,it's,us,(blank),");
    expect_names(*state,
                 "SELECT * FROM cells PIVOT (sum(n) FOR k IN (2012, -1, '7', NULL) GROUP BY s) p",
                 "s,2012,-1,7,NULL,");
    expect_names(*state, "SELECT * FROM cells PIVOT (sum(n) FOR b IN (true, FALSE x) GROUP BY s) p",
                 "s,true,x,");
    expect_names(*state,
                 "SELECT * FROM cells PIVOT (sum(n) FOR d IN (DATE '2013-11-25', '2013-11-26') "
                 "GROUP BY s) p",
                 "s,2013-11-25,2013-11-26,");
    expect_names(*state,
                 "SELECT * FROM cells PIVOT (sum(k) FOR n IN (1.50, 9) GROUP BY s, upper(s)) p",
                 "s,upper,1.50,9,");
}

static void test_cells_name_the_columns(void **state)
{
    expect_names(*state, "SELECT * FROM cells PIVOT (sum(n) AS total FOR k IN (1, 2) GROUP BY s) p",
                 "s,1_total,2_total,");
    expect_names(*state,
                 "SELECT * FROM cells PIVOT (sum(n) t, COUNT( * ), max(X) FOR k IN (1, 2 b) "
                 "GROUP BY ()) p",
                 "1_t,1_count(*),1_max(x),b_t,b_count(*),b_max(x),");
    struct rewrite_fixture *fixture = *state;
    assert_true(settings_set(fixture->settings, "pivot.naming", "agg_value", false, &fixture->err));
    expect_names(fixture, "SELECT * FROM cells PIVOT (sum(n) t FOR k IN (1, 2) GROUP BY ()) p",
                 "t_1,t_2,");
}

static void test_several_keys(void **state)
{
    expect_names(*state,
                 "SELECT * FROM cells PIVOT (sum(n) FOR k IN (1, 2) s IN ('a', 'b') GROUP BY d) p",
                 "d,1_a,1_b,2_a,2_b,");
    expect_names(*state,
                 "SELECT * FROM cells PIVOT (sum(n) FOR (k, s) IN ((1, 'a'), (2, NULL) AS z) "
                 "GROUP BY d) p",
                 "d,1_a,z,");
}

static void test_rows_are_what_is_not_used(void **state)
{
    expect_names(*state, "SELECT * FROM cells PIVOT (sum(n) FOR k IN (1)) p", "s,d,b,x,1,");
    expect_names(*state, "SELECT * FROM cells PIVOT (sum(n * x) FILTER (WHERE b) FOR k IN (1)) p",
                 "s,d,1,");
    expect_names(*state,
                 "SELECT * FROM (SELECT k, n FROM cells) PIVOT (sum(n) FOR k IN (1)) AS p (one)",
                 "one,");
    expect_names(*state,
                 "SELECT * FROM cells c JOIN (SELECT k AS key, v FROM other) o ON c.k = o.key "
                 "PIVOT (sum(v) FOR k IN (1) GROUP BY c.s, key) p",
                 "s,key,1,");
    expect_names(*state, "SELECT p.S, \"'1'\" FROM cells PIVOT (sum(n) FOR k IN (1)) p", "s,'1',");
}

static void test_types_follow_the_cells(void **state)
{
    const struct plan *plan = expect_plan(
        *state, "SELECT * FROM cells PIVOT (sum(k), count(*), avg(n), max(d) FOR s IN ('a') "
                "GROUP BY b) p");
    static const uint32_t types[] = {PG_BOOL, PG_INT8, PG_INT8, PG_NUMERIC, PG_DATE};
    assert_int_equal(plan->n_columns, 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(plan->columns[i].type, types[i]);
}

static void test_pivots_stack(void **state)
{
    expect_names(*state,
                 "SELECT * FROM cells PIVOT (sum(n) FOR k IN (1) GROUP BY s, b) "
                 "PIVOT (max(\"1\") FOR b IN (true, false)) p",
                 "s,true,false,");
    expect_names(*state,
                 "WITH p AS (SELECT * FROM cells PIVOT (sum(n) FOR k IN (1) GROUP BY s) q) "
                 "SELECT p.*, o.v FROM p JOIN other o ON o.k = p.\"1\"",
                 "s,1,v,");
}

static void test_long_names_are_cut(void **state)
{
    /* 62 bytes, then a character of two: it does not fit. */
    expect_names(*state,
                 "SELECT * FROM cells PIVOT (sum(n) FOR s IN "
                 "('12345678901234567890123456789012345678901234567890123456789012é') GROUP BY ()) "
                 "p",
                 "12345678901234567890123456789012345678901234567890123456789012,");
}

static void test_fine_rows_are_noticed(void **state)
{
    const struct plan *plan =
        expect_plan(*state, "SELECT * FROM fills PIVOT (sum(pnl) FOR region IN ('a')) p");
    assert_int_equal(plan->n_notices, 1);
    assert_string_equal(plan->notices[0].severity, "NOTICE");
    assert_string_equal(plan->notices[0].message, "PIVOT groups by the 6 columns that it does not "
                                                  "mention, \"trade_id\" among them");
    plan = expect_plan(*state,
                       "SELECT * FROM fills PIVOT (sum(pnl) FOR region IN ('a') GROUP BY ts) p");
    assert_int_equal(plan->n_notices, 0);
}

static void test_bad_cells_and_keys(void **state)
{
    expect_error(*state, "SELECT * FROM cells PIVOT (n FOR k IN (1)) p", "42803", 28,
                 "a cell of PIVOT must contain an aggregate function");
    expect_error(*state, "SELECT * FROM cells PIVOT (sum(n) / x FOR k IN (1)) p", "42803", 37,
                 "column \"cells.x\" must appear in the GROUP BY clause or be used in an aggregate "
                 "function");
    expect_error(*state, "SELECT * FROM cells PIVOT (sum(z) FOR k IN (1)) p", "42703", 32,
                 "column \"z\" does not exist");
    expect_error(*state, "SELECT * FROM cells PIVOT (sum(n) FOR zz IN (1)) p", "42703", 39,
                 "column \"zz\" does not exist");
    expect_error(*state, "SELECT * FROM cells PIVOT (sum(n) FOR k, s IN (1)) p", "42601", 39,
                 "syntax error in PIVOT: expected FOR key IN (values)");
    expect_error(*state, "SELECT * FROM cells PIVOT (sum(n) FOR sum(k) IN (1)) p", "42803", 39,
                 "aggregate functions are not allowed in the FOR list of PIVOT");
    expect_error(*state, "SELECT * FROM other PIVOT (sum(v) FOR k IN (1)) p", "0A000", 28,
                 "column \"tags\" has a ClickHouse type that cannot be read, so PIVOT cannot group "
                 "by it");
}

static void test_bad_values(void **state)
{
    expect_error(*state, "SELECT * FROM cells PIVOT (sum(n) FOR k IN ('x')) p", "22P02", 45,
                 "invalid input syntax for type integer: \"x\"");
    expect_error(*state, "SELECT * FROM cells PIVOT (sum(n) FOR k IN (1.5)) p", "22P02", 45,
                 "invalid input syntax for type integer: \"1.5\"");
    expect_error(*state, "SELECT * FROM cells PIVOT (sum(n) FOR k IN (1, 1 + 1)) p", "42P10", 50,
                 "the values of a PIVOT must be constants");
    expect_error(*state, "SELECT * FROM cells PIVOT (sum(n) FOR k IN (cells.k)) p", "42P10", 45,
                 "the values of a PIVOT must be constants");
    expect_error(*state, "SELECT * FROM cells PIVOT (sum(n) FOR k IN ($1)) p", "42P18", 45,
                 "a parameter in the list of a PIVOT needs an alias: $1 AS name");
    expect_error(*state, "SELECT * FROM cells PIVOT (sum(n) FOR k IN (1, 2, '1')) p", "42712", 51,
                 "value \"1\" is listed more than once in PIVOT");
    expect_error(*state, "SELECT * FROM cells PIVOT (sum(k) FOR n IN (1.5, 1.50)) p", "42712", 50,
                 "value \"1.50\" is listed more than once in PIVOT");
    expect_error(*state, "SELECT * FROM cells PIVOT (sum(n) FOR (k, s) IN ((1, 'a'), 2)) p",
                 "42601", 60, "value has 1 parts, but the key of the PIVOT has 2");
    expect_error(*state, "SELECT * FROM cells PIVOT (sum(n) FOR k IN (1 WHERE true)) p", "42601",
                 39, "syntax error in PIVOT: expected FOR key IN (values)");
}

static void test_bad_columns(void **state)
{
    struct rewrite_fixture *fixture = *state;
    expect_error(fixture, "SELECT * FROM cells PIVOT (sum(n) FOR s IN ('a', 'b' a)) p", "42701", 28,
                 "PIVOT would have two columns named \"a\"");
    expect_error(fixture, "SELECT * FROM cells PIVOT (sum(n) FOR k IN (1 s) GROUP BY s) p", "42701",
                 28, "PIVOT would have two columns named \"s\"");
    expect_error(fixture, "SELECT * FROM cells PIVOT (sum(n) FOR k IN (1) GROUP BY s) p (a, b, c)",
                 "42P10", 28, "table \"p\" has 2 columns available but 3 columns specified");
    assert_true(settings_set(fixture->settings, "pivot.max_columns", "4", false, &fixture->err));
    expect_names(fixture, "SELECT * FROM cells PIVOT (sum(n) FOR k IN (1, 2, 3) GROUP BY s) p",
                 "s,1,2,3,");
    expect_error(fixture,
                 "SELECT * FROM cells PIVOT (sum(n) FOR k IN (1, 2) s IN ('a', 'b') GROUP BY d) p",
                 "54011", 28, "PIVOT would have 5 columns, the limit is 4");
    expect_error(fixture, "SELECT * FROM cells PIVOT (sum(n) FOR k IN (1, 2, 3, 4, 5)) p", "54011",
                 28, "PIVOT lists 5 values, the limit is 4 columns");
}

/* What a clause of a query would change is never dropped. */
static void test_stray_clauses(void **state)
{
    static const char *const shape =
        "syntax error in PIVOT: expected cells FOR key IN (values) [GROUP BY columns]";
    expect_error(*state, "SELECT * FROM cells PIVOT (sum(n) FOR k IN (1) GROUP BY s HAVING true) p",
                 "42601", 28, shape);
    expect_error(*state, "SELECT * FROM cells PIVOT (sum(n) FOR k IN (1) GROUP BY s LIMIT 1) p",
                 "42601", 28, shape);
    expect_error(*state, "SELECT * FROM cells PIVOT (DISTINCT sum(n) FOR k IN (1)) p", "42601", 37,
                 shape);
    expect_error(*state, "SELECT * FROM cells PIVOT (sum(n) FOR DISTINCT k IN (1)) p", "42601", 39,
                 shape);
}

static void test_others_and_total(void **state)
{
    expect_names(*state,
                 "SELECT * FROM cells PIVOT (sum(n), count(*) c FOR k IN (1) GROUP BY s "
                 "WITH OTHERS AS rest, TOTAL COLUMN) p",
                 "s,1_sum(n),1_c,rest_sum(n),rest_c,Total_sum(n),Total_c,");
    expect_error(*state,
                 "SELECT * FROM cells PIVOT (sum(n) FOR k IN (1) WITH OTHERS, OTHERS AS x) p",
                 "42601", 61,
                 "syntax error in PIVOT: expected cells FOR key IN (values) [GROUP BY columns]");
}

static void test_default_on_null(void **state)
{
    expect_names(*state,
                 "SELECT * FROM cells PIVOT (sum(n), max(k) FOR s IN ('a') GROUP BY () DEFAULT ON "
                 "NULL (0)) p",
                 "a_sum(n),a_max(k),");
    expect_error(*state,
                 "SELECT * FROM cells PIVOT (max(k) FOR s IN ('a') DEFAULT ON NULL ('x')) p",
                 "22P02", 67, "invalid input syntax for type integer: \"x\"");
    expect_error(*state,
                 "SELECT * FROM cells PIVOT (max(k) FOR s IN ('a') DEFAULT ON NULL (1 + 1)) p",
                 "42P10", 69, "DEFAULT ON NULL of PIVOT must be a constant");
}

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(name, rewrite_fixture_setup, rewrite_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_values_name_the_columns),
        TEST(test_cells_name_the_columns),
        TEST(test_several_keys),
        TEST(test_rows_are_what_is_not_used),
        TEST(test_types_follow_the_cells),
        TEST(test_pivots_stack),
        TEST(test_long_names_are_cut),
        TEST(test_fine_rows_are_noticed),
        TEST(test_bad_cells_and_keys),
        TEST(test_bad_values),
        TEST(test_bad_columns),
        TEST(test_stray_clauses),
        TEST(test_default_on_null),
        TEST(test_others_and_total),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
