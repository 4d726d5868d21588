/* What a join can be hashed by. Knows nothing of names and of how joins are written. */
#include "rewrite/lower/join_key.h"

#include <string.h>

#include "base/chtype.h"

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

/* `on` has no AND on top. */
static bool joins_sides(const struct rel *join, const struct expr *on, bool must_be_plain)
{
    if (must_be_plain ? !is_plain_equality(on) : !is_equality(on))
        return false;
    unsigned left = sides_of(join, on->args.items[0]).seen;
    unsigned right = sides_of(join, on->args.items[1]).seen;
    return (left == LEFT_SIDE && right == RIGHT_SIDE) || (left == RIGHT_SIDE && right == LEFT_SIDE);
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
    return joins_sides(join, on, must_be_plain);
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

static const struct chtype *stored_type(const struct expr *expr)
{
    if (expr->kind != EXPR_COLUMN)
        return NULL;
    const struct catalog_column *column = expr->column.rel->columns[expr->column.index].catalog;
    return column ? chtype_strip(column->type) : NULL;
}

/* Numerics whose equality is ClickHouse's own; its floats have NaN and -0. */
static bool are_stored_alike(const struct expr *a, const struct expr *b)
{
    const struct chtype *left = stored_type(a), *right = stored_type(b);
    return left && right && a->type == PG_NUMERIC && b->type == PG_NUMERIC &&
           left->kind == right->kind && left->precision == right->precision &&
           left->scale == right->scale;
}

/* The one FROM item that all columns are of. */
struct owner {
    const struct rel *rel;
    bool are_several;
};

static bool see_owner(struct expr **at, void *context)
{
    struct owner *owner = context;
    if ((*at)->kind != EXPR_COLUMN)
        return true;
    owner->are_several |= owner->rel && owner->rel != (*at)->column.rel;
    owner->rel = (*at)->column.rel;
    return true;
}

static bool have_two_owners(const struct list *args)
{
    struct owner owners[2] = {{0}};
    for (size_t i = 0; i < 2; i++)
        expr_walk((struct expr **)&args->items[i], see_owner, &owners[i]);
    return owners[0].rel && owners[1].rel && owners[0].rel != owners[1].rel &&
           !owners[0].are_several && !owners[1].are_several;
}

/* A bigint that a subquery computes: ClickHouse may have counted it, in UInt64. */
static bool is_computed(const struct expr *expr)
{
    if (expr->type != PG_INT8 || expr->kind != EXPR_COLUMN ||
        expr->column.rel->kind != REL_SUBQUERY)
        return false;
    const struct query *query = expr->column.rel->query;
    const struct expr *output =
        ((const struct target *)query->targets.items[expr->column.index])->expr;
    bool is_passed_on = query->kind == QUERY_SELECT && output->kind == EXPR_COLUMN;
    return !is_passed_on || is_computed(output);
}

/* ClickHouse hashes no pair of a signed and an unsigned integer of 64 bits. */
static void make_signed(struct binder *binder, struct expr *equality)
{
    for (size_t i = 0; i < 2; i++) {
        struct expr *key = equality->args.items[i];
        if (!is_computed(key))
            continue;
        struct expr *form = expr_clickhouse(binder->arena, PG_INT8, "toInt64($1)", 1, &key);
        form->nullable = key->nullable;
        equality->args.items[i] = form;
    }
}

/* Gives equalities of two FROM items a form that ClickHouse finds a key in. */
static bool make_plain(struct binder *binder, struct expr **at)
{
    struct expr *expr = *at;
    if (!expr)
        return true;
    if (expr->kind == EXPR_BOOL && expr->bool_operator == BOOL_AND) {
        for (size_t i = 0; i < expr->args.n; i++) {
            if (!make_plain(binder, (struct expr **)&expr->args.items[i]))
                return false;
        }
        return true;
    }
    if (!is_equality(expr))
        return true;
    make_signed(binder, expr);
    if (is_plain_equality(expr) || !have_two_owners(&expr->args))
        return true;
    struct expr *keys[] = {expr->args.items[0], expr->args.items[1]};
    if (!bind_has_set_key(keys[0]->type) || !bind_has_set_key(keys[1]->type))
        return true;
    if (!are_stored_alike(keys[0], keys[1]) && !bind_set_keys(binder, &keys[0], &keys[1]))
        return false;
    *at = expr_clickhouse(binder->arena, PG_BOOL, "($1 = $2)", 2, keys);
    (*at)->nullable = expr->nullable;
    return true;
}

/* ClickHouse takes a NULL that is constant for no condition. */
static struct expr *without_null(struct arena *arena, const struct rel *join, struct expr *on)
{
    if (on->kind == EXPR_BOOL && on->bool_operator == BOOL_AND) {
        for (size_t i = 0; i < on->args.n; i++)
            on->args.items[i] = without_null(arena, join, on->args.items[i]);
        return on;
    }
    if (!on->nullable || sides_of(join, on).seen)
        return on;
    return expr_clickhouse(arena, PG_BOOL, "ifNull($1, false)", 1, &on);
}

/* All rows of both sides get one key. */
static void add_key(struct arena *arena, struct rel *rel)
{
    /* Columns that are read anyway cost nothing. */
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

/* Whether conditions beside the equalities look at another side than the one whose rows the join
 * may do without. */
static bool looks_at_kept(const struct rel *join, struct expr *on)
{
    if (on->kind == EXPR_BOOL && on->bool_operator == BOOL_AND) {
        for (LIST_EACH(struct expr, arg, &on->args)) {
            if (looks_at_kept(join, arg))
                return true;
        }
        return false;
    }
    unsigned added = join->join.type == JOIN_TYPE_LEFT    ? RIGHT_SIDE
                     : join->join.type == JOIN_TYPE_RIGHT ? LEFT_SIDE
                                                          : 0;
    return !joins_sides(join, on, true) && (!added || sides_of(join, on).seen != added);
}

static bool add_keys(struct binder *binder, struct query *query, struct rel *rel)
{
    if (!rel || rel->kind != REL_JOIN)
        return true;
    if (!add_keys(binder, query, rel->join.left) || !add_keys(binder, query, rel->join.right))
        return false;
    struct expr *on = rel->join.on;
    if (!on)
        return true;
    if (!make_plain(binder, &rel->join.on))
        return false;
    on = rel->join.on = without_null(binder->arena, rel, rel->join.on);
    /* Without columns a constant will do, and a subquery makes one of what is not folded. */
    if (on->kind != EXPR_CONST && !sides_of(rel, on).seen)
        rel->join.on =
            expr_clickhouse(binder->arena, PG_BOOL, "ifNull((SELECT $1), false)", 1, &on);
    /* INNER JOIN takes any function for a condition, but no column. */
    bool wants_key = is_outer(rel->join.type) || on->kind == EXPR_COLUMN;
    bool gets_key = wants_key && sides_of(rel, on).seen && !has_equality(rel, on, true);
    if (gets_key)
        add_key(binder->arena, rel);
    query->has_outer |= is_outer(rel->join.type);
    query->keeps_outer |= gets_key || looks_at_kept(rel, on);
    return true;
}

bool join_key_add(struct binder *binder, struct query *query)
{
    if (!query->from || query->from->kind != REL_JOIN)
        return true;
    return add_keys(binder, query, query->from) && make_plain(binder, &query->where);
}
