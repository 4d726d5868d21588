/* Calls of window functions that are no aggregates. What OVER says is bind_window.c's. */
#include <assert.h>
#include <string.h>

#include "rewrite/bind/bind_call.h"
#include "rewrite/routines/routine_row.h"

static bool check_window_form(struct binder *binder, const struct call *call)
{
    if (!call->node->over)
        return err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, call->position,
                       "window function %s requires an OVER clause", call->name);
    const char *what = call->node->agg_distinct ? "DISTINCT is not implemented for window functions"
                       : call->node->agg_filter ? "FILTER is not implemented for non-aggregate "
                                                  "window functions"
                       : call->node->n_agg_order ? "aggregate ORDER BY is not implemented for "
                                                   "window functions"
                                                 : NULL;
    return !what ||
           err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, call->position, "%s", what);
}

#define NOT_POSITIVE(sqlstate, name)                                                               \
    CHECKED("materialize(1)", sqlstate, "argument of " name " must be greater than zero", "$1")
#define NTILE_ERROR NOT_POSITIVE("22014", "ntile")
#define NTH_VALUE_ERROR NOT_POSITIVE("22016", "nth_value")

/* Constants that ClickHouse wants within bounds: offsets, and the buckets of ntile. Where
 * PostgreSQL has an error for a row, another constant takes its place, and *error is what raises
 * it. */
static bool check_window_constant(struct binder *binder, struct call *call,
                                  const struct routine *routine, const char **error)
{
    if (!routine->constant_arg)
        return true;
    assert(call->args.items);
    struct expr *arg = call->args.items[routine->constant_arg - 1];
    if (bind_awaits_value(arg))
        return true;
    bool is_offset = strcmp(call->name, "lag") == 0 || strcmp(call->name, "lead") == 0;
    if (arg->text[0] != '-' && (is_offset || strcmp(arg->text, "0") != 0))
        return true;
    if (is_offset)
        return call_refuse(binder, arg->position, "negative offsets of lag and lead are") != NULL;
    call->args.items[routine->constant_arg - 1] =
        expr_const(binder->arena, arg->type, "1", arg->position);
    *error = strcmp(call->name, "ntile") == 0 ? NTILE_ERROR : NTH_VALUE_ERROR;
    return true;
}

static struct expr *with_error(struct binder *binder, struct expr *window, const char *error)
{
    struct expr *expr = expr_clickhouse(binder->arena, window->type, error, 1, &window);
    expr->typmod = window->typmod;
    expr->nullable = window->nullable;
    expr->n_dims = window->n_dims;
    expr->position = window->position;
    return expr;
}

/* ClickHouse's ntile wants an ORDER BY: one by a constant. */
static void order_by_something(struct binder *binder, struct window *window)
{
    if (window->order_by.n)
        return;
    struct sort_key *key = ARENA_NEW(binder->arena, struct sort_key);
    key->expr = expr_const(binder->arena, PG_INT4, "1", 0);
    list_add(binder->arena, &window->order_by, key);
}

static struct expr *window_new(struct binder *binder, const struct call *call,
                               const struct routine *routine)
{
    struct expr *expr = expr_new(binder->arena, EXPR_WINDOW, routine->result, call->position);
    expr->type = call_result_type(routine, &call->args);
    expr->aggregate.routine = routine;
    expr->args = call->args;
    expr->nullable = !routine->never_null;
    expr->aggregate.over =
        bind_window(binder, call->scope, call->node->over, routine->ignores_frame);
    if (expr->aggregate.over && strcmp(call->name, "ntile") == 0)
        order_by_something(binder, expr->aggregate.over);
    return expr->aggregate.over ? expr : NULL;
}

/* lag(x, n, y): whether there is such a row says the lag of 1, which ClickHouse gives as 0 else. */
static struct expr *with_default(struct binder *binder, struct expr *window, struct expr *other)
{
    struct expr *present = expr_copy(binder->arena, window);
    present->type = PG_INT4;
    present->args.items[0] = expr_clickhouse(binder->arena, PG_INT4, "materialize(1)", 0, NULL);
    ((struct expr *)present->args.items[0])->nullable = false;
    struct routine *routine = ARENA_NEW(binder->arena, struct routine);
    *routine = *window->aggregate.routine;
    routine->clickhouse = arena_printf(binder->arena, "%s[$1, $2]", routine->name);
    present->aggregate.routine = routine;
    struct case_when *when = ARENA_NEW(binder->arena, struct case_when);
    when->condition = expr_clickhouse(binder->arena, PG_BOOL, "$1 = 1", 1, &present);
    when->result = window;
    struct expr *cases = expr_new(binder->arena, EXPR_CASE, window->type, window->position);
    list_add(binder->arena, &cases->cases.whens, when);
    cases->cases.otherwise = other;
    return cases;
}

/* Takes the default off the arguments of lag and lead; both it and the first one are given their
 * common type (anycompatible). */
static bool take_default(struct binder *binder, struct call *call, struct expr **other)
{
    bool is_offset = strcmp(call->name, "lag") == 0 || strcmp(call->name, "lead") == 0;
    if (!is_offset || call->args.n != 3)
        return true;
    struct list both = {0};
    list_add(binder->arena, &both, call->args.items[0]);
    list_add(binder->arena, &both, call->args.items[2]);
    uint32_t type = coerce_common_type(binder, &both, call->name);
    for (size_t i = 0; type && i < 2; i++) {
        struct expr *arg = both.items[i];
        both.items[i] = coerce(binder, arg, type, -1, CAST_IMPLICIT, arg->position);
        if (!both.items[i])
            return false;
    }
    call->args.items[0] = both.items[0];
    *other = both.items[1];
    call->args.n = 2;
    return type != 0;
}

/* lag(x, -n) is lead(x, n), and the other way round. */
static void turn_negative(struct binder *binder, struct call *call)
{
    bool is_lag = strcmp(call->name, "lag") == 0;
    if ((!is_lag && strcmp(call->name, "lead") != 0) || call->args.n < 2)
        return;
    const struct expr *offset = call->args.items[1];
    if (offset->kind != EXPR_CONST || !offset->text || offset->type != PG_INT4 ||
        offset->text[0] != '-' || strcmp(offset->text, "-2147483648") == 0)
        return;
    call->args.items[1] = expr_const(binder->arena, PG_INT4, offset->text + 1, offset->position);
    call->name = is_lag ? "lead" : "lag";
}

struct expr *call_bind_window(struct binder *binder, struct call *call)
{
    struct expr *other = NULL;
    if (!check_window_form(binder, call) ||
        !bind_window_place(binder, call->clause, call->position) ||
        !call_bind_args(binder, call, CLAUSE_WINDOW_ARGUMENT) ||
        !take_default(binder, call, &other))
        return NULL;
    turn_negative(binder, call);
    const struct routine *rows[CALL_MAX_ROWS];
    size_t n = routine_find(ROUTINE_WINDOW, call->name, rows, CALL_MAX_ROWS);
    const struct routine *chosen;
    uint32_t types[CALL_MAX_ARGS];
    call_types(&call->args, types);
    enum overload_result result = overload_choose(rows, n, types, call->args.n, false, &chosen);
    if (result != OVERLOAD_FOUND)
        return call_error_none(binder, result, call);
    chosen = call_choose_variant(binder, &call->args, rows, n, chosen, call->position);
    const char *error = NULL;
    if (!chosen || !call_coerce_args(binder, chosen, &call->args) ||
        !check_window_constant(binder, call, chosen, &error))
        return NULL;
    struct expr *window = window_new(binder, call, chosen);
    if (window && error)
        return with_error(binder, window, error);
    return window && other ? with_default(binder, window, other) : window;
}
