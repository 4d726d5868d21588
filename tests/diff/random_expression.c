/* Random expressions of a type. Knows no clauses. */
#include <string.h>

#include "base/pgtype.h"
#include "random_make.h"

size_t random_below(struct random *random, size_t n)
{
    /* splitmix64 */
    uint64_t z = random->state += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return n ? (size_t)((z ^ (z >> 31)) % n) : 0;
}

bool random_chance(struct random *random, int percent)
{
    return random_below(random, 100) < (size_t)percent;
}

void *random_item(struct random *random, const struct list *list)
{
    return list->n ? list->items[random_below(random, list->n)] : NULL;
}

uint32_t random_type(struct random *random, const struct random_scope *scope)
{
    const struct random_column *column = scope ? random_item(random, &scope->columns) : NULL;
    if (column && random_chance(random, 75))
        return column->type;
    const struct random_type *type = random_item(random, &random->words->types);
    return random_type_find(random->words, type->oid) ? type->oid : PG_INT4;
}

struct tree *random_constant(struct random *random, uint32_t type)
{
    const struct random_type *found = random_type_find(random->words, type);
    bool is_null = !found || random_chance(random, 10);
    const char *text = is_null ? arena_printf(random->arena, "NULL::%s", pgtype_sql_name(type))
                               : random_item(random, &found->constants);
    struct tree *constant = tree_new(random->arena, type, text, 0);
    /* PostgreSQL evaluates no other argument of a strict function of it. */
    constant->flags = is_null ? TREE_SKIPS : 0;
    return constant;
}

static const char *find_column(struct random *random, const struct random_scope *scope,
                               uint32_t type)
{
    struct list fitting = {0};
    for (LIST_EACH(struct random_column, column, &scope->columns)) {
        if (column->type == type)
            list_add(random->arena, &fitting, (void *)column->name);
    }
    return random_item(random, &fitting);
}

static struct tree *find_key(struct random *random, const struct list *keys, uint32_t type)
{
    struct list fitting = {0};
    for (LIST_EACH(struct tree, key, keys)) {
        if (key->type == type)
            list_add(random->arena, &fitting, key);
    }
    return random_item(random, &fitting);
}

struct tree *random_leaf(struct random *random, struct random_place place, uint32_t type)
{
    const char *column = NULL;
    if (place.scope && place.scope->outer && random_chance(random, 40))
        column = find_column(random, place.scope->outer, type);
    if (!column && place.group) {
        struct tree *key = find_key(random, place.group, type);
        if (key && random_chance(random, 85))
            return key;
    } else if (!column && place.scope && random_chance(random, 85)) {
        column = find_column(random, place.scope, type);
    }
    return column ? tree_new(random->arena, type, column, 0) : random_constant(random, type);
}

/* The argument that a template wants as it is: a unit, a pattern, a number; NULL: none such. */
static struct tree *fixed_argument(struct random *random, const struct routine *row, int i)
{
    uint32_t type = row->args[i];
    if (i == 0 && row->literal)
        return tree_new(random->arena, TREE_FIXED,
                        arena_printf(random->arena, "'%s'", row->literal), 0);
    if (i == 1 && row->regex != REGEX_NONE)
        return tree_new(random->arena, type,
                        random_patterns[random_below(random, random_patterns_count)], 0);
    bool is_replacement = i == 2 && row->regex == REGEX_REPLACES;
    if (row->constant_arg == i + 1 || is_replacement)
        return random_constant(random, type);
    bool is_flags = i >= 2 && row->regex != REGEX_NONE && type == PG_TEXT;
    return is_flags ? tree_new(random->arena, TREE_FIXED, "'i'", 0) : NULL;
}

static struct tree *argument(struct random *random, struct random_place place,
                             const struct routine *row, int i, uint32_t result)
{
    int last = row->n_args - 1;
    uint32_t type = row->args[i < last ? i : last];
    if (type == PG_ANY)
        type = row->result == PG_ANY ? result : random_type(random, place.scope);
    struct tree *fixed = i <= last ? fixed_argument(random, row, i) : NULL;
    if (fixed)
        return fixed;
    return random_type_find(random->words, type) ? random_expression(random, place, type) : NULL;
}

/* "name($1, $2" or "($1 op $2" and so on, without the closing parenthesis. */
static const char *call_text(struct arena *arena, const struct random_routine *routine, int n)
{
    if (routine->kind == ROUTINE_OPERATOR)
        return arena_printf(arena, n == 1 ? "(%s $1" : "($1 %s $2", routine->name);
    const char *text = arena_printf(arena, "%s(", routine->name);
    for (int i = 0; i < n; i++)
        text = arena_printf(arena, "%s%s$%d", text, i > 0 ? ", " : "", i + 1);
    return text;
}

static bool is_inexact(const struct routine *row)
{
    return row->scale == SCALE_QUOTIENT ||
           (row->note &&
            (row->result == PG_NUMERIC || row->result == PG_FLOAT8 || row->result == PG_FLOAT4));
}

struct tree *random_call(struct random *random, struct random_place place,
                         const struct random_routine *routine, uint32_t type)
{
    const struct routine *row = routine->row;
    if (is_inexact(row) && place.exact)
        return NULL;
    int n = row->n_args + (row->variadic ? (int)random_below(random, 3) : 0);
    struct tree *call =
        tree_new(random->arena, type,
                 arena_printf(random->arena, "%s)", call_text(random->arena, routine, n)), 0);
    call->flags = is_inexact(row) ? TREE_INEXACT : 0;
    place.exact = true;
    place.depth--;
    for (int i = 0; i < n; i++) {
        struct tree *part = argument(random, place, row, i, type);
        if (!part)
            return NULL;
        tree_add(random->arena, call, part);
    }
    return call;
}

/* Names first, then their rows: comparisons have more rows than all else together. */
static const struct random_routine *choose_routine(struct random *random, const struct list *rows)
{
    const struct random_routine *chosen = random_item(random, rows);
    for (int i = 0; chosen && i < 4; i++) {
        const struct random_routine *other = random_item(random, rows);
        if (strlen(chosen->name) <= 2 && strlen(other->name) > 2)
            chosen = other;
    }
    return chosen;
}

static const struct random_type *type_of(struct random *random, uint32_t type)
{
    return random_type_find(random->words, type);
}

static struct tree *make_function(struct random *random, struct random_place place, uint32_t type)
{
    const struct random_routine *routine =
        choose_routine(random, &type_of(random, type)->functions);
    return routine ? random_call(random, place, routine, type) : NULL;
}

static struct tree *make_operator(struct random *random, struct random_place place, uint32_t type)
{
    const struct random_routine *routine = random_item(random, &type_of(random, type)->operators);
    return routine ? random_call(random, place, routine, type) : NULL;
}

static struct tree *make_cast(struct random *random, struct random_place place, uint32_t type)
{
    const struct cast *cast = random_item(random, &type_of(random, type)->casts);
    if (!cast || !random_type_find(random->words, cast->source))
        return NULL;
    place.depth--;
    place.exact = true;
    return tree_new(random->arena, type,
                    arena_printf(random->arena, "($1)::%s", pgtype_sql_name(type)), 1,
                    random_expression(random, place, cast->source));
}

static struct tree *with_flags(struct tree *node, unsigned flags)
{
    node->flags = flags;
    return node;
}

static struct tree *make_conditional(struct random *random, struct random_place place,
                                     uint32_t type)
{
    static const struct {
        const char *text;
        int values;
        bool condition;
    } forms[] = {
        {"CASE WHEN $1 THEN $2 ELSE $3 END", 2, true},
        {"CASE WHEN $1 THEN $2 END", 1, true},
        {"COALESCE($1, $2)", 2, false},
        {"NULLIF($1, $2)", 2, false},
        {"GREATEST($1, $2)", 2, false},
        {"LEAST($1, $2)", 2, false},
        {"COALESCE($1, $2, $3)", 3, false},
        {"($1)", 1, false},
    };
    size_t i = random_below(random, sizeof forms / sizeof *forms);
    place.depth--;
    place.exact = true;
    /* One of several numerics: its scale is that of all in pgpivot, its own in PostgreSQL. */
    struct tree *node =
        with_flags(tree_new(random->arena, type, forms[i].text, 0), TREE_SKIPS | TREE_MERGES);
    if (forms[i].condition)
        tree_add(random->arena, node, random_expression(random, place, PG_BOOL));
    for (int n = 0; n < forms[i].values; n++)
        tree_add(random->arena, node, random_expression(random, place, type));
    return node;
}

static struct tree *make_scalar(struct random *random, struct random_place place, uint32_t type)
{
    /* An outer column inside a grouped query would have to be a key. */
    const struct random_scope *outer = place.group ? NULL : place.scope;
    return place.scope && !place.scope->outer && place.depth > 1
               ? with_flags(tree_new(random->arena, type, "($1)", 1,
                                     random_scalar(random, outer, 1, type)),
                            TREE_SKIPS)
               : NULL;
}

struct tree *random_expression(struct random *random, struct random_place place, uint32_t type)
{
    static const struct {
        int weight;
        struct tree *(*make)(struct random *, struct random_place, uint32_t);
    } makers[] = {{30, make_function},    {25, make_operator}, {12, make_cast},
                  {14, make_conditional}, {4, make_scalar},    {15, random_leaf}};
    if (place.depth <= 0 || !type_of(random, type))
        return place.aggregates && random_chance(random, 70) ? random_aggregate(random, place, type)
                                                             : random_leaf(random, place, type);
    struct tree *node = NULL;
    if (place.windows && random_chance(random, 40))
        node = random_window(random, place, type);
    else if (place.aggregates && random_chance(random, 50))
        node = random_aggregate(random, place, type);
    else if (type == PG_BOOL && random_chance(random, 50))
        node = random_condition(random, place);
    int ticket = (int)random_below(random, 100);
    for (size_t i = 0; !node && i < sizeof makers / sizeof *makers; i++) {
        if (ticket < makers[i].weight)
            node = makers[i].make(random, place, type);
        ticket -= makers[i].weight;
    }
    return node ? node : random_leaf(random, place, type);
}
