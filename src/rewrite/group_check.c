/* What may stand beside GROUP BY. */
#include "rewrite/group_check.h"

struct check {
    struct binder *binder;
    const struct query *query;
};

static bool is_group_key(const struct query *query, const struct expr *expr)
{
    for (size_t i = 0; i < query->group_by.n; i++)
        if (expr_equal(query->group_by.items[i], expr))
            return true;
    return false;
}

static bool check_expr(struct check *check, struct expr *expr);

static bool check_list(struct check *check, const struct list *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (!check_expr(check, list->items[i]))
            return false;
    return true;
}

static bool check_cases(struct check *check, const struct expr *expr)
{
    for (size_t i = 0; i < expr->cases.whens.n; i++) {
        const struct case_when *when = expr->cases.whens.items[i];
        if (!check_expr(check, when->condition) || !check_expr(check, when->result))
            return false;
    }
    return !expr->cases.otherwise || check_expr(check, expr->cases.otherwise);
}

static bool check_expr(struct check *check, struct expr *expr)
{
    if (expr->kind == EXPR_AGGREGATE || is_group_key(check->query, expr))
        return true;
    if (expr->kind == EXPR_COLUMN) {
        const struct rel *rel = expr->column.rel;
        const char *name = rel->columns[expr->column.index].name;
        return err_set(check->binder->err, SQLSTATE_GROUPING_ERROR, expr->position,
                       "column \"%s.%s\" must appear in the GROUP BY clause or be used in an "
                       "aggregate function",
                       rel->alias, name);
    }
    return check_list(check, &expr->args) && (expr->kind != EXPR_CASE || check_cases(check, expr));
}

static bool has_aggregate(const struct query *query)
{
    for (size_t i = 0; i < query->targets.n; i++)
        if (expr_contains(((struct target *)query->targets.items[i])->expr, EXPR_AGGREGATE))
            return true;
    for (size_t i = 0; i < query->order_by.n; i++)
        if (expr_contains(((struct sort_key *)query->order_by.items[i])->expr, EXPR_AGGREGATE))
            return true;
    return false;
}

bool group_check(struct binder *binder, struct query *query)
{
    struct check check = {binder, query};
    query->is_aggregated = query->group_by.n || query->having || has_aggregate(query);
    if (!query->is_aggregated)
        return true;
    for (size_t i = 0; i < query->targets.n; i++)
        if (!check_expr(&check, ((struct target *)query->targets.items[i])->expr))
            return false;
    if (query->having && !check_expr(&check, query->having))
        return false;
    for (size_t i = 0; i < query->order_by.n; i++)
        if (!check_expr(&check, ((struct sort_key *)query->order_by.items[i])->expr))
            return false;
    return true;
}
