/* Joins in parentheses become subqueries, and sides of outer joins whose arrays can be missing.
 * Runs first, while FROM is as it was written. */
#include "rewrite/lower/nested_join.h"

#include "base/chtype.h"

struct nesting {
    struct arena *arena;
    const struct rel *join; /* what moves into the subquery */
    struct query *query;
    struct rel *rel; /* that shows it; NULL while its columns are collected */
};

/* The index of the column among the subquery's targets; their number if it is none of them. */
static size_t find_target(const struct query *query, const struct expr *column)
{
    size_t i = 0;
    while (i < query->targets.n &&
           !expr_equal(((const struct target *)query->targets.items[i])->expr, column))
        i++;
    return i;
}

static void add_target(struct nesting *nesting, struct expr *expr)
{
    struct target *target = ARENA_NEW(nesting->arena, struct target);
    target->expr = expr;
    target->name = "";
    list_add(nesting->arena, &nesting->query->targets, target);
}

static bool move_column(struct expr **at, void *context)
{
    struct nesting *nesting = context;
    struct expr *column = *at;
    if (column->kind != EXPR_COLUMN || !rel_is_inside(nesting->join, column->column.rel))
        return true;
    size_t index = find_target(nesting->query, column);
    if (nesting->rel)
        *at = expr_column(nesting->arena, nesting->rel, index, column->position);
    else if (index == nesting->query->targets.n)
        add_target(nesting, expr_copy(nesting->arena, column));
    return true;
}

static bool move_columns(struct expr **at, void *context)
{
    return expr_walk(at, move_column, context);
}

static void nest(struct binder *binder, struct query *block, struct rel **side)
{
    struct query *query = ARENA_NEW(binder->arena, struct query);
    struct nesting nesting = {.arena = binder->arena, .join = *side, .query = query};
    struct rel nothing = {.kind = REL_TABLE};
    query->kind = QUERY_SELECT;
    query->from = *side;
    *side = &nothing; /* its own conditions stay as they are */
    query_walk_exprs(block, move_columns, &nesting);
    if (query->targets.n == 0)
        add_target(&nesting, expr_const(binder->arena, PG_INT4, "1", 0));
    nesting.rel = bind_query_rel(binder, query, "", query->from->position);
    for (size_t i = 0; i < nesting.rel->n_columns; i++)
        nesting.rel->columns[i].nullable = true;
    query_walk_exprs(block, move_columns, &nesting);
    *side = nesting.rel;
}

/* ClickHouse fills such a column with an empty value, where the tuple or text that a subquery makes
 * of it becomes NULL. */
static bool is_never_null(const struct rel_column *column)
{
    enum chtype_kind kind = column->catalog ? chtype_strip(column->catalog->type)->kind : CH_OTHER;
    return pgtype_element(column->type) || kind == CH_ARRAY || kind == CH_MAP;
}

/* Whether the block refers to such a column of a table. */
static bool shows_arrays(struct binder *binder, struct query *block, const struct rel *rel)
{
    if (rel->kind == REL_JOIN)
        return shows_arrays(binder, block, rel->join.left) ||
               shows_arrays(binder, block, rel->join.right);
    const bool *used =
        rel->kind == REL_TABLE ? query_used_columns(binder->arena, block, rel) : NULL;
    for (size_t i = 0; used && i < rel->n_columns; i++)
        if (used[i] && is_never_null(&rel->columns[i]))
            return true;
    return false;
}

static void expand_rel(struct binder *binder, struct query *block, struct rel *rel)
{
    if (!rel || rel->kind != REL_JOIN)
        return;
    expand_rel(binder, block, rel->join.left);
    expand_rel(binder, block, rel->join.right);
    enum join_type type = rel->join.type;
    bool is_left_missing = type == JOIN_TYPE_RIGHT || type == JOIN_TYPE_FULL;
    bool is_right_missing = type == JOIN_TYPE_LEFT || type == JOIN_TYPE_FULL;
    if (rel->join.right->kind == REL_JOIN ||
        (is_right_missing && shows_arrays(binder, block, rel->join.right)))
        nest(binder, block, &rel->join.right);
    if (is_left_missing && shows_arrays(binder, block, rel->join.left))
        nest(binder, block, &rel->join.left);
}

static bool expand_block(struct query *query, void *context)
{
    expand_rel(context, query, query->from);
    return true;
}

bool nested_join_expand(struct binder *binder, struct query *query)
{
    return query_walk(query, expand_block, binder);
}
