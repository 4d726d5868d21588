/* The group columns of a PIVOT. */
#include <stdio.h>
#include <string.h>

#include "rewrite/pivot/bind_pivot.h"

/* Above this, grouping by what is not mentioned is more likely an oversight than a wish. */
#define MANY_ROWS_COLUMNS 12
#define MAX_GROUPING_ROWS 31 /* bits of an integer, as GROUPING's */

static void add_row(struct pivot_bind *bind, struct expr *expr, const char *name)
{
    struct target *target = ARENA_NEW(bind->binder->arena, struct target);
    target->expr = expr;
    target->name = name;
    list_add(bind->binder->arena, &bind->pivot->rows, target);
}

/* Labels are PostgreSQL's of a select list with the same expressions. */
static bool bind_explicit_rows(struct pivot_bind *bind, const PgQuery__SelectStmt *select)
{
    struct query keys = {.kind = QUERY_SELECT};
    struct list nodes = {0};
    if (!bind_group_by(bind->binder, bind->source, &keys, select, &nodes))
        return false;
    for (size_t i = 0; i < nodes.n; i++)
        add_row(bind, keys.group_by.items[i], bind_label(nodes.items[i]));
    if (nodes.n)
        bind->pivot->grouping_sets = keys.grouping_sets;
    return true;
}

static bool is_other_column(struct expr **at, void *context)
{
    const struct expr *column = context, *expr = *at;
    return expr->kind != EXPR_COLUMN || expr->column.rel != column->column.rel ||
           expr->column.index != column->column.index;
}

static bool list_uses(const struct list *exprs, const struct expr *column)
{
    for (size_t i = 0; i < exprs->n; i++) {
        struct expr *expr = exprs->items[i];
        if (!expr_walk(&expr, is_other_column, (void *)(uintptr_t)column))
            return true;
    }
    return false;
}

/* expr_visit: whether no cell and no key uses this column. */
static bool is_unused(struct expr **at, void *context)
{
    const struct pivot *pivot = context;
    if ((*at)->kind != EXPR_COLUMN)
        return true;
    for (LIST_EACH(struct pivot_key, key, &pivot->keys))
        if (list_uses(&key->exprs, *at))
            return false;
    for (LIST_EACH(struct pivot_cell, cell, &pivot->cells))
        if (!expr_walk(&cell->expr, is_other_column, *at))
            return false;
    return true;
}

static bool add_implicit_row(struct pivot_bind *bind, const struct scope_column *column)
{
    struct expr *expr = expr_copy(bind->binder->arena, column->expr);
    if (column->hidden || !expr_walk(&expr, is_unused, bind->pivot))
        return true;
    if (expr->type == 0) {
        err_set(bind->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, bind->position,
                "column \"%s\" has a ClickHouse type that cannot be read, so PIVOT cannot group by "
                "it",
                column->name);
        return err_hint(bind->binder->err, "Add GROUP BY with the wanted columns to the PIVOT.");
    }
    add_row(bind, expr, column->name);
    return true;
}

static bool is_fine_grained(const char *name)
{
    size_t size = strlen(name);
    return strcmp(name, "ts") == 0 || (size > 3 && strcmp(name + size - 3, "_id") == 0);
}

/* One row per trade is what a forgotten GROUP BY gives on a fact table. */
static void warn_fine_rows(struct pivot_bind *bind)
{
    const struct list *rows = &bind->pivot->rows;
    const char *fine = NULL;
    for (LIST_EACH(struct target, row, rows))
        if (!fine && is_fine_grained(row->name))
            fine = row->name;
    if (!fine && rows->n <= MANY_ROWS_COLUMNS)
        return;
    struct plan_notice *notice = ARENA_NEW(bind->binder->arena, struct plan_notice);
    notice->severity = "NOTICE";
    notice->sqlstate = SQLSTATE_SUCCESSFUL_COMPLETION;
    notice->message = arena_printf(
        bind->binder->arena, "PIVOT groups by the %zu columns that it does not mention%s%s%s",
        rows->n, fine ? ", \"" : "", fine ? fine : "", fine ? "\" among them" : "");
    notice->hint = "Add GROUP BY with the wanted columns to the PIVOT.";
    list_add(bind->binder->arena, &bind->binder->notices, notice);
}

static bool bind_implicit_rows(struct pivot_bind *bind)
{
    for (LIST_EACH(struct scope_column, column, &bind->source->columns))
        if (!add_implicit_row(bind, column))
            return false;
    warn_fine_rows(bind);
    return true;
}

/* ---- totals ---- */

/* The grouping set of the first n rows. */
static void add_set(struct pivot_bind *bind, size_t n)
{
    struct list *set = ARENA_NEW(bind->binder->arena, struct list);
    for (size_t i = 0; i < n; i++)
        list_add(bind->binder->arena, set, (void *)(uintptr_t)i);
    list_add(bind->binder->arena, &bind->pivot->grouping_sets, set);
}

static bool has_empty_set(const struct list *sets)
{
    for (LIST_EACH(const struct list, set, sets))
        if (set->n == 0)
            return true;
    return false;
}

/* TOTAL ROW: GROUPING SETS ((rows), ()); SUBTOTALS: ROLLUP (rows). One row of all is its own total.
 */
static bool add_totals(struct pivot_bind *bind)
{
    struct list *sets = &bind->pivot->grouping_sets;
    size_t n_rows = bind->pivot->rows.n;
    if (bind->subtotals && sets->n)
        return err_set(bind->binder->err, SQLSTATE_SYNTAX_ERROR, bind->position,
                       "SUBTOTALS of PIVOT cannot stand beside ROLLUP, CUBE or GROUPING SETS");
    if (n_rows == 0 || (!bind->subtotals && !bind->total_row))
        return true;
    if (!sets->n)
        add_set(bind, n_rows);
    for (size_t n = bind->subtotals ? n_rows - 1 : 0; n > 0; n--)
        add_set(bind, n);
    if (!has_empty_set(sets))
        add_set(bind, 0);
    return true;
}

static bool contains(const struct list *set, size_t row)
{
    for (size_t i = 0; i < set->n; i++)
        if ((size_t)(uintptr_t)set->items[i] == row)
            return true;
    return false;
}

/* A row column is NULL where its set has it not. */
static bool is_in_all_sets(const struct pivot *pivot, size_t row)
{
    for (LIST_EACH(const struct list, set, &pivot->grouping_sets))
        if (!contains(set, row))
            return false;
    return true;
}

static void find_nullable(struct pivot_bind *bind)
{
    const struct pivot *pivot = bind->pivot;
    bind->row_is_nullable = ARENA_ARRAY(bind->binder->arena, bool, pivot->rows.n);
    for (size_t i = 0; i < pivot->rows.n; i++) {
        const struct target *row = pivot->rows.items[i];
        bind->row_is_nullable[i] = row->expr->nullable || !is_in_all_sets(pivot, i);
    }
}

bool bind_pivot_rows(struct pivot_bind *bind, const PgQuery__SelectStmt *select)
{
    bool fine =
        select->n_group_clause ? bind_explicit_rows(bind, select) : bind_implicit_rows(bind);
    if (!fine || !add_totals(bind))
        return false;
    find_nullable(bind);
    return !bind->pivot->grouping_id || bind->pivot->rows.n <= MAX_GROUPING_ROWS ||
           err_set(bind->binder->err, SQLSTATE_TOO_MANY_ARGUMENTS, bind->position,
                   "GROUPING_ID of PIVOT must have fewer than %d row columns",
                   MAX_GROUPING_ROWS + 1);
}
