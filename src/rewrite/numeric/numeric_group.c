/* DISTINCT and UNION of numerics as GROUP BY. Knows no decimals. */
#include "rewrite/numeric/numeric_group.h"

#include "rewrite/numeric/numeric_scale.h"

/* A Decimal of a table shows its own decimals, in all rows. */
static bool is_of_one_scale(const struct expr *expr)
{
    return expr->kind == EXPR_COLUMN && expr->column.rel->kind == REL_TABLE &&
           numeric_scale(expr) < QUOTIENT_SCALE;
}

static bool has_numeric(const struct query *query)
{
    for (LIST_EACH(const struct target, target, &query->targets)) {
        const struct expr *expr = target->expr;
        if (expr->type == PG_NUMERIC && expr->typmod < 0 &&
            (query->kind == QUERY_SET_OPERATION ||
             (expr->kind != EXPR_CONST && !is_of_one_scale(expr))))
            return true;
    }
    return false;
}

static void group_by_targets(struct binder *binder, struct query *query)
{
    for (LIST_EACH(const struct target, target, &query->targets))
        if (target->expr->kind != EXPR_CONST)
            list_add(binder->arena, &query->group_by, expr_copy(binder->arena, target->expr));
    query->distinct = false;
    query->is_aggregated = true;
}

static bool has_windows(const struct query *query)
{
    for (LIST_EACH(const struct target, target, &query->targets))
        if (expr_contains(target->expr, EXPR_WINDOW))
            return true;
    return false;
}

/* What sorts DISTINCT rows is one of their columns. */
static struct sort_key *key_outside(struct binder *binder, const struct query *inner,
                                    struct rel *rel, const struct sort_key *key)
{
    for (size_t i = 0; i < inner->targets.n; i++) {
        const struct target *target = inner->targets.items[i];
        if (!expr_equal(target->expr, key->expr))
            continue;
        struct sort_key *outside = ARENA_NEW(binder->arena, struct sort_key);
        *outside = *key;
        outside->expr = expr_column(binder->arena, rel, i, key->expr->position);
        return outside;
    }
    return NULL;
}

/* Groups of what is aggregated or has windows: in a SELECT around it, which sorts and limits. */
static struct query *group_outside(struct binder *binder, struct query *query)
{
    struct query *inner = ARENA_NEW(binder->arena, struct query);
    *inner = *query;
    inner->distinct = inner->with_ties = false;
    inner->order_by = (struct list){0};
    inner->limit = inner->offset = NULL;
    struct query *groups = bind_wrap(binder, inner);
    for (LIST_EACH(const struct sort_key, key, &query->order_by)) {
        struct sort_key *outside = key_outside(binder, inner, groups->from, key);
        if (!outside)
            return query;
        list_add(binder->arena, &groups->order_by, outside);
    }
    groups->limit = query->limit;
    groups->offset = query->offset;
    groups->with_ties = query->with_ties;
    group_by_targets(binder, groups);
    return groups;
}

struct query *numeric_group_distinct(struct binder *binder, struct query *query)
{
    if (!query->distinct || !has_numeric(query))
        return query;
    if (query->is_aggregated || has_windows(query))
        return group_outside(binder, query);
    group_by_targets(binder, query);
    return query;
}

struct query *numeric_group_union(struct binder *binder, struct query *query)
{
    if (query->set_operation != SET_UNION || query->all || !has_numeric(query))
        return query;
    query->all = true;
    struct query *groups = bind_wrap(binder, query);
    group_by_targets(binder, groups);
    return groups;
}
