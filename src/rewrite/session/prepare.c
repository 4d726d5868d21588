/* PREPARE, EXECUTE and DEALLOCATE: what they mean. The statements themselves are the session's. */
#include "rewrite/session/prepare.h"

#include <string.h>

#include "rewrite/emit/literal.h"

#define MAX_PRECISION 76

/* ---- PREPARE ---- */

static bool declared_types(struct binder *binder, const PgQuery__PrepareStmt *node,
                           struct rewrite_params *params)
{
    uint32_t *types = ARENA_ARRAY(binder->arena, uint32_t, node->n_argtypes + 1);
    int32_t typmod;
    for (size_t i = 0; i < node->n_argtypes; i++)
        if (!bind_type_name(binder, node->argtypes[i]->type_name, &types[i], &typmod))
            return false;
    *params = (struct rewrite_params){
        .types = types, .n = node->n_argtypes, .capacity = node->n_argtypes};
    return true;
}

struct plan *plan_prepare(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__PrepareStmt *prepare = node->prepare_stmt;
    struct rewrite_params *params = ARENA_NEW(binder->arena, struct rewrite_params);
    if (!declared_types(binder, prepare, params))
        return NULL;
    binder->given_params = params;
    struct plan *inner = command_plan(binder, prepare->query, out);
    if (!inner)
        return NULL;
    struct plan *plan = plan_new(binder, PLAN_PREPARE, "PREPARE");
    struct plan_prepare *details = ARENA_NEW(binder->arena, struct plan_prepare);
    *details = (struct plan_prepare){.name = prepare->name, .inner = inner, .params = params};
    plan->prepare = details;
    return plan;
}

/* ---- EXECUTE ---- */

static bool error_count(struct binder *binder, const char *name, size_t wanted, size_t got)
{
    err_set(binder->err, SQLSTATE_SYNTAX_ERROR, 0,
            "wrong number of parameters for prepared statement \"%s\"", name);
    return err_detail(binder->err, "Expected %zu parameters but got %zu.", wanted, got);
}

static bool error_type(struct binder *binder, size_t index, const struct expr *value,
                       uint32_t wanted)
{
    err_set(binder->err, SQLSTATE_DATATYPE_MISMATCH, value->position,
            "parameter $%zu of type %s cannot be coerced to the expected type %s", index + 1,
            pgtype_sql_name(value->type), pgtype_sql_name(wanted));
    return err_hint(binder->err, "You will need to rewrite or cast the expression.");
}

static bool is_integer(uint32_t type)
{
    return type == PG_INT2 || type == PG_INT4 || type == PG_INT8;
}

static bool is_string(uint32_t type)
{
    return type == PG_TEXT || type == PG_VARCHAR || type == PG_BPCHAR || type == PG_NAME;
}

/* A constant that is read again as another type gives what the cast gives: no cast in between. */
static bool read_again(struct binder *binder, struct expr *expr, uint32_t type)
{
    if (expr->kind != EXPR_CONST || !expr->text)
        return true;
    bool is_number = is_integer(expr->type) || expr->type == PG_NUMERIC;
    bool wants_number = is_integer(type) || type == PG_NUMERIC || type == PG_FLOAT8;
    if (expr->type == PG_NUMERIC && is_integer(type))
        expr->text =
            literal_parse(binder->arena, PG_NUMERIC, pgtype_numeric_typmod(MAX_PRECISION, 0),
                          str_of(expr->text), expr->position, binder->err);
    if ((is_number && wants_number) || (is_string(expr->type) && is_string(type)))
        expr->type = PG_UNKNOWN;
    return expr->text != NULL;
}

/* One value: a constant, or what can be read as one. */
static bool bind_value(struct binder *binder, const PgQuery__Node *node, size_t index,
                       uint32_t type, const char **value)
{
    struct scope scope = {0};
    struct expr *expr = bind_expr(binder, &scope, node, CLAUSE_VALUES);
    if (!expr)
        return false;
    if (!coerce_possible(expr->type, type, CAST_ASSIGNMENT))
        return error_type(binder, index, expr, type);
    if (expr->type != type && !read_again(binder, expr, type))
        return false;
    expr = coerce(binder, expr, type, -1, CAST_ASSIGNMENT, expr->position);
    if (expr && expr->kind != EXPR_CONST)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, expr->position,
                       "parameters of EXECUTE other than constants are not supported yet");
    *value = expr ? expr->text : NULL;
    return expr != NULL;
}

struct plan *plan_execute(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    (void)out;
    const PgQuery__ExecuteStmt *execute = node->execute_stmt;
    const struct rewrite_context *context = binder->context;
    struct rewrite_params found = {0};
    if (!context->find_prepared ||
        !context->find_prepared(context->owner, execute->name, &found, binder->err))
        return NULL;
    if (execute->n_params != found.n) {
        error_count(binder, execute->name, found.n, execute->n_params);
        return NULL;
    }
    const char **values = ARENA_ARRAY(binder->arena, const char *, found.n + 1);
    for (size_t i = 0; i < found.n; i++)
        if (!bind_value(binder, execute->params[i], i, found.types[i], &values[i]))
            return NULL;
    struct plan *plan = plan_new(binder, PLAN_EXECUTE, "EXECUTE");
    struct plan_execute *details = ARENA_NEW(binder->arena, struct plan_execute);
    *details = (struct plan_execute){.name = execute->name, .values = values};
    plan->execute = details;
    return plan;
}

/* ---- DEALLOCATE ---- */

struct plan *plan_deallocate(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    (void)out;
    const char *name = node->deallocate_stmt->name;
    bool all = !name || !*name;
    struct plan *plan = plan_new(binder, PLAN_DEALLOCATE, all ? "DEALLOCATE ALL" : "DEALLOCATE");
    plan->deallocate = all ? NULL : name;
    return plan;
}
