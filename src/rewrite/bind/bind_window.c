/* OVER and the WINDOW clause (PostgreSQL's transformWindowDefinitions). Knows no functions. */
#include <string.h>

#include "rewrite/bind/bind.h"
#include "rewrite/bind/bind_frame.h"
#include "rewrite/bind/row_key.h"

/* ---- where window functions stand ---- */

static const struct {
    enum clause clause;
    const char *where;
} no_windows[] = {
    {CLAUSE_WHERE, "WHERE"},
    {CLAUSE_JOIN_ON, "JOIN conditions"},
    {CLAUSE_GROUP_BY, "GROUP BY"},
    {CLAUSE_HAVING, "HAVING"},
    {CLAUSE_LIMIT, "LIMIT"},
    {CLAUSE_VALUES, "VALUES"},
    {CLAUSE_UPDATE, "UPDATE"},
    {CLAUSE_FROM_FUNCTION, "functions in FROM"},
    {CLAUSE_FILTER, "FILTER"},
    {CLAUSE_WINDOW_DEFINITION, "window definitions"},
    {CLAUSE_PIVOT_CELL, "PIVOT"},
    {CLAUSE_PIVOT_KEY, "the FOR list of PIVOT"},
    {CLAUSE_DEFAULT, "DEFAULT expressions"},
    {CLAUSE_GENERATED, "column generation expressions"},
    {CLAUSE_CHECK, "check constraints"},
    {CLAUSE_TRANSFORM, "transform expressions"},
    {CLAUSE_COPY_WHERE, "COPY FROM WHERE conditions"},
};

bool bind_window_place(struct binder *binder, enum clause clause, int position)
{
    if (clause == CLAUSE_WINDOW_ARGUMENT)
        return err_set(binder->err, SQLSTATE_WINDOWING_ERROR, position,
                       "window function calls cannot be nested");
    if (clause == CLAUSE_AGGREGATE_ARGUMENT)
        return err_set(binder->err, SQLSTATE_GROUPING_ERROR, position,
                       "aggregate function calls cannot contain window function calls");
    for (size_t i = 0; i < sizeof no_windows / sizeof *no_windows; i++)
        if (no_windows[i].clause == clause)
            return err_set(binder->err, SQLSTATE_WINDOWING_ERROR, position,
                           "window functions are not allowed in %s", no_windows[i].where);
    return true;
}

/* ---- definitions ---- */

static struct expr *bind_key(struct binder *binder, struct scope *scope, const PgQuery__Node *node)
{
    struct expr *expr = bind_expr(binder, scope, node, CLAUSE_WINDOW_DEFINITION);
    return expr ? coerce_unknown(binder, expr) : NULL;
}

static bool bind_partition_by(struct binder *binder, struct scope *scope, struct window *window,
                              const PgQuery__WindowDef *def)
{
    for (size_t i = 0; i < def->n_partition_clause; i++) {
        struct expr *key = bind_key(binder, scope, def->partition_clause[i]);
        if (!key)
            return false;
        row_add_group_keys(binder, NULL, key, &window->partition_by);
    }
    return true;
}

static bool bind_order_by(struct binder *binder, struct scope *scope, struct window *window,
                          const PgQuery__WindowDef *def)
{
    for (size_t i = 0; i < def->n_order_clause; i++) {
        const PgQuery__SortBy *sort = def->order_clause[i]->sort_by;
        struct sort_key *key = bind_sort_key(binder, sort);
        if (!key || !(key->expr = bind_key(binder, scope, sort->node)))
            return false;
        if (bind_frame_has_range_offset(def))
            list_add(binder->arena, &window->order_by, key);
        else
            row_add_sort_keys(binder, NULL, key, &window->order_by);
    }
    return true;
}

/* The definition of that name among the first n of the WINDOW clause. */
static const PgQuery__WindowDef *find_window(struct binder *binder, const struct scope *scope,
                                             size_t n, const char *name, int position, size_t *at)
{
    for (*at = 0; *at < n; ++*at)
        if (strcmp(scope->windows[*at]->window_def->name, name) == 0)
            return scope->windows[*at]->window_def;
    err_set(binder->err, SQLSTATE_UNDEFINED_OBJECT, position, "window \"%s\" does not exist", name);
    return NULL;
}

static bool check_override(struct binder *binder, const PgQuery__WindowDef *def,
                           const PgQuery__WindowDef *base)
{
    int position = position_of(def->location);
    if (def->n_partition_clause)
        return err_set(binder->err, SQLSTATE_WINDOWING_ERROR, position,
                       "cannot override PARTITION BY clause of window \"%s\"", base->name);
    if (base->frame_options & FRAME_NONDEFAULT)
        return err_set(binder->err, SQLSTATE_WINDOWING_ERROR, position,
                       "cannot copy window \"%s\" because it has a frame clause", base->name);
    return true;
}

/* A definition; it can be made from one of the first n of the WINDOW clause, by its name. The
 * recursion ends: n gets smaller. */
static struct window *bind_definition(struct binder *binder, struct scope *scope,
                                      const PgQuery__WindowDef *def, size_t n, bool ignores_frame)
{
    struct window *window = ARENA_NEW(binder->arena, struct window);
    window->frame = "";
    if (def->refname[0]) {
        size_t at;
        const PgQuery__WindowDef *base =
            find_window(binder, scope, n, def->refname, position_of(def->location), &at);
        if (!base || !check_override(binder, def, base) ||
            !(window = bind_definition(binder, scope, base, at, ignores_frame)))
            return NULL;
        if (def->n_order_clause && window->order_by.n) {
            err_set(binder->err, SQLSTATE_WINDOWING_ERROR, position_of(def->location),
                    "cannot override ORDER BY clause of window \"%s\"", base->name);
            return NULL;
        }
    }
    return bind_partition_by(binder, scope, window, def) &&
                   bind_order_by(binder, scope, window, def) &&
                   bind_frame(binder, scope, window, def, ignores_frame)
               ? window
               : NULL;
}

struct window *bind_window(struct binder *binder, struct scope *scope,
                           const PgQuery__WindowDef *over, bool ignores_frame)
{
    size_t n = scope->n_windows;
    if (over->name[0] &&
        !(over = find_window(binder, scope, n, over->name, position_of(over->location), &n)))
        return NULL;
    return bind_definition(binder, scope, over, n, ignores_frame);
}

bool bind_window_clause(struct binder *binder, struct scope *scope)
{
    for (size_t i = 0; i < scope->n_windows; i++) {
        const PgQuery__WindowDef *def = scope->windows[i]->window_def;
        for (size_t k = 0; k < i; k++)
            if (strcmp(scope->windows[k]->window_def->name, def->name) == 0)
                return err_set(binder->err, SQLSTATE_WINDOWING_ERROR, position_of(def->location),
                               "window \"%s\" is already defined", def->name);
        if (!bind_definition(binder, scope, def, i, false))
            return false;
    }
    return true;
}
