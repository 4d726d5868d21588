/* TABLESAMPLE (PostgreSQL's transformRangeTableSample). */
#include "rewrite/bind/bind_sample.h"

#include <stdlib.h>
#include <string.h>

static bool check_method(struct binder *binder, const PgQuery__RangeTableSample *sample)
{
    int position = position_of(sample->location);
    const char *method = sample->method[sample->n_method - 1]->string->sval;
    if (strcmp(method, "bernoulli") != 0 && strcmp(method, "system") != 0)
        return err_set(binder->err, SQLSTATE_UNDEFINED_OBJECT, position,
                       "tablesample method %s does not exist", method);
    if (sample->n_args != 1)
        return err_set(binder->err, SQLSTATE_INVALID_TABLESAMPLE_ARGUMENT, position,
                       "tablesample method %s requires 1 argument, not %zu", method,
                       sample->n_args);
    return true;
}

/* 0 to 100; 100 while the value of a parameter is awaited. */
static bool bind_percentage(struct binder *binder, struct scope *scope, const PgQuery__Node *node,
                            double *percentage)
{
    struct expr *expr = bind_expr(binder, scope, node, CLAUSE_FROM_FUNCTION);
    if (expr)
        expr = coerce(binder, expr, PG_FLOAT4, -1, CAST_ASSIGNMENT, expr->position);
    if (!expr)
        return false;
    *percentage = 100;
    if (bind_awaits_value(expr))
        return true;
    if (expr->kind == EXPR_CAST && ((struct expr *)expr->args.items[0])->kind == EXPR_CONST)
        expr = expr->args.items[0];
    if (expr->kind != EXPR_CONST)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, expr->position,
                       "only constants are supported in TABLESAMPLE");
    if (!expr->text)
        return err_set(binder->err, SQLSTATE_INVALID_TABLESAMPLE_ARGUMENT, 0,
                       "TABLESAMPLE parameter cannot be null");
    *percentage = strtod(expr->text, NULL);
    return (*percentage >= 0 && *percentage <= 100) ||
           err_set(binder->err, SQLSTATE_INVALID_TABLESAMPLE_ARGUMENT, 0,
                   "sample percentage must be between 0 and 100");
}

/* A call of its own kind, so that no other random value is the same one. */
static struct expr *condition_of(struct binder *binder, const struct rel *rel, double percentage)
{
    struct routine *routine = ARENA_NEW(binder->arena, struct routine);
    unsigned long long limit =
        percentage < 100 ? (unsigned long long)(percentage / 100 * 0x1p64) : UINT64_MAX;
    *routine = (struct routine){
        .name = "tablesample",
        .result = PG_BOOL,
        .is_volatile = true,
        .never_null = true,
        .clickhouse = arena_printf(binder->arena, "(rand64(%d) < %llu)", rel->number, limit)};
    struct expr *condition = expr_new(binder->arena, EXPR_CALL, PG_BOOL, 0);
    condition->routine = routine;
    return condition;
}

static struct query *query_of(struct binder *binder, struct rel *rel, double percentage)
{
    struct query *query = ARENA_NEW(binder->arena, struct query);
    query->kind = QUERY_SELECT;
    query->from = rel;
    for (size_t i = 0; i < rel->n_columns; i++) {
        if (!rel->columns[i].type)
            continue;
        struct target *target = ARENA_NEW(binder->arena, struct target);
        *target = (struct target){expr_column(binder->arena, rel, i, 0), rel->columns[i].name};
        list_add(binder->arena, &query->targets, target);
    }
    query->where = condition_of(binder, rel, percentage);
    return query;
}

struct rel *bind_sample(struct binder *binder, struct scope *scope, struct rel *rel,
                        const PgQuery__RangeTableSample *sample)
{
    double percentage;
    if (!check_method(binder, sample) ||
        !bind_percentage(binder, scope, sample->args[0], &percentage))
        return NULL;
    if (rel->kind != REL_TABLE && rel->kind != REL_LOOK_THROUGH) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, rel->position,
                "TABLESAMPLE clause can only be applied to tables and materialized views");
        return NULL;
    }
    if (sample->repeatable) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, bind_node_position(sample->repeatable),
                "REPEATABLE is not supported: rows of ClickHouse have no lasting places");
        return NULL;
    }
    struct query *query = query_of(binder, rel, percentage);
    return percentage < 100 && query->targets.n
               ? bind_query_rel(binder, query, rel->alias, rel->position)
               : rel;
}
