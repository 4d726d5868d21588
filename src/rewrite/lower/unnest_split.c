/* A grouped block in two: the groups, and what is computed of them. Both together mean the same. */
#include "rewrite/bind/group_check.h"
#include "rewrite/lower/correlation.h"
#include "rewrite/lower/unnest.h"

struct split {
    struct binder *binder;
    const struct rel *aggregates; /* of the block, or NULL */
    struct query *groups;
    bool with_windows; /* which belong to the subquery, and what else is not of groups */
    struct list shown; /* struct expr: what the targets of `groups` are */
    struct rel *rel;   /* shows them; NULL while they are collected */
};

static size_t find_shown(const struct split *split, const struct expr *expr)
{
    size_t i = 0;
    while (i < split->shown.n && !expr_equal(split->shown.items[i], expr))
        i++;
    return i;
}

static void show(struct split *split, const struct expr *expr)
{
    struct arena *arena = split->binder->arena;
    if (find_shown(split, expr) < split->shown.n)
        return;
    struct target *target = ARENA_NEW(arena, struct target);
    *target = (struct target){expr_copy(arena, expr), ""};
    list_add(arena, &split->groups->targets, target);
    list_add(arena, &split->shown, expr_copy(arena, expr));
}

static void show_or_use(struct split *split, struct expr **at)
{
    if (!split->rel) {
        show(split, *at);
        return;
    }
    struct expr *column =
        expr_column(split->binder->arena, split->rel, find_shown(split, *at), (*at)->position);
    column->typmod = (*at)->typmod;
    *at = column;
}

static bool is_level_aggregate(const struct split *split, const struct expr *expr)
{
    return expr->kind == EXPR_COLUMN && split->aggregates && expr->column.rel == split->aggregates;
}

/* What a column of the block's aggregates stands for, or the expression itself. */
static struct expr *meaning_of(const struct split *split, struct expr *expr)
{
    return is_level_aggregate(split, expr)
               ? split->aggregates->aggregates.exprs.items[expr->column.index]
               : expr;
}

/* Whether the subquery has the value: of a group, or of a row where it groups none. */
static bool is_of_groups(const struct split *split, const struct expr *expr)
{
    if (group_check_is_key(split->groups, expr))
        return true;
    return expr->kind == EXPR_COLUMN && !split->groups->is_aggregated && split->groups->from &&
           rel_is_inside(split->groups->from, expr->column.rel);
}

static void enter_subquery(struct split *split, struct query *query)
{
    struct list columns = correlation_columns(split->binder, query), own = {0}, to = {0};
    for (LIST_EACH(struct expr, column, &columns)) {
        if (!is_level_aggregate(split, column) && !is_of_groups(split, column))
            continue;
        struct expr *shown = meaning_of(split, column);
        show_or_use(split, &shown);
        list_add(split->binder->arena, &own, column);
        list_add(split->binder->arena, &to, shown);
    }
    if (split->rel)
        correlation_replace(split->binder, query, &own, &to);
}

static bool split_expr(struct expr **at, void *context)
{
    struct split *split = context;
    struct expr *expr = *at = meaning_of(split, *at);
    if (expr->kind == EXPR_AGGREGATE || expr->kind == EXPR_GROUPING ||
        (split->with_windows && expr->kind == EXPR_WINDOW) || is_of_groups(split, expr)) {
        show_or_use(split, at);
        return true;
    }
    if (expr->kind == EXPR_SUBQUERY)
        enter_subquery(split, expr->subquery.query);
    return expr_visit_children(expr, split_expr, context);
}

static bool split_exprs(struct split *split, struct query *block)
{
    for (LIST_EACH(struct rel, level, &block->set_functions))
        for (size_t i = 0; i < level->function.arrays.n; i++)
            split_expr((struct expr **)&level->function.arrays.items[i], split);
    return query_walk_exprs(block, split_expr, split);
}

static void split_block(struct split *split, struct query *block)
{
    struct binder *binder = split->binder;
    split->aggregates = block->aggregates;
    split_exprs(split, block);
    if (!split->shown.n)
        show(split, expr_const(binder->arena, PG_INT4, "1", 0));
    split->rel = bind_query_rel(binder, split->groups, "", 0);
    split_exprs(split, block);
    block->from = split->rel;
    block->aggregates = NULL;
}

/* What gives the groups, or the rows, moves there. */
static struct query *take_rows(struct binder *binder, struct query *block)
{
    struct query *rows = ARENA_NEW(binder->arena, struct query);
    *rows = (struct query){.kind = QUERY_SELECT,
                           .from = block->from,
                           .where = block->where,
                           .group_by = block->group_by,
                           .grouping_sets = block->grouping_sets,
                           .is_aggregated = block->is_aggregated};
    block->from = NULL;
    block->where = NULL;
    block->group_by = block->grouping_sets = (struct list){0};
    block->is_aggregated = false;
    return rows;
}

void unnest_split_groups(struct binder *binder, struct query *block)
{
    struct split split = {.binder = binder, .groups = take_rows(binder, block)};
    split.groups->is_aggregated = true;
    block->where = block->having;
    block->having = NULL;
    split_block(&split, block);
}

void unnest_split_rows(struct binder *binder, struct query *block)
{
    struct split split = {
        .binder = binder, .groups = take_rows(binder, block), .with_windows = true};
    split.groups->having = block->having;
    split.groups->aggregates = block->aggregates;
    block->having = NULL;
    split_block(&split, block);
}
