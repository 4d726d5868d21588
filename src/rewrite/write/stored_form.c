/* Columns as they are stored, read as PostgreSQL would hold them. */
#include "rewrite/write/stored_form.h"

#include <string.h>

#include "base/pgtype.h"
#include "rewrite/emit/literal.h"
#include "rewrite/routines/routine_row.h"

typedef const char *form_of(struct arena *arena, const struct chtype *type);

/* Its order is that of the names, and text functions take it. */
static const char *enum_form(struct arena *arena, const struct chtype *type)
{
    (void)arena, (void)type;
    return "toString($1)";
}

/* PostgreSQL's text cannot hold zero bytes. */
static const char *fixed_string_form(struct arena *arena, const struct chtype *type)
{
    (void)arena, (void)type;
    return "toStringCutToZero($1)";
}

/* timestamp without time zone is civil time, which everything else takes to be in UTC. */
static const char *timestamp_form(struct arena *arena, const struct chtype *type)
{
    if (!type->timezone || strcmp(type->timezone, "UTC") == 0)
        return NULL;
    return arena_printf(arena, "addSeconds(toDateTime64($1, %d, 'UTC'), timeZoneOffset($1))",
                        type->kind == CH_DATETIME64 ? type->scale : 0);
}

/* A time is an Int64 of microseconds; what is finer is rounded. */
static const char *time_form(struct arena *arena, const struct chtype *type)
{
    if (type->kind == CH_TIME)
        return "(toInt64($1) * 1000000)";
    if (type->scale <= 6)
        return "toInt64(toDecimal64($1, 6) * 1000000)";
    return arena_printf(arena, "toInt64(toDecimal64(round(toDecimal64($1, %d), 6), 6) * 1000000)",
                        type->scale);
}

static const char *inet_form(struct arena *arena, const struct chtype *type)
{
    (void)arena;
    return type->kind == CH_IPV4 ? INET_OF_IPV4("$1") : INET_OF_IPV6("$1");
}

static const char *bfloat16_form(struct arena *arena, const struct chtype *type)
{
    (void)arena, (void)type;
    return "toFloat32($1)";
}

/* toString alone makes '' of their NULL. */
static const char *variant_form(struct arena *arena, const struct chtype *type)
{
    (void)arena, (void)type;
    return "if(isNull($1), NULL, toString($1))";
}

/* What one unit adds to which part of an interval (base/interval.h). */
static const struct {
    const char *type, *template_;
} interval_units[] = {
    {"IntervalNanosecond", INTERVAL_OF_MICROS("intDiv(toInt64($1), 1000)")},
    {"IntervalMicrosecond", INTERVAL_OF_MICROS("toInt64($1)")},
    {"IntervalMillisecond", INTERVAL_OF_MICROS("toInt128(toInt64($1)) * 1000")},
    {"IntervalSecond", INTERVAL_OF_MICROS("toInt128(toInt64($1)) * 1000000")},
    {"IntervalMinute", INTERVAL_OF_MICROS("toInt128(toInt64($1)) * 60000000")},
    {"IntervalHour", INTERVAL_OF_MICROS("toInt128(toInt64($1)) * 3600000000")},
    {"IntervalDay", INTERVAL_OF_DAYS("toInt64($1)")},
    {"IntervalWeek", INTERVAL_OF_DAYS("toInt128(toInt64($1)) * 7")},
    {"IntervalMonth", INTERVAL_OF_MONTHS("toInt64($1)")},
    {"IntervalQuarter", INTERVAL_OF_MONTHS("toInt128(toInt64($1)) * 3")},
    {"IntervalYear", INTERVAL_OF_MONTHS("toInt128(toInt64($1)) * 12")},
};

static const char *interval_form(struct arena *arena, const struct chtype *type)
{
    (void)arena;
    for (size_t i = 0; i < sizeof interval_units / sizeof *interval_units; i++)
        if (strcmp(interval_units[i].type, type->text) == 0)
            return interval_units[i].template_;
    return NULL;
}

/* `template_` with `name` for $1. */
static const char *rename_argument(struct arena *arena, const char *template_, const char *name)
{
    const char *text = "";
    for (const char *at; (at = strstr(template_, "$1")); template_ = at + 2)
        text = arena_printf(arena, "%s%.*s%s", text, (int)(at - template_), template_, name);
    return arena_printf(arena, "%s%s", text, template_);
}

/* An array value is a tuple of one (docs/architecture.md), its elements in their own form. */
static const char *array_form(struct arena *arena, const struct chtype *type)
{
    if (chtype_is_document(type))
        return "toJSONString($1)";
    int depth = 1;
    for (const struct chtype *element = type->args[0]; chtype_strip(element)->kind == CH_ARRAY;)
        element = chtype_strip(element)->args[0], depth++;
    const char *form = stored_form(arena, chtype_element(type));
    /* Arrays of a numeric are of Decimals, whatever they are compared with. */
    if (!form && chtype_to_pg(chtype_element(type)).oid == PG_NUMERIC &&
        chtype_strip(chtype_element(type))->kind != CH_DECIMAL)
        form = "toDecimal256($1, 0)";
    for (; form && depth; depth--) {
        const char *name = arena_printf(arena, "s%d", depth);
        form =
            arena_printf(arena, "arrayMap(%s -> %s, $1)", name, rename_argument(arena, form, name));
    }
    return form ? arena_printf(arena, "tuple(%s)", form) : "tuple($1)";
}

/* A tuple already, unless its elements have to change. */
static const char *nullable_array_form(struct arena *arena, const struct chtype *array)
{
    const char *form = array_form(arena, array);
    return strcmp(form, "tuple($1)") == 0
               ? NULL
               : arena_printf(arena, "if(isNull($1), NULL, %s)",
                              rename_argument(arena, form, "tupleElement($1, 1)"));
}

static const char *document_form(struct arena *arena, const struct chtype *type)
{
    (void)arena, (void)type;
    return "toJSONString($1)";
}

static const struct {
    enum chtype_kind kind;
    form_of *form;
} forms[] = {
    {CH_ENUM8, enum_form},
    {CH_ENUM16, enum_form},
    {CH_FIXED_STRING, fixed_string_form},
    {CH_DATETIME, timestamp_form},
    {CH_DATETIME64, timestamp_form},
    {CH_TIME, time_form},
    {CH_TIME64, time_form},
    {CH_IPV4, inet_form},
    {CH_IPV6, inet_form},
    {CH_BFLOAT16, bfloat16_form},
    {CH_VARIANT, variant_form},
    {CH_DYNAMIC, variant_form},
    {CH_INTERVAL, interval_form},
    {CH_ARRAY, array_form},
    {CH_MAP, document_form},
    {CH_TUPLE, document_form},
    {CH_JSON, document_form},
    {CH_GEOMETRY, document_form},
};

const char *stored_form(struct arena *arena, const struct chtype *type)
{
    const struct chtype *array = chtype_array(type);
    type = chtype_strip(type);
    if (array && type->kind == CH_TUPLE && !chtype_is_document(array))
        return nullable_array_form(arena, array);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (forms[i].kind == type->kind)
            return forms[i].form(arena, type);
    return NULL;
}

bool stored_form_is_digits(const struct catalog_column *column)
{
    return column->pg_type == PG_NUMERIC && chtype_strip(column->type)->kind == CH_STRING;
}

/* character(n): the blanks at the end are not stored. */
const char *stored_form_of_column(struct arena *arena, const struct catalog_column *column)
{
    if (pgtype_is_enum(column->pg_type))
        return NULL;
    if (column->pg_type == PG_BPCHAR && column->typmod >= 0)
        return arena_printf(arena, "rightPadUTF8(trim(TRAILING ' ' FROM $1), %d)",
                            pgtype_length(column->typmod));
    if (stored_form_is_digits(column))
        return DECIMAL_OF_DIGITS;
    /* Only PostgreSQL's own relations have NULL for an array; those are never empty. */
    if (column->nullable && column->type->kind == CH_ARRAY)
        return "if(empty($1), NULL, tuple($1))";
    return stored_form(arena, column->type);
}

static void put_name(struct buf *out, const char *alias, const char *name)
{
    if (alias)
        buf_printf(out, "%s.", alias);
    identifier_emit(out, name);
}

void stored_form_put(struct buf *out, struct arena *arena, const struct catalog_column *column,
                     const char *alias)
{
    const char *at = stored_form_of_column(arena, column);
    for (at = at ? at : "$1"; *at; at++) {
        if (at[0] == '$' && at[1] == '1') {
            put_name(out, alias, column->name);
            at++;
        } else {
            buf_putc(out, *at);
        }
    }
}
