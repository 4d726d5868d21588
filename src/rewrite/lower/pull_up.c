/* Plain subqueries in FROM dissolve into the block around them. */
#include "rewrite/lower/pull_up.h"

static bool are_plain_targets(const struct query *query)
{
    for (LIST_EACH(const struct target, target, &query->targets))
        if (target->expr->kind != EXPR_COLUMN)
            return false;
    return true;
}

static bool is_plain(const struct query *query, enum rel_kind from)
{
    return query->kind == QUERY_SELECT && query->from && query->from->kind == from &&
           !query->is_aggregated && !query->distinct && !query->distinct_on.n &&
           !query->order_by.n && !query->limit && !query->offset && are_plain_targets(query);
}

struct replacement {
    struct arena *arena;
    const struct rel *rel;
};

static bool replace_column(struct expr **at, void *context)
{
    const struct replacement *replacement = context;
    struct expr *expr = *at;
    if (expr->kind != EXPR_COLUMN || expr->column.rel != replacement->rel)
        return true;
    const struct target *target = replacement->rel->query->targets.items[expr->column.index];
    *at = expr_copy(replacement->arena, target->expr);
    (*at)->position = expr->position;
    return true;
}

static bool replace_columns(struct expr **at, void *context)
{
    return expr_walk(at, replace_column, context);
}

static bool is_over(const struct query *query, enum rel_kind from)
{
    const struct rel *rel = query->from;
    return query->kind == QUERY_SELECT && rel && rel->kind == REL_SUBQUERY &&
           is_plain(rel->query, from);
}

static void dissolve(struct binder *binder, struct query *query)
{
    struct rel *rel = query->from;
    struct replacement replacement = {binder->arena, rel};
    query_walk_exprs(query, replace_columns, &replacement);
    query->from = rel->query->from;
    query->where = expr_bool(binder->arena, BOOL_AND, rel->query->where, query->where);
    list_add_all(binder->arena, &query->remarks, &rel->query->remarks);
}

static bool pull_up_block(struct query *query, void *context)
{
    if (is_over(query, REL_TABLE))
        dissolve(context, query);
    return true;
}

bool pull_up_subqueries(struct binder *binder, struct query *query)
{
    return query_walk(query, pull_up_block, binder);
}

static bool has_no_subquery(struct expr **at, void *context)
{
    (void)context;
    return (*at)->kind != EXPR_SUBQUERY;
}

static bool has_no_subqueries(struct expr **at, void *context)
{
    return expr_walk(at, has_no_subquery, context);
}

/* What is in subqueries of the block, or said of its groups there, is not moved. */
static bool pull_up_view(struct query *query, void *context)
{
    if (is_over(query, REL_LOOK_THROUGH) && !query->aggregates && !query->set_functions.n &&
        !(query->from->query->with && query->from->query->with->is_materialized) &&
        query_walk_exprs(query, has_no_subqueries, NULL))
        dissolve(context, query);
    return true;
}

bool pull_up_views(struct binder *binder, struct query *query)
{
    return query_walk(query, pull_up_view, binder);
}
