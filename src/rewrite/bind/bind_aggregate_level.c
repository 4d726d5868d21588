/* Aggregates belong to the innermost query that their arguments have columns of
 * (check_agglevels_and_constraints). Those of a query around the one they stand in become columns
 * of its REL_AGGREGATES. */
#include <string.h>

#include "rewrite/bind/bind_call.h"
#include "rewrite/lower/correlation.h"

struct levels {
    const struct binder *binder;
    struct list outer; /* struct expr: columns of queries around this one */
    bool has_inner;
};

static bool see_level(struct expr **at, void *context)
{
    struct levels *levels = context;
    if ((*at)->kind != EXPR_COLUMN)
        return true;
    if ((*at)->column.rel->number <= levels->binder->outer_rels)
        list_add(levels->binder->arena, &levels->outer, *at);
    else
        levels->has_inner = true;
    return true;
}

/* A column of the block's FROM among them, or NULL. */
static const struct expr *column_of(const struct query *block, const struct list *columns)
{
    for (LIST_EACH(const struct expr, column, columns))
        if (block && correlation_has_rel(block->from, column->column.rel))
            return column;
    return NULL;
}

static struct rel *aggregates_of(struct binder *binder, struct query *block,
                                 const struct expr *column)
{
    if (block->aggregates)
        return block->aggregates;
    struct rel *rel = ARENA_NEW(binder->arena, struct rel);
    rel->kind = REL_AGGREGATES;
    rel->alias = "";
    rel->number = column->column.rel->number;
    rel->aggregates.beside = column->column.rel;
    return block->aggregates = rel;
}

static struct expr *level_column(struct binder *binder, struct rel *rel, struct expr *aggregate)
{
    size_t n = 0;
    while (n < rel->n_columns && !expr_equal(rel->aggregates.exprs.items[n], aggregate))
        n++;
    if (n == rel->n_columns) {
        struct rel_column *columns = ARENA_ARRAY(binder->arena, struct rel_column, n + 1);
        if (n)
            memcpy(columns, rel->columns, n * sizeof *columns);
        columns[n] = (struct rel_column){.name = "",
                                         .type = aggregate->type,
                                         .typmod = aggregate->typmod,
                                         .nullable = aggregate->nullable,
                                         .record = aggregate->record,
                                         .record_element = aggregate->record_element};
        rel->columns = columns;
        rel->n_columns = n + 1;
        list_add(binder->arena, &rel->aggregates.exprs, aggregate);
    }
    struct expr *column = expr_column(binder->arena, rel, n, aggregate->position);
    column->typmod = aggregate->typmod;
    column->n_dims = aggregate->n_dims;
    return column;
}

struct expr *bind_aggregate_level(struct binder *binder, const struct call *call,
                                  struct expr *aggregate)
{
    struct levels levels = {.binder = binder};
    const struct expr *column = NULL;
    expr_walk(&aggregate, see_level, &levels);
    if (levels.has_inner || !levels.outer.n)
        return call_check_aggregate_place(binder, call->clause, call->position) ? aggregate : NULL;
    const struct scope *scope = call->scope;
    while (!(column = column_of(scope->query, &levels.outer)) && scope->outer)
        scope = scope->outer;
    if (!column && scope->sublink)
        return call_refuse(binder, aggregate->position, "this aggregate of an outer query is");
    if (!column || !scope->sublink) {
        err_set(binder->err, SQLSTATE_GROUPING_ERROR, aggregate->position,
                "aggregate functions are not allowed in FROM clause of their own query level");
        return NULL;
    }
    if (!call_check_aggregate_place(binder, *scope->sublink, call->position))
        return NULL;
    return level_column(binder, aggregates_of(binder, scope->query, column), aggregate);
}
