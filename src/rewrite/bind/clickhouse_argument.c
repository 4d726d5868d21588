/* Arguments of ClickHouse's own functions, each given a ClickHouse type. Calls nothing. */
#include "rewrite/bind/clickhouse_argument.h"

#include <string.h>

#include "base/interval.h"
#include "rewrite/bind/array_depth.h"
#include "rewrite/bind/clickhouse_call.h"
#include "rewrite/emit/literal.h"
#include "rewrite/numeric/numeric_scale.h"
#include "rewrite/write/stored_form.h"

#define MAX_FLOAT_TEXT 16 /* 15 digits and a point: double precision has them all */

const char clickhouse_stored[] = "$1";

/* What an expression of a type is cast to; of text nothing is: it is a String, or like one. */
static const struct {
    uint32_t oid;
    const char *type;
    bool is_text;
} types[] = {
    {PG_BOOL, "Bool", false},
    {PG_INT2, "Int16", false},
    {PG_INT4, "Int32", false},
    {PG_INT8, "Int64", false},
    {PG_FLOAT4, "Float32", false},
    {PG_FLOAT8, "Float64", false},
    {PG_DATE, "Date32", false},
    {PG_TIMESTAMP, "DateTime64(6, 'UTC')", false},
    {PG_TIMESTAMPTZ, "DateTime64(6, 'UTC')", false},
    {PG_UUID, "UUID", false},
    {PG_TEXT, "String", true},
    {PG_VARCHAR, "String", true},
    {PG_BPCHAR, "String", true},
    {PG_NAME, "String", true},
    {PG_JSON, "String", true},
    {PG_JSONB, "String", true},
    {PG_BYTEA, "String", true},
};

const char *clickhouse_nullable(struct arena *arena, const char *type, bool is_nullable)
{
    return is_nullable ? arena_printf(arena, "Nullable(%s)", type) : type;
}

static bool refuse(struct binder *binder, const struct expr *arg, const char *name)
{
    return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, arg->position,
                   "arguments of type %s are not supported in ch.%s", pgtype_sql_name(arg->type),
                   name);
}

static const char *type_of(uint32_t oid, bool *is_text)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (types[i].oid != oid)
            continue;
        *is_text = types[i].is_text;
        return types[i].type;
    }
    return NULL;
}

/* expr_visit: whether the value is the same for all rows, and ClickHouse sees that. */
static bool is_constant_node(struct expr **at, void *context)
{
    (void)context;
    switch ((*at)->kind) {
    case EXPR_CONST:
    case EXPR_CAST:
    case EXPR_LOOKUP:
    case EXPR_CLICKHOUSE:
        return true;
    case EXPR_CALL:
        return !(*at)->routine->is_volatile && !(*at)->routine->session_call;
    default:
        return false;
    }
}

static bool is_constant(struct expr *expr)
{
    return expr_walk(&expr, is_constant_node, NULL);
}

static struct expr *wrap(struct binder *binder, const char *template_, struct expr *arg)
{
    struct expr *made = expr_clickhouse(binder->arena, arg->type, template_, 1, &arg);
    made->nullable = arg->nullable;
    made->position = arg->position;
    return made;
}

/* --- constants --- */

static const struct {
    int64_t size;
    const char *name;
} clock_units[] = {
    {3600000000, "Hour"}, {60000000, "Minute"}, {1000000, "Second"}, {1, "Microsecond"}};

/* ClickHouse's intervals have one unit. */
static const char *interval_call(struct arena *arena, const struct interval *interval)
{
    if (!interval->days && !interval->micros && interval->months)
        return interval->months % 12 == 0
                   ? arena_printf(arena, "toIntervalYear(%d)", interval->months / 12)
                   : arena_printf(arena, "toIntervalMonth(%d)", interval->months);
    if (!interval->months && !interval->micros)
        return arena_printf(arena, "toIntervalDay(%d)", interval->days);
    if (interval->months || interval->days)
        return NULL;
    size_t i = 0;
    while (interval->micros % clock_units[i].size)
        i++;
    return arena_printf(arena, "toInterval%s(%lld)", clock_units[i].name,
                        (long long)(interval->micros / clock_units[i].size));
}

static bool of_interval(struct binder *binder, struct expr *arg, const char *name,
                        struct clickhouse_argument *argument)
{
    struct interval interval;
    bool is_read = arg->kind == EXPR_CONST && arg->text &&
                   interval_parse(str_of(arg->text), INTERVAL_ANY, &interval) == DATETIME_OK;
    const char *call = is_read ? interval_call(binder->arena, &interval) : NULL;
    if (!is_read)
        return refuse(binder, arg, name);
    if (!call)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, arg->position,
                       "an interval of ClickHouse has one unit");
    argument->expr = expr_clickhouse(binder->arena, PG_TEXT, call, 0, NULL);
    return true;
}

/* 1.5 is a Float64 to ClickHouse; one of more digits than that has, or of a precision, is none. */
static bool is_float(const struct expr *arg)
{
    return arg->type == PG_NUMERIC && arg->typmod < 0 && arg->text && strchr(arg->text, '.') &&
           strlen(arg->text) <= MAX_FLOAT_TEXT;
}

static bool of_constant(struct binder *binder, struct expr *arg,
                        struct clickhouse_argument *argument)
{
    if (is_float(arg))
        argument->expr = expr_const(binder->arena, PG_FLOAT8, arg->text, arg->position);
    return true;
}

/* --- others --- */

/* A column, as the table has it. */
static bool of_column(struct binder *binder, struct expr *arg, struct clickhouse_argument *argument)
{
    if (arg->kind != EXPR_COLUMN)
        return false;
    const struct rel *rel = arg->column.rel;
    const struct catalog_column *column = rel->columns[arg->column.index].catalog;
    if (!column || stored_form_is_digits(column))
        return false;
    bool has_form = stored_form_of_column(binder->arena, column) != NULL;
    bool becomes_null = arg->nullable && !chtype_is_nullable(column->type);
    if (has_form && (rel->kind != REL_TABLE || becomes_null || column->pg_type == PG_BPCHAR))
        return false;
    argument->expr = has_form ? wrap(binder, clickhouse_stored, arg) : arg;
    argument->type =
        becomes_null ? clickhouse_nullable(binder->arena, chtype_strip(column->type)->text, true)
                     : column->type->text;
    return true;
}

/* Whether an element may be NULL: ClickHouse has functions that take no such arrays. */
static bool has_nullable_elements(const struct expr *array)
{
    bool is_constructor =
        array->kind == EXPR_CLICKHOUSE && strncmp(array->template_, "tuple(array(", 12) == 0;
    bool any = !is_constructor;
    for (size_t i = 0; !any && i < array->args.n; i++) {
        const struct expr *item = array->args.items[i];
        any = pgtype_element(item->type) ? has_nullable_elements(item) : item->nullable;
    }
    return any;
}

static const char *array_type(struct binder *binder, const struct expr *arg, uint32_t element)
{
    bool is_text;
    const char *type = type_of(element, &is_text);
    int depth = array_depth(arg) ? array_depth(arg) : 1; /* NULL */
    if (!type)
        return NULL;
    type = clickhouse_nullable(binder->arena, type, has_nullable_elements(arg));
    for (; depth; depth--)
        type = arena_printf(binder->arena, "Array(%s)", type);
    return type;
}

static const char *cast_template(struct binder *binder, const char *argument, const char *type)
{
    struct buf out;
    buf_init(&out, SIZE_MAX);
    literal_emit_string(&out, str_of(type));
    const char *text = arena_printf(binder->arena, "CAST(%s, %.*s)", argument, (int)buf_size(&out),
                                    buf_data(&out));
    buf_free(&out);
    return text;
}

static bool of_array(struct binder *binder, struct expr *arg, uint32_t element, const char *name,
                     struct clickhouse_argument *argument)
{
    const char *type = array_type(binder, arg, element);
    argument->absent = arg->nullable ? arg : NULL;
    if (arg->kind == EXPR_CONST && arg->text) {
        argument->expr = wrap(binder, "&1", arg);
        return true;
    }
    if (!type)
        return refuse(binder, arg, name);
    argument->expr = wrap(binder, cast_template(binder, "&1", type), arg);
    argument->expr->nullable = false;
    argument->type = is_constant(arg) ? NULL : type;
    return true;
}

static bool of_numeric(struct binder *binder, struct expr *arg, const char *name,
                       struct clickhouse_argument *argument)
{
    int scale = numeric_scale(arg);
    if (scale < 0) {
        refuse(binder, arg, name);
        return err_hint(binder->err, "Cast it to a numeric of a precision, or to another type.");
    }
    argument->expr = wrap(binder, arena_printf(binder->arena, "toDecimal256($1, %d)", scale), arg);
    argument->expr->typmod = pgtype_numeric_typmod(76, scale);
    const char *type = arena_printf(binder->arena, "Decimal(76, %d)", scale);
    argument->type =
        is_constant(arg) ? NULL : clickhouse_nullable(binder->arena, type, arg->nullable);
    return true;
}

static bool of_value(struct binder *binder, struct expr *arg, const char *name,
                     struct clickhouse_argument *argument)
{
    bool is_text = false;
    const char *type = type_of(arg->type, &is_text);
    if (!type)
        return refuse(binder, arg, name);
    type = clickhouse_nullable(binder->arena, type, arg->nullable);
    argument->expr = is_text ? arg : wrap(binder, cast_template(binder, "$1", type), arg);
    argument->type = is_constant(arg) ? NULL : type;
    return true;
}

static bool of_result(struct binder *binder, const struct expr *arg,
                      struct clickhouse_argument *argument)
{
    for (LIST_EACH(struct clickhouse_result, result, &binder->clickhouse_results)) {
        if (result->shown != arg)
            continue;
        result->is_used = true;
        argument->expr = result->raw;
        argument->type = is_constant(result->raw) ? NULL : result->type->text;
        return true;
    }
    return false;
}

bool clickhouse_argument(struct binder *binder, struct expr *arg, const char *name,
                         struct clickhouse_argument *argument)
{
    *argument = (struct clickhouse_argument){.expr = arg};
    if (of_result(binder, arg, argument) || of_column(binder, arg, argument))
        return true;
    if (!(arg = coerce_unknown(binder, arg)))
        return false;
    argument->expr = arg;
    argument->awaits_value = bind_awaits_value(arg);
    uint32_t element = pgtype_element(arg->type);
    if (arg->type == PG_INTERVAL)
        return of_interval(binder, arg, name, argument);
    if (element)
        return of_array(binder, arg, element, name, argument);
    if (arg->kind == EXPR_CONST)
        return of_constant(binder, arg, argument);
    return arg->type == PG_NUMERIC ? of_numeric(binder, arg, name, argument)
                                   : of_value(binder, arg, name, argument);
}
