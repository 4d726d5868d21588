/* Cross joins below outer ones become inner ones. Knows equalities of columns only: they raise no
 * errors, so that it does not matter when they are looked at. */
#include "rewrite/lower/cross_join.h"

#include <string.h>

struct closing {
    struct arena *arena;
    struct rel *from;
};

/* Rows of this side are as they are on the other side of the join, and fewer if there are fewer. */
static bool keeps(enum join_type type, bool is_left)
{
    return type == JOIN_TYPE_INNER || type == JOIN_TYPE_CROSS ||
           type == (is_left ? JOIN_TYPE_LEFT : JOIN_TYPE_RIGHT);
}

static bool is_outer(enum join_type type)
{
    return type != JOIN_TYPE_INNER && type != JOIN_TYPE_CROSS;
}

static bool has_cross_below_outer(const struct rel *rel, bool is_below)
{
    if (!rel || rel->kind != REL_JOIN)
        return false;
    if (is_below && rel->join.type == JOIN_TYPE_CROSS)
        return true;
    is_below |= is_outer(rel->join.type);
    return has_cross_below_outer(rel->join.left, is_below) ||
           has_cross_below_outer(rel->join.right, is_below);
}

static bool is_column_equality(const struct expr *expr)
{
    if (expr->kind != EXPR_CALL || expr->args.n != 2 || strcmp(expr->routine->name, "=") != 0)
        return false;
    const struct expr *left = expr->args.items[0], *right = expr->args.items[1];
    return left->kind == EXPR_COLUMN && right->kind == EXPR_COLUMN;
}

/* The innermost join of both rels that a condition of WHERE may move into; NULL: there is none. */
static struct rel *join_of(struct rel *from, const struct rel *a, const struct rel *b)
{
    while (from->kind == REL_JOIN) {
        struct rel *left = from->join.left, *right = from->join.right;
        bool is_left = rel_is_inside(left, a) && rel_is_inside(left, b);
        bool is_right = rel_is_inside(right, a) && rel_is_inside(right, b);
        if (!is_left && !is_right)
            return is_outer(from->join.type) ? NULL : from;
        if (!keeps(from->join.type, is_left))
            return NULL;
        from = is_left ? left : right;
    }
    return NULL;
}

static bool move(struct closing *closing, struct expr *condition)
{
    if (!is_column_equality(condition))
        return false;
    const struct expr *left = condition->args.items[0], *right = condition->args.items[1];
    struct rel *join = join_of(closing->from, left->column.rel, right->column.rel);
    if (!join)
        return false;
    join->join.type = JOIN_TYPE_INNER;
    join->join.on = expr_bool(closing->arena, BOOL_AND, join->join.on, condition);
    return true;
}

/* What is left of the condition; NULL: nothing. */
static struct expr *move_all(struct closing *closing, struct expr *where)
{
    if (!where || move(closing, where))
        return NULL;
    if (where->kind != EXPR_BOOL || where->bool_operator != BOOL_AND)
        return where;
    struct expr *rest = NULL;
    for (size_t i = 0; i < where->args.n; i++) {
        struct expr *condition = move_all(closing, where->args.items[i]);
        if (condition)
            rest = expr_bool(closing->arena, BOOL_AND, rest, condition);
    }
    return rest;
}

static bool close_block(struct query *query, void *arena)
{
    struct closing closing = {arena, query->from};
    if (query->kind == QUERY_SELECT && has_cross_below_outer(query->from, false))
        query->where = move_all(&closing, query->where);
    return true;
}

bool cross_join_close(struct binder *binder, struct query *query)
{
    return query_walk(query, close_block, binder->arena);
}
