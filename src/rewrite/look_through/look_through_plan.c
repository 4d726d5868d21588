/*
 * Which plan serves a block. Lines of a trade differ only in what comes from the path, and sums are
 * linear: so trades that agree in everything else the block looks at may be added up before they
 * are expanded; and where it looks at nothing of the path, they need not be expanded at all.
 */
#include "rewrite/look_through/look_through_plan.h"

#include <stdlib.h>
#include <string.h>

#include "rewrite/look_through/look_through_line.h"

struct choosing {
    struct binder *binder;
    const struct rel *lines;
    const char *not_summed; /* why the trades may not be summed, or NULL */
    const char *not_top;    /* why EXPAND_NOTHING will not do, or NULL */
    const char *too_fine;   /* why EXPAND_SUMS would not pay, or NULL */
    bool counts;
};

static bool not_summed(struct choosing *choosing, const char *why, const char *what)
{
    choosing->not_summed = arena_printf(choosing->binder->arena, why, what);
    return false;
}

static void not_top(struct choosing *choosing, const char *why, const char *what)
{
    if (!choosing->not_top)
        choosing->not_top = arena_printf(choosing->binder->arena, why, what);
}

static const struct rel_column *line_column(const struct choosing *choosing,
                                            const struct expr *expr)
{
    return expr->kind == EXPR_COLUMN && expr->column.rel == choosing->lines
               ? &choosing->lines->columns[expr->column.index]
               : NULL;
}

static bool is_added(enum line_kind kind)
{
    return kind == LINE_SCALED || kind == LINE_ADDED;
}

/* ---- outside of sums ---- */

/* Nearly each trade has a value of its own: groups would be no fewer. */
static bool is_fine(uint32_t type)
{
    return type == PG_FLOAT8 || type == PG_FLOAT4 || type == PG_NUMERIC || type == PG_TIMESTAMP ||
           type == PG_TIMESTAMPTZ;
}

static bool check_column(struct choosing *choosing, const struct expr *expr)
{
    const struct rel_column *column = line_column(choosing, expr);
    enum line_kind kind = look_through_line_kind(choosing->lines, expr->column.index);
    if (kind != LINE_TRADE)
        not_top(choosing, "column %s tells lines apart", column->name);
    if (is_added(kind) || kind == LINE_RATIO)
        return not_summed(choosing, "column %s stands outside of a sum", column->name);
    if (kind == LINE_TRADE && is_fine(column->type))
        choosing->too_fine = arena_printf(choosing->binder->arena,
                                          "column %s tells nearly all trades apart", column->name);
    return true;
}

static bool check_aggregate(struct choosing *choosing, struct expr *aggregate);

/* expr_visit of what is not the argument of an aggregate. */
static bool check(struct expr **at, void *context)
{
    struct choosing *choosing = context;
    struct expr *expr = *at;
    if (line_column(choosing, expr))
        return check_column(choosing, expr);
    if (expr->kind == EXPR_AGGREGATE)
        return check_aggregate(choosing, expr) &&
               (!expr->aggregate.filter || check(&expr->aggregate.filter, choosing));
    if (expr->kind == EXPR_CALL && expr->routine->is_volatile) {
        not_top(choosing, "%s is volatile", expr->routine->name);
        return not_summed(choosing, "%s is volatile", expr->routine->name);
    }
    return expr_visit_children(expr, check, choosing);
}

/* ---- arguments of sum ---- */

static bool names_added(struct expr **at, void *context)
{
    const struct choosing *choosing = context;
    return !line_column(choosing, *at) ||
           !is_added(look_through_line_kind(choosing->lines, (*at)->column.index));
}

static bool has_added(struct choosing *choosing, struct expr *expr)
{
    return !expr_walk(&expr, names_added, choosing);
}

static bool is_zero(const struct expr *expr)
{
    return !expr || (expr->kind == EXPR_CONST && (!expr->text || strtod(expr->text, NULL) == 0));
}

static bool check_linear(struct choosing *choosing, struct expr *expr);

static bool check_linear_call(struct choosing *choosing, struct expr *expr)
{
    const char *name = expr->routine->name;
    struct expr **args = (struct expr **)expr->args.items;
    bool is_sum = strcmp(name, "+") == 0 || strcmp(name, "-") == 0;
    bool is_product = strcmp(name, "*") == 0, is_quotient = strcmp(name, "/") == 0;
    if (is_sum && expr->args.n == 1)
        return check_linear(choosing, args[0]);
    if (expr->args.n != 2 || (!is_sum && !is_product && !is_quotient))
        return not_summed(choosing, "%s of a measure is no sum of its parts", name);
    if (is_sum)
        return check_linear(choosing, args[0]) && check_linear(choosing, args[1]);
    if (is_product && has_added(choosing, args[1]))
        return check_linear(choosing, args[1]) && check(&args[0], choosing);
    return check_linear(choosing, args[0]) && check(&args[1], choosing);
}

static bool check_linear_case(struct choosing *choosing, struct expr *expr)
{
    for (LIST_EACH(struct case_when, when, &expr->cases.whens))
        if (!check(&when->condition, choosing) ||
            (!is_zero(when->result) && !check_linear(choosing, when->result)))
            return false;
    return is_zero(expr->cases.otherwise) || check_linear(choosing, expr->cases.otherwise);
}

/* Whether the expression is a sum of measures times what the block tells apart anyway. */
static bool check_linear(struct choosing *choosing, struct expr *expr)
{
    const struct rel_column *column = line_column(choosing, expr);
    if (column) {
        enum line_kind kind = look_through_line_kind(choosing->lines, expr->column.index);
        if (!is_added(kind))
            return not_summed(choosing, "column %s is added up, and no measure", column->name);
        if (kind == LINE_ADDED)
            not_top(choosing, "column %s does not add up to the trade", column->name);
        if (column->type == PG_FLOAT4)
            return not_summed(choosing, "column %s is real", column->name);
        return true;
    }
    if (!has_added(choosing, expr))
        return not_summed(choosing, "%s", "something else than measures is added up");
    if (expr->kind == EXPR_CALL)
        return check_linear_call(choosing, expr);
    if (expr->kind == EXPR_CASE)
        return check_linear_case(choosing, expr);
    return not_summed(choosing, "%s", "the argument of sum is not linear in the measures");
}

/* Sums of parts skip NULLs one by one, the sum of the whole skips the row. */
static bool is_without_null(struct expr **at, void *context)
{
    const struct choosing *choosing = context;
    if (!line_column(choosing, *at) ||
        (*at)->column.index >= choosing->lines->look_through->table->n_columns)
        return true;
    return !choosing->lines->look_through->table->columns[(*at)->column.index].nullable;
}

static bool check_sum(struct choosing *choosing, struct expr *aggregate)
{
    struct expr *arg = aggregate->args.items[0];
    if (aggregate->type == PG_FLOAT4 || aggregate->type == PG_INTERVAL)
        return not_summed(choosing, "%s", "the sum is no double precision and no numeric");
    if (!line_column(choosing, arg) && !expr_walk(&arg, is_without_null, choosing))
        return not_summed(choosing, "%s", "what is summed can be NULL in parts");
    return check_linear(choosing, arg);
}

/* ---- aggregates ---- */

/* Of which it does not matter how often a value comes. */
static bool ignores_copies(const struct expr *aggregate)
{
    static const char *const names[] = {"min", "max", "bool_and", "bool_or", "every"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(aggregate->aggregate.routine->name, names[i]) == 0)
            return true;
    return aggregate->aggregate.distinct;
}

/* A column that is never NULL: its rows are counted. */
static bool is_counted(struct choosing *choosing, const struct expr *aggregate)
{
    if (aggregate->args.n == 0)
        return true;
    const struct expr *arg = aggregate->args.items[0];
    return line_column(choosing, arg) && !arg->nullable &&
           look_through_line_kind(choosing->lines, arg->column.index) != LINE_RATIO;
}

static bool check_count(struct choosing *choosing, const struct expr *aggregate)
{
    not_top(choosing, "%s", "lines are counted");
    choosing->counts = true;
    return is_counted(choosing, aggregate) ||
           not_summed(choosing, "%s", "what is counted can be NULL");
}

/* avg(measure): the sum by the number of lines. */
static bool check_avg(struct choosing *choosing, struct expr *aggregate)
{
    struct expr *arg = aggregate->args.items[0];
    not_top(choosing, "%s", "lines are counted");
    choosing->counts = true;
    if (arg->type != PG_FLOAT8 || arg->nullable || !line_column(choosing, arg))
        return not_summed(choosing, "%s",
                          "the average is not of a double precision column without NULLs");
    return check_linear(choosing, arg);
}

static bool check_aggregate(struct choosing *choosing, struct expr *aggregate)
{
    const char *name = aggregate->aggregate.routine->name;
    if (aggregate->aggregate.order_by.n)
        return not_summed(choosing, "%s takes rows in an order", name);
    if (ignores_copies(aggregate))
        return expr_visit_children(aggregate, check, choosing);
    if (strcmp(name, "count") == 0)
        return check_count(choosing, aggregate);
    if (strcmp(name, "sum") == 0)
        return check_sum(choosing, aggregate);
    if (strcmp(name, "avg") == 0)
        return check_avg(choosing, aggregate);
    return not_summed(choosing, "%s is no sum", name);
}

/* ---- the block ---- */

static bool is_alone(const struct rel *from, const struct rel *lines)
{
    if (from->kind == REL_JOIN)
        return is_alone(from->join.left, lines) && is_alone(from->join.right, lines);
    return from == lines || from->kind != REL_LOOK_THROUGH || from->look_through->view != VIEW_LEAF;
}

static void check_block(struct choosing *choosing, struct query *block)
{
    if (!block->is_aggregated)
        not_summed(choosing, "%s", "the lines themselves are asked for");
    else if (choosing->lines->may_be_missing)
        not_summed(choosing, "%s", "an outer join may leave it out");
    else if (!is_alone(block->from, choosing->lines))
        not_summed(choosing, "%s", "it is joined with another look_through");
    else
        query_walk_exprs(block, check, choosing);
}

struct look_through_choice look_through_choose(struct binder *binder, struct query *block,
                                               const struct rel *lines)
{
    const struct look_through *options = lines->look_through;
    struct choosing choosing = {.binder = binder, .lines = lines};
    if (options->stored)
        not_summed(&choosing, "%s", "its lines are stored");
    else if (options->plan == LOOK_THROUGH_ROWS)
        not_summed(&choosing, "%s", "lookthrough.plan is rows");
    else
        check_block(&choosing, block);
    if (options->residual == RESIDUAL_DROP)
        not_top(&choosing, "%s", "residuals are left out");
    if (options->plan == LOOK_THROUGH_AGGREGATE)
        not_top(&choosing, "%s", "lookthrough.plan is aggregate");
    if (choosing.not_summed)
        return (struct look_through_choice){EXPAND_ROWS, choosing.not_summed, false};
    if (!choosing.not_top)
        return (struct look_through_choice){EXPAND_NOTHING, "", false};
    if (choosing.too_fine && options->plan == LOOK_THROUGH_AUTO)
        return (struct look_through_choice){EXPAND_ROWS, choosing.too_fine, false};
    return (struct look_through_choice){EXPAND_SUMS, choosing.not_top, choosing.counts};
}
