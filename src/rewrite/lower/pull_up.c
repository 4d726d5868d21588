/* Plain subqueries in FROM dissolve into the block around them. */
#include "rewrite/lower/pull_up.h"

static bool are_plain_targets(const struct query *query)
{
    for (size_t i = 0; i < query->targets.n; i++)
        if (((const struct target *)query->targets.items[i])->expr->kind != EXPR_COLUMN)
            return false;
    return true;
}

static bool is_plain(const struct query *query)
{
    return query->kind == QUERY_SELECT && query->from && query->from->kind == REL_TABLE &&
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

static bool pull_up_block(struct query *query, void *context)
{
    struct binder *binder = context;
    struct rel *rel = query->from;
    if (query->kind != QUERY_SELECT || !rel || rel->kind != REL_SUBQUERY || !is_plain(rel->query))
        return true;
    struct replacement replacement = {binder->arena, rel};
    query_walk_exprs(query, replace_columns, &replacement);
    query->from = rel->query->from;
    query->where = expr_bool(binder->arena, BOOL_AND, rel->query->where, query->where);
    list_add_all(binder->arena, &query->remarks, &rel->query->remarks);
    return true;
}

bool pull_up_subqueries(struct binder *binder, struct query *query)
{
    return query_walk(query, pull_up_block, binder);
}
