/* DISTINCT, ORDER BY and WITHIN GROUP of aggregates (PostgreSQL's transformAggregateCall). Knows no
 * overloads. */
#include <stdlib.h>
#include <string.h>

#include "rewrite/bind/bind.h"
#include "rewrite/bind/row_key.h"

bool bind_aggregate_keys(struct binder *binder, struct scope *scope, const PgQuery__FuncCall *node,
                         enum clause clause, struct list *keys)
{
    for (size_t i = 0; i < node->n_agg_order; i++) {
        const PgQuery__SortBy *sort = node->agg_order[i]->sort_by;
        struct sort_key *key = bind_sort_key(binder, sort);
        if (!key || !(key->expr = bind_expr(binder, scope, sort->node, clause)))
            return false;
        /* WITHIN GROUP sorts by an argument, which finds its type as one. */
        if (!node->agg_within_group && !(key->expr = coerce_unknown(binder, key->expr)))
            return false;
        if (node->agg_within_group)
            list_add(binder->arena, keys, key);
        else
            row_add_sort_keys(binder, NULL, key, keys);
    }
    return true;
}

/* Aggregates that give the same when each value comes once. */
static bool ignores_distinct(const char *name)
{
    static const char *const names[] = {"min",   "max",     "bool_and", "bool_or",
                                        "every", "bit_and", "bit_or"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* varchar became text on its way in, which ORDER BY does not have to say. */
static const struct expr *before_text(const struct expr *arg)
{
    bool is_varchar =
        arg->kind == EXPR_CAST && arg->type == PG_TEXT && arg->cast->source == PG_VARCHAR;
    return is_varchar ? arg->args.items[0] : arg;
}

/* The argument that a key is, which it then reads. */
static bool is_argument(struct arena *arena, const struct expr *aggregate, struct sort_key *key)
{
    for (size_t i = 0; i < aggregate->args.n; i++) {
        struct expr *arg = aggregate->args.items[i];
        if (!expr_equal(arg, key->expr) && !expr_equal(before_text(arg), key->expr))
            continue;
        key->expr = expr_copy(arena, arg);
        return true;
    }
    return false;
}

static bool check_distinct(struct binder *binder, const struct list *keys,
                           const struct expr *aggregate)
{
    for (size_t i = 0; i < aggregate->args.n; i++) {
        const struct expr *arg = aggregate->args.items[i];
        if (arg->type == PG_JSON)
            return err_set(binder->err, SQLSTATE_UNDEFINED_FUNCTION, arg->position,
                           "could not identify an equality operator for type json");
    }
    for (size_t i = 0; i < keys->n; i++) {
        struct sort_key *key = keys->items[i];
        if (!is_argument(binder->arena, aggregate, key))
            return err_set(binder->err, SQLSTATE_INVALID_COLUMN_REFERENCE, key->expr->position,
                           "in an aggregate with DISTINCT, ORDER BY expressions must appear in "
                           "argument list");
    }
    return true;
}

/* Direct arguments: they are the same for all rows of a group. */
static bool check_direct(struct binder *binder, struct expr *arg)
{
    if (expr_contains(arg, EXPR_COLUMN) || expr_contains(arg, EXPR_SUBQUERY))
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, arg->position,
                       "direct arguments other than constants are not supported yet");
    if (arg->kind != EXPR_CONST || arg->type != PG_FLOAT8 || !arg->text)
        return true;
    double fraction = strtod(arg->text, NULL);
    return (fraction >= 0 && fraction <= 1) ||
           err_set(binder->err, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, 0,
                   "percentile value %g is not between 0 and 1", fraction);
}

bool bind_aggregate_order(struct binder *binder, const struct list *keys,
                          const PgQuery__FuncCall *node, struct expr *aggregate)
{
    const struct routine *routine = aggregate->aggregate.routine;
    if (node->agg_distinct) {
        if (!check_distinct(binder, keys, aggregate))
            return false;
        aggregate->aggregate.distinct = !ignores_distinct(routine->name);
    }
    if (routine->input == AGGREGATE_ARRAYS)
        aggregate->aggregate.order_by = *keys;
    if (routine->input != AGGREGATE_SORTED)
        return true;
    size_t n_direct = aggregate->args.n - keys->n;
    for (size_t i = 0; i < n_direct; i++)
        if (!check_direct(binder, aggregate->args.items[i]))
            return false;
    for (size_t i = 0; i < keys->n; i++) {
        struct sort_key *key = keys->items[i];
        key->expr = aggregate->args.items[n_direct + i];
        list_add(binder->arena, &aggregate->aggregate.order_by, key);
    }
    return true;
}
