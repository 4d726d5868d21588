/* share_of_…(aggregate) in the cells of a PIVOT: what it means is pivot_share.c's. */
#include <string.h>

#include "rewrite/pivot/bind_pivot.h"
#include "rewrite/pivot/pivot_plan.h"

/* The names are the templates of the expressions too, until pivot_share.c has replaced them. */
static const struct {
    const char *name;
    enum pivot_share share;
} shares[] = {
    {"share_of_row", SHARE_OF_ROW},
    {"share_of_column", SHARE_OF_COLUMN},
    {"share_of_total", SHARE_OF_TOTAL},
    {"share_of_parent", SHARE_OF_PARENT},
};

#define N_SHARES (sizeof shares / sizeof *shares)

enum pivot_share pivot_share_kind(const struct expr *expr)
{
    for (size_t i = 0; i < N_SHARES; i++)
        if (expr->kind == EXPR_CLICKHOUSE && expr->template_ == shares[i].name)
            return shares[i].share;
    return SHARE_NONE;
}

/* What rows add up to. */
static bool is_additive(const struct expr *expr)
{
    if (expr->kind != EXPR_AGGREGATE || expr->aggregate.distinct)
        return false;
    const char *name = expr->aggregate.routine->name;
    return strcmp(name, "sum") == 0 || strcmp(name, "count") == 0;
}

/* expr_visit */
static bool is_no_share(struct expr **at, void *context)
{
    (void)context;
    return !pivot_share_kind(*at);
}

static bool check(struct binder *binder, enum pivot_share share, struct expr *arg, int position)
{
    if (!expr_walk(&arg, is_no_share, NULL))
        return err_set(binder->err, SQLSTATE_GROUPING_ERROR, position,
                       "shares in a PIVOT cannot be nested");
    if (!expr_contains(arg, EXPR_AGGREGATE))
        return err_set(binder->err, SQLSTATE_GROUPING_ERROR, position,
                       "a share in a PIVOT must contain an aggregate function");
    return share == SHARE_OF_ROW || is_additive(arg) ||
           err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, arg->position,
                   "only shares of sum and count in columns, totals and parents are supported");
}

static struct expr *bind_share(struct binder *binder, struct scope *scope,
                               const PgQuery__FuncCall *call, size_t i)
{
    int position = position_of(call->location);
    struct expr *arg = bind_expr(binder, scope, call->args[0], CLAUSE_PIVOT_CELL);
    if (!arg || !check(binder, shares[i].share, arg, position))
        return NULL;
    arg = coerce(binder, arg, PG_FLOAT8, -1, CAST_IMPLICIT, arg->position);
    if (!arg)
        return NULL;
    struct expr *share = expr_clickhouse(binder->arena, PG_FLOAT8, shares[i].name, 1, &arg);
    share->typmod = -1;
    share->nullable = true;
    share->position = position;
    return share;
}

struct expr *bind_pivot_share(struct binder *binder, struct scope *scope,
                              const PgQuery__FuncCall *call, enum clause clause)
{
    bool is_plain = call->n_funcname == 1 && call->n_args == 1 && !call->n_agg_order &&
                    !call->agg_filter && !call->over && !call->agg_within_group &&
                    !call->agg_star && !call->agg_distinct && !call->func_variadic;
    for (size_t i = 0; i < N_SHARES && is_plain && clause == CLAUSE_PIVOT_CELL; i++)
        if (strcmp(shares[i].name, call->funcname[0]->string->sval) == 0)
            return bind_share(binder, scope, call, i);
    return NULL;
}
