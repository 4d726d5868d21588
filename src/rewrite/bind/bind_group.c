/* GROUP BY: keys, ROLLUP, CUBE, GROUPING SETS and GROUPING(). Multiplies the sets out, as
 * PostgreSQL's expand_grouping_sets does. */
#include "rewrite/bind/bind.h"
#include "rewrite/bind/row_key.h"

#define MAX_GROUPING_SETS 4096
#define MAX_CUBE_ELEMENTS 12
#define MAX_GROUPING_ARGS 31

struct grouping {
    struct binder *binder;
    struct scope *scope;
    struct query *query;
    struct list *nodes;     /* gets the node of each key; or NULL */
    const struct expr *row; /* one of the keys that are rows, or NULL */
};

/* A grouping set is a struct list of indexes into query->group_by, without doubles. */
static bool set_contains(const struct list *set, const void *index)
{
    for (size_t i = 0; i < set->n; i++)
        if (set->items[i] == index)
            return true;
    return false;
}

static void set_add(struct arena *arena, struct list *set, const struct list *more)
{
    for (size_t i = 0; i < more->n; i++)
        if (!set_contains(set, more->items[i]))
            list_add(arena, set, more->items[i]);
}

static struct list *list_new(struct arena *arena)
{
    return ARENA_NEW(arena, struct list);
}

/* ---- keys ---- */

static bool check_key(struct binder *binder, struct expr *key)
{
    if (expr_contains(key, EXPR_AGGREGATE))
        return err_set(binder->err, SQLSTATE_GROUPING_ERROR, key->position,
                       "aggregate functions are not allowed in GROUP BY");
    if (expr_contains(key, EXPR_WINDOW))
        return err_set(binder->err, SQLSTATE_WINDOWING_ERROR, key->position,
                       "window functions are not allowed in GROUP BY");
    return true;
}

static void *add_key(struct grouping *grouping, const PgQuery__Node *node, struct expr *key)
{
    struct list *keys = &grouping->query->group_by;
    for (size_t i = 0; i < keys->n; i++)
        if (expr_equal(keys->items[i], key))
            return (void *)(uintptr_t)i;
    list_add(grouping->binder->arena, keys, key);
    if (grouping->nodes)
        list_add(grouping->binder->arena, grouping->nodes, (void *)(uintptr_t)node);
    return (void *)(uintptr_t)(keys->n - 1);
}

static bool is_implicit_row(const PgQuery__Node *node)
{
    return node->node_case == PG_QUERY__NODE__NODE_ROW_EXPR &&
           node->row_expr->row_format == PG_QUERY__COERCION_FORM__COERCE_IMPLICIT_CAST;
}

/* An expression, or (a, b): adds its keys to the set. */
static bool bind_keys(struct grouping *grouping, const PgQuery__Node *node, struct list *set)
{
    if (is_implicit_row(node)) {
        for (size_t i = 0; i < node->row_expr->n_args; i++)
            if (!bind_keys(grouping, node->row_expr->args[i], set))
                return false;
        return true;
    }
    struct binder *binder = grouping->binder;
    struct expr *key =
        bind_clause_item(binder, grouping->scope, grouping->query, node, CLAUSE_GROUP_BY);
    struct list keys = {0};
    if (!key || !check_key(binder, key))
        return false;
    if (row_of_key(grouping->query, key))
        grouping->row = key;
    row_add_group_keys(binder, grouping->query, key, &keys);
    for (LIST_EACH(struct expr, part, &keys)) {
        void *index = add_key(grouping, node, part);
        if (!set_contains(set, index))
            list_add(binder->arena, set, index);
    }
    return true;
}

/* ---- sets ---- */

/* Each element of ROLLUP and CUBE is a set of keys of its own. */
static struct list *bind_elements(struct grouping *grouping, const PgQuery__GroupingSet *node)
{
    struct arena *arena = grouping->binder->arena;
    struct list *elements = list_new(arena);
    for (size_t i = 0; i < node->n_content; i++) {
        struct list *set = list_new(arena);
        if (!bind_keys(grouping, node->content[i], set))
            return NULL;
        list_add(arena, elements, set);
    }
    return elements;
}

static bool expand_rollup(struct grouping *grouping, const PgQuery__GroupingSet *node,
                          struct list *sets)
{
    struct arena *arena = grouping->binder->arena;
    const struct list *elements = bind_elements(grouping, node);
    for (size_t n = elements ? elements->n + 1 : 0; n > 0; n--) {
        struct list *set = list_new(arena);
        for (size_t i = 0; i + 1 < n; i++)
            set_add(arena, set, elements->items[i]);
        list_add(arena, sets, set);
    }
    return elements != NULL;
}

static bool expand_cube(struct grouping *grouping, const PgQuery__GroupingSet *node,
                        struct list *sets)
{
    struct arena *arena = grouping->binder->arena;
    if (node->n_content > MAX_CUBE_ELEMENTS)
        return err_set(grouping->binder->err, SQLSTATE_TOO_MANY_COLUMNS,
                       position_of(node->location), "CUBE is limited to %d elements",
                       MAX_CUBE_ELEMENTS);
    const struct list *elements = bind_elements(grouping, node);
    for (unsigned mask = elements ? 1u << elements->n : 0; mask-- > 0;) {
        struct list *set = list_new(arena);
        for (size_t i = 0; i < elements->n; i++)
            if (mask >> i & 1)
                set_add(arena, set, elements->items[i]);
        list_add(arena, sets, set);
    }
    return elements != NULL;
}

static bool check_count(struct grouping *grouping, size_t n)
{
    return n <= MAX_GROUPING_SETS ||
           err_set(grouping->binder->err, SQLSTATE_STATEMENT_TOO_COMPLEX, 0,
                   "too many grouping sets present (maximum %d)", MAX_GROUPING_SETS);
}

static bool expand(struct grouping *grouping, const PgQuery__Node *node, struct list *sets);

static bool expand_sets(struct grouping *grouping, const PgQuery__GroupingSet *node,
                        struct list *sets)
{
    for (size_t i = 0; i < node->n_content; i++)
        if (!expand(grouping, node->content[i], sets) || !check_count(grouping, sets->n))
            return false;
    return true;
}

static bool expand_empty(struct grouping *grouping, const PgQuery__GroupingSet *node,
                         struct list *sets)
{
    (void)node;
    list_add(grouping->binder->arena, sets, list_new(grouping->binder->arena));
    return true;
}

static const struct {
    PgQuery__GroupingSetKind kind;
    bool (*expand)(struct grouping *grouping, const PgQuery__GroupingSet *node, struct list *sets);
} expanders[] = {
    {PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_EMPTY, expand_empty},
    {PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_ROLLUP, expand_rollup},
    {PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_CUBE, expand_cube},
    {PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_SETS, expand_sets},
};

/* The sets that one item of GROUP BY means. */
static bool expand(struct grouping *grouping, const PgQuery__Node *node, struct list *sets)
{
    if (node->node_case == PG_QUERY__NODE__NODE_GROUPING_SET)
        for (size_t i = 0; i < sizeof expanders / sizeof *expanders; i++)
            if (expanders[i].kind == node->grouping_set->kind)
                return expanders[i].expand(grouping, node->grouping_set, sets);
    struct list *set = list_new(grouping->binder->arena);
    list_add(grouping->binder->arena, sets, set);
    return bind_keys(grouping, node, set);
}

/* Every set of `left` together with every one of `right`. */
static bool multiply(struct grouping *grouping, struct list *left, const struct list *right)
{
    struct arena *arena = grouping->binder->arena;
    struct list product = {0};
    if (!check_count(grouping, left->n * right->n))
        return false;
    for (size_t i = 0; i < left->n; i++)
        for (size_t j = 0; j < right->n; j++) {
            struct list *set = list_new(arena);
            set_add(arena, set, left->items[i]);
            set_add(arena, set, right->items[j]);
            list_add(arena, &product, set);
        }
    *left = product;
    return true;
}

static bool sets_equal(const struct list *a, const struct list *b)
{
    size_t n = 0;
    for (size_t i = 0; i < a->n; i++)
        n += set_contains(b, a->items[i]);
    return n == a->n && n == b->n;
}

/* GROUP BY DISTINCT. */
static void remove_doubles(struct arena *arena, struct list *sets)
{
    struct list kept = {0};
    for (size_t i = 0; i < sets->n; i++) {
        size_t k = 0;
        while (k < kept.n && !sets_equal(kept.items[k], sets->items[i]))
            k++;
        if (k == kept.n)
            list_add(arena, &kept, sets->items[i]);
    }
    *sets = kept;
}

bool bind_group_by(struct binder *binder, struct scope *scope, struct query *query,
                   const PgQuery__SelectStmt *select, struct list *nodes)
{
    struct grouping grouping = {binder, scope, query, nodes, NULL};
    struct list sets = {0};
    list_add(binder->arena, &sets, list_new(binder->arena));
    for (size_t i = 0; i < select->n_group_clause; i++) {
        struct list item = {0};
        if (!expand(&grouping, select->group_clause[i], &item) ||
            !multiply(&grouping, &sets, &item))
            return false;
    }
    if (select->group_distinct)
        remove_doubles(binder->arena, &sets);
    /* One set is plain GROUP BY; one that is empty shows here only that there is a GROUP BY. */
    bool is_plain = sets.n == 1 && (query->group_by.n || !select->n_group_clause);
    query->grouping_sets = is_plain ? (struct list){0} : sets;
    /* Of a row that a set does not have only the fields would be NULL. */
    return is_plain || !grouping.row ||
           err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, grouping.row->position,
                   "rows in grouping sets are not supported yet");
}

/* ---- GROUPING ---- */

static const struct {
    enum clause clause;
    const char *where;
} no_grouping[] = {
    {CLAUSE_WHERE, "WHERE"},
    {CLAUSE_JOIN_ON, "JOIN conditions"},
    {CLAUSE_GROUP_BY, "GROUP BY"},
    {CLAUSE_LIMIT, "LIMIT"},
    {CLAUSE_VALUES, "VALUES"},
    {CLAUSE_UPDATE, "UPDATE"},
    {CLAUSE_FROM_FUNCTION, "functions in FROM"},
    {CLAUSE_FILTER, "FILTER"},
    {CLAUSE_PIVOT_CELL, "PIVOT"},
    {CLAUSE_PIVOT_KEY, "the FOR list of PIVOT"},
    {CLAUSE_DEFAULT, "DEFAULT expressions"},
    {CLAUSE_GENERATED, "column generation expressions"},
    {CLAUSE_CHECK, "check constraints"},
    {CLAUSE_TRANSFORM, "transform expressions"},
    {CLAUSE_COPY_WHERE, "COPY FROM WHERE conditions"},
};

static bool check_grouping(struct binder *binder, const PgQuery__GroupingFunc *grouping,
                           enum clause clause)
{
    int position = position_of(grouping->location);
    for (size_t i = 0; i < sizeof no_grouping / sizeof *no_grouping; i++)
        if (no_grouping[i].clause == clause)
            return err_set(binder->err, SQLSTATE_GROUPING_ERROR, position,
                           "grouping operations are not allowed in %s", no_grouping[i].where);
    if (clause == CLAUSE_AGGREGATE_ARGUMENT)
        return err_set(binder->err, SQLSTATE_GROUPING_ERROR, position,
                       "aggregate function calls cannot be nested");
    return grouping->n_args <= MAX_GROUPING_ARGS ||
           err_set(binder->err, SQLSTATE_TOO_MANY_ARGUMENTS, position,
                   "GROUPING must have fewer than %d arguments", MAX_GROUPING_ARGS + 1);
}

struct expr *bind_grouping(struct binder *binder, struct scope *scope,
                           const PgQuery__GroupingFunc *grouping, enum clause clause)
{
    if (!check_grouping(binder, grouping, clause))
        return NULL;
    struct expr *expr =
        expr_new(binder->arena, EXPR_GROUPING, PG_INT4, position_of(grouping->location));
    expr->nullable = false;
    for (size_t i = 0; i < grouping->n_args; i++) {
        struct expr *arg = bind_expr(binder, scope, grouping->args[i], clause);
        if (!arg)
            return NULL;
        list_add(binder->arena, &expr->args, arg);
    }
    return expr;
}
