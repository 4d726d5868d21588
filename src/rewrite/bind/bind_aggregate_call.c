/* Calls of aggregates (PostgreSQL's ParseFuncOrColumn and check_agglevels_and_constraints). What
 * stands in their parentheses besides arguments is bind_aggregate.c's. */
#include <string.h>

#include "rewrite/bind/array_depth.h"
#include "rewrite/bind/bind_call.h"
#include "rewrite/bind/bind_clickhouse.h"
#include "rewrite/bind/bind_hypothetical.h"
#include "rewrite/bind/bind_json.h"
#include "rewrite/bind/bind_whole_row.h"
#include "rewrite/bind/clickhouse_call.h"

static const struct {
    enum clause clause;
    const char *where;
} no_aggregates[] = {
    {CLAUSE_WHERE, "WHERE"},
    {CLAUSE_JOIN_ON, "JOIN conditions"},
    {CLAUSE_GROUP_BY, "GROUP BY"},
    {CLAUSE_PIVOT_KEY, "the FOR list of PIVOT"},
    {CLAUSE_LIMIT, "LIMIT"},
    {CLAUSE_VALUES, "VALUES"},
    {CLAUSE_UPDATE, "UPDATE"},
    {CLAUSE_FROM_FUNCTION, "functions in FROM"},
    {CLAUSE_FILTER, "FILTER"},
    {CLAUSE_DEFAULT, "DEFAULT expressions"},
    {CLAUSE_GENERATED, "column generation expressions"},
    {CLAUSE_CHECK, "check constraints"},
    {CLAUSE_TRANSFORM, "transform expressions"},
    {CLAUSE_COPY_WHERE, "COPY FROM WHERE conditions"},
};

bool call_check_aggregate_place(struct binder *binder, enum clause clause, int position)
{
    if (clause == CLAUSE_AGGREGATE_ARGUMENT)
        return err_set(binder->err, SQLSTATE_GROUPING_ERROR, position,
                       "aggregate function calls cannot be nested");
    for (size_t i = 0; i < sizeof no_aggregates / sizeof *no_aggregates; i++)
        if (no_aggregates[i].clause == clause)
            return err_set(binder->err, SQLSTATE_GROUPING_ERROR, position,
                           "aggregate functions are not allowed in %s", no_aggregates[i].where);
    return true;
}

static bool check_aggregate_form(struct binder *binder, const struct call *call,
                                 const struct routine *routine)
{
    bool is_sorted = routine->input == AGGREGATE_SORTED;
    if (is_sorted != call->node->agg_within_group)
        return is_sorted
                   ? err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, call->position,
                             "WITHIN GROUP is required for ordered-set aggregate %s", call->name)
                   : err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, call->position,
                             "%s is not an ordered-set aggregate, so it cannot have WITHIN "
                             "GROUP",
                             call->name);
    if (!call->node->over)
        return true;
    if (is_sorted)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, call->position,
                       "OVER is not supported for ordered-set aggregate %s", call->name);
    const char *what = call->node->agg_distinct ? "DISTINCT is not implemented for window functions"
                       : call->node->n_agg_order ? "aggregate ORDER BY is not implemented for "
                                                   "window functions"
                                                 : NULL;
    return !what ||
           err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, call->position, "%s", what);
}

/* That of the first argument declared as of any type, where the result is. */
uint32_t call_result_type(const struct routine *routine, const struct list *args)
{
    bool is_any = routine->result == PG_ANY || routine->result == PG_ANYARRAY ||
                  routine->result == PG_ANYENUM;
    for (size_t i = 0; is_any && i < args->n; i++)
        if (overload_declared_type(routine, i) == routine->result)
            return ((const struct expr *)args->items[i])->type;
    return routine->result;
}

/* array_agg of arrays has a dimension more than they. */
static bool deepen_array(struct binder *binder, struct expr *aggregate, const struct call *call)
{
    int depth = array_depth(call->args.items[0]);
    if (depth > 1)
        return call_refuse(binder, call->position,
                           "arrays of several dimensions in array_agg are") != NULL;
    aggregate->n_dims = 2;
    return true;
}

struct expr *call_aggregate_new(struct binder *binder, const struct call *call,
                                const struct routine *routine)
{
    enum expr_kind kind = call->node->over ? EXPR_WINDOW : EXPR_AGGREGATE;
    struct expr *expr = expr_new(binder->arena, kind, routine->result, call->position);
    expr->aggregate.routine = routine;
    expr->type = call_result_type(routine, &call->args);
    if (routine->gives_array && !(expr->type = pgtype_array(expr->type)))
        return call_refuse(binder, call->position, "array_agg of this type is");
    expr->n_dims = routine->gives_array;
    if (routine->result == PG_ANYARRAY && !deepen_array(binder, expr, call))
        return NULL;
    expr->args = call->args;
    expr->nullable = !routine->never_null;
    if (!bind_aggregate_order(binder, &call->order_by, call->node, expr))
        return NULL;
    if (call->node->agg_filter) {
        expr->aggregate.filter = bind_condition(binder, call->scope, call->node->agg_filter,
                                                CLAUSE_FILTER, "argument of FILTER");
        if (!expr->aggregate.filter)
            return NULL;
    }
    if (call->node->over) {
        expr->aggregate.over = bind_window(binder, call->scope, call->node->over, false);
        return expr->aggregate.over ? expr : NULL;
    }
    return bind_aggregate_level(binder, call, expr);
}

/* Whether ClickHouse has to be asked: no row is of these arguments, or it says too little. */
static bool is_beyond_rows(const struct call *call, enum overload_result result,
                           const struct routine *chosen)
{
    if (!call->is_clickhouse)
        return false;
    return result != OVERLOAD_FOUND || call->node->agg_distinct ||
           (call->params && !chosen->max_params);
}

/* The row with the parameters of this call. */
static const struct routine *clickhouse_variant(struct binder *binder, struct call *call,
                                                const struct routine *row)
{
    bind_widen_any(binder, row, &call->args);
    if (!call->params)
        return row;
    struct routine *routine = ARENA_NEW(binder->arena, struct routine);
    *routine = *row;
    routine->params = bind_params(binder, call->params, row);
    return routine->params ? routine : NULL;
}

/* json_agg(DISTINCT x): the values that array_agg(DISTINCT x) has, whose order is that of x. */
static struct expr *bind_json_distinct(struct binder *binder, struct call *call,
                                       const struct routine *chosen)
{
    const struct routine *array_agg;
    if (call->args.n != 1 || !routine_find(ROUTINE_AGGREGATE, "array_agg", &array_agg, 1))
        return call_refuse(binder, call->position, "DISTINCT pairs are");
    if (!call_coerce_args(binder, array_agg, &call->args))
        return NULL;
    struct expr *array = call_aggregate_new(binder, call, array_agg);
    return array ? bind_json_of_array(binder, array, chosen->result) : NULL;
}

/* count(DISTINCT row) */
static bool key_rows(struct binder *binder, const struct routine *chosen, struct list *args)
{
    for (size_t i = 0; i < args->n && strcmp(chosen->name, "count") == 0; i++) {
        struct expr *arg = args->items[i];
        if (arg->row && !(args->items[i] = bind_row_key(binder, arg)))
            return false;
    }
    return true;
}

struct expr *call_bind_aggregate(struct binder *binder, struct call *call,
                                 const struct routine *const *rows, size_t n)
{
    enum clause clause = call->node->over ? CLAUSE_WINDOW_ARGUMENT : CLAUSE_AGGREGATE_ARGUMENT;
    if ((call->node->over && !bind_window_place(binder, call->clause, call->position)) ||
        !call_bind_args(binder, call, clause) ||
        !bind_aggregate_keys(binder, call->scope, call->node, clause, &call->order_by))
        return NULL;
    for (size_t i = 0; call->node->agg_within_group && i < call->order_by.n; i++)
        list_add(binder->arena, &call->args, ((struct sort_key *)call->order_by.items[i])->expr);
    const struct routine *chosen;
    uint32_t types[CALL_MAX_ARGS];
    call_types(&call->args, types);
    enum overload_result result = overload_choose(rows, n, types, call->args.n, false, &chosen);
    if (is_beyond_rows(call, result, chosen))
        return clickhouse_call(binder, call, call->name + strlen("ch."));
    if (result == OVERLOAD_FOUND && call->args.n == 0 && !call->node->agg_star) {
        err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, call->position,
                "%s(*) must be used to call a parameterless aggregate function", call->name);
        return NULL;
    }
    if (result != OVERLOAD_FOUND)
        return call_error_none(binder, result, call);
    chosen = check_aggregate_form(binder, call, chosen)
                 ? call_choose_variant(binder, &call->args, rows, n, chosen, call->position)
                 : NULL;
    if (chosen && call->is_clickhouse)
        chosen = clickhouse_variant(binder, call, chosen);
    if (chosen && call->node->agg_distinct && !key_rows(binder, chosen, &call->args))
        return NULL;
    if (chosen && chosen->any_to_json && call->node->agg_distinct)
        return bind_json_distinct(binder, call, chosen);
    return chosen && call_coerce_args(binder, chosen, &call->args)
               ? call_aggregate_new(binder, call, chosen)
               : NULL;
}

struct expr *call_bind_hypothetical(struct binder *binder, struct call *call)
{
    struct expr *filter = NULL;
    if (!(call->node->over ? bind_window_place(binder, call->clause, call->position)
                           : call_check_aggregate_place(binder, call->clause, call->position)) ||
        !call_bind_args(binder, call, CLAUSE_AGGREGATE_ARGUMENT) ||
        !bind_aggregate_keys(binder, call->scope, call->node, CLAUSE_AGGREGATE_ARGUMENT,
                             &call->order_by))
        return NULL;
    size_t n_direct = call->args.n;
    if (n_direct != call->order_by.n) {
        for (size_t i = 0; i < call->order_by.n; i++)
            list_add(binder->arena, &call->args,
                     ((struct sort_key *)call->order_by.items[i])->expr);
        call_error_none(binder, OVERLOAD_NONE, call);
        err_hint(binder->err,
                 "To use the hypothetical-set aggregate %s, the number of hypothetical direct "
                 "arguments (here %zu) must match the number of ordering columns (here %zu).",
                 call->name, n_direct, call->order_by.n);
        return NULL;
    }
    if (call->node->over) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, call->position,
                "OVER is not supported for ordered-set aggregate %s", call->name);
        return NULL;
    }
    if (call->node->agg_filter &&
        !(filter = bind_condition(binder, call->scope, call->node->agg_filter, CLAUSE_FILTER,
                                  "argument of FILTER")))
        return NULL;
    return bind_hypothetical(binder, call->name, &call->args, &call->order_by, filter,
                             call->position);
}
