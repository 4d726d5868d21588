/* Lowering rules: from PostgreSQL's meaning to ClickHouse's. */
#include "rewrite/lower.h"

#include <string.h>

struct lowering {
    struct binder *binder;
    struct query *query;
    bool (*rule)(struct lowering *lowering, struct expr **at);
};

static const struct chtype *stored_type(const struct expr *expr)
{
    if (expr->kind != EXPR_COLUMN || expr->column.rel->kind != REL_TABLE)
        return NULL;
    return chtype_strip(expr->column.rel->columns[expr->column.index].catalog->type);
}

static void replace(struct lowering *lowering, struct expr **at, const char *template_)
{
    struct expr *column = *at;
    struct expr *form =
        expr_clickhouse(lowering->binder->arena, column->type, template_, 1, &column);
    form->nullable = column->nullable;
    form->typmod = column->typmod;
    *at = form;
}

/* An Enum is text to PostgreSQL: its order is that of the names, and text functions take it. */
static bool lower_enum(struct lowering *lowering, struct expr **at)
{
    const struct chtype *type = stored_type(*at);
    if (type && (type->kind == CH_ENUM8 || type->kind == CH_ENUM16))
        replace(lowering, at, "toString($1)");
    return true;
}

/* FixedString pads with zero bytes, which PostgreSQL's text cannot hold. */
static bool lower_fixed_string(struct lowering *lowering, struct expr **at)
{
    const struct chtype *type = stored_type(*at);
    if (type && type->kind == CH_FIXED_STRING)
        replace(lowering, at, "toStringCutToZero($1)");
    return true;
}

/* A time in a zone of its own is shown as that zone's clock shows it: timestamp without time zone
 * is civil time, which everything above takes to be in UTC. */
static bool lower_zoned_time(struct lowering *lowering, struct expr **at)
{
    const struct chtype *type = stored_type(*at);
    if (!type || (type->kind != CH_DATETIME && type->kind != CH_DATETIME64) || !type->timezone ||
        strcmp(type->timezone, "UTC") == 0)
        return true;
    replace(lowering, at,
            arena_printf(lowering->binder->arena,
                         "addSeconds(toDateTime64($1, %d, 'UTC'), timeZoneOffset($1))",
                         type->kind == CH_DATETIME64 ? type->scale : 0));
    return true;
}

/*
 * Of a group that has rows, and a column without NULLs, the sum is never NULL: plain sum is what
 * ClickHouse's aggregate projections hold, sumOrNull is not.
 */
static const struct {
    const char *or_null;
    struct routine plain;
} sums[] = {
    {"sumOrNull[$1]", {.name = "sum", .clickhouse = "sum[$1]"}},
    {"(sumOrNull[$1] / count[$1])", {.name = "avg", .clickhouse = "(sum[$1] / count[$1])"}},
};

static bool lower_sum_of_group(struct lowering *lowering, struct expr **at)
{
    struct expr *expr = *at;
    const struct query *query = lowering->query;
    if (expr->kind != EXPR_AGGREGATE || expr->aggregate.filter || !query->group_by.n ||
        query->grouping_sets.n || expr->args.n != 1 ||
        ((const struct expr *)expr->args.items[0])->nullable)
        return true;
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        if (strcmp(sums[i].or_null, expr->aggregate.routine->clickhouse) == 0)
            expr->aggregate.routine = &sums[i].plain;
    return true;
}

static const struct {
    const char *name;
    bool (*apply)(struct lowering *lowering, struct expr **at);
} rules[] = {
    {"enum", lower_enum},
    {"fixed_string", lower_fixed_string},
    {"zoned_time", lower_zoned_time},
    {"sum_of_group", lower_sum_of_group},
};

static bool apply_rule(struct expr **at, void *context)
{
    struct lowering *lowering = context;
    /* A rule may wrap a column in a form of itself: do not enter that again. */
    return lowering->rule(lowering, at);
}

static bool walk_top(struct expr **at, void *context)
{
    return expr_walk(at, apply_rule, context);
}

static bool has_aggregate_anywhere(struct expr **at, void *context)
{
    *(bool *)context |= expr_contains(*at, EXPR_AGGREGATE);
    return true;
}

/* HAVING alone makes one group; without an aggregate call ClickHouse would not see it. */
static bool check_aggregated(struct binder *binder, struct query *query)
{
    bool has_aggregate = query->group_by.n > 0;
    query_walk_exprs(query, has_aggregate_anywhere, &has_aggregate);
    if (query->is_aggregated && !has_aggregate)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "HAVING without GROUP BY or an aggregate is not supported");
    return true;
}

static bool lower_block(struct query *query, void *context)
{
    struct lowering lowering = {.binder = context, .query = query};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        lowering.rule = rules[i].apply;
        if (!query_walk_exprs(query, walk_top, &lowering))
            return false;
    }
    return check_aggregated(lowering.binder, query);
}

bool lower_query(struct binder *binder, struct query *query)
{
    return query_walk(query, lower_block, binder);
}
