/* Counts beside other bigints. Decimals of several scales are lower.c's. */
#include "rewrite/lower/lower_arms.h"

#include "rewrite/bind/array_depth.h"

static bool may_be_count(const struct expr *expr)
{
    if (expr->type != PG_INT8)
        return false;
    return expr->kind == EXPR_AGGREGATE || expr->kind == EXPR_WINDOW ||
           expr->kind == EXPR_SUBQUERY ||
           (expr->kind == EXPR_COLUMN && expr->column.rel->kind != REL_TABLE);
}

void lower_count_arm(struct arena *arena, struct expr **at)
{
    if (!*at || !may_be_count(*at))
        return;
    struct expr *arm = expr_clickhouse(arena, PG_INT8, "toInt64($1)", 1, at);
    arm->nullable = (*at)->nullable;
    *at = arm;
}

void lower_count_arms(struct arena *arena, struct expr *expr)
{
    if (expr->kind == EXPR_CASE) {
        for (LIST_EACH(struct case_when, when, &expr->cases.whens))
            lower_count_arm(arena, &when->result);
        lower_count_arm(arena, &expr->cases.otherwise);
    } else if (expr->kind == EXPR_COALESCE || expr->kind == EXPR_MIN_MAX ||
               expr->kind == EXPR_NULLIF) {
        for (size_t i = 0; i < expr->args.n; i++)
            lower_count_arm(arena, (struct expr **)&expr->args.items[i]);
    }
}

void lower_count_rows(struct arena *arena, struct query *query)
{
    if (query->kind == QUERY_SET_OPERATION) {
        lower_count_rows(arena, query->left);
        lower_count_rows(arena, query->right);
        return;
    }
    for (size_t i = 0; query->kind == QUERY_SELECT && i < query->targets.n; i++)
        lower_count_arm(arena, &((struct target *)query->targets.items[i])->expr);
}

static int depth_of_output(const struct query *query, size_t i)
{
    if (query->kind == QUERY_SET_OPERATION) {
        int left = depth_of_output(query->left, i), right = depth_of_output(query->right, i);
        return left > right ? left : right;
    }
    return query->kind == QUERY_SELECT && i < query->targets.n
               ? array_depth(((const struct target *)query->targets.items[i])->expr)
               : 0;
}

static void deepen_output(struct query *query, size_t i, int depth)
{
    if (query->kind == QUERY_SET_OPERATION) {
        deepen_output(query->left, i, depth);
        deepen_output(query->right, i, depth);
        return;
    }
    if (query->kind != QUERY_SELECT || i >= query->targets.n)
        return;
    struct expr *expr = ((struct target *)query->targets.items[i])->expr;
    if (expr->kind == EXPR_CONST && !expr->text)
        expr->n_dims = depth;
    else if (expr->kind == EXPR_COLUMN && expr->column.rel->kind == REL_SUBQUERY)
        deepen_output(expr->column.rel->query, expr->column.index, depth);
}

void lower_null_arrays(struct query *query)
{
    for (size_t i = 0; query->kind == QUERY_SET_OPERATION && i < query->targets.n; i++) {
        const struct expr *expr = ((const struct target *)query->targets.items[i])->expr;
        int depth = pgtype_element(expr->type) ? depth_of_output(query, i) : 0;
        if (depth > 1)
            deepen_output(query, i, depth);
    }
}
