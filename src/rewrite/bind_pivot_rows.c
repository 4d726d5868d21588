/* The group columns of a PIVOT. */
#include <stdio.h>
#include <string.h>

#include "rewrite/bind_pivot.h"

/* Above this, grouping by what is not mentioned is more likely an oversight than a wish. */
#define MANY_ROWS_COLUMNS 12

static void add_row(struct pivot_bind *bind, struct expr *expr, const char *name)
{
    struct target *target = ARENA_NEW(bind->binder->arena, struct target);
    target->expr = expr;
    target->name = name;
    list_add(bind->binder->arena, &bind->pivot->rows, target);
}

static bool refuse(struct pivot_bind *bind, int position, const char *what)
{
    return err_set(bind->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                   "%s in the GROUP BY of a PIVOT is not supported yet", what);
}

static bool bind_explicit_row(struct pivot_bind *bind, const PgQuery__Node *node)
{
    if (node->node_case == PG_QUERY__NODE__NODE_GROUPING_SET)
        return node->grouping_set->kind == PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_EMPTY ||
               refuse(bind, position_of(node->grouping_set->location),
                      "ROLLUP, CUBE or GROUPING SETS");
    if (node->node_case == PG_QUERY__NODE__NODE_A_CONST)
        return refuse(bind, position_of(node->a_const->location), "a constant");
    struct expr *expr = bind_expr(bind->binder, bind->source, node, CLAUSE_GROUP_BY);
    if (!expr || !(expr = coerce_unknown(bind->binder, expr)))
        return false;
    add_row(bind, expr, bind_label(node));
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

bool bind_pivot_rows(struct pivot_bind *bind, const PgQuery__SelectStmt *select)
{
    for (size_t i = 0; i < select->n_group_clause; i++)
        if (!bind_explicit_row(bind, select->group_clause[i]))
            return false;
    if (select->n_group_clause)
        return true;
    for (LIST_EACH(struct scope_column, column, &bind->source->columns))
        if (!add_implicit_row(bind, column))
            return false;
    warn_fine_rows(bind);
    return true;
}
