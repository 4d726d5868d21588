/* Random conditions, aggregates and window functions: expressions with a grammar of their own. */
#include <string.h>

#include "base/pgtype.h"
#include "random_make.h"

/*
 * $1 … are: b a condition, x and y values of one type, t a text, q and p queries of one and of two
 * such columns.
 */
static const struct {
    const char *text, *parts;
    unsigned flags;
} conditions[] = {
    {"($1 AND $2)", "bb", TREE_SKIPS},
    {"($1 OR $2)", "bb", TREE_SKIPS},
    {"(NOT $1)", "b", 0},
    {"($1 IS NULL)", "x", 0},
    {"($1 IS NOT NULL)", "x", 0},
    {"($1 IS TRUE)", "b", 0},
    {"($1 IS NOT TRUE)", "b", 0},
    {"($1 IS FALSE)", "b", 0},
    {"($1 IS UNKNOWN)", "b", 0},
    {"($1 IS DISTINCT FROM $2)", "xx", 0},
    {"($1 IS NOT DISTINCT FROM $2)", "xx", 0},
    {"($1 IN ($2, $3))", "xxx", TREE_SKIPS},
    {"($1 NOT IN ($2, $3))", "xxx", TREE_SKIPS},
    {"($1 BETWEEN $2 AND $3)", "xxx", TREE_SKIPS},
    {"($1 NOT BETWEEN SYMMETRIC $2 AND $3)", "xxx", TREE_SKIPS},
    {"($1 LIKE $2)", "tt", 0},
    {"(($1, $2) = ($3, $4))", "xtxt", TREE_SKIPS},
    {"(($1, $2) < ($3, $4))", "xtxt", TREE_SKIPS},
    {"EXISTS ($1)", "q", TREE_SKIPS},
    {"NOT EXISTS ($1)", "q", TREE_SKIPS},
    {"($1 IN ($2))", "xq", TREE_SKIPS},
    {"($1 NOT IN ($2))", "xq", TREE_SKIPS},
    {"($1 > ALL ($2))", "xq", TREE_SKIPS},
    {"($1 <= ANY ($2))", "xq", TREE_SKIPS},
    {"(($1, $2) IN ($3))", "xtp", TREE_SKIPS},
};

static struct tree *condition_part(struct random *random, struct random_place place, char letter,
                                   uint32_t type)
{
    const struct random_scope *outer = place.group ? NULL : place.scope;
    switch (letter) {
    case 'b':
        return random_expression(random, place, PG_BOOL);
    case 't':
        return random_expression(random, place, PG_TEXT);
    case 'q':
        return random_subquery(random, outer, 1, &type, 1);
    case 'p':
        return random_subquery(random, outer, 1, (uint32_t[]){type, PG_TEXT}, 2);
    default:
        return random_expression(random, place, type);
    }
}

struct tree *random_condition(struct random *random, struct random_place place)
{
    size_t form = random_below(random, sizeof conditions / sizeof *conditions);
    const char *parts = conditions[form].parts;
    /* Queries are two deep at most. */
    if (strpbrk(parts, "qp") && (!place.scope || place.scope->outer || place.depth < 2))
        return NULL;
    uint32_t type = random_type(random, place.scope);
    place.depth--;
    place.exact = true;
    struct tree *node = tree_new(random->arena, PG_BOOL, conditions[form].text, 0);
    node->flags = conditions[form].flags;
    for (; *parts; parts++)
        tree_add(random->arena, node, condition_part(random, place, *parts, type));
    return node;
}

void random_add_keys(struct random *random, const struct random_scope *scope, struct tree *list)
{
    for (LIST_EACH(const char, key, &scope->keys))
        tree_add(random->arena, list, tree_new(random->arena, TREE_FIXED, key, 0));
    list->least = list->n;
}

struct tree *random_sort(struct random *random, struct tree *expression)
{
    static const char *const forms[] = {"$1", "$1 DESC", "$1 NULLS FIRST", "$1 DESC NULLS LAST"};
    return tree_new(random->arena, TREE_FIXED, forms[random_below(random, 4)], 1, expression);
}

/* Sums of floating point have one value only where no addition rounds. */
static bool adds_floats(const struct routine *row)
{
    if (strcmp(row->name, "min") == 0 || strcmp(row->name, "max") == 0 || row->n_args == 0)
        return false;
    return row->args[0] == PG_FLOAT8 || row->args[0] == PG_FLOAT4;
}

static struct tree *call_with_tame_floats(struct random *random, struct random_place place,
                                          const struct random_routine *routine, uint32_t type)
{
    static const char *const forms[] = {"(%s::%s / 4)", "%s::%s", "(%s * -2)::%s",
                                        "NULLIF(%s, 3)::%s"};
    if (!place.scope || !place.scope->has_keys || place.exact)
        return NULL;
    const char *text = arena_printf(random->arena, "%s(", routine->name);
    for (int i = 0; i < routine->row->n_args; i++) {
        const char *value = arena_printf(random->arena, forms[random_below(random, 4)],
                                         (char *)random_item(random, &place.scope->keys),
                                         pgtype_sql_name(routine->row->args[i]));
        text = arena_printf(random->arena, "%s%s%s", text, i ? ", " : "", value);
    }
    struct tree *call = tree_new(random->arena, type, arena_printf(random->arena, "%s)", text), 0);
    call->flags = TREE_INEXACT;
    return call;
}

/* The rows of a kind that give the type, those that give their argument's type among them. */
static const struct random_routine *choose(struct random *random, const struct list *own,
                                           const struct list *all)
{
    const struct random_routine *any = random_item(random, all);
    const struct random_routine *chosen = random_item(random, own);
    return !chosen || (any->row->result == PG_ANY && random_chance(random, 50)) ? any : chosen;
}

/* "name($1" to "name(DISTINCT $1": of one argument. */
static const char *add_distinct(struct arena *arena, const char *text, const char *name)
{
    return arena_printf(arena, "%s(DISTINCT %s", name, text + strlen(name) + 1);
}

static void order_arguments(struct random *random, const struct random_scope *scope,
                            struct tree *call)
{
    struct tree *order = tree_list(random->arena, " ORDER BY $*", ", ", 0);
    random_add_keys(random, scope, order);
    call->text = arena_printf(random->arena, "%.*s$%d)", (int)strlen(call->text) - 1, call->text,
                              call->n + 1);
    tree_add(random->arena, call, order);
}

/* NULL unless the row gives the type. */
static struct tree *call_aggregate(struct random *random, struct random_place place,
                                   const struct random_routine *routine, uint32_t type)
{
    if (!routine || (routine->row->result != type && routine->row->result != PG_ANY))
        return NULL;
    if (adds_floats(routine->row))
        return call_with_tame_floats(random, place, routine, type);
    return random_call(random, place, routine, type);
}

struct tree *random_aggregate(struct random *random, struct random_place place, uint32_t type)
{
    const struct random_type *found = random_type_find(random->words, type);
    const struct random_routine *routine =
        found ? choose(random, &found->aggregates, &random->words->aggregates) : NULL;
    struct random_place inside = {
        .scope = place.scope, .depth = place.depth > 1 ? 2 : 1, .exact = place.exact};
    struct tree *call = call_aggregate(random, inside, routine, type);
    if (!call)
        return random_leaf(random, place, type);
    if (random_wants_order(routine->row->name)) {
        if (!place.scope || !place.scope->has_keys)
            return random_leaf(random, place, type);
        order_arguments(random, place.scope, call);
    } else if (call->n == 1 && random_chance(random, 20)) {
        call->text = add_distinct(random->arena, call->text, routine->name);
        call->flags |= TREE_MERGES;
    }
    if (!random_chance(random, 20))
        return call;
    struct tree *filtered = tree_new(random->arena, type, "$1 FILTER (WHERE $2)", 2, call,
                                     random_expression(random, inside, PG_BOOL));
    filtered->flags = TREE_SKIPS;
    return filtered;
}

static const char *const frames[] = {
    "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
    "ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING",
    "ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
    "ROWS BETWEEN 2 FOLLOWING AND 3 FOLLOWING",
    "ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING",
    "RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
    "RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
    "ROWS 2 PRECEDING",
    "GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW",
};

static struct tree *window_of(struct random *random, struct random_place place, bool needs_key)
{
    struct arena *arena = random->arena;
    struct tree *partition = tree_list(arena, "PARTITION BY $*", ", ", 0);
    struct tree *order = tree_list(arena, " ORDER BY $*", ", ", 0);
    struct tree *frame = tree_list(arena, " $*", "", 0);
    place.depth = 1;
    if (random_chance(random, 60))
        tree_add(arena, partition,
                 random_expression(random, place, random_type(random, place.scope)));
    if (random_chance(random, 60))
        tree_add(arena, order,
                 random_sort(random,
                             random_expression(random, place, random_type(random, place.scope))));
    if (needs_key)
        random_add_keys(random, place.scope, order);
    if (random_chance(random, 40) && needs_key)
        tree_add(arena, frame,
                 tree_new(arena, TREE_FIXED,
                          frames[random_below(random, sizeof frames / sizeof *frames)], 0));
    return tree_new(arena, TREE_FIXED, "$1$2$3", 3, partition, order, frame);
}

struct tree *random_window(struct random *random, struct random_place place, uint32_t type)
{
    const struct random_type *found = random_type_find(random->words, type);
    if (!found || !place.scope || !place.scope->has_keys)
        return NULL;
    place = (struct random_place){.scope = place.scope, .depth = 1, .exact = place.exact};
    bool is_aggregate = random_chance(random, 40);
    const struct random_routine *routine =
        is_aggregate ? choose(random, &found->aggregates, &random->words->aggregates)
                     : choose(random, &found->windows, &random->words->windows);
    if (!routine || random_wants_order(routine->row->name))
        return NULL;
    struct tree *call = call_aggregate(random, place, routine, type);
    if (!call)
        return NULL;
    place.exact = true;
    return tree_new(random->arena, type, "$1 OVER ($2)", 2, call,
                    window_of(random, place, !random_wants_no_key(routine->row->name)));
}
