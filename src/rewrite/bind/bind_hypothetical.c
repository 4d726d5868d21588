/* Hypothetical-set aggregates, rank(5) WITHIN GROUP (ORDER BY x): counts of the rows that would
 * sort before the given one (PostgreSQL's orderedsetaggs.c). */
#include "rewrite/bind/bind_hypothetical.h"

#include <string.h>

#include "rewrite/lower/lower.h"

static const struct routine count_rows = {.name = "count", .clickhouse = "count[]"};
static const struct routine count_distinct = {.name = "uniqExact",
                                              .clickhouse = "uniqExact[tuple($*)]"};

struct hypothetical {
    struct binder *binder;
    const struct list *direct; /* struct expr */
    const struct list *keys;   /* struct sort_key */
    struct expr *filter;       /* or NULL */
    int position;
};

/* ---- which rows come before ---- */

static struct expr *null_test(struct binder *binder, const struct expr *key, bool negated)
{
    struct expr *test = expr_new(binder->arena, EXPR_NULL_TEST, PG_BOOL, key->position);
    test->nullable = false;
    test->negated = negated;
    list_add(binder->arena, &test->args, expr_copy(binder->arena, key));
    return test;
}

/* A comparison that is false where PostgreSQL's would be NULL. */
static struct expr *compare(struct binder *binder, const char *name, const struct expr *key,
                            const struct expr *value)
{
    struct expr *result = bind_operator(binder, name, expr_copy(binder->arena, key),
                                        expr_copy(binder->arena, value), key->position);
    if (!result)
        return NULL;
    struct expr *form = expr_clickhouse(binder->arena, PG_BOOL, "ifNull($1, 0)", 1, &result);
    form->nullable = false;
    return form;
}

static bool is_null(const struct expr *value)
{
    return value->kind == EXPR_CONST && !value->text;
}

static struct expr *sorts_before(struct binder *binder, const struct sort_key *key,
                                 const struct expr *value)
{
    if (is_null(value))
        return key->nulls_first ? expr_const(binder->arena, PG_BOOL, "f", 0)
                                : null_test(binder, key->expr, true);
    struct expr *less = compare(binder, key->descending ? ">" : "<", key->expr, value);
    return less && key->nulls_first
               ? expr_bool(binder->arena, BOOL_OR, null_test(binder, key->expr, false), less)
               : less;
}

static struct expr *is_peer(struct binder *binder, const struct sort_key *key,
                            const struct expr *value)
{
    return is_null(value) ? null_test(binder, key->expr, false)
                          : compare(binder, "=", key->expr, value);
}

/* From key `i` on; with_peers: rows that are equal in all keys too. */
static struct expr *rows_before(struct hypothetical *set, size_t i, bool with_peers)
{
    struct binder *binder = set->binder;
    const struct sort_key *key = set->keys->items[i];
    const struct expr *value = set->direct->items[i];
    struct expr *before = sorts_before(binder, key, value);
    bool is_last = i + 1 == set->keys->n;
    if (!before || (is_last && !with_peers))
        return before;
    struct expr *peer = is_peer(binder, key, value);
    struct expr *rest = peer && !is_last ? rows_before(set, i + 1, with_peers) : NULL;
    if (!peer || (!is_last && !rest))
        return NULL;
    return expr_bool(binder->arena, BOOL_OR, before,
                     expr_bool(binder->arena, BOOL_AND, peer, rest));
}

/* ---- the counts ---- */

static struct expr *count(struct hypothetical *set, const struct routine *routine,
                          struct expr *condition)
{
    struct arena *arena = set->binder->arena;
    struct expr *expr = expr_new(arena, EXPR_AGGREGATE, PG_INT8, set->position);
    expr->nullable = false;
    expr->aggregate.routine = routine;
    expr->aggregate.filter =
        expr_bool(arena, BOOL_AND, condition, set->filter ? expr_copy(arena, set->filter) : NULL);
    return expr;
}

static struct expr *result(struct hypothetical *set, uint32_t type, const char *template_, size_t n,
                           struct expr **args)
{
    struct expr *expr = expr_clickhouse(set->binder->arena, type, template_, n, args);
    expr->nullable = false;
    expr->position = set->position;
    return expr;
}

static struct expr *bind_rank(struct hypothetical *set)
{
    struct expr *before = rows_before(set, 0, false);
    struct expr *n = before ? count(set, &count_rows, before) : NULL;
    return n ? result(set, PG_INT8, "toInt64($1 + 1)", 1, &n) : NULL;
}

static struct expr *bind_dense_rank(struct hypothetical *set)
{
    struct arena *arena = set->binder->arena;
    struct expr *before = rows_before(set, 0, false);
    struct expr *n = before ? count(set, &count_distinct, before) : NULL;
    for (size_t i = 0; n && i < set->keys->n; i++) {
        struct expr *key = expr_copy(arena, ((const struct sort_key *)set->keys->items[i])->expr);
        const char *canonical = lower_canonical(key->type);
        list_add(arena, &n->args,
                 canonical ? expr_clickhouse(arena, key->type, canonical, 1, &key) : key);
    }
    return n ? result(set, PG_INT8, "toInt64($1 + 1)", 1, &n) : NULL;
}

static struct expr *bind_percent_rank(struct hypothetical *set)
{
    struct expr *before = rows_before(set, 0, false);
    if (!before)
        return NULL;
    struct expr *counts[] = {count(set, &count_rows, before), count(set, &count_rows, NULL)};
    return result(set, PG_FLOAT8, "if($2 = 0, 0., $1 / $2)", 2, counts);
}

static struct expr *bind_cume_dist(struct hypothetical *set)
{
    struct expr *before = rows_before(set, 0, true);
    if (!before)
        return NULL;
    struct expr *counts[] = {count(set, &count_rows, before), count(set, &count_rows, NULL)};
    return result(set, PG_FLOAT8, "($1 + 1) / ($2 + 1)", 2, counts);
}

static const struct {
    const char *name;
    struct expr *(*bind)(struct hypothetical *set);
} functions[] = {
    {"rank", bind_rank},
    {"dense_rank", bind_dense_rank},
    {"percent_rank", bind_percent_rank},
    {"cume_dist", bind_cume_dist},
};

bool bind_is_hypothetical(const char *name)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (strcmp(functions[i].name, name) == 0)
            return true;
    return false;
}

/* Each value and its key are given their common type; values are constants. */
static bool unify(struct binder *binder, struct list *direct, const struct list *keys,
                  const char *name)
{
    for (size_t i = 0; i < keys->n; i++) {
        struct sort_key *key = keys->items[i];
        struct list both = {0};
        list_add(binder->arena, &both, key->expr);
        list_add(binder->arena, &both, direct->items[i]);
        if (!coerce_to_common_type(binder, &both, "WITHIN GROUP"))
            return false;
        key->expr = both.items[0];
        direct->items[i] = both.items[1];
        const struct expr *value = direct->items[i];
        if (value->kind != EXPR_CONST || key->expr->type == PG_INTERVAL)
            return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, value->position,
                           "this argument of %s is not supported yet: no constant, or an interval",
                           name);
    }
    return true;
}

struct expr *bind_hypothetical(struct binder *binder, const char *name, struct list *direct,
                               const struct list *keys, struct expr *filter, int position)
{
    struct hypothetical set = {binder, direct, keys, filter, position};
    if (!unify(binder, direct, keys, name))
        return NULL;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (strcmp(functions[i].name, name) == 0)
            return functions[i].bind(&set);
    return NULL;
}
