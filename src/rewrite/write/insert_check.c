/* Which values of a PostgreSQL type a ClickHouse column holds, and how they get its type. */
#include <stdlib.h>
#include <string.h>

#include "rewrite/bind/array_depth.h"
#include "rewrite/emit/emit_expr.h"
#include "rewrite/emit/literal.h"
#include "rewrite/routines/routine_row.h"
#include "rewrite/write/insert.h"
#include "rewrite/write/stored_form.h"
#include "rewrite/write/write.h"

static const struct {
    enum chtype_kind kind;
    bool exact;
} kinds[] = {
    {CH_BOOL, true},          {CH_INT16, true},   {CH_INT32, true},     {CH_INT64, true},
    {CH_FLOAT32, true},       {CH_FLOAT64, true}, {CH_STRING, true},    {CH_UUID, true},
    {CH_DATE32, true},        {CH_DECIMAL, true}, {CH_INT8, false},     {CH_UINT8, false},
    {CH_UINT16, false},       {CH_UINT32, false}, {CH_UINT64, false},   {CH_INT128, false},
    {CH_UINT128, false},      {CH_DATE, false},   {CH_DATETIME, false}, {CH_DATETIME64, false},
    {CH_FIXED_STRING, false}, {CH_ENUM8, false},  {CH_ENUM16, false},   {CH_TIME, false},
    {CH_TIME64, false},       {CH_IPV4, false},   {CH_IPV6, false},
};

/* A column in a zone of its own shows civil time, which would have to be taken back. */
static bool is_in_zone(const struct chtype *type)
{
    return type->timezone && strcmp(type->timezone, "UTC") != 0;
}

/* Their values are not what the column holds (stored_form.h); in arrays they stay out. */
static const char *converter_of(const struct chtype *type);

static bool is_type_known(const struct chtype *type)
{
    const struct chtype *element = chtype_element(type);
    if (chtype_array(type) && converter_of(element))
        return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].kind == element->kind)
            return !is_in_zone(element);
    return false;
}

/* Whether it holds every value of its PostgreSQL type and modifier, as it is. */
static bool is_exact(const struct chtype *type)
{
    type = chtype_element(type);
    if (type->kind == CH_DATETIME64)
        return type->scale <= FULL_PRECISION;
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
    if (type->kind == CH_ENUM8 || type->kind == CH_ENUM16)
        return true; /* is_label_known has looked */
    if (type->kind == CH_TIME64 || type->kind == CH_DATETIME64)
        return type->scale <= FULL_PRECISION; /* to which it was rounded */
    if (type->kind == CH_TIME)
        return true;
    if (type->kind == CH_DATETIME)
        return strcmp(value->text, "1970-01-01") >= 0 &&
               strcmp(value->text, "2106-02-07 06:28:15") <= 0;
    if (type->kind == CH_DATE)
        return strlen(value->text) == 10 && strcmp(value->text, "1970-01-01") >= 0 &&
               strcmp(value->text, "2149-06-06") <= 0;
    long long number = strtoll(value->text, NULL, 10);
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (ranges[i].kind == type->kind)
            return number >= ranges[i].least && number <= ranges[i].greatest;
    return false;
}

/* Of any number of dimensions. */
static bool is_empty_array(const struct expr *value)
{
    return value->kind == EXPR_CONST && value->text && pgtype_element(value->type) &&
           strcmp(value->text, "{}") == 0;
}

static bool is_nullable_array(const struct chtype *type)
{
    return chtype_array(type) && chtype_strip(type)->kind == CH_TUPLE;
}

static void emit_array(struct buf *out, const struct expr *value, const struct chtype *type)
{
    buf_puts(out, is_nullable_array(type) ? "tuple(" : "");
    if (is_empty_array(value))
        buf_puts(out, "array()");
    else
        literal_emit_array(out, value->type, value->text);
    buf_puts(out, is_nullable_array(type) ? ")" : "");
}

void insert_emit_literal(struct buf *out, const struct expr *value, const struct chtype *type)
{
    if (value->text && pgtype_element(value->type))
        emit_array(out, value, type);
    else if (value->text && value->type == PG_TIME)
        literal_emit_string(out, str_of(value->text));
    else
        emit_expr(out, value);
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

#define DOES_NOT_FIT "a value does not fit the ClickHouse type of its column"

/* What comes back from the type must be what went in. */
static const char range_template[] =
    CHECKED("CAST($1, $2) != $1", "22003", DOES_NOT_FIT, "CAST($1, $2)");
/* Of an array each element. */
#define ARRAY_RANGE(value)                                                                         \
    CHECKED("arrayExists((x, y) -> ifNull(x != y, isNull(x) != isNull(y)), "                       \
            "arrayFlatten(CAST(&1, $2)), arrayFlatten(&1))",                                       \
            "22003", DOES_NOT_FIT, value)

#define WHOLE_ADDRESS(length, bits, value)                                                         \
    CHECKED("length($1) != " length " OR " INET_BITS("$1") " != " bits, "22003", DOES_NOT_FIT,     \
            "CAST(" value ", $2)")
#define TIME64 "addMicroseconds(toTime64('00:00:00', 6), $1)"

static const struct {
    enum chtype_kind kind;
    const char *template_; /* of $1 and $2, the type */
} converters[] = {
    {CH_TIME64, CHECKED("toDecimal64(CAST(" TIME64 ", $2), 6) * 1000000 != $1", "22003",
                        DOES_NOT_FIT, "CAST(" TIME64 ", $2)")},
    {CH_TIME, CHECKED("modulo($1, 1000000) != 0", "22003", DOES_NOT_FIT, "CAST(" TIME64 ", $2)")},
    {CH_IPV4, WHOLE_ADDRESS("10", "32", "reinterpretAsUInt32(reverse(" INET_ADDRESS("$1") "))")},
    {CH_IPV6,
     WHOLE_ADDRESS("34", "128", "CAST(" INET_ADDRESS("$1") ", 'Nullable(FixedString(16))')")},
};

static const char *converter_of(const struct chtype *type)
{
    for (size_t i = 0; i < sizeof converters / sizeof *converters; i++)
        if (converters[i].kind == type->kind)
            return converters[i].template_;
    return NULL;
}

static bool is_label_known(const struct chtype *type, const char *label)
{
    type = chtype_strip(type);
    if (type->kind != CH_ENUM8 && type->kind != CH_ENUM16)
        return true;
    for (size_t i = 0; i < type->n_values; i++)
        if (strcmp(type->values[i].name, label) == 0)
            return true;
    return false;
}

/* Dimensions of the arrays that a column holds; 0 of other types. */
static int array_levels(const struct chtype *type)
{
    int depth = 0;
    for (type = chtype_array(type); type; type = chtype_array(type->args[0]))
        depth++;
    return depth;
}

/* What can be seen before it runs. */
static bool check_value(struct binder *binder, const struct expr *value,
                        const struct catalog_column *column, const char *table)
{
    const struct chtype *type = chtype_strip(column->type);
    int depth = array_levels(column->type), given = depth ? array_depth(value) : 0;
    if (value->kind == EXPR_CONST && !value->text && !column->nullable)
        return write_refuse_null(binder, column, table);
    if (given && given != depth)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, value->position,
                       "column \"%s\" holds arrays of %d dimension%s only", column->name, depth,
                       depth > 1 ? "s" : "");
    if (value->kind == EXPR_CONST && value->text && !is_label_known(type, value->text))
        return err_set(binder->err, SQLSTATE_INVALID_TEXT_REPRESENTATION, value->position,
                       "invalid input value for enum %s: \"%s\"",
                       type->kind == CH_ENUM8 ? "Enum8" : "Enum16", value->text);
    return true;
}

struct expr *insert_digits(struct binder *binder, struct expr *value,
                           const struct catalog_column *column)
{
    if (!stored_form_is_digits(column))
        return value;
    if (value->kind != EXPR_CONST)
        return coerce(binder, value, PG_TEXT, -1, CAST_ASSIGNMENT, value->position);
    const char *point = value->text ? strchr(value->text, '.') : NULL;
    if (point && strlen(point + 1) > QUOTIENT_SCALE) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, value->position,
                "numeric values of more than %d decimals are not supported", QUOTIENT_SCALE);
        return NULL;
    }
    return expr_const(binder->arena, PG_TEXT, value->text, value->position);
}

struct expr *insert_assign(struct binder *binder, struct expr *value,
                           const struct catalog_column *column, const char *table, const char *verb)
{
    struct write_target target = {column->name, column->pg_type, column->typmod, "expression"};
    if (!column->pg_type || !is_type_known(column->type)) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, value->position,
                "%s columns of ClickHouse's type %s is not supported", verb, column->type->text);
        return NULL;
    }
    value = write_assign(binder, value, &target);
    if (!value || !check_value(binder, value, column, table))
        return NULL;
    return insert_digits(binder, value, column);
}

const char *insert_null_message(struct arena *arena, const struct catalog_column *column,
                                const char *table)
{
    return arena_printf(arena,
                        "null value in column \"%s\" of relation \"%s\" violates "
                        "not-null constraint",
                        column->name, table);
}

static struct expr *check_null(struct arena *arena, struct expr *value,
                               const struct catalog_column *column, const char *table)
{
    value = wrap(arena, value, "if(throwIf(isNull($1), $2), $1, $1)",
                 arena_printf(arena, "pgpivot[" SQLSTATE_NOT_NULL_VIOLATION "]: %s",
                              insert_null_message(arena, column, table)));
    value->nullable = false;
    return value;
}

static struct expr *array_to_stored(struct arena *arena, struct expr *value,
                                    const struct chtype *type)
{
    const char *array = chtype_array(type)->text;
    if (!is_nullable_array(type) && is_empty_array(value))
        return wrap(arena, value, "CAST(array(), $2)", array);
    if (!is_nullable_array(type))
        return wrap(arena, value, is_exact(type) ? "CAST(&1, $2)" : ARRAY_RANGE("CAST(&1, $2)"),
                    array);
    if (is_empty_array(value))
        return wrap(arena, value, "CAST(tuple(array()), $2)", type->text);
    if (value->kind == EXPR_CONST && !value->text)
        return wrap(arena, value, "CAST(NULL, $2)", type->text);
    return is_exact(type) ? wrap(arena, value, "CAST($1, $2)", type->text)
                          : wrap(arena, value, ARRAY_RANGE("tuple(CAST(&1, $2))"), array);
}

static struct expr *to_stored(struct arena *arena, struct expr *value, const struct chtype *type)
{
    if (chtype_array(type))
        return array_to_stored(arena, value, type);
    if (pgtype_is_enum(value->type))
        return value;
    const struct chtype *plain = chtype_strip(type);
    const char *nullable = arena_printf(arena, "Nullable(%s)", plain->text);
    if (converter_of(plain))
        return wrap(arena, value, converter_of(plain), nullable);
    return is_exact(plain) ? value : wrap(arena, value, range_template, nullable);
}

struct expr *insert_checked(struct arena *arena, struct expr *value,
                            const struct catalog_column *column, const char *table)
{
    if (value->nullable && !column->nullable)
        value = check_null(arena, value, column, table);
    return to_stored(arena, value, column->type);
}
