/* Keys of joins. ClickHouse 26.7 wants left = right in the condition of an outer join, and sees it
 * only where both are plain; without one it refuses the join. */
#include "rewrite/lower_join.h"

#include <string.h>

#include "rewrite/correlation.h"

struct lowering {
    struct binder *binder;
    const struct rel *join;
};

/* Of which sides of the join the expression's columns are. */
struct sides {
    bool left, right;
};

static struct sides sides_of(const struct lowering *lowering, struct expr *expr)
{
    struct sides sides = {false, false};
    struct list columns = correlation_columns_of(lowering->binder, expr);
    for (LIST_EACH(const struct expr, column, &columns)) {
        if (correlation_has_rel(lowering->join->join.left, column->column.rel))
            sides.left = true;
        else
            sides.right = true;
    }
    return sides;
}

static bool are_opposite(const struct lowering *lowering, const struct list *args)
{
    struct sides a = sides_of(lowering, args->items[0]), b = sides_of(lowering, args->items[1]);
    return (a.left && !a.right && !b.left && b.right) || (!a.left && a.right && b.left && !b.right);
}

static bool is_plain_equality(const struct expr *expr)
{
    const char *template_ = expr->kind == EXPR_CALL         ? expr->routine->clickhouse
                            : expr->kind == EXPR_CLICKHOUSE ? expr->template_
                                                            : NULL;
    return template_ && expr->args.n == 2 &&
           (strcmp(template_, "$1 = $2") == 0 || strcmp(template_, "($1 = $2)") == 0 ||
            strcmp(template_, "$1 <=> $2") == 0);
}

static struct expr *key_equality(struct lowering *lowering, const struct list *args,
                                 const char *template_)
{
    struct expr *sides[] = {args->items[0], args->items[1]};
    if (!bind_has_set_key(sides[0]->type) || !bind_has_set_key(sides[1]->type) ||
        !bind_set_keys(lowering->binder, &sides[0], &sides[1]))
        return NULL;
    return expr_clickhouse(lowering->binder->arena, PG_BOOL, template_, 2, sides);
}

/* Whether the condition has a key for the join; gives it a plain form. */
static bool find_key(struct lowering *lowering, struct expr **at)
{
    struct expr *expr = *at;
    bool found = false;
    if (expr->kind == EXPR_BOOL && expr->bool_operator == BOOL_AND) {
        for (size_t i = 0; i < expr->args.n; i++)
            found |= find_key(lowering, (struct expr **)&expr->args.items[i]);
        return found;
    }
    if (expr->kind == EXPR_BOOL && expr->bool_operator == BOOL_OR) {
        found = true;
        for (size_t i = 0; i < expr->args.n; i++)
            found &= find_key(lowering, (struct expr **)&expr->args.items[i]);
        return found;
    }
    const struct list *values = bind_not_distinct_values(lowering->binder, expr);
    bool is_equality = expr->kind == EXPR_CALL && strcmp(expr->routine->name, "=") == 0;
    if (is_plain_equality(expr))
        return are_opposite(lowering, &expr->args);
    if (!values && !is_equality)
        return false;
    const struct list *args = values ? values : &expr->args;
    if (!are_opposite(lowering, args))
        return false;
    struct expr *key = key_equality(lowering, args, values ? "$1 <=> $2" : "$1 = $2");
    if (key)
        *at = key;
    return key != NULL;
}

static const struct rel *any_leaf(const struct rel *tree)
{
    while (tree->kind == REL_JOIN)
        tree = tree->join.left;
    return tree;
}

/* A column of the side, one of the condition's if it has any. */
static struct expr *any_column(struct lowering *lowering, struct rel *side, struct expr *on)
{
    struct list columns = correlation_columns_of(lowering->binder, on);
    for (LIST_EACH(struct expr, column, &columns))
        if (correlation_has_rel(side, column->column.rel))
            return column;
    struct rel *leaf = (struct rel *)any_leaf(side);
    return leaf->n_columns ? expr_column(lowering->binder->arena, leaf, 0, 0) : NULL;
}

/* ignore(x) is 0 for every x, and ClickHouse does not know it when it looks for keys. */
static bool add_key(struct lowering *lowering, struct rel *join)
{
    struct expr *args[] = {any_column(lowering, join->join.left, join->join.on),
                           any_column(lowering, join->join.right, join->join.on)};
    if (!args[0] || !args[1])
        return true;
    struct expr *key =
        expr_clickhouse(lowering->binder->arena, PG_BOOL, "ignore($1) = ignore($2)", 2, args);
    join->join.on = expr_bool(lowering->binder->arena, BOOL_AND, key, join->join.on);
    return true;
}

static bool lower_join(struct binder *binder, struct rel *rel)
{
    if (!rel || rel->kind != REL_JOIN)
        return true;
    if (!lower_join(binder, rel->join.left) || !lower_join(binder, rel->join.right))
        return false;
    struct lowering lowering = {binder, rel};
    if (!rel->join.on || find_key(&lowering, &rel->join.on))
        return true;
    if (rel->join.type == JOIN_TYPE_INNER || rel->join.on->kind == EXPR_CONST)
        return true;
    if (rel->join.type == JOIN_TYPE_FULL)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "FULL JOIN is only supported with merge-joinable or hash-joinable join "
                       "conditions");
    return add_key(&lowering, rel);
}

bool lower_joins(struct binder *binder, struct query *query)
{
    return lower_join(binder, query->from);
}
