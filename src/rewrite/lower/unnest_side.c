/* A side of a join as a subquery, for conditions and joins in parentheses that refer to what stands
 * outside of it: then it is LATERAL. */
#include "rewrite/lower/correlation.h"
#include "rewrite/lower/unnest.h"

struct moving {
    const struct binder *binder;
    const struct rel *tree;
    struct list columns, shown; /* struct expr: of the tree; those of the subquery instead */
};

static bool gather(struct expr **at, void *context)
{
    struct moving *moving = context;
    struct list columns = correlation_columns_of(moving->binder, *at);
    for (LIST_EACH(struct expr, column, &columns))
        if (rel_is_inside(moving->tree, column->column.rel) &&
            correlation_find(&moving->columns, column) == moving->columns.n)
            list_add(moving->binder->arena, &moving->columns, column);
    return true;
}

static bool use_shown(struct expr **at, void *context)
{
    const struct moving *moving = context;
    correlation_replace_in(moving->binder, at, &moving->columns, &moving->shown);
    return true;
}

static void add_target(struct arena *arena, struct query *query, struct expr *expr)
{
    struct target *target = ARENA_NEW(arena, struct target);
    *target = (struct target){expr, ""};
    list_add(arena, &query->targets, target);
}

struct query *unnest_side(struct binder *binder, struct query *block, struct rel **side)
{
    struct moving moving = {.binder = binder, .tree = *side};
    struct query *query = ARENA_NEW(binder->arena, struct query);
    struct rel nothing = {.kind = REL_TABLE};
    query->kind = QUERY_SELECT;
    query->from = *side;
    *side = &nothing; /* its own conditions stay as they are */
    query_walk_exprs(block, gather, &moving);
    for (LIST_EACH(struct expr, column, &moving.columns))
        add_target(binder->arena, query, expr_copy(binder->arena, column));
    if (!query->targets.n)
        add_target(binder->arena, query, expr_const(binder->arena, PG_INT4, "1", 0));
    struct rel *rel = bind_query_rel(binder, query, "", query->from->position);
    for (size_t i = 0; i < moving.columns.n; i++) {
        rel->columns[i].nullable = true;
        list_add(binder->arena, &moving.shown, expr_column(binder->arena, rel, i, 0));
    }
    query_walk_exprs(block, use_shown, &moving);
    *side = rel;
    return query;
}
