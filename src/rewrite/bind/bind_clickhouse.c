/* What calls of ClickHouse's own functions, ch.name(…), have and others have not. */
#include "rewrite/bind/bind_clickhouse.h"

#include <string.h>

#include "rewrite/emit/literal.h"
#include "rewrite/numeric/numeric_scale.h"

#define MAX_PARAM_DIGITS 20

bool bind_is_params(const PgQuery__Node *arg)
{
    return arg->node_case == PG_QUERY__NODE__NODE_NAMED_ARG_EXPR &&
           strcmp(arg->named_arg_expr->name, "params") == 0;
}

/* A number as the grammar has read it: digits, a point, an exponent. NULL: something else. */
static const char *param_text(struct arena *arena, const PgQuery__Node *node)
{
    if (node->node_case != PG_QUERY__NODE__NODE_A_CONST || node->a_const->isnull)
        return NULL;
    const PgQuery__AConst *constant = node->a_const;
    if (constant->val_case == PG_QUERY__A__CONST__VAL_IVAL)
        return arena_printf(arena, "%d", constant->ival->ival);
    if (constant->val_case != PG_QUERY__A__CONST__VAL_FVAL ||
        strlen(constant->fval->fval) > MAX_PARAM_DIGITS)
        return NULL;
    return constant->fval->fval;
}

const char *bind_params(struct binder *binder, const PgQuery__Node *arg,
                        const struct routine *routine)
{
    const PgQuery__Node *value = arg->named_arg_expr->arg;
    int position = position_of(arg->named_arg_expr->location);
    if (value->node_case != PG_QUERY__NODE__NODE_A_ARRAY_EXPR || !value->a_array_expr->n_elements) {
        err_set(binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, position,
                "params must be an ARRAY of numbers");
        return NULL;
    }
    const PgQuery__AArrayExpr *array = value->a_array_expr;
    if (array->n_elements > routine->max_params) {
        err_set(binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, position,
                "ch.%s takes %d params at most", routine->name, routine->max_params);
        return NULL;
    }
    const char *text = "";
    for (size_t i = 0; i < array->n_elements; i++) {
        const char *param = param_text(binder->arena, array->elements[i]);
        if (!param) {
            err_set(binder->err, SQLSTATE_INVALID_PARAMETER_VALUE, position,
                    "params must be constant numbers");
            return NULL;
        }
        text = arena_printf(binder->arena, "%s%s%s", text, i ? ", " : "", param);
    }
    return text;
}

void bind_widen_any(struct binder *binder, const struct routine *routine, struct list *args)
{
    for (size_t i = 0; routine->result == PG_ANY && i < args->n; i++) {
        struct expr *arg = args->items[i];
        if (arg->type != PG_NUMERIC)
            continue;
        struct expr *wide = expr_clickhouse(binder->arena, PG_NUMERIC, "@1", 1, &arg);
        int scale = numeric_scale(arg);
        wide->nullable = arg->nullable;
        if (scale >= 0)
            wide->typmod = pgtype_numeric_typmod(76, scale);
        args->items[i] = wide;
    }
}

/* A constant with its sign, as ClickHouse has it; NULL: something else. */
static const char *any_param_text(struct arena *arena, const PgQuery__Node *node)
{
    if (node->node_case == PG_QUERY__NODE__NODE_A_EXPR && !node->a_expr->lexpr &&
        node->a_expr->n_name == 1 && strcmp(node->a_expr->name[0]->string->sval, "-") == 0) {
        const char *number = node->a_expr->rexpr ? param_text(arena, node->a_expr->rexpr) : NULL;
        return number ? arena_printf(arena, "-%s", number) : NULL;
    }
    bool is_text = node->node_case == PG_QUERY__NODE__NODE_A_CONST && !node->a_const->isnull &&
                   node->a_const->val_case == PG_QUERY__A__CONST__VAL_SVAL;
    if (!is_text)
        return param_text(arena, node);
    struct buf out;
    buf_init(&out, SIZE_MAX);
    literal_emit_string(&out, str_of(node->a_const->sval->sval));
    const char *text = arena_strndup(arena, buf_data(&out), buf_size(&out));
    buf_free(&out);
    return text;
}

const char *bind_any_params(struct binder *binder, const PgQuery__Node *arg)
{
    const PgQuery__Node *value = arg->named_arg_expr->arg;
    bool is_array = value->node_case == PG_QUERY__NODE__NODE_A_ARRAY_EXPR;
    const char *text = is_array && value->a_array_expr->n_elements ? "" : NULL;
    for (size_t i = 0; text && i < value->a_array_expr->n_elements; i++) {
        const char *param = any_param_text(binder->arena, value->a_array_expr->elements[i]);
        text = param ? arena_printf(binder->arena, "%s%s%s", text, i ? ", " : "", param) : NULL;
    }
    if (!text)
        err_set(binder->err, SQLSTATE_INVALID_PARAMETER_VALUE,
                position_of(arg->named_arg_expr->location),
                "params must be an ARRAY of constant numbers and texts");
    return text;
}
