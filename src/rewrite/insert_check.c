/* Which values of a PostgreSQL type a ClickHouse column holds. */
#include <stdlib.h>
#include <string.h>

#include "rewrite/insert.h"
#include "rewrite/routine_row.h"

static const struct {
    enum chtype_kind kind;
    bool exact;
} kinds[] = {
    {CH_BOOL, true},          {CH_INT16, true},   {CH_INT32, true},     {CH_INT64, true},
    {CH_FLOAT32, true},       {CH_FLOAT64, true}, {CH_STRING, true},    {CH_UUID, true},
    {CH_DATE32, true},        {CH_DECIMAL, true}, {CH_INT8, false},     {CH_UINT8, false},
    {CH_UINT16, false},       {CH_UINT32, false}, {CH_UINT64, false},   {CH_INT128, false},
    {CH_UINT128, false},      {CH_DATE, false},   {CH_DATETIME, false}, {CH_DATETIME64, false},
    {CH_FIXED_STRING, false}, {CH_ENUM8, false},  {CH_ENUM16, false},
};

/* A column in a zone of its own shows civil time, which would have to be taken back. */
static bool is_in_zone(const struct chtype *type)
{
    return type->timezone && strcmp(type->timezone, "UTC") != 0;
}

bool insert_type_known(const struct chtype *type)
{
    type = chtype_strip(type);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].kind == type->kind)
            return !is_in_zone(type);
    return false;
}

/* Whether it holds every value of its PostgreSQL type, as it is. */
static bool is_exact(const struct chtype *type)
{
    type = chtype_strip(type);
    if (type->kind == CH_DATETIME64)
        return type->scale == 6;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].kind == type->kind)
            return kinds[i].exact;
    return false;
}

static const struct {
    enum chtype_kind kind;
    long long least, greatest;
} ranges[] = {
    {CH_INT8, INT8_MIN, INT8_MAX},
    {CH_UINT8, 0, UINT8_MAX},
    {CH_UINT16, 0, UINT16_MAX},
    {CH_UINT32, 0, UINT32_MAX},
};

bool insert_type_holds(const struct chtype *type, const struct expr *value)
{
    if (value->kind != EXPR_CONST || !value->text || is_exact(type))
        return value->kind == EXPR_CONST;
    type = chtype_strip(type);
    if (type->kind == CH_DATE)
        return strlen(value->text) == 10 && strcmp(value->text, "1970-01-01") >= 0 &&
               strcmp(value->text, "2149-06-06") <= 0;
    long long number = strtoll(value->text, NULL, 10);
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (ranges[i].kind == type->kind)
            return number >= ranges[i].least && number <= ranges[i].greatest;
    return false;
}

static struct expr *wrap(struct arena *arena, struct expr *value, const char *template_,
                         const char *text)
{
    struct expr *args[] = {value, expr_const(arena, PG_TEXT, text, 0)};
    struct expr *expr = expr_clickhouse(arena, value->type, template_, 2, args);
    expr->typmod = value->typmod;
    expr->nullable = value->nullable;
    return expr;
}

/* What comes back from the type must be what went in. */
static struct expr *check_range(struct arena *arena, struct expr *value, const struct chtype *type)
{
    return wrap(arena, value,
                CHECKED("CAST($1, $2) != $1", "22003",
                        "a value does not fit the ClickHouse type of its column", "CAST($1, $2)"),
                arena_printf(arena, "Nullable(%s)", type->text));
}

static struct expr *check_null(struct arena *arena, struct expr *value, const char *column,
                               const char *table)
{
    return wrap(arena, value, "if(throwIf(isNull($1), $2), $1, $1)",
                arena_printf(arena,
                             "pgpivot[23502]: null value in column \"%s\" of relation \"%s\" "
                             "violates not-null constraint",
                             column, table));
}

struct expr *insert_checked(struct arena *arena, struct expr *value,
                            const struct catalog_column *column, const char *table)
{
    if (!is_exact(column->type))
        value = check_range(arena, value, chtype_strip(column->type));
    if (value->nullable && !column->nullable)
        value = check_null(arena, value, column->name, table);
    return value;
}
