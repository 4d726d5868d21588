/* References of a query to the queries around it: found, and replaced. */
#include "rewrite/lower/correlation.h"

bool correlation_has_rel(const struct rel *tree, const struct rel *rel)
{
    return tree && (tree == rel ||
                    (tree->kind == REL_JOIN && (correlation_has_rel(tree->join.left, rel) ||
                                                correlation_has_rel(tree->join.right, rel))));
}

size_t correlation_find(const struct list *columns, const struct expr *expr)
{
    size_t i = 0;
    while (i < columns->n) {
        const struct expr *column = columns->items[i];
        if (column->column.rel == expr->column.rel && column->column.index == expr->column.index)
            break;
        i++;
    }
    return i;
}

/* ---- find ---- */

struct search {
    const struct binder *binder;
    bool *inside;           /* by the rel's number */
    struct list aggregates; /* struct rel: REL_AGGREGATES of the blocks inside */
    struct list columns;
};

static void mark_rel(struct search *search, const struct rel *rel)
{
    if (!rel)
        return;
    search->inside[rel->number] = true;
    if (rel->kind == REL_PIVOT)
        mark_rel(search, rel->pivot->source);
    if (rel->kind == REL_JOIN) {
        mark_rel(search, rel->join.left);
        mark_rel(search, rel->join.right);
    }
}

static bool mark_block(struct query *query, void *context)
{
    struct search *search = context;
    mark_rel(search, query->from);
    if (query->aggregates)
        list_add(search->binder->arena, &search->aggregates, query->aggregates);
    return true;
}

static bool is_inside(const struct search *search, const struct rel *rel)
{
    if (rel->kind != REL_AGGREGATES)
        return search->inside[rel->number];
    for (LIST_EACH(const struct rel, own, &search->aggregates))
        if (own == rel)
            return true;
    return false;
}

static bool find_column(struct expr **at, void *context)
{
    struct search *search = context;
    struct expr *expr = *at;
    if (expr->kind == EXPR_COLUMN && !is_inside(search, expr->column.rel) &&
        correlation_find(&search->columns, expr) == search->columns.n)
        list_add(search->binder->arena, &search->columns, expr_copy(search->binder->arena, expr));
    return true;
}

static bool find_columns(struct expr **at, void *context)
{
    return expr_walk(at, find_column, context);
}

static void find_in_list(struct search *search, struct list *exprs)
{
    for (size_t i = 0; i < exprs->n; i++)
        find_columns((struct expr **)&exprs->items[i], search);
}

static void find_in_pivots(struct search *search, const struct rel *rel)
{
    if (rel && rel->kind == REL_JOIN) {
        find_in_pivots(search, rel->join.left);
        find_in_pivots(search, rel->join.right);
    }
    if (!rel || rel->kind != REL_PIVOT)
        return;
    for (LIST_EACH(struct pivot_cell, cell, &rel->pivot->cells))
        find_columns(&cell->expr, search);
    for (LIST_EACH(struct pivot_key, key, &rel->pivot->keys))
        find_in_list(search, &key->exprs);
    for (LIST_EACH(struct target, row, &rel->pivot->rows))
        find_columns(&row->expr, search);
}

static bool find_in_block(struct query *query, void *context)
{
    find_in_pivots(context, query->from);
    return query_walk_exprs(query, find_columns, context);
}

static struct search search_new(const struct binder *binder)
{
    return (struct search){
        binder, ARENA_ARRAY(binder->arena, bool, (size_t)binder->n_rels + 1), {0}, {0}};
}

struct list correlation_columns(const struct binder *binder, struct query *query)
{
    struct search search = search_new(binder);
    query_walk(query, mark_block, &search);
    query_walk(query, find_in_block, &search);
    return search.columns;
}

static bool find_in_subquery(struct expr **at, void *context)
{
    struct search *search = context;
    if ((*at)->kind == EXPR_SUBQUERY) {
        struct list columns = correlation_columns(search->binder, (*at)->subquery.query);
        find_in_list(search, &columns);
    }
    return find_column(at, context);
}

struct list correlation_columns_of(const struct binder *binder, struct expr *expr)
{
    struct search search = search_new(binder);
    if (expr)
        expr_walk(&expr, find_in_subquery, &search);
    return search.columns;
}

/* ---- replace ---- */

struct replacing {
    const struct binder *binder;
    const struct list *from, *to;
};

static bool replace_column(struct expr **at, void *context)
{
    const struct replacing *replacing = context;
    struct expr *expr = *at;
    size_t i =
        expr->kind == EXPR_COLUMN ? correlation_find(replacing->from, expr) : replacing->from->n;
    if (i == replacing->from->n)
        return true;
    *at = expr_copy(replacing->binder->arena, replacing->to->items[i]);
    (*at)->position = expr->position;
    return true;
}

static bool replace_columns(struct expr **at, void *context)
{
    return expr_walk(at, replace_column, context);
}

static bool replace_in_block(struct query *query, void *context)
{
    return query_walk_exprs(query, replace_columns, context);
}

void correlation_replace(const struct binder *binder, struct query *query, const struct list *from,
                         const struct list *to)
{
    struct replacing replacing = {binder, from, to};
    query_walk(query, replace_in_block, &replacing);
}

static bool replace_or_enter(struct expr **at, void *context)
{
    const struct replacing *replacing = context;
    if ((*at)->kind == EXPR_SUBQUERY)
        correlation_replace(replacing->binder, (*at)->subquery.query, replacing->from,
                            replacing->to);
    return replace_column(at, context);
}

void correlation_replace_in(const struct binder *binder, struct expr **at, const struct list *from,
                            const struct list *to)
{
    struct replacing replacing = {binder, from, to};
    if (*at)
        expr_walk(at, replace_or_enter, &replacing);
}
