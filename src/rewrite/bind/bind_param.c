/*
 * Parameters, $1 and on: types as PostgreSQL's variable parameter hooks find them (parse_param.c),
 * then values, which stand in the plan as constants. Knows no formats of the wire.
 */
#include "rewrite/bind/bind.h"
#include "rewrite/bind/enum_type.h"
#include "rewrite/bind/object_name.h"
#include "rewrite/emit/literal.h"

/* Bind's count of values has 16 bits. */
#define MAX_PARAMS 65535

static bool grow(struct binder *binder, struct rewrite_params *params, size_t n)
{
    if (n <= params->n)
        return true;
    if (n > params->capacity) {
        size_t capacity = n < MAX_PARAMS / 2 ? 2 * n : MAX_PARAMS;
        uint32_t *types = ARENA_ARRAY(binder->arena, uint32_t, capacity);
        for (size_t i = 0; i < params->n; i++)
            types[i] = params->types[i];
        params->types = types;
        params->capacity = capacity;
    }
    params->n = n;
    return true;
}

static uint32_t type_of(const struct rewrite_params *params, size_t number)
{
    uint32_t type = params->types[number - 1];
    return type ? type : PG_UNKNOWN;
}

struct expr *bind_param(struct binder *binder, int number, int position)
{
    struct rewrite_params *params = binder->params;
    bool exists = params && number > 0 && number <= MAX_PARAMS &&
                  (!params->values || (size_t)number <= params->n);
    if (!exists) {
        err_set(binder->err, SQLSTATE_UNDEFINED_PARAMETER, position, "there is no parameter $%d",
                number);
        return NULL;
    }
    grow(binder, params, (size_t)number);
    params->used = true;
    uint32_t type = type_of(params, (size_t)number);
    if (params->values) {
        struct expr *value = expr_const(binder->arena, type, params->values[number - 1], position);
        if (value->text && pgtype_is_alias(type) &&
            !(value->text = object_name_resolve(binder, type, value->text, position)))
            return NULL;
        value->nullable = !value->text;
        if (value->text && pgtype_is_enum(type) && !enum_check(binder, type, value->text, position))
            return NULL;
        return value;
    }
    struct expr *expr = expr_new(binder->arena, EXPR_PARAM, type, position);
    expr->param_number = number;
    return expr;
}

struct expr *bind_param_coerce(struct binder *binder, struct expr *param, uint32_t type)
{
    struct rewrite_params *params = binder->params;
    uint32_t known = type_of(params, (size_t)param->param_number);
    if (known == PG_UNKNOWN) {
        params->types[param->param_number - 1] = type;
    } else if (known != type) {
        err_set(binder->err, SQLSTATE_AMBIGUOUS_PARAMETER, param->position,
                "inconsistent types deduced for parameter $%d", param->param_number);
        err_detail(binder->err, "%s versus %s", pgtype_sql_name(known), pgtype_sql_name(type));
        return NULL;
    }
    param = expr_copy(binder->arena, param);
    param->type = type;
    return param;
}

void bind_param_refresh(const struct binder *binder, struct expr *expr)
{
    if (expr->kind == EXPR_PARAM && expr->type == PG_UNKNOWN)
        expr->type = type_of(binder->params, (size_t)expr->param_number);
}

bool bind_awaits_values(const struct binder *binder)
{
    return binder->params && binder->params->used && !binder->params->values;
}

bool bind_awaits_value(struct expr *expr)
{
    return expr_contains(expr, EXPR_PARAM);
}

void bind_param_untyped(struct binder *binder, struct expr *param)
{
    list_add(binder->arena, &binder->untyped_params, param);
}

/* As check_variable_parameters and then exec_parse_message. */
bool bind_check_params(struct binder *binder)
{
    const struct rewrite_params *params = binder->params;
    for (LIST_EACH(struct expr, param, &binder->untyped_params))
        if (type_of(params, (size_t)param->param_number) != PG_UNKNOWN)
            return err_set(binder->err, SQLSTATE_AMBIGUOUS_PARAMETER, param->position,
                           "could not determine data type of parameter $%d", param->param_number);
    for (size_t i = 0; params && i < params->n; i++)
        if (type_of(params, i + 1) == PG_UNKNOWN)
            return err_set(binder->err, SQLSTATE_INDETERMINATE_DATATYPE, 0,
                           "could not determine data type of parameter $%zu", i + 1);
    return true;
}

const char *rewrite_param_value(struct arena *arena, uint32_t type, struct str text,
                                const struct time_zone *zone, const struct value_style *style,
                                struct err *err)
{
    return literal_parse_styled(arena, type, -1, text, zone, style, 0, err);
}
