/*
 * PIVOT in two aggregations: by the rows and the key, then each cell is the one of these groups
 * whose key is the value. So aggregates run once for each row of the source, however many values
 * there are, and each is as exact as without PIVOT. Knows not when that is cheaper.
 */
#include <stdlib.h>
#include <string.h>

#include "rewrite/pivot/pivot_plan.h"

/* Numbers of values in UInt16, with 0. */
#define MAX_PLACES 65535

/* --- whether it gives the same --- */

static const char *const counts[] = {"count", "regr_count"};

/* What an aggregate is of no rows: NULL, or 0. */
static bool is_count(const struct expr *aggregate)
{
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (strcmp(aggregate->aggregate.routine->name, counts[i]) == 0)
            return aggregate->type == PG_INT8;
    return false;
}

/* An array is no value that can be NULL in ClickHouse; how many decimals an average shows hangs on
 * its rows. */
static bool can_be_picked(const struct expr *aggregate)
{
    const struct routine *routine = aggregate->aggregate.routine;
    return (aggregate->nullable || is_count(aggregate)) && !routine->shown &&
           !routine->gives_array && !routine->params && !pgtype_element(aggregate->type) &&
           aggregate->type != PG_RECORD && aggregate->type != PG_INTERVAL;
}

/* expr_visit: nothing but aggregates and what is made of them. */
static bool suits(struct expr **at, void *context)
{
    struct expr *expr = *at;
    if (expr->kind == EXPR_AGGREGATE)
        return can_be_picked(expr);
    return expr->kind != EXPR_COLUMN && expr->kind != EXPR_GROUPING &&
           expr->kind != EXPR_SUBQUERY && !pivot_share_kind(expr) &&
           expr_visit_children(expr, suits, context);
}

/* Types whose constants ClickHouse's IN compares as = does. */
static bool has_plain_set(uint32_t type)
{
    static const uint32_t types[] = {PG_INT2, PG_INT4, PG_INT8,      PG_TEXT,
                                     PG_DATE, PG_UUID, PG_TIMESTAMP, PG_VARCHAR};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (types[i] == type)
            return true;
    return false;
}

/* Types whose constants transform finds in whatever column holds the key. */
static bool has_places(const struct pivot_key *key)
{
    static const uint32_t types[] = {PG_INT2, PG_INT4, PG_INT8, PG_TEXT, PG_VARCHAR, PG_DATE};
    bool is_plain = false;
    if (key->exprs.n != 1 || !key->values.n || key->values.n > MAX_PLACES)
        return false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        is_plain |= ((const struct expr *)key->exprs.items[0])->type == types[i];
    for (LIST_EACH(const struct pivot_value, value, &key->values))
        is_plain = is_plain && ((const struct expr *)value->exprs.items[0])->kind == EXPR_CONST;
    return is_plain;
}

/* Of keys that are not listed no group of their own may be made: there may be millions. */
static bool can_be_folded(const struct pivot_key *key)
{
    if (key->is_complete || has_places(key))
        return true;
    for (LIST_EACH(const struct expr, part, &key->exprs))
        if (!has_plain_set(part->type))
            return false;
    for (LIST_EACH(const struct pivot_value, value, &key->values))
        for (LIST_EACH(const struct expr, part, &value->exprs))
            if (part->kind != EXPR_CONST || !part->text)
                return false;
    return key->values.n > 0;
}

bool pivot_two_level_suits(const struct pivot *pivot)
{
    bool has_others = pivot->keys.n == 1 && has_places(pivot->keys.items[0]);
    if (pivot->grouping_sets.n || pivot->total || !pivot->keys.n || (pivot->others && !has_others))
        return false;
    for (LIST_EACH(const struct pivot_key, key, &pivot->keys))
        if (!can_be_folded(key))
            return false;
    for (LIST_EACH(struct pivot_cell, cell, &pivot->cells)) {
        struct expr *expr = cell->expr;
        if (!suits(&expr, NULL))
            return false;
    }
    return true;
}

bool pivot_arrays_suit(const struct pivot *pivot)
{
    return pivot->keys.n == 1 && has_places(pivot->keys.items[0]);
}

/* --- the first aggregation --- */

struct levels {
    struct binder *binder;
    const struct pivot *pivot;
    struct query *inner;
    struct rel *groups;     /* its rows */
    struct list aggregates; /* struct expr: the last targets of inner */
    struct list keys;       /* struct pivot_key, over the groups */
    const struct expr *condition;
    enum pivot_holder holder;
    struct rel *arrays; /* a row of arrays for each row; NULL of PIVOT_GROUPS */
    size_t *places;     /* of PIVOT_LISTS: for each aggregate, the column of `arrays` */
    size_t place;       /* in the arrays, from 1; or in lists what stands for it */
};

static void add_group(struct levels *levels, struct expr *expr)
{
    pivot_add_target(levels->binder, levels->inner, expr, "");
    list_add(levels->binder->arena, &levels->inner->group_by,
             expr_copy(levels->binder->arena, expr));
}

/* The number of each of the key's values, from 1: NULL comes behind the others. */
static size_t *find_places(struct arena *arena, const struct pivot_key *key, size_t *n_texts)
{
    size_t *places = ARENA_ARRAY(arena, size_t, key->values.n);
    *n_texts = 0;
    for (size_t i = 0; i < key->values.n; i++) {
        const struct pivot_value *value = key->values.items[i];
        places[i] = ((const struct expr *)value->exprs.items[0])->text ? ++*n_texts : 0;
    }
    for (size_t i = 0; i < key->values.n; i++)
        if (!places[i])
            places[i] = *n_texts + 1;
    return places;
}

/* All but NULL, as an Array. */
static struct expr *listed_values(struct arena *arena, const struct pivot_key *key)
{
    struct expr **values = ARENA_ARRAY(arena, struct expr *, key->values.n);
    size_t n = 0;
    for (LIST_EACH(const struct pivot_value, value, &key->values))
        if (((const struct expr *)value->exprs.items[0])->text)
            values[n++] = expr_copy(arena, value->exprs.items[0]);
    struct expr *array = expr_clickhouse(arena, PG_TEXT, "array($*)", n, values);
    array->nullable = false;
    return array;
}

/* The number of the row's value, 0 of those that are not listed: a key of a byte or two, and of a
 * LowCardinality column made once for each of its values. */
static struct expr *place_of(struct levels *levels, const struct pivot_key *key)
{
    struct arena *arena = levels->binder->arena;
    struct expr *part = expr_copy(arena, key->exprs.items[0]);
    struct expr *args[2] = {part, listed_values(arena, key)};
    size_t n;
    find_places(arena, key, &n);
    const char *place = n ? arena_printf(arena, "transform($1, $2, range(1, %zu), 0)", n + 1) : "0";
    if (n < key->values.n)
        place = arena_printf(arena, "if(isNull($1), %zu, %s)", n + 1, place);
    struct expr *expr = expr_clickhouse(arena, PG_INT8, place, n ? 2 : 1, args);
    expr->nullable = false;
    expr->typmod = -1;
    return expr;
}

/* CASE WHEN part IN (values) THEN part END */
static struct expr *fold(struct levels *levels, const struct pivot_key *key, size_t i)
{
    struct arena *arena = levels->binder->arena;
    const struct expr *part = key->exprs.items[i];
    if (key->is_complete)
        return expr_copy(arena, part);
    struct expr *is_listed = expr_new(arena, EXPR_IN, PG_BOOL, 0);
    is_listed->nullable = part->nullable;
    list_add(arena, &is_listed->args, expr_copy(arena, part));
    for (LIST_EACH(const struct pivot_value, value, &key->values))
        list_add(arena, &is_listed->args, expr_copy(arena, value->exprs.items[i]));
    struct expr *folded = expr_new(arena, EXPR_CASE, part->type, 0);
    struct case_when *when = ARENA_NEW(arena, struct case_when);
    *when = (struct case_when){is_listed, expr_copy(arena, part)};
    list_add(arena, &folded->cases.whens, when);
    folded->typmod = part->typmod;
    folded->nullable = true;
    return folded;
}

static size_t find_aggregate(const struct levels *levels, const struct expr *aggregate)
{
    size_t i = 0;
    while (i < levels->aggregates.n && !expr_equal(levels->aggregates.items[i], aggregate))
        i++;
    return i;
}

/* expr_visit */
static bool add_aggregates(struct expr **at, void *context)
{
    struct levels *levels = context;
    struct expr *expr = *at;
    if (expr->kind != EXPR_AGGREGATE)
        return expr_visit_children(expr, add_aggregates, context);
    if (find_aggregate(levels, expr) == levels->aggregates.n) {
        list_add(levels->binder->arena, &levels->aggregates, expr);
        pivot_add_target(levels->binder, levels->inner, expr_copy(levels->binder->arena, expr), "");
    }
    return true;
}

static void make_inner(struct levels *levels)
{
    const struct pivot *pivot = levels->pivot;
    levels->inner = ARENA_NEW(levels->binder->arena, struct query);
    levels->inner->kind = QUERY_SELECT;
    levels->inner->from = pivot->source;
    levels->inner->is_aggregated = true;
    for (LIST_EACH(const struct target, row, &pivot->rows))
        add_group(levels, row->expr);
    for (LIST_EACH(const struct pivot_key, key, &pivot->keys)) {
        if (has_places(key))
            add_group(levels, place_of(levels, key));
        for (size_t i = 0; !has_places(key) && i < key->exprs.n; i++)
            add_group(levels, fold(levels, key, i));
    }
    for (LIST_EACH(struct pivot_cell, cell, &pivot->cells))
        add_aggregates(&cell->expr, levels);
    levels->groups = bind_query_rel(levels->binder, levels->inner, "", 0);
}

/* --- the second --- */

static struct expr *group_column(const struct levels *levels, size_t index)
{
    return expr_column(levels->binder->arena, levels->groups, index, 0);
}

/* The numbers of the values instead of these; 0 is that of the others. */
static struct list place_values(const struct levels *levels, const struct pivot_key *key)
{
    struct arena *arena = levels->binder->arena;
    struct list values = {0};
    size_t n_texts;
    const size_t *places = find_places(arena, key, &n_texts);
    for (size_t i = 0; i <= key->values.n; i++) {
        size_t place = i < key->values.n ? places[i] : 0;
        struct pivot_value *value = ARENA_NEW(arena, struct pivot_value);
        if (i == key->values.n && !levels->pivot->others)
            break;
        list_add(arena, &value->exprs,
                 expr_const(arena, PG_INT8, arena_printf(arena, "%zu", place), 0));
        list_add(arena, &values, value);
    }
    return values;
}

/* The same keys over the columns of the groups. */
static void make_keys(struct levels *levels)
{
    struct arena *arena = levels->binder->arena;
    size_t column = levels->pivot->rows.n;
    for (LIST_EACH(const struct pivot_key, key, &levels->pivot->keys)) {
        struct pivot_key *own = ARENA_NEW(arena, struct pivot_key);
        *own = *key;
        own->exprs = (struct list){0};
        for (size_t i = 0; i < key->exprs.n; i++)
            list_add(arena, &own->exprs, group_column(levels, column++));
        if (has_places(key))
            own->values = place_values(levels, key);
        list_add(arena, &levels->keys, own);
    }
}

/* The values at the places of their keys' numbers. Aggregates pass over NULL but in a tuple. */
static struct expr *array_of(const struct levels *levels, size_t column)
{
    static const struct routine values_at = {
        .name = "values at places",
        .result = PG_ANY,
        .args = {PG_ANY, PG_INT8},
        .n_args = 2,
        .scale = SCALE_FIRST,
        .clickhouse = "arrayMap(t -> tupleElement(t, 1), "
                      "groupArrayInsertAt[tuple(toNullable($1)), toUInt32($2)])"};
    static const struct routine list = {.name = "list of values",
                                        .result = PG_ANY,
                                        .args = {PG_ANY},
                                        .n_args = 1,
                                        .scale = SCALE_FIRST,
                                        .clickhouse = "groupArray[$1]"};
    struct arena *arena = levels->binder->arena;
    struct expr *values = group_column(levels, column);
    struct expr *array = expr_new(arena, EXPR_AGGREGATE, values->type, 0);
    array->typmod = values->typmod;
    array->nullable = false;
    array->aggregate.routine = levels->holder == PIVOT_LISTS ? &list : &values_at;
    list_add(arena, &array->args, values);
    if (levels->holder == PIVOT_ARRAYS)
        list_add(arena, &array->args, group_column(levels, levels->pivot->rows.n));
    return array;
}

/* Of the values that are in the list: of those that are not NULL. */
static struct expr *places_of(const struct levels *levels, size_t column)
{
    static const struct routine places = {.name = "list of places",
                                          .result = PG_INT8,
                                          .args = {PG_INT8},
                                          .n_args = 1,
                                          .clickhouse = "groupArray[$1]"};
    struct arena *arena = levels->binder->arena;
    struct expr *values = group_column(levels, column);
    struct expr *array = expr_new(arena, EXPR_AGGREGATE, PG_INT8, 0);
    array->typmod = -1;
    array->nullable = false;
    array->aggregate.routine = &places;
    list_add(arena, &array->args, group_column(levels, levels->pivot->rows.n));
    if (!values->nullable)
        return array;
    struct expr *is_listed = expr_new(arena, EXPR_NULL_TEST, PG_BOOL, 0);
    is_listed->negated = true;
    list_add(arena, &is_listed->args, values);
    array->aggregate.filter = is_listed;
    return array;
}

static size_t find_target(const struct list *targets, const struct expr *expr)
{
    size_t i = 0;
    while (i < targets->n && !expr_equal(((const struct target *)targets->items[i])->expr, expr))
        i++;
    return i;
}

/* The number of the target for each aggregate, most often the same. */
static size_t *add_places(struct levels *levels, struct query *query)
{
    size_t n = levels->aggregates.n, first = levels->inner->targets.n - n;
    size_t *columns = ARENA_ARRAY(levels->binder->arena, size_t, n);
    for (size_t i = 0; i < n; i++) {
        struct expr *places = places_of(levels, first + i);
        columns[i] = find_target(&query->targets, places);
        if (columns[i] == query->targets.n)
            pivot_add_target(levels->binder, query, places, "");
    }
    return columns;
}

static void make_arrays(struct levels *levels)
{
    struct binder *binder = levels->binder;
    struct query *query = ARENA_NEW(binder->arena, struct query);
    size_t n = levels->inner->targets.n;
    query->kind = QUERY_SELECT;
    query->from = levels->groups;
    query->is_aggregated = true;
    for (size_t i = 0; i < levels->pivot->rows.n; i++) {
        pivot_add_target(binder, query, group_column(levels, i), "");
        list_add(binder->arena, &query->group_by, group_column(levels, i));
    }
    for (size_t i = n - levels->aggregates.n; i < n; i++)
        pivot_add_target(binder, query, array_of(levels, i), "");
    if (levels->holder == PIVOT_LISTS)
        levels->places = add_places(levels, query);
    levels->arrays = bind_query_rel(binder, query, "", 0);
}

const struct routine pivot_value_at = {.name = "value at place",
                                       .result = PG_ANY,
                                       .args = {PG_ANY, PG_INT8},
                                       .n_args = 2,
                                       .scale = SCALE_FIRST,
                                       .clickhouse = "arrayElement($1, $2)"};

const struct routine pivot_listed_at = {
    .name = "listed value at place",
    .result = PG_ANY,
    .args = {PG_ANY, PG_INT8, PG_INT8},
    .n_args = 3,
    .scale = SCALE_FIRST,
    .clickhouse = "if(has($2, $3), arrayElement($1, indexOf($2, $3)), NULL)"};

static struct expr *pick_of_array(const struct levels *levels, const struct expr *aggregate)
{
    struct arena *arena = levels->binder->arena;
    size_t column = levels->pivot->rows.n + find_aggregate(levels, aggregate);
    struct expr *picked = expr_new(arena, EXPR_CALL, aggregate->type, aggregate->position);
    picked->typmod = aggregate->typmod;
    picked->nullable = true;
    picked->routine = levels->places ? &pivot_listed_at : &pivot_value_at;
    list_add(arena, &picked->args, expr_column(arena, levels->arrays, column, 0));
    if (levels->places)
        list_add(arena, &picked->args,
                 expr_column(arena, levels->arrays,
                             levels->places[find_aggregate(levels, aggregate)], 0));
    list_add(arena, &picked->args,
             expr_const(arena, PG_INT8, arena_printf(arena, "%zu", levels->place), 0));
    return picked;
}

/* The value of the only group, NULL if there is none. */
static struct expr *pick_of_groups(const struct levels *levels, const struct expr *aggregate)
{
    static const struct routine any_value = {.name = "any_value",
                                             .result = PG_ANY,
                                             .args = {PG_ANY},
                                             .n_args = 1,
                                             .scale = SCALE_FIRST,
                                             .clickhouse = "anyOrNull[$1]"};
    struct arena *arena = levels->binder->arena;
    size_t first = levels->inner->targets.n - levels->aggregates.n;
    struct expr *picked = expr_new(arena, EXPR_AGGREGATE, aggregate->type, aggregate->position);
    picked->typmod = aggregate->typmod;
    picked->nullable = true;
    picked->aggregate.routine = &any_value;
    picked->aggregate.filter = expr_copy(arena, levels->condition);
    list_add(arena, &picked->args, group_column(levels, first + find_aggregate(levels, aggregate)));
    return picked;
}

static struct expr *pick(const struct levels *levels, const struct expr *aggregate)
{
    struct arena *arena = levels->binder->arena;
    struct expr *picked =
        levels->arrays ? pick_of_array(levels, aggregate) : pick_of_groups(levels, aggregate);
    if (!is_count(aggregate))
        return picked;
    struct expr *count = expr_new(arena, EXPR_COALESCE, PG_INT8, aggregate->position);
    count->nullable = false;
    list_add(arena, &count->args, picked);
    list_add(arena, &count->args, expr_const(arena, PG_INT8, "0", 0));
    return count;
}

/* expr_visit */
static bool pick_aggregates(struct expr **at, void *context)
{
    const struct levels *levels = context;
    if ((*at)->kind != EXPR_AGGREGATE)
        return expr_visit_children(*at, pick_aggregates, context);
    *at = pick(levels, *at);
    return true;
}

/* Where the arrays have value i, or what its place is called in lists: its number. */
static size_t place_at(const struct levels *levels, size_t i)
{
    const struct pivot_key *key = levels->keys.items[0];
    const struct pivot_value *value = key->values.items[i];
    const struct expr *number = value->exprs.items[0];
    return (size_t)strtoul(number->text, NULL, 10) + (levels->holder == PIVOT_ARRAYS);
}

static bool add_cells(struct levels *levels, struct query *outer, const struct rel *rel)
{
    struct binder *binder = levels->binder;
    struct list conditions = {0};
    size_t n = 0;
    if (!pivot_combine_values(binder, &levels->keys, &conditions))
        return false;
    for (LIST_EACH(struct expr, condition, &conditions))
        for (LIST_EACH(struct pivot_cell, cell, &levels->pivot->cells)) {
            struct expr *value = expr_copy(binder->arena, cell->expr);
            levels->condition = condition;
            levels->place = levels->arrays ? place_at(levels, n++ / levels->pivot->cells.n) : 0;
            pick_aggregates(&value, levels);
            pivot_add_target(binder, outer, pivot_shown_cell(binder, cell, value),
                             rel->columns[outer->targets.n].name);
        }
    return true;
}

static struct expr *row_column(const struct levels *levels, size_t i)
{
    return levels->arrays ? expr_column(levels->binder->arena, levels->arrays, i, 0)
                          : group_column(levels, i);
}

struct query *pivot_two_level_query(struct binder *binder, const struct rel *rel,
                                    enum pivot_holder holder)
{
    struct levels levels = {.binder = binder, .pivot = rel->pivot, .holder = holder};
    bool uses_arrays = holder != PIVOT_GROUPS;
    struct query *outer = ARENA_NEW(binder->arena, struct query);
    make_inner(&levels);
    make_keys(&levels);
    if (uses_arrays)
        make_arrays(&levels);
    outer->kind = QUERY_SELECT;
    outer->from = uses_arrays ? levels.arrays : levels.groups;
    outer->is_aggregated = !uses_arrays;
    for (size_t i = 0; i < rel->pivot->rows.n; i++) {
        pivot_add_target(binder, outer, row_column(&levels, i), rel->columns[i].name);
        if (!uses_arrays)
            list_add(binder->arena, &outer->group_by, row_column(&levels, i));
    }
    if (!add_cells(&levels, outer, rel))
        return NULL;
    if (rel->pivot->grouping_id) /* there are no totals */
        pivot_add_target(binder, outer, expr_const(binder->arena, PG_INT4, "0", 0),
                         rel->pivot->grouping_id);
    return outer;
}
