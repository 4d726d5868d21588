/* Set-returning functions in the select list, GROUP BY and ORDER BY (manual, "SQL Functions
 * Returning Sets"): in step with those of their level, above all that is computed of several rows.
 * Does not know which functions there are. */
#include <string.h>

#include "rewrite/bind/bind_whole_row.h"
#include "rewrite/bind/json_set.h"
#include "rewrite/bind/set_call.h"
#include "rewrite/lower/set_function.h"
#include "rewrite/lower/unnest.h"

#define NOT_ALLOWED "set-returning functions are not allowed in "
#define MOVE_HINT "You might be able to move the set-returning function into a LATERAL FROM item."

static const struct {
    enum clause clause;
    const char *message;
    bool has_hint;
} places[] = {
    {CLAUSE_WHERE, NOT_ALLOWED "WHERE", false},
    {CLAUSE_JOIN_ON, NOT_ALLOWED "JOIN conditions", false},
    {CLAUSE_HAVING, NOT_ALLOWED "HAVING", false},
    {CLAUSE_LIMIT, NOT_ALLOWED "LIMIT", false},
    {CLAUSE_VALUES, NOT_ALLOWED "VALUES", false},
    {CLAUSE_UPDATE, NOT_ALLOWED "UPDATE", false},
    {CLAUSE_FILTER, NOT_ALLOWED "FILTER", false},
    {CLAUSE_DEFAULT, NOT_ALLOWED "DEFAULT expressions", false},
    {CLAUSE_GENERATED, NOT_ALLOWED "column generation expressions", false},
    {CLAUSE_CHECK, NOT_ALLOWED "check constraints", false},
    {CLAUSE_TRANSFORM, NOT_ALLOWED "transform expressions", false},
    {CLAUSE_COPY_WHERE, NOT_ALLOWED "COPY FROM WHERE conditions", false},
    {CLAUSE_FROM_FUNCTION, "set-returning functions must appear at top level of FROM", false},
    {CLAUSE_AGGREGATE_ARGUMENT,
     "aggregate function calls cannot contain set-returning function calls", true},
    {CLAUSE_WINDOW_ARGUMENT, "window function calls cannot contain set-returning function calls",
     true},
};

static struct expr *refuse_place(struct binder *binder, enum clause clause, int position)
{
    size_t n = sizeof places / sizeof *places, i = 0;
    while (i < n && places[i].clause != clause)
        i++;
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position, "%s",
            i < n ? places[i].message : "set-returning functions are not supported here yet");
    if (i < n && places[i].has_hint)
        err_hint(binder->err, MOVE_HINT);
    return NULL;
}

static bool may_stand_in(enum clause clause)
{
    return clause == CLAUSE_SELECT || clause == CLAUSE_GROUP_BY || clause == CLAUSE_ORDER_BY;
}

/* ---- levels ---- */

struct level_search {
    const struct list *levels; /* struct rel */
    size_t level;
};

static bool find_level(struct expr **at, void *context)
{
    struct level_search *search = context;
    for (size_t i = 0; (*at)->kind == EXPR_COLUMN && i < search->levels->n; i++)
        if ((*at)->column.rel == search->levels->items[i] && search->level <= i)
            search->level = i + 1;
    return true;
}

/* Functions of the rows of others run for each of these. */
static size_t level_of(const struct query *query, const struct list *arrays)
{
    struct level_search search = {.levels = &query->set_functions};
    for (size_t i = 0; i < arrays->n; i++)
        expr_walk((struct expr **)&arrays->items[i], find_level, &search);
    return search.level;
}

/* The place of arrays that are there already, or the number of columns. */
static size_t find_arrays(const struct rel *rel, const struct list *arrays)
{
    const struct list *have = &rel->function.arrays;
    for (size_t i = 0; i + arrays->n <= have->n; i++) {
        size_t k = 0;
        while (k < arrays->n && expr_equal(have->items[i + k], arrays->items[k]))
            k++;
        if (k == arrays->n)
            return i;
    }
    return rel->n_columns;
}

static void append_columns(struct binder *binder, struct rel *rel, const struct list *arrays,
                           const struct rel *more)
{
    size_t first = rel->n_columns;
    struct rel_column *columns =
        ARENA_ARRAY(binder->arena, struct rel_column, first + more->n_columns);
    memcpy(columns, rel->columns, first * sizeof *columns);
    memcpy(columns + first, more->columns, more->n_columns * sizeof *columns);
    rel->columns = columns;
    rel->n_columns += more->n_columns;
    list_add_all(binder->arena, &rel->function.arrays, arrays);
}

/* Columns for the arrays, in step with those of their level; gives the first's number. What GROUP
 * BY and ORDER BY say again is not called again. */
static size_t add_set_functions(struct binder *binder, struct query *query,
                                const struct list *arrays, const struct list *names,
                                const struct set_call *call, struct rel **rel)
{
    size_t level = level_of(query, arrays);
    struct rel *more = bind_array_rows(binder, arrays, names, false, "", call->position);
    if (level == query->set_functions.n) {
        list_add(binder->arena, &query->set_functions, more);
        *rel = more;
        return 0;
    }
    *rel = query->set_functions.items[level];
    size_t first = call->clause == CLAUSE_SELECT ? (*rel)->n_columns : find_arrays(*rel, arrays);
    if (first == (*rel)->n_columns)
        append_columns(binder, *rel, arrays, more);
    return first;
}

/* ---- calls ---- */

static struct expr *row_of_set(struct binder *binder, struct rel *rel, const struct json_set *set,
                               size_t first, int position)
{
    struct list fields = {0};
    const char **names = ARENA_ARRAY(binder->arena, const char *, set->n_columns);
    for (size_t i = 0; i < set->n_columns; i++) {
        names[i] = set->columns[i].name;
        list_add(binder->arena, &fields, expr_column(binder->arena, rel, first + i, position));
    }
    return bind_row_new(binder, &fields, names, position);
}

static struct expr *value_of_call(struct binder *binder, struct rel *rel,
                                  const struct set_call *call, size_t first)
{
    struct expr *columns[RECORD_MAX_FIELDS];
    const struct json_set *set = json_set_find(call->name);
    if (set && set->n_columns > 1)
        return row_of_set(binder, rel, set, first, call->position);
    if (!call->record)
        return expr_column(binder->arena, rel, first, call->position);
    for (size_t i = 0; i < call->record->n_fields; i++)
        columns[i] = expr_column(binder->arena, rel, first + i, call->position);
    return record_new(binder, call->record, columns, call->position);
}

struct expr *bind_set_function_call(struct binder *binder, struct scope *scope,
                                    const PgQuery__FuncCall *node, enum clause clause)
{
    struct set_call call;
    if (!set_call_of(node, &call))
        return NULL;
    if (!may_stand_in(clause) || !scope->query)
        return refuse_place(binder, clause, call.position);
    struct list arrays = {0}, names = {0};
    struct rel *rel;
    call.scope = scope;
    call.clause = clause;
    if (call.node->n_args > 1 && strcmp(call.name, "unnest") == 0) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, call.position,
                "unnest of several arrays is for FROM only");
        return NULL;
    }
    if (!set_call_arrays(binder, &call, &arrays, &names))
        return NULL;
    size_t first = add_set_functions(binder, scope->query, &arrays, &names, &call, &rel);
    scope->query->set_calls++;
    scope->query->set_call_position = call.position;
    return value_of_call(binder, rel, &call, first);
}

size_t bind_set_calls(const struct scope *scope)
{
    return scope && scope->query ? scope->query->set_calls : 0;
}

bool bind_no_set_calls(struct binder *binder, const struct scope *scope, size_t before,
                       const char *where)
{
    if (bind_set_calls(scope) == before)
        return true;
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, scope->query->set_call_position,
            NOT_ALLOWED "%s", where);
    return err_hint(binder->err, MOVE_HINT);
}

/* ---- their place in the block ---- */

bool bind_is_set_column(const struct query *query, const struct rel *rel)
{
    for (LIST_EACH(const struct rel, level, &query->set_functions))
        if (level == rel)
            return true;
    return false;
}

static bool is_no_set_column(struct expr **at, void *query)
{
    return (*at)->kind != EXPR_COLUMN || !bind_is_set_column(query, (*at)->column.rel);
}

static void join_levels(struct binder *binder, struct query *query)
{
    for (LIST_EACH(struct rel, level, &query->set_functions)) {
        if (!query->from) {
            query->from = level;
            continue;
        }
        struct rel *join = bind_rel_new(binder, REL_JOIN, "", level->position);
        join->join.type = JOIN_TYPE_CROSS;
        join->join.left = query->from;
        join->join.right = level;
        query->from = join;
    }
    query->set_functions = (struct list){0};
}

static bool is_grouped_by(const struct query *query, struct rel *rel, size_t column)
{
    for (LIST_EACH(const struct expr, key, &query->group_by))
        if (key->kind == EXPR_COLUMN && key->column.rel == rel && key->column.index == column)
            return true;
    return false;
}

bool bind_set_function_keys(struct binder *binder, struct query *query)
{
    bool is_key = false;
    for (size_t i = 0; i < query->group_by.n; i++)
        is_key |= !expr_walk((struct expr **)&query->group_by.items[i], is_no_set_column, query);
    if (!is_key)
        return true;
    for (LIST_EACH(struct rel, level, &query->set_functions))
        for (size_t i = 0; level == query->set_functions.items[query->set_functions.n - 1] &&
                           i < level->n_columns;
             i++)
            if (!is_grouped_by(query, level, i))
                return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, level->position,
                               "set-returning functions beside others in GROUP BY are not "
                               "supported yet");
    join_levels(binder, query);
    return true;
}

static bool is_of_row(struct expr **at, void *context)
{
    (void)context;
    return (*at)->kind != EXPR_WINDOW && (*at)->kind != EXPR_AGGREGATE;
}

static bool are_of_rows(struct expr **at, void *context)
{
    return expr_walk(at, is_of_row, context);
}

static bool has_windows(struct query *query)
{
    bool none = query_walk_exprs(query, are_of_rows, NULL);
    for (LIST_EACH(struct rel, level, &query->set_functions))
        for (size_t i = 0; i < level->function.arrays.n; i++)
            none &= are_of_rows((struct expr **)&level->function.arrays.items[i], NULL);
    return !none;
}

void bind_set_function_targets(struct binder *binder, struct query *query)
{
    if (!query->set_functions.n)
        return;
    if (query->is_aggregated || has_windows(query))
        unnest_split_rows(binder, query);
    join_levels(binder, query);
}
