/*
 * Correlated subqueries, made uncorrelated: ClickHouse's own support for them gives other answers
 * than PostgreSQL's (26.7: count(*) of nothing is NULL, a second row is dropped, NULL meets no
 * NULL). What WHERE demands as inner = outer becomes a key; all else is refused.
 */
#include <assert.h>
#include <string.h>

#include "rewrite/bind.h"
#include "rewrite/routine_row.h"

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

static bool refuse_reference(struct binder *binder, const struct expr *reference)
{
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, reference ? reference->position : 0,
            "this reference to a column of an outer query is not supported yet");
    return err_hint(binder->err, "In the WHERE of a subquery, equality with columns of the query "
                                 "around it is.");
}

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
    const struct expr *reference = references_of(binder, condition).outer;
    if (!reference) {
        *rest = expr_bool(binder->arena, BOOL_AND, *rest, condition);
        return true;
    }
    struct key *key = NULL;
    if (!find_key(binder, condition, &key))
        return false;
    if (!key || keys->n == MAX_KEYS)
        return refuse_reference(binder, reference);
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

static bool take_keys(struct binder *binder, struct query *query, struct list *keys)
{
    const struct expr *reference = outer_reference(binder, query);
    if (!reference || query->kind != QUERY_SELECT || has_window(query) || query->limit ||
        query->offset || query->grouping_sets.n)
        return refuse_reference(binder, reference);
    struct expr *rest = NULL;
    if (!split_condition(binder, query->where, keys, &rest))
        return false;
    query->where = rest;
    reference = outer_reference(binder, query);
    return !reference || refuse_reference(binder, reference);
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

/* A group without rows of the key would be a row of its own: no such group here. */
static bool check_groups(struct binder *binder, struct query *query)
{
    if (!query->is_aggregated || query->group_by.n)
        return true;
    return refuse_reference(binder, outer_reference(binder, query));
}

struct expr *bind_correlated_exists(struct binder *binder, struct query *query, int position)
{
    struct list keys = {0};
    query->targets = (struct list){0};
    query->order_by = (struct list){0};
    query->distinct_on = (struct list){0};
    query->distinct = false;
    if (!correlated_is(binder, query)) {
        add_target(binder, query, expr_const(binder->arena, PG_INT4, "1", position));
        return bind_subquery_expr(binder, query, SUBQUERY_EXISTS);
    }
    if (!check_groups(binder, query) || !take_keys(binder, query, &keys))
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
    if (query->distinct_on.n)
        refuse_reference(binder, outer_reference(binder, query));
    else if (check_groups(binder, query))
        take_keys(binder, query, &keys);
    if (err_is_set(binder->err))
        return NULL;
    if (!bind_operator(binder, "=", left, target->expr, position) ||
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

/* ---- scalar: a join to the values by key ---- */

/* What the value is over no rows: aggregates are NULL there, and count is 0. */
static bool set_to_nothing(struct expr **at, void *context)
{
    struct expr *expr = *at;
    if (expr->kind == EXPR_AGGREGATE)
        *at = expr_const(context, expr->type, expr->aggregate.routine->never_null ? "0" : NULL, 0);
    return true;
}

/* LEFT JOIN (query) ON its keys, which are its second column and the next. */
static struct rel *join_values(struct binder *binder, struct query *block, struct query *query,
                               const struct list *keys)
{
    struct rel *values = bind_query_rel(binder, query, "", 0);
    struct rel *join = bind_rel_new(binder, REL_JOIN, "", 0);
    join->join.type = JOIN_TYPE_LEFT;
    join->join.left = block->from;
    join->join.right = values;
    for (size_t i = 0; i < keys->n; i++) {
        struct expr *sides[] = {expr_column(binder->arena, values, i + 1, 0),
                                ((const struct key *)keys->items[i])->outer};
        struct expr *equal = expr_clickhouse(binder->arena, PG_BOOL, "$1 = $2", 2, sides);
        join->join.on = expr_bool(binder->arena, BOOL_AND, join->join.on, equal);
    }
    for (size_t i = 0; i < values->n_columns; i++)
        values->columns[i].nullable = true;
    block->from = join;
    return values;
}

/* One group a key; where there is none, the value over nothing. */
static struct expr *scalar_of_aggregate(struct binder *binder, struct query *block,
                                        struct query *query, const struct list *keys)
{
    struct arena *arena = binder->arena;
    struct expr *nothing = expr_copy(arena, ((struct target *)query->targets.items[0])->expr);
    expr_walk(&nothing, set_to_nothing, arena);
    add_key_targets(binder, query, keys, true);
    struct rel *values = join_values(binder, block, query, keys);
    struct expr *value = expr_column(arena, values, 0, 0);
    if (nothing->kind == EXPR_CONST && !nothing->text)
        return value;
    struct case_when *when = ARENA_NEW(arena, struct case_when);
    when->condition = expr_new(arena, EXPR_NULL_TEST, PG_BOOL, 0);
    when->condition->nullable = false;
    list_add(arena, &when->condition->args, expr_column(arena, values, 1, 0));
    when->result = nothing;
    struct expr *expr = expr_new(arena, EXPR_CASE, value->type, 0);
    list_add(arena, &expr->cases.whens, when);
    expr->cases.otherwise = value;
    return expr;
}

/* At most one row a key. The block is not marked aggregated: it has no aggregates that a rollup
 * could answer. */
static struct expr *scalar_of_row(struct binder *binder, struct query *block, struct query *query,
                                  const struct list *keys)
{
    struct target *target = query->targets.items[0];
    struct expr *value = target->expr;
    target->expr = expr_clickhouse(binder->arena, value->type, "any($1)", 1, &value);
    target->expr->typmod = value->typmod;
    add_key_targets(binder, query, keys, true);
    add_target(binder, query, expr_clickhouse(binder->arena, PG_INT8, "count()", 0, NULL));
    struct rel *values = join_values(binder, block, query, keys);
    struct expr *args[] = {expr_column(binder->arena, values, 0, 0),
                           expr_column(binder->arena, values, keys->n + 1, 0)};
    struct expr *expr = expr_clickhouse(
        binder->arena, args[0]->type,
        CHECKED("$2 > 1", "21000", "more than one row returned by a subquery used as an expression",
                "$1"),
        2, args);
    expr->typmod = args[0]->typmod;
    return expr;
}

struct expr *bind_correlated_scalar(struct binder *binder, struct scope *scope, struct query *query,
                                    int position)
{
    struct list keys = {0};
    const struct expr *reference = outer_reference(binder, query);
    bool is_grouped = query->group_by.n || query->having || query->distinct || query->distinct_on.n;
    if (is_grouped) {
        refuse_reference(binder, reference);
        return NULL;
    }
    query->order_by = (struct list){0};
    if (!take_keys(binder, query, &keys))
        return NULL;
    struct expr *expr = query->is_aggregated
                            ? scalar_of_aggregate(binder, scope->query, query, &keys)
                            : scalar_of_row(binder, scope->query, query, &keys);
    expr->position = position;
    return expr;
}
