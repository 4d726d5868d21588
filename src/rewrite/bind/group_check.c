/* What may stand beside GROUP BY. */
#include "rewrite/bind/group_check.h"

#include "rewrite/lower/correlation.h"
#include "rewrite/lower/set_function.h"
#include "rewrite/system/system_key.h"

struct check {
    struct binder *binder;
    struct query *query;
};

bool group_check_is_key(const struct query *query, const struct expr *expr)
{
    for (size_t i = 0; i < query->group_by.n; i++)
        if (expr_equal(query->group_by.items[i], expr))
            return true;
    return false;
}

/* Whether all of the primary key of the column's table is grouped by. */
static bool has_primary_key(const struct check *check, struct rel *rel)
{
    struct system_key key;
    struct arena *arena = check->binder->arena;
    if (rel->kind != REL_TABLE || rel->table->kind == CATALOG_SYSTEM ||
        !system_key_read(arena, rel->table, SYSTEM_KEY_PRIMARY, &key))
        return false;
    for (size_t i = 0; i < key.n; i++) {
        size_t at = 0;
        while (at < rel->n_columns &&
               (!rel->columns[at].catalog || rel->columns[at].catalog->attnum != key.attnums[i]))
            at++;
        if (!key.attnums[i] || at == rel->n_columns ||
            !group_check_is_key(check->query, expr_column(arena, rel, at, 0)))
            return false;
    }
    return key.n > 0;
}

/* What depends on the keys (functional dependency) is made one of them: the same groups where the
 * primary key is unique, as PostgreSQL would have it. */
static bool add_dependent(struct check *check, const struct expr *column)
{
    if (!check->query->group_by.n || check->query->grouping_sets.n ||
        !has_primary_key(check, column->column.rel))
        return false;
    list_add(check->binder->arena, &check->query->group_by,
             expr_copy(check->binder->arena, column));
    return true;
}

static bool check_grouping(struct check *check, const struct expr *grouping)
{
    for (size_t i = 0; i < grouping->args.n; i++) {
        const struct expr *arg = grouping->args.items[i];
        bool is_outer =
            arg->kind == EXPR_COLUMN && arg->column.rel->number <= check->binder->outer_rels;
        if (is_outer || !group_check_is_key(check->query, arg))
            return err_set(check->binder->err, SQLSTATE_GROUPING_ERROR, arg->position,
                           "arguments to GROUPING must be grouping expressions of the associated "
                           "query level");
    }
    return true;
}

/* What a subquery refers to of this block is as if it stood in the block itself. */
static bool check_subquery(struct check *check, struct query *query)
{
    struct list columns = correlation_columns(check->binder, query);
    for (LIST_EACH(const struct expr, column, &columns)) {
        const struct rel *rel = column->column.rel;
        if (rel != check->query->aggregates && rel->number > check->binder->outer_rels &&
            !group_check_is_key(check->query, column) && !add_dependent(check, column))
            return err_set(check->binder->err, SQLSTATE_GROUPING_ERROR, column->position,
                           "subquery uses ungrouped column \"%s.%s\" from outer query", rel->alias,
                           rel->columns[column->column.index].name);
    }
    return true;
}

static bool check_expr(struct expr **at, void *context)
{
    struct check *check = context;
    struct expr *expr = *at;
    if (expr->kind == EXPR_AGGREGATE || group_check_is_key(check->query, expr))
        return true;
    if (expr->kind == EXPR_GROUPING)
        return check_grouping(check, expr);
    if (expr->kind == EXPR_SUBQUERY && !check_subquery(check, expr->subquery.query))
        return false;
    if (expr->kind == EXPR_COLUMN) {
        const struct rel *rel = expr->column.rel;
        if (rel->number <= check->binder->outer_rels || rel == check->query->aggregates)
            return true; /* of a query around this one: one value for all its rows */
        if (bind_is_set_column(check->query, rel))
            return true; /* of what runs for each of the groups */
        if (add_dependent(check, expr))
            return true;
        const char *name = rel->columns[expr->column.index].name;
        return err_set(check->binder->err, SQLSTATE_GROUPING_ERROR, expr->position,
                       "column \"%s.%s\" must appear in the GROUP BY clause or be used in an "
                       "aggregate function",
                       rel->alias, name);
    }
    return expr_visit_children(expr, check_expr, check);
}

static bool is_aggregate(const struct expr *expr)
{
    return expr_contains((struct expr *)expr, EXPR_AGGREGATE) ||
           expr_contains((struct expr *)expr, EXPR_GROUPING);
}

/* The arguments of set-returning functions. */
static bool visit_arrays(const struct query *query, expr_visit *visit, void *context)
{
    for (LIST_EACH(struct rel, level, &query->set_functions))
        for (size_t i = 0; i < level->function.arrays.n; i++)
            if (!visit((struct expr **)&level->function.arrays.items[i], context))
                return false;
    return true;
}

static bool is_no_aggregate(struct expr **at, void *context)
{
    (void)context;
    return !is_aggregate(*at);
}

static bool has_aggregate(const struct query *query)
{
    if (!visit_arrays(query, is_no_aggregate, NULL))
        return true;
    for (size_t i = 0; i < query->targets.n; i++)
        if (is_aggregate(((struct target *)query->targets.items[i])->expr))
            return true;
    for (size_t i = 0; i < query->order_by.n; i++)
        if (is_aggregate(((struct sort_key *)query->order_by.items[i])->expr))
            return true;
    return false;
}

bool group_check(struct binder *binder, struct query *query)
{
    struct check check = {binder, query};
    query->is_aggregated = query->group_by.n || query->grouping_sets.n || query->having ||
                           query->aggregates || has_aggregate(query);
    if (!query->is_aggregated)
        return true;
    for (size_t i = 0; i < query->targets.n; i++)
        if (!check_expr(&((struct target *)query->targets.items[i])->expr, &check))
            return false;
    if (query->having && !check_expr(&query->having, &check))
        return false;
    for (size_t i = 0; i < query->order_by.n; i++)
        if (!check_expr(&((struct sort_key *)query->order_by.items[i])->expr, &check))
            return false;
    for (size_t i = 0; i < query->distinct_on.n; i++)
        if (!check_expr((struct expr **)&query->distinct_on.items[i], &check))
            return false;
    return visit_arrays(query, check_expr, &check);
}
