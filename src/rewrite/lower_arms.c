/* Counts beside other bigints. Decimals of several scales are lower.c's. */
#include "rewrite/lower_arms.h"

static bool may_be_count(const struct expr *expr)
{
    if (expr->type != PG_INT8)
        return false;
    return expr->kind == EXPR_AGGREGATE || expr->kind == EXPR_WINDOW ||
           expr->kind == EXPR_SUBQUERY ||
           (expr->kind == EXPR_COLUMN && expr->column.rel->kind != REL_TABLE);
}

static void lower_arm(struct arena *arena, struct expr **at)
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
            lower_arm(arena, &when->result);
        lower_arm(arena, &expr->cases.otherwise);
    } else if (expr->kind == EXPR_COALESCE || expr->kind == EXPR_MIN_MAX ||
               expr->kind == EXPR_NULLIF) {
        for (size_t i = 0; i < expr->args.n; i++)
            lower_arm(arena, (struct expr **)&expr->args.items[i]);
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
        lower_arm(arena, &((struct target *)query->targets.items[i])->expr);
}
