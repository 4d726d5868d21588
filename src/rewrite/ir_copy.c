/* Deep copies of queries. Knows no meaning of what it copies. */
#include "rewrite/ir_copy.h"

static void *find_copy(const struct ir_copying *copying, const void *original)
{
    for (size_t i = 0; i < copying->from.n; i++)
        if (copying->from.items[i] == original)
            return copying->to.items[i];
    return NULL;
}

static void remember(struct ir_copying *copying, void *original, void *copy)
{
    list_add(copying->arena, &copying->from, original);
    list_add(copying->arena, &copying->to, copy);
}

static bool move_over(struct expr **at, void *context)
{
    struct ir_copying *copying = context;
    struct expr *expr = *at;
    if (expr->kind == EXPR_COLUMN) {
        struct rel *rel = find_copy(copying, expr->column.rel);
        if (rel)
            expr->column.rel = rel;
    } else if (expr->kind == EXPR_SUBQUERY) {
        expr->subquery.query = query_copy(copying, expr->subquery.query);
    }
    return true;
}

struct expr *expr_copy_over(struct ir_copying *copying, const struct expr *expr)
{
    if (!expr)
        return NULL;
    struct expr *copy = expr_copy(copying->arena, expr);
    expr_walk(&copy, move_over, copying);
    return copy;
}

static struct list copy_exprs(struct ir_copying *copying, const struct list *exprs)
{
    struct list copy = {0};
    for (size_t i = 0; i < exprs->n; i++)
        list_add(copying->arena, &copy, expr_copy_over(copying, exprs->items[i]));
    return copy;
}

static struct list copy_targets(struct ir_copying *copying, const struct list *targets)
{
    struct list copy = {0};
    for (LIST_EACH(const struct target, from, targets)) {
        struct target *target = ARENA_NEW(copying->arena, struct target);
        *target = (struct target){expr_copy_over(copying, from->expr), from->name};
        list_add(copying->arena, &copy, target);
    }
    return copy;
}

static struct list copy_sort_keys(struct ir_copying *copying, const struct list *keys)
{
    struct list copy = {0};
    for (LIST_EACH(const struct sort_key, from, keys)) {
        struct sort_key *key = ARENA_NEW(copying->arena, struct sort_key);
        *key = *from;
        key->expr = expr_copy_over(copying, from->expr);
        list_add(copying->arena, &copy, key);
    }
    return copy;
}

/* Lists of lists: grouping sets hold indexes, rows hold expressions. */
static struct list copy_lists(struct ir_copying *copying, const struct list *lists, bool are_exprs)
{
    struct list copy = {0};
    for (LIST_EACH(const struct list, from, lists)) {
        struct list *list = ARENA_NEW(copying->arena, struct list);
        if (are_exprs)
            *list = copy_exprs(copying, from);
        else
            list_add_all(copying->arena, list, from);
        list_add(copying->arena, &copy, list);
    }
    return copy;
}

struct query *query_copy(struct ir_copying *copying, struct query *query)
{
    struct query *copy = find_copy(copying, query);
    if (copy)
        return copy;
    copy = ARENA_NEW(copying->arena, struct query);
    remember(copying, query, copy);
    *copy = *query;
    copy->walk_root = NULL;
    copy->from = query->from ? rel_copy(copying, query->from) : NULL;
    copy->left = query->left ? query_copy(copying, query->left) : NULL;
    copy->right = query->right ? query_copy(copying, query->right) : NULL;
    copy->aggregates = query->aggregates ? rel_copy(copying, query->aggregates) : NULL;
    copy->targets = copy_targets(copying, &query->targets);
    copy->where = expr_copy_over(copying, query->where);
    copy->group_by = copy_exprs(copying, &query->group_by);
    copy->grouping_sets = copy_lists(copying, &query->grouping_sets, false);
    copy->having = expr_copy_over(copying, query->having);
    copy->distinct_on = copy_exprs(copying, &query->distinct_on);
    copy->rows = copy_lists(copying, &query->rows, true);
    copy->order_by = copy_sort_keys(copying, &query->order_by);
    copy->limit_by = copy_exprs(copying, &query->limit_by);
    copy->limit = expr_copy_over(copying, query->limit);
    copy->offset = expr_copy_over(copying, query->offset);
    copy->remarks = (struct list){0};
    list_add_all(copying->arena, &copy->remarks, &query->remarks);
    copy->rollups = (struct list){0};
    list_add_all(copying->arena, &copy->rollups, &query->rollups);
    return copy;
}

static struct pivot *copy_pivot(struct ir_copying *copying, const struct pivot *pivot)
{
    struct pivot *copy = ARENA_NEW(copying->arena, struct pivot);
    *copy = *pivot;
    copy->source = rel_copy(copying, pivot->source);
    copy->cells = copy->keys = (struct list){0};
    for (LIST_EACH(const struct pivot_cell, from, &pivot->cells)) {
        struct pivot_cell *cell = ARENA_NEW(copying->arena, struct pivot_cell);
        *cell = *from;
        cell->expr = expr_copy_over(copying, from->expr);
        list_add(copying->arena, &copy->cells, cell);
    }
    for (LIST_EACH(const struct pivot_key, from, &pivot->keys)) {
        struct pivot_key *key = ARENA_NEW(copying->arena, struct pivot_key);
        *key = *from;
        key->exprs = copy_exprs(copying, &from->exprs);
        list_add(copying->arena, &copy->keys, key);
    }
    copy->rows = copy_targets(copying, &pivot->rows);
    return copy;
}

static void copy_join(struct ir_copying *copying, struct rel *copy, const struct rel *rel)
{
    copy->join.left = rel_copy(copying, rel->join.left);
    copy->join.right = rel_copy(copying, rel->join.right);
    copy->join.on = expr_copy_over(copying, rel->join.on);
}

static void copy_aggregates(struct ir_copying *copying, struct rel *copy, const struct rel *rel)
{
    const struct rel *beside = find_copy(copying, rel->aggregates.beside);
    copy->aggregates.exprs = copy_exprs(copying, &rel->aggregates.exprs);
    copy->aggregates.beside = beside ? beside : rel->aggregates.beside;
    copy->number = copy->aggregates.beside->number;
}

struct rel *rel_copy(struct ir_copying *copying, struct rel *rel)
{
    struct rel *copy = find_copy(copying, rel);
    if (copy)
        return copy;
    copy = ARENA_NEW(copying->arena, struct rel);
    remember(copying, rel, copy);
    *copy = *rel;
    copy->number = ++*copying->n_rels;
    copy->columns = ARENA_ARRAY(copying->arena, struct rel_column, rel->n_columns + 1);
    for (size_t i = 0; i < rel->n_columns; i++)
        copy->columns[i] = rel->columns[i];
    if (rel->kind == REL_SUBQUERY)
        copy->query = query_copy(copying, rel->query);
    else if (rel->kind == REL_JOIN)
        copy_join(copying, copy, rel);
    else if (rel->kind == REL_PIVOT)
        copy->pivot = copy_pivot(copying, rel->pivot);
    else if (rel->kind == REL_AGGREGATES)
        copy_aggregates(copying, copy, rel);
    else if (rel->kind == REL_FUNCTION)
        copy->function.arrays = copy_exprs(copying, &rel->function.arrays);
    return copy;
}
