/* OVER and the WINDOW clause (PostgreSQL's transformWindowDefinitions). Knows no functions. */
#include <stdlib.h>
#include <string.h>

#include "rewrite/bind.h"

/* PostgreSQL's FRAMEOPTION_…, which libpg_query hands through. */
enum frame_option {
    FRAME_NONDEFAULT = 0x1,
    FRAME_RANGE = 0x2,
    FRAME_GROUPS = 0x8,
    FRAME_START_UNBOUNDED_PRECEDING = 0x20,
    FRAME_END_UNBOUNDED_FOLLOWING = 0x100,
    FRAME_START_CURRENT_ROW = 0x200,
    FRAME_END_CURRENT_ROW = 0x400,
    FRAME_START_OFFSET_PRECEDING = 0x800,
    FRAME_END_OFFSET_PRECEDING = 0x1000,
    FRAME_START_OFFSET_FOLLOWING = 0x2000,
    FRAME_END_OFFSET_FOLLOWING = 0x4000,
    FRAME_EXCLUSIONS = 0x8000 | 0x10000 | 0x20000,
    FRAME_OFFSETS = FRAME_START_OFFSET_PRECEDING | FRAME_END_OFFSET_PRECEDING |
                    FRAME_START_OFFSET_FOLLOWING | FRAME_END_OFFSET_FOLLOWING,
};

static bool refuse(struct binder *binder, int position, const char *what)
{
    return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position, "%s not supported yet",
                   what);
}

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
    {CLAUSE_FROM_FUNCTION, "functions in FROM"},
    {CLAUSE_FILTER, "FILTER"},
    {CLAUSE_WINDOW_DEFINITION, "window definitions"},
    {CLAUSE_PIVOT_CELL, "PIVOT"},
    {CLAUSE_PIVOT_KEY, "the FOR list of PIVOT"},
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

/* ---- frames ---- */

/* ROWS and RANGE offsets: constants that fit ClickHouse's 32 bits. -1 with err set. */
static long frame_offset(struct binder *binder, struct scope *scope, const PgQuery__Node *node,
                         const char *which)
{
    struct expr *expr = bind_expr(binder, scope, node, CLAUSE_WINDOW_DEFINITION);
    if (expr)
        expr = coerce(binder, expr, PG_INT8, -1, CAST_ASSIGNMENT, expr->position);
    if (!expr)
        return -1;
    if (expr->kind != EXPR_CONST) {
        refuse(binder, expr->position, "frame offsets other than constants are");
        return -1;
    }
    if (!expr->text) {
        err_set(binder->err, SQLSTATE_NULL_VALUE_NOT_ALLOWED, 0, "frame %s offset must not be null",
                which);
        return -1;
    }
    long value = strtol(expr->text, NULL, 10);
    if (value < 0)
        err_set(binder->err, SQLSTATE_INVALID_PRECEDING_OR_FOLLOWING_SIZE, 0,
                "frame %s offset must not be negative", which);
    else if (value >= INT32_MAX)
        refuse(binder, expr->position, "frame offsets above 2147483646 are");
    return value >= INT32_MAX ? -1 : value;
}

/* One end of a frame; `place` counts rows from the current one, for comparing the ends. */
struct frame_end {
    const char *text;
    long place;
};

static bool bind_frame_end(struct binder *binder, struct scope *scope,
                           const PgQuery__WindowDef *def, bool is_start, struct frame_end *end)
{
    int unbounded = is_start ? FRAME_START_UNBOUNDED_PRECEDING : FRAME_END_UNBOUNDED_FOLLOWING;
    int current = is_start ? FRAME_START_CURRENT_ROW : FRAME_END_CURRENT_ROW;
    int preceding = is_start ? FRAME_START_OFFSET_PRECEDING : FRAME_END_OFFSET_PRECEDING;
    if (def->frame_options & unbounded) {
        end->text = is_start ? "UNBOUNDED PRECEDING" : "UNBOUNDED FOLLOWING";
        end->place = is_start ? INT64_MIN : INT64_MAX;
        return true;
    }
    if (def->frame_options & current) {
        end->text = "CURRENT ROW";
        return true;
    }
    bool is_preceding = def->frame_options & preceding;
    long offset = frame_offset(binder, scope, is_start ? def->start_offset : def->end_offset,
                               is_start ? "starting" : "ending");
    if (offset < 0)
        return false;
    end->place = is_preceding ? -offset : offset;
    end->text =
        arena_printf(binder->arena, "%ld %s", offset, is_preceding ? "PRECEDING" : "FOLLOWING");
    return true;
}

static bool is_integer(uint32_t type)
{
    return type == PG_INT2 || type == PG_INT4 || type == PG_INT8;
}

/* RANGE n PRECEDING. */
static bool check_range_key(struct binder *binder, const struct window *window)
{
    if (window->order_by.n != 1)
        return err_set(binder->err, SQLSTATE_WINDOWING_ERROR, 0,
                       "RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY "
                       "column");
    const struct expr *key = ((const struct sort_key *)window->order_by.items[0])->expr;
    return is_integer(key->type) ||
           refuse(binder, key->position, "RANGE offsets of keys other than integers are");
}

/*
 * ClickHouse computes on the key, and takes NULL for a number. Rows whose key is NULL are peers of
 * each other and in nobody else's frame: a partition of their own.
 */
static bool lower_range_key(struct binder *binder, struct window *window, bool is_bounded)
{
    struct sort_key *key = window->order_by.items[0];
    bool is_nullable = key->expr->nullable;
    if (is_nullable && !is_bounded)
        return refuse(binder, key->expr->position,
                      "RANGE from an offset to UNBOUNDED over a key that can be NULL is");
    if (is_nullable) {
        struct expr *copy = expr_copy(binder->arena, key->expr);
        list_add(binder->arena, &window->partition_by,
                 expr_clickhouse(binder->arena, PG_BOOL, "isNull($1)", 1, &copy));
    }
    /* Wide enough for any offset. */
    key->expr =
        expr_clickhouse(binder->arena, PG_INT8,
                        is_nullable ? "toInt64(assumeNotNull($1))" : "toInt64($1)", 1, &key->expr);
    key->expr->nullable = false;
    return true;
}

static bool check_frame(struct binder *binder, const struct window *window,
                        const PgQuery__WindowDef *def)
{
    int options = def->frame_options, position = position_of(def->location);
    if (options & FRAME_GROUPS && !window->order_by.n)
        return err_set(binder->err, SQLSTATE_WINDOWING_ERROR, position,
                       "GROUPS mode requires an ORDER BY clause");
    if (options & FRAME_RANGE && options & FRAME_OFFSETS && !check_range_key(binder, window))
        return false;
    if (options & FRAME_GROUPS && options & FRAME_OFFSETS)
        return refuse(binder, position, "GROUPS with an offset is");
    return !(options & FRAME_EXCLUSIONS) || refuse(binder, position, "EXCLUDE in a frame is");
}

static bool bind_frame(struct binder *binder, struct scope *scope, struct window *window,
                       const PgQuery__WindowDef *def, bool ignores_frame)
{
    struct frame_end start = {0}, end = {0};
    if (!(def->frame_options & FRAME_NONDEFAULT))
        return true;
    if (!check_frame(binder, window, def) || !bind_frame_end(binder, scope, def, true, &start) ||
        !bind_frame_end(binder, scope, def, false, &end))
        return false;
    if (ignores_frame)
        return true;
    if (start.place > end.place)
        return refuse(binder, position_of(def->location), "frames that end before they start are");
    bool is_range = def->frame_options & (FRAME_RANGE | FRAME_GROUPS);
    if (def->frame_options & FRAME_RANGE && def->frame_options & FRAME_OFFSETS &&
        !lower_range_key(binder, window, start.place != INT64_MIN && end.place != INT64_MAX))
        return false;
    window->frame = arena_printf(binder->arena, "%s BETWEEN %s AND %s", is_range ? "RANGE" : "ROWS",
                                 start.text, end.text);
    return true;
}

/* ---- definitions ---- */

static struct expr *bind_key(struct binder *binder, struct scope *scope, const PgQuery__Node *node)
{
    struct expr *expr = bind_expr(binder, scope, node, CLAUSE_WINDOW_DEFINITION);
    if (expr && expr->type == PG_UNKNOWN)
        expr->type = PG_TEXT;
    return expr;
}

static bool bind_partition_by(struct binder *binder, struct scope *scope, struct window *window,
                              const PgQuery__WindowDef *def)
{
    for (size_t i = 0; i < def->n_partition_clause; i++) {
        struct expr *key = bind_key(binder, scope, def->partition_clause[i]);
        if (!key)
            return false;
        list_add(binder->arena, &window->partition_by, key);
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
        list_add(binder->arena, &window->order_by, key);
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
