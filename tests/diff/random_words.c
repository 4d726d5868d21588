/*
 * The words of random statements: constants of each type, and what is taken from PostgreSQL's
 * catalog and from the rewriter's tables. Knows no grammar.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/pgtype.h"
#include "random_words.h"

static const struct {
    uint32_t type;
    const char *constants[12];
} constants[] = {
    {PG_BOOL, {"true", "false"}},
    {PG_INT2, {"1::int2", "0::int2", "(-7)::int2", "3::int2", "32767::int2"}},
    {PG_INT4, {"1", "0", "2", "(-1)", "3", "7", "10", "100", "2147483647"}},
    {PG_INT8, {"1::int8", "0::int8", "(-4)::int8", "1000::int8", "9223372036854775807"}},
    {PG_FLOAT4, {"1::float4", "0::float4", "(-0.5)::float4", "'NaN'::float4"}},
    {PG_FLOAT8, {"1::float8", "0::float8", "(-2.5)::float8", "'NaN'::float8", "1e15::float8"}},
    {PG_NUMERIC, {"1.0", "0.00", "(-0.5)", "2.5", "1234.5678", "3.50", "12345678901234567890.1"}},
    {PG_TEXT,
     {"'a'::text", "''::text", "'abc'::text", "'%'::text", "'it''s'::text",
      "E'back\\\\slash'::text", "'12'::text", "'Ærø'::text"}},
    {PG_VARCHAR, {"'ab'::varchar", "''::varchar"}},
    {PG_BPCHAR, {"'ab '::bpchar", "'x'::bpchar"}},
    {PG_DATE,
     {"'2024-02-29'::date", "'1970-01-01'::date", "'1969-12-31'::date", "'2000-01-01'::date"}},
    {PG_TIMESTAMP,
     {"'2024-02-29 12:34:56.789'::timestamp", "'1969-12-31 23:59:59'::timestamp",
      "'2000-01-01'::timestamp"}},
    {PG_TIMESTAMPTZ, {"'2024-02-29 12:34:56+00'::timestamptz", "'1970-01-01'::timestamptz"}},
    {PG_INTERVAL,
     {"'1 day'::interval", "'1 month'::interval", "'-02:30'::interval",
      "'1 year 2 months 3 days 04:05:06.7'::interval"}},
    {PG_UUID, {"'61f0c404-5cb3-11e7-907b-a6006ad3dba0'::uuid"}},
};

const char *const random_patterns[] = {
    "'a'", "'^a'", "'[0-9]+'", "'b|c'", "'(a)(b)?'", "'\\s'", "'.*'", "''", "'[^a-z]'", "'\\d$'",
};
const size_t random_patterns_count = sizeof random_patterns / sizeof *random_patterns;

/*
 * Not generated, since the difference is known and told in docs/differences.md; or since the two
 * servers answer at different times.
 */
static const char *const left_out[] = {
    "lower",
    "upper", /* letters outside ASCII fold */
    "initcap",
    "~*",
    "!~*",
    "~~*",
    "!~~*",
    "now",
    "transaction_timestamp",
    "statement_timestamp",
    "clock_timestamp",
    "gen_random_uuid",
    "random",
};

static bool is_among(const char *name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(name, names[i]) == 0)
            return true;
    }
    return false;
}

bool random_wants_order(const char *name)
{
    static const char *const names[] = {"string_agg", "array_agg",       "json_agg",
                                        "jsonb_agg",  "json_object_agg", "jsonb_object_agg"};
    return is_among(name, names, sizeof names / sizeof *names);
}

bool random_wants_no_key(const char *name)
{
    static const char *const names[] = {"rank", "dense_rank", "percent_rank", "cume_dist"};
    return is_among(name, names, sizeof names / sizeof *names);
}

bool random_type_is_loose(uint32_t oid)
{
    return oid == PG_NUMERIC || oid == PG_FLOAT4 || oid == PG_FLOAT8 || oid == PG_BPCHAR ||
           oid == PG_INTERVAL;
}

static struct random_type *type_of(struct arena *arena, struct random_words *words, uint32_t oid)
{
    for (LIST_EACH(struct random_type, type, &words->types)) {
        if (type->oid == oid)
            return type;
    }
    struct random_type *type = ARENA_NEW(arena, struct random_type);
    type->oid = oid;
    type->name = pgtype_sql_name(oid);
    list_add(arena, &words->types, type);
    return type;
}

/* "char" is the catalogs' own; PostgreSQL finds operators on it ambiguous that are rows here. */
const struct random_type *random_type_find(const struct random_words *words, uint32_t oid)
{
    if (oid == PG_CHAR)
        return NULL;
    for (LIST_EACH(struct random_type, type, &words->types)) {
        if (type->oid == oid)
            return type->constants.n > 0 ? type : NULL;
    }
    return NULL;
}

static PGresult *ask(PGconn *postgres, const char *sql)
{
    PGresult *result = PQexec(postgres, sql);
    if (PQresultStatus(result) == PGRES_TUPLES_OK)
        return result;
    fputs(PQresultErrorMessage(result), stderr);
    PQclear(result);
    return NULL;
}

static bool read_tables(struct arena *arena, struct random_words *words, PGconn *postgres)
{
    PGresult *rows = ask(
        postgres, "SELECT relname, attname, atttypid FROM pg_class c JOIN pg_attribute a ON "
                  "attrelid = c.oid AND attnum > 0 WHERE relnamespace = 'pivot'::regnamespace "
                  "AND relkind = 'r' AND EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = c.oid "
                  "AND attname = 'id') ORDER BY relname, attnum");
    struct random_table *table = NULL;
    for (int i = 0; rows && i < PQntuples(rows); i++) {
        const char *name = PQgetvalue(rows, i, 0);
        if (!table || strcmp(table->name, name) != 0) {
            table = ARENA_NEW(arena, struct random_table);
            *table = (struct random_table){.name = arena_strdup(arena, name), .key = "id"};
            list_add(arena, &words->tables, table);
        }
        struct random_column *column = ARENA_NEW(arena, struct random_column);
        column->name = arena_strdup(arena, PQgetvalue(rows, i, 1));
        column->type = (uint32_t)strtoul(PQgetvalue(rows, i, 2), NULL, 10);
        list_add(arena, &table->columns, column);
    }
    bool fine = rows && words->tables.n > 0;
    PQclear(rows);
    return fine;
}

/* An example that is one expression makes a constant of its type. */
static bool is_one_expression(const char *example)
{
    int depth = 0;
    char quote = 0;
    for (const char *c = example; *c; c++) {
        if (quote)
            quote = *c == quote ? 0 : quote;
        else if (*c == '\'' || *c == '"')
            quote = *c;
        else if (strchr("([", *c))
            depth++;
        else if (strchr(")]", *c))
            depth--;
        else if (*c == ',' && depth == 0)
            return false;
    }
    return true;
}

static void add_example(struct arena *arena, struct random_type *type, const char *example)
{
    if (example && type->constants.n < 12 && is_one_expression(example))
        list_add(arena, &type->constants, arena_printf(arena, "(%s)", example));
}

/* Each name, with the name as SQL wants it; nothing volatile and no WITHIN GROUP. */
static PGresult *read_functions(PGconn *postgres)
{
    return ask(postgres,
               "SELECT DISTINCT proname, quote_ident(proname) FROM pg_proc p WHERE "
               "pronamespace = 'pg_catalog'::regnamespace AND provolatile <> 'v' AND NOT "
               "EXISTS (SELECT FROM pg_aggregate WHERE aggfnoid = p.oid AND aggkind <> 'n')");
}

static const char *find_quoted(const PGresult *functions, const char *name)
{
    for (int i = 0; i < PQntuples(functions); i++) {
        if (strcmp(PQgetvalue(functions, i, 0), name) == 0)
            return PQgetvalue(functions, i, 1);
    }
    return NULL;
}

static bool is_pseudo_type(uint32_t oid)
{
    const char *name = oid == PG_ANY ? NULL : pgtype_sql_name(oid);
    return name && strncmp(name, "any", 3) == 0;
}

/* What the server's own state tells, and what no value has the type of. */
static bool is_of_no_use(const struct routine *row)
{
    bool found =
        (row >= functions_system.rows && row < functions_system.rows + functions_system.n) ||
        (row >= functions_privilege.rows &&
         row < functions_privilege.rows + functions_privilege.n) ||
        row->lookup != LOOKUP_NONE || is_pseudo_type(row->result);
    for (int i = 0; i < row->n_args; i++)
        found |= is_pseudo_type(row->args[i]);
    return found;
}

static bool is_left_out(const struct routine *row)
{
    return !row->clickhouse || row->is_volatile || is_of_no_use(row) ||
           is_among(row->name, left_out, sizeof left_out / sizeof *left_out) ||
           (strcmp(row->name, "age") == 0 && row->n_args == 1);
}

static struct list *list_for(struct random_type *type, enum routine_kind kind)
{
    switch (kind) {
    case ROUTINE_OPERATOR:
        return &type->operators;
    case ROUTINE_AGGREGATE:
        return &type->aggregates;
    case ROUTINE_WINDOW:
        return &type->windows;
    default:
        return &type->functions;
    }
}

static void read_routines(struct arena *arena, struct random_words *words,
                          const PGresult *functions)
{
    enum routine_kind kind;
    const struct routine *row;
    for (size_t i = 0; (row = routine_at(i, &kind)); i++) {
        const char *name = kind == ROUTINE_OPERATOR ? row->name : find_quoted(functions, row->name);
        if (is_left_out(row) || !name)
            continue;
        struct random_routine *routine = ARENA_NEW(arena, struct random_routine);
        *routine = (struct random_routine){row, kind, arena_strdup(arena, name)};
        struct random_type *type = type_of(arena, words, row->result);
        list_add(arena, list_for(type, kind), routine);
        if (kind == ROUTINE_FUNCTION && row->result != PG_ANY && row->n_args > 0)
            add_example(arena, type, row->example);
        if (kind == ROUTINE_AGGREGATE)
            list_add(arena, &words->aggregates, routine);
        if (kind == ROUTINE_WINDOW)
            list_add(arena, &words->windows, routine);
    }
}

struct random_words *random_words_read(struct arena *arena, PGconn *postgres)
{
    struct random_words *words = ARENA_NEW(arena, struct random_words);
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        struct random_type *type = type_of(arena, words, constants[i].type);
        for (int j = 0; j < 12 && constants[i].constants[j]; j++)
            list_add(arena, &type->constants, (void *)constants[i].constants[j]);
    }
    PGresult *functions = read_functions(postgres);
    if (!functions || !read_tables(arena, words, postgres))
        return NULL;
    read_routines(arena, words, functions);
    PQclear(functions);
    for (size_t i = 0; i < casts_count; i++) {
        struct random_type *type = type_of(arena, words, casts[i].target);
        /* What has a name is each catalog's own. */
        if (casts[i].clickhouse && !pgtype_is_alias(casts[i].target)) {
            list_add(arena, &type->casts, (void *)&casts[i]);
            add_example(arena, type, casts[i].example);
        }
    }
    return words;
}
