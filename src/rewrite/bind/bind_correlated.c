/* Correlated EXISTS and IN as sets of keys: what WHERE demands as inner = outer is a key. Knows no
 * other reference to a query around it. */
#include <assert.h>
#include <string.h>

#include "rewrite/bind/bind.h"

#define MAX_KEYS 7 /* placeholders $1 … $9: these, a value and the set */

/* ---- references ---- */

struct references {
    int outer_rels;
    const struct expr *outer; /* the first one found */
    bool has_inner;
};

static bool find_reference(struct expr **at, void *context)
{
    struct references *references = context;
    const struct expr *expr = *at;
    if (expr->kind != EXPR_COLUMN)
        return true;
    if (expr->column.rel->number > references->outer_rels)
        references->has_inner = true;
    else if (!references->outer)
        references->outer = expr;
    return true;
}

static bool find_references(struct expr **at, void *context)
{
    return expr_walk(at, find_reference, context);
}

static struct references references_of(const struct binder *binder, struct expr *expr)
{
    struct references references = {.outer_rels = binder->outer_rels};
    expr_walk(&expr, find_reference, &references);
    return references;
}

static void find_in_list(struct list *exprs, struct references *references)
{
    for (size_t i = 0; i < exprs->n; i++)
        find_references((struct expr **)&exprs->items[i], references);
}

static void find_in_pivot(const struct pivot *pivot, struct references *references)
{
    for (size_t i = 0; i < pivot->cells.n; i++)
        find_references(&((struct pivot_cell *)pivot->cells.items[i])->expr, references);
    for (size_t i = 0; i < pivot->keys.n; i++)
        find_in_list(&((struct pivot_key *)pivot->keys.items[i])->exprs, references);
    for (size_t i = 0; i < pivot->rows.n; i++)
        find_references(&((struct target *)pivot->rows.items[i])->expr, references);
}

static void find_in_rel(const struct rel *rel, struct references *references)
{
    if (!rel)
        return;
    if (rel->kind == REL_PIVOT)
        find_in_pivot(rel->pivot, references);
    if (rel->kind == REL_JOIN) {
        find_in_rel(rel->join.left, references);
        find_in_rel(rel->join.right, references);
    }
}

static bool find_in_block(struct query *query, void *context)
{
    find_in_rel(query->from, context);
    return query_walk_exprs(query, find_references, context);
}

static const struct expr *outer_reference(const struct binder *binder, struct query *query)
{
    struct references references = {.outer_rels = binder->outer_rels};
    query_walk(query, find_in_block, &references);
    return references.outer;
}

bool correlated_is(const struct binder *binder, struct query *query)
{
    return outer_reference(binder, query) != NULL;
}

/* ---- keys ---- */

/* Where inner = outer; both as bind_set_keys makes them. */
struct key {
    struct expr *inner, *outer;
};

/* Neither an error nor a key: *key stays NULL. */
static bool find_key(struct binder *binder, struct expr *condition, struct key **key)
{
    if (condition->kind != EXPR_CALL || strcmp(condition->routine->name, "=") != 0)
        return true;
    for (size_t i = 0; i < 2; i++) {
        struct expr *inner = condition->args.items[i], *outer = condition->args.items[1 - i];
        struct references of_inner = references_of(binder, inner);
        if (of_inner.outer || !of_inner.has_inner || references_of(binder, outer).has_inner)
            continue;
        *key = ARENA_NEW(binder->arena, struct key);
        **key = (struct key){inner, outer};
        return bind_set_keys(binder, &(*key)->inner, &(*key)->outer);
    }
    return true;
}

/* Takes the keys out of the condition; *rest is what remains of it. */
static bool split_condition(struct binder *binder, struct expr *condition, struct list *keys,
                            struct expr **rest)
{
    if (!condition)
        return true;
    if (condition->kind == EXPR_BOOL && condition->bool_operator == BOOL_AND) {
        for (size_t i = 0; i < condition->args.n; i++)
            if (!split_condition(binder, condition->args.items[i], keys, rest))
                return false;
        return true;
    }
    if (!references_of(binder, condition).outer) {
        *rest = expr_bool(binder->arena, BOOL_AND, *rest, condition);
        return true;
    }
    struct key *key = NULL;
    if (!find_key(binder, condition, &key))
        return false;
    assert(key && keys->n < MAX_KEYS);
    list_add(binder->arena, keys, key);
    return true;
}

static bool has_window(const struct query *query)
{
    for (size_t i = 0; i < query->targets.n; i++)
        if (expr_contains(((struct target *)query->targets.items[i])->expr, EXPR_WINDOW))
            return true;
    return false;
}

static bool is_key(const struct binder *binder, const struct expr *condition)
{
    if (condition->kind != EXPR_CALL || strcmp(condition->routine->name, "=") != 0)
        return false;
    struct references of[2];
    for (size_t i = 0; i < 2; i++) {
        struct expr *side = condition->args.items[i];
        of[i] = references_of(binder, side);
        if (!bind_has_set_key(side->type) || expr_contains(side, EXPR_SUBQUERY))
            return false;
    }
    return (!of[0].outer && of[0].has_inner && !of[1].has_inner) ||
           (!of[1].outer && of[1].has_inner && !of[0].has_inner);
}

/* Counts the keys and takes them out of a copy; *rest is what remains. */
static size_t count_keys(const struct binder *binder, struct expr *condition, struct expr **rest)
{
    size_t n = 0;
    if (!condition)
        return 0;
    if (condition->kind == EXPR_BOOL && condition->bool_operator == BOOL_AND) {
        for (size_t i = 0; i < condition->args.n; i++)
            n += count_keys(binder, condition->args.items[i], rest);
        return n;
    }
    if (references_of(binder, condition).outer && is_key(binder, condition))
        return 1;
    *rest = expr_bool(binder->arena, BOOL_AND, *rest, condition);
    return 0;
}

bool correlated_has_keys(const struct binder *binder, struct query *query)
{
    if (query->kind != QUERY_SELECT || has_window(query) || query->limit || query->offset ||
        query->grouping_sets.n || query->distinct_on.n ||
        (query->is_aggregated && !query->group_by.n))
        return false;
    struct expr *where = query->where, *rest = NULL;
    size_t n = count_keys(binder, where, &rest);
    query->where = rest;
    bool refers = correlated_is(binder, query);
    query->where = where;
    return n > 0 && n <= MAX_KEYS && !refers;
}

static bool take_keys(struct binder *binder, struct query *query, struct list *keys)
{
    struct expr *rest = NULL;
    if (!split_condition(binder, query->where, keys, &rest))
        return false;
    query->where = rest;
    return true;
}

static void add_target(struct binder *binder, struct query *query, struct expr *expr)
{
    struct target *target = ARENA_NEW(binder->arena, struct target);
    target->name = "";
    target->expr = expr;
    list_add(binder->arena, &query->targets, target);
}

/* ---- EXISTS and IN: a set of the keys ---- */

/* Each group has rows of one key only. */
static void add_key_targets(struct binder *binder, struct query *query, const struct list *keys,
                            bool is_grouped)
{
    for (size_t i = 0; i < keys->n; i++) {
        struct expr *inner = ((const struct key *)keys->items[i])->inner;
        add_target(binder, query, inner);
        if (is_grouped)
            list_add(binder->arena, &query->group_by, expr_copy(binder->arena, inner));
    }
}

/* Whether (value, outer keys …) is in the subquery's set; never NULL. value may be NULL. */
static struct expr *in_set(struct binder *binder, struct expr *value, const struct list *keys,
                           struct query *query, enum subquery_form form)
{
    struct expr *args[MAX_KEYS + 2] = {0};
    size_t n = 0;
    assert(value || keys->n);
    if (value)
        args[n++] = value;
    for (size_t i = 0; i < keys->n; i++)
        args[n++] = expr_copy(binder->arena, ((const struct key *)keys->items[i])->outer);
    static const char *const templates[] = {
        "ifNull($1 IN $2, false)",
        "ifNull(($1, $2) IN $3, false)",
        "ifNull(($1, $2, $3) IN $4, false)",
        "ifNull(($1, $2, $3, $4) IN $5, false)",
        "ifNull(($1, $2, $3, $4, $5) IN $6, false)",
        "ifNull(($1, $2, $3, $4, $5, $6) IN $7, false)",
        "ifNull(($1, $2, $3, $4, $5, $6, $7) IN $8, false)",
        "ifNull(($1, $2, $3, $4, $5, $6, $7, $8) IN $9, false)",
    };
    args[n] = bind_subquery_expr(binder, query, form);
    struct expr *expr = expr_clickhouse(binder->arena, PG_BOOL, templates[n - 1], n + 1, args);
    expr->nullable = false;
    return expr;
}

struct expr *bind_correlated_exists(struct binder *binder, struct query *query, int position)
{
    struct list keys = {0};
    query->targets = (struct list){0};
    if (!take_keys(binder, query, &keys))
        return NULL;
    add_key_targets(binder, query, &keys, query->is_aggregated);
    struct expr *expr = in_set(binder, NULL, &keys, query, SUBQUERY_SET);
    expr->position = position;
    return expr;
}

/* In the subquery's rows of these keys: 0, 1 or 2 as SUBQUERY_NULLS. */
static struct expr *nulls_of_keys(struct binder *binder, const struct list *keys,
                                  struct query *query)
{
    struct expr *args[] = {in_set(binder, NULL, keys, query, SUBQUERY_KEYS),
                           in_set(binder, NULL, keys, query, SUBQUERY_NULL_KEYS)};
    return expr_clickhouse(binder->arena, PG_INT4, "toUInt8($1) + toUInt8($2)", 2, args);
}

static struct expr *null_if_null(struct binder *binder, const struct expr *value,
                                 struct expr *found)
{
    struct expr *args[] = {expr_copy(binder->arena, value), found};
    return expr_clickhouse(binder->arena, PG_BOOL, "if(isNull($1), NULL, $2)", 2, args);
}

struct expr *bind_correlated_in(struct binder *binder, struct expr *left, struct query *query,
                                int position)
{
    struct list keys = {0};
    struct target *target = query->targets.items[0];
    if (!take_keys(binder, query, &keys) ||
        !bind_operator(binder, "=", left, target->expr, position) ||
        !bind_set_keys(binder, &left, &target->expr))
        return NULL;
    add_key_targets(binder, query, &keys, query->is_aggregated);
    query->order_by = (struct list){0};
    struct expr *found = in_set(binder, left, &keys, query, SUBQUERY_SET);
    if (!left->nullable && !target->expr->nullable)
        return found;
    return bind_any_of(binder, null_if_null(binder, left, found),
                       nulls_of_keys(binder, &keys, query), position);
}
