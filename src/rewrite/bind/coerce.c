/* Type conversion (PostgreSQL manual, chapter "Type Conversion"; parse_coerce.c). */
#include "rewrite/bind/bind.h"
#include "rewrite/bind/bind_array.h"
#include "rewrite/bind/bind_whole_row.h"
#include "rewrite/bind/enum_type.h"
#include "rewrite/bind/object_name.h"
#include "rewrite/emit/literal_parse.h"
#include "rewrite/system/system_lookup.h"
#include "rewrite/time/beyond.h"
#include "rewrite/time/moment.h"
#include "rewrite/time/output_style.h"
#include "rewrite/time/time_precision.h"
#include "rewrite/time/time_zone.h"

static bool is_string(uint32_t type)
{
    return type == PG_TEXT || type == PG_VARCHAR || type == PG_BPCHAR;
}

bool coerce_possible(uint32_t from, uint32_t to, enum cast_context context)
{
    if (from == to || from == PG_UNKNOWN || to == PG_ANY || enum_casts(from, to, context))
        return true;
    if (pgtype_is_vector(to) && context != CAST_EXPLICIT)
        return false;
    /* As the elements (find_coercion_pathway). */
    if (pgtype_element(from) && pgtype_element(to))
        return coerce_possible(pgtype_element(from), pgtype_element(to), context);
    if (pgtype_element(from))
        return is_string(to) && context >= CAST_ASSIGNMENT;
    if (pgtype_element(to))
        return is_string(from) && context == CAST_EXPLICIT;
    const struct cast *cast = cast_find(from, to);
    return cast && cast->context <= context;
}

static struct expr *error_cannot(struct binder *binder, uint32_t from, uint32_t to, int position)
{
    err_set(binder->err, SQLSTATE_CANNOT_COERCE, position, "cannot cast type %s to %s",
            pgtype_sql_name(from), pgtype_sql_name(to));
    return NULL;
}

/* PostgreSQL has the cast, ClickHouse cannot say it. */
static struct expr *refuse_cast(struct binder *binder, uint32_t from, uint32_t to, int position)
{
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
            "casting type %s to %s is not supported yet", pgtype_sql_name(from),
            pgtype_sql_name(to));
    return NULL;
}

/* "1 2 3" as "{1,2,3}". */
static const char *vector_as_array(struct binder *binder, const char *text)
{
    struct str trimmed = literal_trim(str_of(text));
    char *array = arena_printf(binder->arena, "{%.*s}", (int)trimmed.size, trimmed.data);
    for (char *at = array; *at; at++) {
        if (*at == ' ')
            *at = at[1] == ' ' ? ' ' : ',';
    }
    return array;
}

/* An untyped literal is read as the type it is wanted to be, now. */
static struct expr *coerce_literal(struct binder *binder, struct expr *literal, uint32_t to,
                                   int32_t typmod, int position)
{
    struct expr *expr = expr_const(binder->arena, to, NULL, literal->position);
    expr->typmod = typmod;
    if (!literal->text)
        return expr;
    if (pgtype_is_alias(to)) {
        expr->text = object_name_resolve(binder, to, literal->text,
                                         literal->position ? literal->position : position);
        expr->nullable = false;
        return expr->text ? expr : NULL;
    }
    if (pgtype_is_alias(pgtype_element(to))) {
        struct expr *texts = coerce_literal(binder, literal, PG_TEXT_ARRAY, -1, position);
        return texts ? coerce(binder, texts, to, -1, CAST_EXPLICIT, position) : NULL;
    }
    if (pgtype_is_enum(to)) {
        expr->text = literal->text;
        expr->nullable = false;
        return enum_check(binder, to, expr->text, literal->position ? literal->position : position)
                   ? expr
                   : NULL;
    }
    struct expr *moment;
    if (!moment_bind(binder, literal, to, typmod, &moment))
        return NULL;
    if (moment)
        return moment;
    const char *text = literal->text;
    if (pgtype_is_vector(to))
        text = vector_as_array(binder, text);
    expr->text = literal_parse_styled(
        binder->arena, to, typmod, str_of(text), binder->context->zone, &binder->context->style,
        literal->position ? literal->position : position, binder->err);
    expr->nullable = false;
    return expr->text ? expr : NULL;
}

static bool is_number(uint32_t type)
{
    return type == PG_INT2 || type == PG_INT4 || type == PG_INT8 || type == PG_NUMERIC ||
           type == PG_FLOAT4 || type == PG_FLOAT8;
}

/* Constants that mean the same in the wider type are read again as that: no cast in the query, and
 * indexes stay usable. A float4 is not the decimal it prints as, a bpchar loses its blanks. */
static bool is_foldable(const struct expr *expr, uint32_t to, const struct cast *cast)
{
    if (expr->kind != EXPR_CONST || !expr->text || cast->context != CAST_IMPLICIT)
        return false;
    if (expr->type == PG_FLOAT4 || expr->type == PG_BPCHAR)
        return false;
    return (is_number(expr->type) && is_number(to)) ||
           (expr->type == PG_DATE && (to == PG_TIMESTAMP || to == PG_TIMESTAMPTZ)) || to == PG_TEXT;
}

static struct expr *cast_new(struct binder *binder, struct expr *arg, uint32_t to,
                             const struct cast *row, int position)
{
    struct expr *expr = expr_new(binder->arena, EXPR_CAST, to, position);
    expr->cast = row;
    expr->nullable = arg->nullable;
    list_add(binder->arena, &expr->args, arg);
    if (row->lookup)
        system_lookup_add(binder, row->lookup, false, &expr->args);
    return expr;
}

/* numeric(p,s) rounds, varchar(n) cuts: the type's cast to itself (pg_cast's length coercion). */
static struct expr *apply_typmod(struct binder *binder, struct expr *expr, uint32_t type,
                                 int32_t typmod, int position)
{
    if (typmod < 0 || expr->typmod == typmod)
        return expr;
    if (pgtype_element(type))
        return array_cast(binder, expr, type, typmod, CAST_EXPLICIT, position);
    if (time_precision_has(type))
        return time_precision_apply(binder, expr, typmod);
    const struct cast *cast = cast_find(type, type);
    if (!cast || !cast->clickhouse)
        return refuse_cast(binder, type, type, position);
    struct expr *result = cast_new(binder, expr, type, cast, position);
    if (result)
        result->typmod = typmod;
    return result;
}

/* Rows that have gone through a query are texts already. */
static struct expr *row_as_text(struct binder *binder, struct expr *row, uint32_t to)
{
    struct expr *text = row->row ? bind_row_text(binder, row) : row;
    return text ? expr_clickhouse(binder->arena, to, "$1", 1, &text) : NULL;
}

struct expr *coerce(struct binder *binder, struct expr *expr, uint32_t to, int32_t typmod,
                    enum cast_context context, int position)
{
    struct expr *beyond =
        expr->type == PG_UNKNOWN && expr->kind == EXPR_CONST && context == CAST_EXPLICIT
            ? beyond_literal(binder, expr, to)
            : NULL;
    if (beyond)
        return beyond;
    if (expr->type == PG_UNKNOWN && expr->kind == EXPR_PARAM) {
        if (!(expr = bind_param_coerce(binder, expr, to)))
            return NULL;
    } else if (expr->type == PG_UNKNOWN) {
        return coerce_literal(binder, expr, to, typmod, position);
    }
    if (expr->type == to)
        return apply_typmod(binder, expr, to, typmod, position);
    if (pgtype_element(expr->type) && pgtype_element(to))
        return array_cast(binder, expr, to, typmod, context, position);
    if (expr->type == PG_RECORD && is_string(to) && context >= CAST_ASSIGNMENT)
        return row_as_text(binder, expr, to);
    if (pgtype_element(expr->type) && coerce_possible(expr->type, to, context))
        return array_as_text(binder, expr, to, position);
    if (pgtype_element(to) && coerce_possible(expr->type, to, context))
        return refuse_cast(binder, expr->type, to, position);
    if (enum_casts(expr->type, to, context)) {
        struct expr *converted = enum_cast(binder, expr, to);
        return converted ? apply_typmod(binder, converted, to, typmod, position) : NULL;
    }
    const struct cast *cast = cast_find(expr->type, to);
    if (!cast || cast->context > context)
        return error_cannot(binder, expr->type, to, position);
    if (!cast->clickhouse)
        return refuse_cast(binder, expr->type, to, position);
    if (is_foldable(expr, to, cast)) {
        struct expr *literal = expr_copy(binder->arena, expr);
        literal->type = PG_UNKNOWN;
        return coerce_literal(binder, literal, to, typmod, position);
    }
    struct expr *result;
    if (!time_zone_cast(binder, expr, to, position, &result))
        return NULL;
    if (!result && !(result = cast_new(binder, expr, to, cast, position)))
        return NULL;
    if (!(result = output_style_apply(binder, expr, result)))
        return NULL;
    return apply_typmod(binder, result, to, typmod, position);
}

static char category_of(uint32_t type)
{
    const struct pgtype *row = pgtype_by_oid(type);
    return row ? row->category : 'X';
}

uint32_t coerce_common_of_two(uint32_t common, uint32_t type)
{
    if (type == PG_UNKNOWN || type == common)
        return common;
    if (common == PG_UNKNOWN)
        return type;
    if (category_of(type) != category_of(common))
        return 0;
    bool widens = !pgtype_by_oid(common)->preferred &&
                  coerce_possible(common, type, CAST_IMPLICIT) &&
                  !coerce_possible(type, common, CAST_IMPLICIT);
    return widens ? type : common;
}

uint32_t coerce_common_type(struct binder *binder, const struct list *exprs, const char *what)
{
    uint32_t common = PG_UNKNOWN;
    for (size_t i = 0; i < exprs->n; i++) {
        const struct expr *expr = exprs->items[i];
        uint32_t wider = coerce_common_of_two(common, expr->type);
        if (!wider) {
            err_set(binder->err, SQLSTATE_DATATYPE_MISMATCH, expr->position,
                    "%s types %s and %s cannot be matched", what, pgtype_sql_name(common),
                    pgtype_sql_name(expr->type));
            return 0;
        }
        common = wider;
    }
    return common == PG_UNKNOWN ? PG_TEXT : common;
}

uint32_t coerce_to_common_type(struct binder *binder, struct list *exprs, const char *what)
{
    uint32_t type = coerce_common_type(binder, exprs, what);
    for (size_t i = 0; type && i < exprs->n; i++) {
        struct expr *expr = exprs->items[i];
        exprs->items[i] = expr->row ? bind_row_text(binder, expr)
                                    : coerce(binder, expr, type, -1, CAST_IMPLICIT, expr->position);
        if (!exprs->items[i])
            return 0;
    }
    return type;
}

struct expr *coerce_unknown(struct binder *binder, struct expr *expr)
{
    if (expr->type != PG_UNKNOWN)
        return expr;
    if (expr->kind == EXPR_PARAM)
        return bind_param_coerce(binder, expr, PG_TEXT);
    expr->type = PG_TEXT;
    return expr;
}
