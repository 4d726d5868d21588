/* Random queries: FROM, grouping, set operations, CTEs, the order of the whole. */
#include <ctype.h>
#include <string.h>

#include "base/pgtype.h"
#include "random_make.h"

#define MAX_ITEMS 4

/* What a query is made for. */
struct order {
    const struct random_scope *outer;
    const uint32_t *types; /* of its columns; chosen while it is made where NULL */
    int n, depth, group;
};

/* What became of it. */
struct outcome {
    struct random_scope *scope;
    uint32_t types[MAX_ITEMS];
    bool is_plain; /* its rows are those of its FROM clause: their keys tell them apart */
};

static struct tree *make_query(struct random *random, const struct order *order,
                               struct outcome *outcome);

static const char *new_name(struct random *random, const char *prefix)
{
    return arena_printf(random->arena, "%s%d", prefix, ++random->names);
}

static void show(struct random *random, struct random_scope *scope, const char *alias,
                 const struct random_table *table)
{
    for (LIST_EACH(struct random_column, column, &table->columns)) {
        struct random_column *shown = ARENA_NEW(random->arena, struct random_column);
        shown->name = arena_printf(random->arena, "%s.%s", alias, column->name);
        shown->type = column->type;
        list_add(random->arena, &scope->columns, shown);
    }
    if (table->key)
        list_add(random->arena, &scope->keys,
                 arena_printf(random->arena, "%s.%s", alias, table->key));
    scope->has_keys &= table->key != NULL;
}

static struct random_table *table_of(struct arena *arena, const char *name, const uint32_t *types,
                                     int n)
{
    struct random_table *table = ARENA_NEW(arena, struct random_table);
    table->name = name;
    for (int i = 0; i < n; i++) {
        struct random_column *column = ARENA_NEW(arena, struct random_column);
        *column = (struct random_column){arena_printf(arena, "c%d", i + 1), types[i]};
        list_add(arena, &table->columns, column);
    }
    return table;
}

static struct tree *make_values(struct random *random, struct random_scope *scope,
                                const char *alias)
{
    uint32_t types[2] = {random_type(random, NULL), random_type(random, NULL)};
    struct tree *rows = tree_list(random->arena, "(VALUES $*)", ", ", 1);
    for (size_t i = 0, n = 1 + random_below(random, 3); i < n; i++)
        tree_add(random->arena, rows,
                 tree_new(random->arena, TREE_FIXED, "($1, $2)", 2,
                          random_constant(random, types[0]), random_constant(random, types[1])));
    show(random, scope, alias, table_of(random->arena, alias, types, 2));
    return tree_new(random->arena, TREE_TABLE,
                    arena_printf(random->arena, "$1 AS %s(c1, c2)", alias), 1, rows);
}

/* generate_series and unnest: rows out of nothing, numbered or not. */
static struct tree *make_series(struct random *random, struct random_scope *scope,
                                const char *alias)
{
    static const struct {
        const char *text;
        uint32_t types[2];
        int n;
    } forms[] = {
        {"generate_series(1, 4) AS %s(c1)", {PG_INT4}, 1},
        {"generate_series(10::int8, 3, -2) WITH ORDINALITY AS %s(c1, c2)", {PG_INT8, PG_INT8}, 2},
        {"generate_series('2024-01-31'::timestamp, '2024-06-01', '1 month') AS %s(c1)",
         {PG_TIMESTAMP},
         1},
        {"unnest(ARRAY['a', NULL, 'Z']) AS %s(c1)", {PG_TEXT}, 1},
        {"unnest(ARRAY[3, 1, NULL, 3]) WITH ORDINALITY AS %s(c1, c2)", {PG_INT4, PG_INT8}, 2},
        {"unnest('{1.5,2.25}'::numeric[], '{x,y,z}'::text[]) AS %s(c1, c2)",
         {PG_NUMERIC, PG_TEXT},
         2},
    };
    size_t i = random_below(random, sizeof forms / sizeof *forms);
    show(random, scope, alias, table_of(random->arena, alias, forms[i].types, forms[i].n));
    return tree_new(random->arena, TREE_TABLE, arena_printf(random->arena, forms[i].text, alias),
                    0);
}

static struct tree *make_derived(struct random *random, struct random_scope *scope, int depth,
                                 const char *alias)
{
    struct outcome inner = {0};
    struct order order = {.n = 1 + (int)random_below(random, 3), .depth = depth - 1};
    struct tree *query = make_query(random, &order, &inner);
    show(random, scope, alias, table_of(random->arena, alias, inner.types, order.n));
    struct tree *table = tree_new(random->arena, TREE_TABLE,
                                  arena_printf(random->arena, "($1) AS %s", alias), 1, query);
    table->flags = TREE_SKIPS;
    return table;
}

/* One source of rows; gives the table's words if it is a table of the schema. */
static struct tree *make_source(struct random *random, struct random_scope *scope, int depth,
                                const char *alias, const struct random_table **plain)
{
    size_t ticket = random_below(random, 100);
    *plain = NULL;
    if (ticket < 6)
        return make_values(random, scope, alias);
    if (ticket < 10)
        return make_series(random, scope, alias);
    if (ticket < 30 && depth > 0)
        return make_derived(random, scope, depth, alias);
    const struct random_table *table =
        ticket < 54 && random->ctes.n ? random_item(random, &random->ctes) : NULL;
    if (!table)
        *plain = table = random_item(random, &random->words->tables);
    show(random, scope, alias, table);
    return tree_new(random->arena, TREE_TABLE,
                    arena_printf(random->arena, "%s AS %s", table->name, alias), 0);
}

static bool has_column(const struct random_table *table, const char *name)
{
    for (LIST_EACH(struct random_column, column, &table->columns)) {
        if (strcmp(column->name, name) == 0)
            return true;
    }
    return false;
}

static const char *const join_kinds[] = {"JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"};

static struct tree *join_using(struct random *random, struct tree *left, struct tree *right,
                               const char *kind, const char *columns)
{
    return tree_new(random->arena, TREE_TABLE,
                    arena_printf(random->arena, "$1 %s $2 USING (%s)", kind, columns), 2, left,
                    right);
}

/* An equality of two columns, since FULL JOIN wants one. */
static struct tree *join_condition(struct random *random, const struct random_scope *left,
                                   const struct random_scope *right,
                                   const struct random_scope *both)
{
    struct random_place place = {.scope = both, .depth = 1, .exact = true};
    struct tree *list = tree_list(random->arena, "$*", " AND ", 1);
    for (int attempt = 0; attempt < 8 && list->n == 0; attempt++) {
        const struct random_column *column = random_item(random, &left->columns);
        struct random_place there = {.scope = right, .exact = true};
        struct tree *other = random_leaf(random, there, column->type);
        if (strchr(other->text, '.') && !strchr(other->text, ':'))
            tree_add(random->arena, list,
                     tree_new(random->arena, PG_BOOL, "$1 = $2", 2,
                              tree_new(random->arena, column->type, column->name, 0), other));
    }
    if (list->n == 0 || random_chance(random, 25))
        tree_add(random->arena, list, random_expression(random, place, PG_BOOL));
    return list;
}

static void merge_scope(struct arena *arena, struct random_scope *to,
                        const struct random_scope *from)
{
    list_add_all(arena, &to->columns, &from->columns);
    list_add_all(arena, &to->keys, &from->keys);
    to->has_keys &= from->has_keys;
}

/* A query that sees what stands before it, joined to that. */
static struct tree *make_lateral(struct random *random, struct random_scope *scope,
                                 struct tree *left)
{
    const char *alias = new_name(random, "t");
    struct random_scope inner = {.has_keys = true};
    uint32_t types[2] = {random_type(random, scope), random_type(random, scope)};
    struct tree *query = random_subquery(random, scope, 1, types, 2);
    show(random, &inner, alias, table_of(random->arena, alias, types, 2));
    merge_scope(random->arena, scope, &inner);
    scope->has_keys = false;
    const char *form = random_chance(random, 50) ? "$1 LEFT JOIN LATERAL ($2) AS %s(c1, c2) ON true"
                                                 : "$1 CROSS JOIN LATERAL ($2) AS %s(c1, c2)";
    return tree_new(random->arena, TREE_TABLE, arena_printf(random->arena, form, alias), 2, left,
                    query);
}

static struct tree *make_join(struct random *random, struct random_scope *scope, int depth,
                              struct tree *left, const struct random_table **left_table)
{
    if (!scope->outer && depth > 0 && random_chance(random, 12)) {
        *left_table = NULL;
        return make_lateral(random, scope, left);
    }
    struct random_scope before = *scope, right = {.has_keys = true};
    const struct random_table *table;
    struct tree *source = make_source(random, &right, depth, new_name(random, "t"), &table);
    const char *kind = join_kinds[random_below(random, 4)];
    *scope = (struct random_scope){.outer = before.outer, .has_keys = true};
    merge_scope(random->arena, scope, &before);
    merge_scope(random->arena, scope, &right);
    const struct random_table *first = *left_table;
    *left_table = NULL;
    if (random_chance(random, 10))
        return tree_new(random->arena, TREE_TABLE, "$1 CROSS JOIN $2", 2, left, source);
    if (first && table && random_chance(random, 40)) {
        const char *columns = has_column(first, "k") && has_column(table, "k") ? "k" : "id";
        struct random_column *merged = ARENA_NEW(random->arena, struct random_column);
        *merged = (struct random_column){columns, PG_INT4};
        list_add(random->arena, &scope->columns, merged);
        return join_using(random, left, source, kind, columns);
    }
    return tree_new(random->arena, TREE_TABLE, arena_printf(random->arena, "$1 %s $2 ON $3", kind),
                    3, left, source, join_condition(random, &before, &right, scope));
}

/* A list of one TREE_TABLE, or empty. */
static struct tree *make_from(struct random *random, struct random_scope *scope, int depth)
{
    struct tree *list = tree_list(random->arena, " FROM $*", ", ", 0);
    const struct random_table *table;
    scope->has_keys = true;
    if (random_chance(random, 4)) {
        scope->has_keys = false;
        return list;
    }
    struct tree *tree = make_source(random, scope, depth, new_name(random, "t"), &table);
    for (int joins = 0; joins < 2 && random_chance(random, depth > 0 ? 35 : 10); joins++) {
        tree = make_join(random, scope, depth, tree, &table);
        tree->flags |= TREE_SKIPS;
    }
    tree_add(random->arena, list, tree);
    return list;
}

/* A key of GROUP BY; a constant would be the number of a column. */
static struct tree *make_key(struct random *random, struct random_scope *scope)
{
    struct random_place place = {.scope = scope, .exact = true};
    for (int attempt = 0; attempt < 5; attempt++) {
        struct random_column *column = random_item(random, &scope->columns);
        place.depth = random_chance(random, 30);
        struct tree *key = random_expression(random, place, column ? column->type : PG_INT4);
        if (isalpha((unsigned char)key->text[0]) || strchr(key->text, '$'))
            return key;
    }
    return NULL;
}

struct grouping {
    bool is_grouped, has_sets;
    struct list keys; /* struct tree */
    struct tree *clause;
};

static void make_grouping(struct random *random, struct random_scope *scope, int percent,
                          struct grouping *grouping)
{
    static const char *const forms[] = {" GROUP BY ROLLUP ($*)", " GROUP BY CUBE ($*)",
                                        " GROUP BY GROUPING SETS ($*, ())"};
    grouping->clause = tree_list(random->arena, " GROUP BY $*", ", ", 0);
    grouping->is_grouped = random_chance(random, percent);
    grouping->clause->flags = TREE_MERGES;
    int n = grouping->is_grouped && scope->columns.n ? (int)random_below(random, 3) : 0;
    for (int i = 0; i < n; i++) {
        struct tree *key = make_key(random, scope);
        if (!key)
            continue;
        list_add(random->arena, &grouping->keys, key);
        tree_add(random->arena, grouping->clause, key);
    }
    grouping->has_sets = grouping->clause->n > 0 && random_chance(random, 20);
    if (grouping->has_sets)
        grouping->clause->text = forms[random_below(random, 3)];
}

static struct tree *optional(struct random *random, const char *text, struct tree *part,
                             unsigned flags)
{
    struct tree *list = tree_list(random->arena, text, " AND ", 0);
    list->flags = flags;
    if (part)
        tree_add(random->arena, list, part);
    return list;
}

static struct tree *make_items(struct random *random, struct random_place place,
                               const struct order *order, struct outcome *outcome)
{
    struct tree *list = tree_list(random->arena, "$*", ", ", 1);
    list->group = order->group;
    for (int i = 0; i < order->n; i++) {
        uint32_t type = order->types ? order->types[i] : random_type(random, place.scope);
        struct tree *value = NULL;
        if (place.group && place.group->n > 0 && !order->types && random_chance(random, 40)) {
            value = random_item(random, place.group);
            type = value->type;
        }
        if (!value)
            value = random_expression(random, place, type);
        outcome->types[i] = type;
        tree_add(random->arena, list,
                 tree_new(random->arena, TREE_FIXED,
                          arena_printf(random->arena, "$1 AS c%d", i + 1), 1, value));
    }
    return list;
}

static struct tree *make_select(struct random *random, const struct order *order,
                                struct outcome *outcome, int percent_grouped)
{
    struct random_scope *scope = ARENA_NEW(random->arena, struct random_scope);
    scope->outer = order->outer;
    struct tree *from = make_from(random, scope, order->depth);
    struct grouping grouping = {0};
    make_grouping(random, scope, percent_grouped, &grouping);
    const struct list *keys = grouping.is_grouped ? &grouping.keys : NULL;
    /* What is exact here is compared digit by digit; inside other queries all must be. */
    struct random_place place = {.scope = scope,
                                 .depth = 1 + order->depth,
                                 .group = keys,
                                 .aggregates = grouping.is_grouped,
                                 .windows = !grouping.is_grouped && random_chance(random, 25),
                                 .exact = order->depth < 2};
    struct random_place row = {.scope = scope, .depth = 1 + (order->depth > 0), .exact = true};
    struct random_place having = place;
    having.exact = true;
    struct tree *items = make_items(random, place, order, outcome);
    bool is_distinct = random_chance(random, 10);
    struct tree *distinct = optional(
        random, "$*", is_distinct ? tree_new(random->arena, TREE_FIXED, "DISTINCT ", 0) : NULL,
        TREE_MERGES);
    struct tree *where = optional(random, " WHERE $*",
                                  random_chance(random, order->outer ? 70 : 40)
                                      ? random_expression(random, row, PG_BOOL)
                                      : NULL,
                                  TREE_SKIPS);
    struct tree *filter = optional(random, " HAVING $*",
                                   grouping.is_grouped && random_chance(random, 30)
                                       ? random_expression(random, having, PG_BOOL)
                                       : NULL,
                                   TREE_SKIPS);
    outcome->scope = scope;
    outcome->is_plain =
        scope->has_keys && scope->keys.n > 0 && !grouping.is_grouped && !is_distinct;
    return tree_new(random->arena, TREE_QUERY, "SELECT $1$2$3$4$5$6", 6, distinct, items, from,
                    where, grouping.clause, filter);
}

static struct tree *make_query(struct random *random, const struct order *order,
                               struct outcome *outcome)
{
    static const char *const forms[] = {"$1 UNION $2",  "$1 UNION ALL $2",     "$1 INTERSECT $2",
                                        "$1 EXCEPT $2", "$1 INTERSECT ALL $2", "$1 EXCEPT ALL $2"};
    struct order first = *order;
    if (order->depth < 1 || !random_chance(random, 15))
        return make_select(random, order, outcome, 30);
    first.group = first.group ? first.group : ++random->names;
    first.depth = 1;
    struct tree *left = make_select(random, &first, outcome, 30);
    struct order second = first;
    second.types = outcome->types;
    struct outcome other = {0};
    struct tree *right = make_select(random, &second, &other, 30);
    outcome->is_plain = false;
    struct tree *node =
        tree_new(random->arena, TREE_QUERY, forms[random_below(random, 6)], 2, left, right);
    node->flags = TREE_MERGES | TREE_SKIPS;
    return node;
}

struct tree *random_subquery(struct random *random, const struct random_scope *outer, int depth,
                             const uint32_t *types, int n)
{
    struct order order = {.outer = outer, .types = types, .n = n, .depth = depth - 1};
    struct outcome outcome = {0};
    return make_select(random, &order, &outcome, 15);
}

struct tree *random_scalar(struct random *random, const struct random_scope *outer, int depth,
                           uint32_t type)
{
    struct random_scope *scope = ARENA_NEW(random->arena, struct random_scope);
    scope->outer = outer;
    struct tree *from = make_from(random, scope, 0);
    struct list no_keys = {0};
    struct random_place place = {
        .scope = scope, .depth = depth, .group = &no_keys, .aggregates = true, .exact = true};
    struct random_place row = {.scope = scope, .depth = depth, .exact = true};
    struct tree *value = random_aggregate(random, place, type);
    struct tree *where = optional(
        random, " WHERE $*",
        random_chance(random, 60) ? random_expression(random, row, PG_BOOL) : NULL, TREE_SKIPS);
    /* What became of no aggregate needs one. */
    struct tree *having = tree_list(random->arena, " HAVING $*", "", 1);
    tree_add(random->arena, having, tree_new(random->arena, TREE_FIXED, "count(*) >= 0", 0));
    return tree_new(random->arena, TREE_QUERY, "SELECT $1$2$3$4", 4, value, from, where, having);
}

static struct tree *make_ctes(struct random *random)
{
    struct tree *list = tree_list(random->arena, "WITH $* ", ", ", 0);
    while (list->n < 2 && random_chance(random, 15)) {
        struct outcome outcome = {0};
        struct order order = {.n = 1 + (int)random_below(random, 3), .depth = 1};
        const char *name = new_name(random, "w");
        struct tree *query = make_query(random, &order, &outcome);
        tree_add(random->arena, list,
                 tree_new(random->arena, TREE_FIXED,
                          arena_printf(random->arena, "%s AS ($1)", name), 1, query));
        list->flags = TREE_SKIPS;
        list_add(random->arena, &random->ctes,
                 table_of(random->arena, name, outcome.types, order.n));
    }
    return list;
}

/* By all columns, when equal values look the same and there are no last digits. */
static bool add_ordinals(struct random *random, const struct outcome *outcome, int n,
                         const struct tree *query, struct tree *list)
{
    if (tree_flags(query) & TREE_INEXACT)
        return false;
    for (int i = 0; i < n; i++) {
        if (random_type_is_loose(outcome->types[i]))
            return false;
    }
    for (int i = 0; i < n; i++)
        tree_add(random->arena, list,
                 random_sort(random, tree_new(random->arena, TREE_FIXED,
                                              arena_printf(random->arena, "%d", i + 1), 0)));
    return true;
}

/* ORDER BY and LIMIT, where the order is total; else nothing. */
static struct tree *make_order(struct random *random, const struct outcome *outcome, int n,
                               const struct tree *query)
{
    static const char *const limits[] = {
        " LIMIT 3", " LIMIT 1 OFFSET 2",        " OFFSET 2",
        " LIMIT 0", " FETCH FIRST 4 ROWS ONLY", " FETCH FIRST 3 ROWS WITH TIES"};
    struct arena *arena = random->arena;
    struct tree *list = tree_list(arena, " ORDER BY $*", ", ", 0);
    struct tree *limit = tree_list(arena, "$*", "", 0);
    struct random_place place = {.scope = outcome->scope, .depth = 1, .exact = true};
    bool is_total = false;
    if (outcome->is_plain) {
        struct tree *first = random_expression(random, place, random_type(random, place.scope));
        if ((isalpha((unsigned char)first->text[0]) || strchr(first->text, '$')) &&
            random_chance(random, 50))
            tree_add(arena, list, random_sort(random, first));
        random_add_keys(random, outcome->scope, list);
        is_total = true;
    } else {
        is_total = add_ordinals(random, outcome, n, query, list);
    }
    if (!is_total)
        return tree_list(arena, "", "", 0);
    list->least = list->n;
    list->flags = TREE_ORDERED;
    limit->flags = TREE_SKIPS;
    if (random_chance(random, 30))
        tree_add(arena, limit, tree_new(arena, TREE_FIXED, limits[random_below(random, 6)], 0));
    struct tree *clause = tree_list(arena, "$*", "", 0);
    tree_add(arena, clause, tree_new(arena, TREE_FIXED, "$1$2", 2, list, limit));
    return clause;
}

struct tree *random_statement(struct random *random)
{
    struct tree *ctes = make_ctes(random);
    struct outcome outcome = {0};
    struct order order = {.n = 1 + (int)random_below(random, MAX_ITEMS - 1),
                          .depth = 1 + (int)random_below(random, 2)};
    struct tree *query = make_query(random, &order, &outcome);
    struct tree *end = random_chance(random, 50) ? make_order(random, &outcome, order.n, query)
                                                 : tree_list(random->arena, "", "", 0);
    return tree_new(random->arena, TREE_FIXED, "$1$2$3", 3, ctes, query, end);
}
