/* The matching rules: each function is one, and says which. */
#include "rewrite/rollup/rollup_match.h"

#include <string.h>

struct matching {
    struct binder *binder;
    struct query *block;
    const struct rollup *rollup;
    const char *why;
};

static bool stop(struct matching *matching, const char *rule, const char *column)
{
    matching->why = arena_printf(matching->binder->arena, rule, column);
    return false;
}

static const struct rel_column *base_column(const struct matching *matching,
                                            const struct expr *expr)
{
    return expr->kind == EXPR_COLUMN && expr->column.rel == matching->block->from
               ? &expr->column.rel->columns[expr->column.index]
               : NULL;
}

enum rollup_aggregate rollup_aggregate_of(const struct expr *aggregate)
{
    static const struct {
        const char *name;
        enum rollup_aggregate aggregate;
    } names[] = {{"count", ROLLUP_COUNT}, {"sum", ROLLUP_SUM}, {"avg", ROLLUP_AVG}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].name, aggregate->aggregate.routine->name) == 0)
            return names[i].aggregate;
    return ROLLUP_NONE;
}

/* Sums of these are held exactly, or as exactly as the base's own (M17). */
static bool is_summable(uint32_t type)
{
    return type == PG_FLOAT8 || type == PG_INT2 || type == PG_INT4;
}

static bool float_sums_allowed(const struct matching *matching, uint32_t type)
{
    return type != PG_FLOAT8 ||
           settings_get_bool(matching->binder->context->settings, "pivot.rollup_floats");
}

/* M1 to M8: the measure is stored, of a column without NULLs. */
static bool match_measure(struct matching *matching, const struct expr *aggregate)
{
    enum rollup_aggregate kind = rollup_aggregate_of(aggregate);
    const char *name = aggregate->aggregate.routine->name;
    if (kind == ROLLUP_NONE || aggregate->aggregate.distinct)
        return stop(matching, "M8: %s cannot be had from sums and counts", name);
    if (aggregate->args.n == 0)
        return true;
    const struct rel_column *column = base_column(matching, aggregate->args.items[0]);
    if (!column)
        return stop(matching, "M7: the argument of %s is not a plain column", name);
    if (column->nullable)
        return stop(matching, "M3: column %s can be NULL", column->name);
    if (kind == ROLLUP_COUNT)
        return true;
    if (!is_summable(column->type) || (kind == ROLLUP_AVG && column->type != PG_FLOAT8))
        return stop(matching, "M17: sums of column %s may be wider than what is stored",
                    column->name);
    if (!float_sums_allowed(matching, column->type))
        return stop(matching, "N3: pivot.rollup_floats is off, and %s is floating-point",
                    column->name);
    return rollup_find_measure(matching->rollup, column->name) ||
           stop(matching, "M3: it holds no sum of %s", column->name);
}

/* G2, W1, W8: outside of aggregates, and in their FILTER, every column is a key. */
static bool match_expr(struct expr **at, void *context)
{
    struct matching *matching = context;
    struct expr *expr = *at;
    const struct rel_column *column = base_column(matching, expr);
    if (column)
        return rollup_find_key(matching->rollup, column->name) ||
               stop(matching, "G2: column %s is not among its keys", column->name);
    if (expr->kind == EXPR_AGGREGATE)
        return match_measure(matching, expr) &&
               (!expr->aggregate.filter || match_expr(&expr->aggregate.filter, matching));
    if (expr->kind == EXPR_CALL && expr->routine->is_volatile)
        return stop(matching, "G11: %s is volatile", expr->routine->name);
    return expr_visit_children(expr, match_expr, matching);
}

const char *rollup_mismatch(struct binder *binder, struct query *block, const struct rollup *rollup)
{
    struct matching matching = {.binder = binder, .block = block, .rollup = rollup};
    if (!rollup_find_measure(rollup, NULL))
        return "F4: it holds no row count, so that it cannot be shown to be complete";
    query_walk_exprs(block, match_expr, &matching);
    return matching.why;
}
