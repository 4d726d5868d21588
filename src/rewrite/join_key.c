/* What an outer join can be hashed by. Knows nothing of names and of how joins are written. */
#include "rewrite/join_key.h"

#include <string.h>

enum { LEFT_SIDE = 1, RIGHT_SIDE = 2 };

struct sides {
    const struct rel *join;
    unsigned seen;
    bool is_stable;          /* depends on the time zone: no constant to PostgreSQL */
    struct expr *columns[3]; /* one of each side */
};

static bool see_column(struct expr **at, void *context)
{
    struct sides *sides = context;
    sides->is_stable |= (*at)->type == PG_TIMESTAMPTZ;
    if ((*at)->kind != EXPR_COLUMN)
        return true;
    unsigned side =
        rel_is_inside(sides->join->join.left, (*at)->column.rel) ? LEFT_SIDE : RIGHT_SIDE;
    sides->seen |= side;
    sides->columns[side] = *at;
    return true;
}

static struct sides sides_of(const struct rel *join, struct expr *expr)
{
    struct sides sides = {.join = join};
    expr_walk(&expr, see_column, &sides);
    return sides;
}

static bool is_equality(const struct expr *expr)
{
    return expr->kind == EXPR_CALL && expr->args.n == 2 && strcmp(expr->routine->name, "=") == 0;
}

/* ClickHouse sees through no function around its own "=". */
static bool is_plain_equality(const struct expr *expr)
{
    const char *template_ = is_equality(expr)               ? expr->routine->clickhouse
                            : expr->kind == EXPR_CLICKHOUSE ? expr->template_
                                                            : NULL;
    return template_ && (strcmp(template_, "($1 = $2)") == 0 || strcmp(template_, "$1 = $2") == 0 ||
                         strcmp(template_, "$1 <=> $2") == 0);
}

static bool has_equality(const struct rel *join, struct expr *on, bool must_be_plain)
{
    if (on->kind == EXPR_BOOL && on->bool_operator == BOOL_AND) {
        for (LIST_EACH(struct expr, arg, &on->args)) {
            if (has_equality(join, arg, must_be_plain))
                return true;
        }
        return false;
    }
    if (must_be_plain ? !is_plain_equality(on) : !is_equality(on))
        return false;
    unsigned left = sides_of(join, on->args.items[0]).seen;
    unsigned right = sides_of(join, on->args.items[1]).seen;
    return (left == LEFT_SIDE && right == RIGHT_SIDE) || (left == RIGHT_SIDE && right == LEFT_SIDE);
}

bool join_key_allows_full(const struct rel *join)
{
    struct sides sides = sides_of(join, join->join.on);
    return has_equality(join, join->join.on, false) || (!sides.seen && !sides.is_stable);
}

/* Any column that can be selected; NULL if there is none. */
static struct expr *any_column(struct arena *arena, struct rel *rel)
{
    if (rel->kind == REL_JOIN) {
        struct expr *found = any_column(arena, rel->join.left);
        return found ? found : any_column(arena, rel->join.right);
    }
    for (size_t i = 0; i < rel->n_columns; i++) {
        if (rel->columns[i].type)
            return expr_column(arena, rel, i, 0);
    }
    return NULL;
}

static bool is_outer(enum join_type type)
{
    return type == JOIN_TYPE_LEFT || type == JOIN_TYPE_RIGHT || type == JOIN_TYPE_FULL;
}

void join_key_add(struct arena *arena, struct rel *rel)
{
    if (!rel || rel->kind != REL_JOIN)
        return;
    join_key_add(arena, rel->join.left);
    join_key_add(arena, rel->join.right);
    /* INNER JOIN takes any function for a condition, but no column. */
    bool is_lone_column =
        rel->join.type == JOIN_TYPE_INNER && rel->join.on && rel->join.on->kind == EXPR_COLUMN;
    if (!is_lone_column && (!is_outer(rel->join.type) || has_equality(rel, rel->join.on, true)))
        return;
    /* Those that are read anyway cost nothing. */
    struct sides sides = sides_of(rel, rel->join.on);
    struct expr *args[2] = {sides.columns[LEFT_SIDE], sides.columns[RIGHT_SIDE]};
    args[0] = args[0] ? expr_copy(arena, args[0]) : any_column(arena, rel->join.left);
    args[1] = args[1] ? expr_copy(arena, args[1]) : any_column(arena, rel->join.right);
    /* materialize: what is known to be constant would be no key. */
    if (args[0] && args[1])
        rel->join.on = expr_bool(
            arena, BOOL_AND,
            expr_clickhouse(arena, PG_BOOL, "(ignore(materialize($1)) = ignore(materialize($2)))",
                            2, args),
            rel->join.on);
}
