/* Functions, operators and aggregates by name (PostgreSQL's parse_func.c and parse_oper.c). */
#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/interval.h"
#include "rewrite/array_call.h"
#include "rewrite/array_depth.h"
#include "rewrite/bind.h"
#include "rewrite/bind_clickhouse.h"
#include "rewrite/bind_format.h"
#include "rewrite/bind_hypothetical.h"
#include "rewrite/bind_json.h"
#include "rewrite/bind_named_arg.h"
#include "rewrite/bind_privilege.h"
#include "rewrite/bind_regex.h"
#include "rewrite/bind_setting.h"
#include "rewrite/bind_whole_row.h"
#include "rewrite/overload.h"
#include "rewrite/polymorphic.h"
#include "rewrite/record_function.h"
#include "rewrite/search_path.h"
#include "rewrite/set_function.h"
#include "rewrite/system_lookup.h"
#include "rewrite/system_relation.h"
#include "rewrite/time_zone.h"

#define MAX_ROWS 256
#define MAX_ARGS 100 /* FUNC_MAX_ARGS */

/* "integer, text" for messages. */
static void describe_types(char *out, size_t size, const struct list *args)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < args->n && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", i ? ", " : "",
                                 pgtype_sql_name(((struct expr *)args->items[i])->type));
}

static void types_of(const struct list *args, uint32_t *types)
{
    for (size_t i = 0; i < args->n; i++)
        types[i] = ((struct expr *)args->items[i])->type;
}

/* An argument of any type as text: by the cast for operators, by the type's output function for
 * functions; they differ for boolean ('true' and 't'). */
static struct expr *any_to_text(struct binder *binder, const struct routine *routine,
                                struct expr *arg)
{
    bool is_operator = !isalpha((unsigned char)routine->name[0]);
    bool is_cast = is_operator || strncmp(routine->name, "quote_", 6) == 0; /* SQL functions */
    if (arg->type != PG_BOOL || is_cast)
        return coerce(binder, arg, PG_TEXT, -1, CAST_EXPLICIT, arg->position);
    struct expr *text = expr_clickhouse(binder->arena, PG_TEXT, "if($1, 't', 'f')", 1, &arg);
    return expr_clickhouse(binder->arena, PG_TEXT, "if(isNull($1), NULL, $2)", 2,
                           (struct expr *[]){arg, text});
}

/* What the template gets of an argument of any type, which has got its own. */
static struct expr *any_as_wanted(struct binder *binder, const struct routine *routine,
                                  uint32_t declared, struct expr *arg)
{
    bool is_any = declared == PG_ANY || declared == PG_ANYNONARRAY;
    bool is_json = is_any || declared == PG_RECORD || declared == PG_ANYARRAY;
    if (routine->any_to_json && is_json)
        return bind_json_spaced(binder, arg, routine->result, routine->spacing);
    if (routine->any_to_text && is_any)
        return any_to_text(binder, routine, arg);
    if (!arg->row)
        return arg;
    if (strcmp(routine->name, "count") == 0)
        return bind_row_if_present(binder, arg, expr_const(binder->arena, PG_BOOL, "t", 0));
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, arg->position,
            "rows as arguments of %s are not supported yet", routine->name);
    return NULL;
}

/* What argument i is to be; 0 with an error set when nothing says. */
static uint32_t wanted_type(struct binder *binder, const struct routine *routine, size_t i,
                            const struct expr *arg, const struct polymorphic *resolved)
{
    uint32_t declared = overload_declared_type(routine, i);
    if (declared == PG_ANY || declared == PG_ANYNONARRAY)
        return arg->type == PG_UNKNOWN ? PG_TEXT : arg->type;
    uint32_t type = polymorphic_type(resolved, declared);
    if (!type)
        err_set(binder->err, SQLSTATE_DATATYPE_MISMATCH, 0,
                "could not determine polymorphic type because input has type unknown");
    return type;
}

static void resolve_types(const struct routine *routine, const struct list *args,
                          struct polymorphic *resolved)
{
    uint32_t types[MAX_ARGS];
    types_of(args, types);
    polymorphic_resolve(routine, types, args->n, resolved);
}

/* Gives each argument the type the routine declares. PG_ANY takes them as they are. */
static bool coerce_args(struct binder *binder, const struct routine *routine, struct list *args)
{
    struct polymorphic resolved;
    resolve_types(routine, args, &resolved);
    for (size_t i = 0; i < args->n; i++) {
        struct expr *arg = args->items[i];
        uint32_t declared = overload_declared_type(routine, i);
        if ((declared == PG_ANY || declared == PG_ANYNONARRAY) && arg->kind == EXPR_PARAM &&
            arg->type == PG_UNKNOWN) {
            bind_param_untyped(binder, arg);
            continue;
        }
        uint32_t wanted = wanted_type(binder, routine, i, arg, &resolved);
        if (!wanted)
            return false;
        args->items[i] = coerce(binder, arg, wanted, -1, CAST_IMPLICIT, arg->position);
        if (args->items[i])
            args->items[i] = any_as_wanted(binder, routine, declared, args->items[i]);
        if (!args->items[i])
            return false;
    }
    return !routine->regex || bind_regex_args(binder, routine, args);
}

static bool any_nullable(const struct list *args)
{
    for (size_t i = 0; i < args->n; i++)
        if (((struct expr *)args->items[i])->nullable)
            return true;
    return false;
}

static struct expr *call_new(struct binder *binder, const struct routine *routine,
                             const struct list *args, int position)
{
    struct polymorphic resolved;
    resolve_types(routine, args, &resolved);
    struct expr *call =
        expr_new(binder->arena, EXPR_CALL, polymorphic_type(&resolved, routine->result), position);
    call->routine = routine;
    call->args = *args;
    if (!array_call_prepare(binder, call))
        return NULL;
    call->nullable = !routine->never_null && (routine->called_on_null || any_nullable(&call->args));
    return call;
}

/* to_char(x, 'pattern'): the pattern becomes the template of the other argument. */
static struct expr *bind_pattern(struct binder *binder, const struct routine *routine,
                                 const struct list *args)
{
    size_t at = routine->constant_arg ? routine->constant_arg - 1 : 1;
    struct expr *pattern = args->items[at];
    struct expr *other = args->items[1 - at];
    if (bind_awaits_value(pattern))
        return call_new(binder, routine, args, pattern->position);
    if (pattern->kind != EXPR_CONST) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, pattern->position,
                "the pattern of %s must be a constant", routine->name);
        return NULL;
    }
    if (!pattern->text)
        return expr_const(binder->arena, routine->result, NULL, pattern->position);
    const char *template_ = routine->pattern(binder->arena, pattern->text, binder->err);
    if (!template_) {
        binder->err->position = pattern->position;
        return NULL;
    }
    return expr_clickhouse(binder->arena, routine->result, template_, 1, &other);
}

/* Of arguments that have the row's types. */
static struct expr *finish_call(struct binder *binder, const struct routine *routine,
                                const struct list *args, int position)
{
    struct expr *call;
    if (!time_zone_call(binder, routine, args, position, &call))
        return NULL;
    if (call)
        return call;
    call = routine->pattern ? bind_pattern(binder, routine, args)
                            : call_new(binder, routine, args, position);
    return call && time_zone_is_read(binder, routine) ? time_zone_moment(binder, call) : call;
}

static bool same_signature(const struct routine *a, const struct routine *b)
{
    return a->n_args == b->n_args && memcmp(a->args, b->args, sizeof a->args) == 0;
}

static bool is_constant(const struct expr *expr)
{
    return expr && expr->kind == EXPR_CONST && expr->text;
}

/* Whether the constant that the row asks for is a parameter whose value comes later: rows of one
 * signature give the same type. */
static bool awaits_constant(const struct routine *row, const struct list *args)
{
    size_t at = row->literal ? 1 : row->constant_arg;
    return at && at <= args->n && bind_awaits_value(args->items[at - 1]);
}

/* Whether it is the unit that the row is for. */
static bool is_literal(const struct routine *row, const struct expr *first)
{
    if (!first || !is_constant(first))
        return false;
    return strcasecmp(row->literal, interval_unit_name(first->text)) == 0;
}

static bool is_flag(const struct routine *row, const struct list *args)
{
    const struct expr *second = args->n > 1 ? args->items[1] : NULL;
    return is_constant(second) && second->text[0] == row->flag[0];
}

/* Whether the call has the constants that the row asks for. */
static bool variant_fits(const struct routine *row, const struct list *args)
{
    assert(args->items || !args->n);
    struct expr *first = args->n ? args->items[0] : NULL;
    if (awaits_constant(row, args))
        return row->clickhouse != NULL;
    if (row->literal && !is_literal(row, first))
        return false;
    if (row->flag && !is_flag(row, args))
        return false;
    return !row->constant_arg ||
           (row->constant_arg <= args->n && is_constant(args->items[row->constant_arg - 1]));
}

static struct expr *error_no_variant(struct binder *binder, const char *name,
                                     const struct list *args, const struct routine *chosen)
{
    assert(args->items); /* a row that asks for a constant has arguments */
    const struct expr *arg = args->items[chosen->constant_arg ? chosen->constant_arg - 1 : 0];
    if (!is_constant(arg))
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, arg->position,
                "this argument of %s must be a constant", name);
    else
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, arg->position,
                "unit \"%s\" is not supported for type %s", arg->text,
                pgtype_sql_name(chosen->args[1]));
    return NULL;
}

/* Among the rows of the chosen signature, the one for the constants at hand: the unit of
 * date_trunc, the scale of round. Refused rows only take part in choosing the overload. */
static const struct routine *choose_variant(struct binder *binder, const struct list *args,
                                            const struct routine *const *rows, size_t n,
                                            const struct routine *chosen, int position)
{
    for (size_t i = 0; i < n; i++) {
        if (!same_signature(rows[i], chosen) || !variant_fits(rows[i], args))
            continue;
        if (rows[i]->clickhouse)
            return rows[i];
        char types[256];
        describe_types(types, sizeof types, args);
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                "%s for (%s) is not supported yet", chosen->name, types);
        return NULL;
    }
    error_no_variant(binder, chosen->name, args, chosen);
    return NULL;
}

static struct expr *error_operator(struct binder *binder, enum overload_result result,
                                   const char *name, const struct expr *left,
                                   const struct expr *right, int position)
{
    bool ambiguous = result == OVERLOAD_AMBIGUOUS;
    err_set(binder->err, ambiguous ? SQLSTATE_AMBIGUOUS_FUNCTION : SQLSTATE_UNDEFINED_FUNCTION,
            position, "operator %s: %s%s%s %s", ambiguous ? "is not unique" : "does not exist",
            left ? pgtype_sql_name(left->type) : "", left ? " " : "", name,
            pgtype_sql_name(right->type));
    err_hint(binder->err,
             ambiguous ? "Could not choose a best candidate operator. You might need to add "
                         "explicit type casts."
                       : "No operator matches the given name and argument types. You might need "
                         "to add explicit type casts.");
    return NULL;
}

struct expr *bind_operator(struct binder *binder, const char *name, struct expr *left,
                           struct expr *right, int position)
{
    if (strcmp(name, "!=") == 0)
        name = "<>";
    const struct routine *rows[MAX_ROWS], *chosen;
    size_t n = routine_find(ROUTINE_OPERATOR, name, rows, MAX_ROWS);
    struct list args = {0};
    if (left)
        list_add(binder->arena, &args, left);
    list_add(binder->arena, &args, right);
    uint32_t types[2];
    types_of(&args, types);
    enum overload_result result = overload_choose(rows, n, types, args.n, true, &chosen);
    if (result != OVERLOAD_FOUND)
        return error_operator(binder, result, name, left, right, position);
    chosen = choose_variant(binder, &args, rows, n, chosen, position);
    if (!chosen || !coerce_args(binder, chosen, &args))
        return NULL;
    return finish_call(binder, chosen, &args, position);
}

struct expr *bind_named(struct binder *binder, const char *name, const struct list *given,
                        int position)
{
    const struct routine *rows[MAX_ROWS], *chosen;
    size_t n = routine_find(ROUTINE_FUNCTION, name, rows, MAX_ROWS);
    uint32_t types[MAX_ARGS];
    struct list args = *given;
    for (size_t i = 0; i < args.n; i++)
        if (!args.items[i])
            return NULL;
    types_of(&args, types);
    if (overload_choose(rows, n, types, args.n, false, &chosen) != OVERLOAD_FOUND) {
        err_set(binder->err, SQLSTATE_INTERNAL_ERROR, position, "no function %s", name);
        return NULL;
    }
    chosen = choose_variant(binder, &args, rows, n, chosen, position);
    if (!chosen || !coerce_args(binder, chosen, &args))
        return NULL;
    return finish_call(binder, chosen, &args, position);
}

/* ---- functions that the session knows the answer to ---- */

static const char *session_version(const struct binder *binder)
{
    return arena_printf(binder->arena, "PostgreSQL %s on ClickHouse %s, pgpivot " PGPIVOT_VERSION,
                        settings_get(binder->context->settings, "server_version"),
                        binder->context->catalog->server_version);
}

static const char *session_database(const struct binder *binder)
{
    return binder->context->database;
}

static const char *session_schema(const struct binder *binder)
{
    return search_path_first(binder);
}

static const char *session_user_name(const struct binder *binder)
{
    return binder->context->user;
}

static const char *session_process_id(const struct binder *binder)
{
    return arena_printf(binder->arena, "%u", binder->context->process_id);
}

/* There are no such locks. */
static const char *session_nothing(const struct binder *binder)
{
    (void)binder;
    return "";
}

static const struct {
    const char *name;
    uint32_t type;
    const char *(*value)(const struct binder *binder);
} session_functions[] = {
    {"version", PG_TEXT, session_version},
    {"current_database", PG_NAME, session_database},
    {"current_catalog", PG_NAME, session_database},
    {"current_schema", PG_NAME, session_schema},
    {"current_user", PG_NAME, session_user_name},
    {"current_role", PG_NAME, session_user_name},
    {"pg_backend_pid", PG_INT4, session_process_id},
    {"pg_advisory_unlock_all", PG_VOID, session_nothing},
    {"session_user", PG_NAME, session_user_name},
    {"user", PG_NAME, session_user_name},
};

struct expr *bind_session_function(struct binder *binder, const char *name, int position)
{
    for (size_t i = 0; i < sizeof session_functions / sizeof *session_functions; i++)
        if (strcmp(session_functions[i].name, name) == 0)
            return expr_const(binder->arena, session_functions[i].type,
                              session_functions[i].value(binder), position);
    return NULL;
}

/* ---- function calls ---- */

struct call {
    const char *name;
    const PgQuery__FuncCall *node;
    struct scope *scope;
    enum clause clause;
    int position;
    struct list args;
    struct list order_by; /* struct sort_key: of ORDER BY among the arguments, or WITHIN GROUP */
    bool is_clickhouse;   /* ch.name(…) */
    const PgQuery__Node *params;
};

static struct expr *error_no_function(struct binder *binder, enum overload_result result,
                                      const struct call *call)
{
    char types[256];
    describe_types(types, sizeof types, &call->args);
    bool ambiguous = result == OVERLOAD_AMBIGUOUS;
    err_set(binder->err, ambiguous ? SQLSTATE_AMBIGUOUS_FUNCTION : SQLSTATE_UNDEFINED_FUNCTION,
            call->position, "function %s(%s) %s", call->name, types,
            ambiguous ? "is not unique" : "does not exist");
    err_hint(binder->err,
             ambiguous ? "Could not choose a best candidate function. You might need to add "
                         "explicit type casts."
                       : "No function matches the given name and argument types. You might need "
                         "to add explicit type casts.");
    return NULL;
}

static struct expr *refuse(struct binder *binder, int position, const char *what)
{
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position, "%s not supported yet", what);
    return NULL;
}

static bool bind_args(struct binder *binder, struct call *call, enum clause clause)
{
    if (call->node->n_args > MAX_ARGS)
        return err_set(binder->err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, call->position,
                       "cannot pass more than %d arguments to a function", MAX_ARGS);
    if (!call->is_clickhouse && bind_has_named_arg(call->node))
        return bind_named_args(binder, call->scope, call->node, clause, &call->args);
    for (size_t i = 0; i < call->node->n_args; i++) {
        if (call->is_clickhouse && bind_is_params(call->node->args[i])) {
            call->params = call->node->args[i];
            continue;
        }
        struct expr *arg = bind_expr(binder, call->scope, call->node->args[i], clause);
        if (!arg)
            return false;
        list_add(binder->arena, &call->args, arg);
    }
    return true;
}

/* text(x), int4(x): a function named like a type is a cast (func_get_detail). */
static struct expr *bind_cast_call(struct binder *binder, const struct call *call)
{
    const struct pgtype *type = call->args.n == 1 ? pgtype_by_name(call->name) : NULL;
    struct expr *arg = type ? call->args.items[0] : NULL;
    if (!arg || (arg->type != PG_UNKNOWN && !coerce_possible(arg->type, type->oid, CAST_EXPLICIT)))
        return NULL;
    return coerce(binder, arg, type->oid, -1, CAST_EXPLICIT, call->position);
}

static bool check_plain_function(struct binder *binder, const struct call *call)
{
    if (call->node->over)
        return err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, call->position,
                       "OVER specified, but %s is not a window function nor an aggregate function",
                       call->name);
    const char *what = call->node->agg_star       ? "(*)"
                       : call->node->agg_distinct ? "DISTINCT"
                       : call->node->agg_filter   ? "FILTER"
                       : call->node->n_agg_order  ? "ORDER BY"
                                                  : NULL;
    if (what)
        return err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, call->position,
                       "%s specified, but %s is not an aggregate function", what, call->name);
    return true;
}

/* The call of one of the rows, whose arguments are bound. */
static struct expr *bind_chosen(struct binder *binder, struct call *call,
                                const struct routine *const *rows, size_t n)
{
    const struct routine *chosen;
    uint32_t types[MAX_ARGS];
    types_of(&call->args, types);
    enum overload_result result = overload_choose(rows, n, types, call->args.n, false, &chosen);
    if (result != OVERLOAD_FOUND) {
        struct expr *cast = bind_cast_call(binder, call);
        return cast || err_is_set(binder->err) ? cast : error_no_function(binder, result, call);
    }
    if (!check_plain_function(binder, call))
        return NULL;
    chosen = choose_variant(binder, &call->args, rows, n, chosen, call->position);
    if (!chosen || !coerce_args(binder, chosen, &call->args) ||
        !bind_privilege_args(binder, chosen, &call->args))
        return NULL;
    if (chosen->lookup &&
        !system_lookup_add(binder, chosen->lookup, chosen->lookup_keys, &call->args))
        return NULL;
    binder->n_session_calls += chosen->session_call != SESSION_CALL_NONE;
    return finish_call(binder, chosen, &call->args, call->position);
}

static struct expr *bind_pair(struct binder *binder, const char *name, struct expr *first,
                              struct expr *second, int position)
{
    struct list args = {0};
    list_add(binder->arena, &args, first);
    list_add(binder->arena, &args, second);
    return bind_named(binder, name, &args, position);
}

/* date_trunc(unit, timestamptz, zone): by the zone's clock, and back. */
static struct expr *bind_trunc_in_zone(struct binder *binder, struct call *call)
{
    struct expr *unit = call->args.items[0], *zone = call->args.items[2];
    struct expr *when =
        coerce(binder, call->args.items[1], PG_TIMESTAMPTZ, -1, CAST_IMPLICIT, call->position);
    struct expr *zone_again = expr_copy(binder->arena, zone);
    struct expr *clock = bind_pair(binder, "timezone", zone, when, call->position);
    struct expr *start = bind_pair(binder, "date_trunc", unit, clock, call->position);
    return bind_pair(binder, "timezone", zone_again, start, call->position);
}

struct expr *bind_routine_rows(struct binder *binder, const PgQuery__FuncCall *node,
                               const struct routine *const *rows, size_t n, const struct list *args)
{
    struct call call = {
        .name = node->funcname[node->n_funcname - 1]->string->sval,
        .node = node,
        .position = position_of(node->location),
        .args = *args,
    };
    return bind_chosen(binder, &call, rows, n);
}

/* (start, length) OVERLAPS …: the end is the start moved. */
static bool end_spans(struct binder *binder, struct call *call)
{
    for (size_t i = 0; i < 4; i += 2) {
        struct expr *start = call->args.items[i], *end = call->args.items[i + 1];
        if (end->type != PG_INTERVAL)
            continue;
        end = bind_operator(binder, "+", expr_copy(binder->arena, start), end, call->position);
        if (!end)
            return false;
        call->args.items[i + 1] = end;
    }
    return true;
}

static struct expr *bind_function(struct binder *binder, struct call *call)
{
    if (!bind_args(binder, call, call->clause))
        return NULL;
    struct expr *known =
        call->args.n == 0 ? bind_session_function(binder, call->name, call->position) : NULL;
    if (!known && !err_is_set(binder->err))
        known = bind_setting_call(
            binder, call->name,
            &(struct setting_call){&call->args, call->scope, call->clause, call->position});
    if (known || err_is_set(binder->err))
        return known;
    if (call->args.n == 2 && strcmp(call->name, "like_escape") == 0)
        return bind_like_escape(binder, &call->args, call->position);
    if (call->args.n && strcmp(call->name, "format") == 0)
        return bind_format(binder, &call->args, call->position);
    if (call->args.n == 3 && strcmp(call->name, "date_trunc") == 0)
        return bind_trunc_in_zone(binder, call);
    if (call->args.n == 4 && strcmp(call->name, "overlaps") == 0 && !end_spans(binder, call))
        return NULL;
    const struct routine *rows[MAX_ROWS];
    size_t n = routine_find(ROUTINE_FUNCTION, call->name, rows, MAX_ROWS);
    return bind_chosen(binder, call, rows, n);
}

/* ---- aggregates ---- */

/* Where aggregates cannot stand, in PostgreSQL's words. */
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
};

static bool check_aggregate_place(struct binder *binder, const struct call *call)
{
    if (call->node->over)
        return bind_window_place(binder, call->clause, call->position);
    if (call->clause == CLAUSE_AGGREGATE_ARGUMENT)
        return err_set(binder->err, SQLSTATE_GROUPING_ERROR, call->position,
                       "aggregate function calls cannot be nested");
    for (size_t i = 0; i < sizeof no_aggregates / sizeof *no_aggregates; i++)
        if (no_aggregates[i].clause == call->clause)
            return err_set(binder->err, SQLSTATE_GROUPING_ERROR, call->position,
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
static uint32_t result_type(const struct routine *routine, const struct list *args)
{
    bool is_any = routine->result == PG_ANY || routine->result == PG_ANYARRAY;
    for (size_t i = 0; is_any && i < args->n; i++)
        if (overload_declared_type(routine, i) == routine->result)
            return ((const struct expr *)args->items[i])->type;
    return routine->result;
}

struct levels {
    const struct binder *binder;
    bool has_inner, has_outer;
};

static bool see_level(struct expr **at, void *context)
{
    struct levels *levels = context;
    if ((*at)->kind == EXPR_COLUMN) {
        bool is_outer = (*at)->column.rel->number <= levels->binder->outer_rels;
        levels->has_outer |= is_outer;
        levels->has_inner |= !is_outer;
    }
    return true;
}

/* An aggregate belongs to the innermost query that its arguments have columns of. */
static bool check_aggregate_level(struct binder *binder, struct expr *aggregate)
{
    struct levels levels = {.binder = binder};
    expr_walk(&aggregate, see_level, &levels);
    return levels.has_inner || !levels.has_outer ||
           refuse(binder, aggregate->position, "aggregates of an outer query's columns are");
}

/* array_agg of arrays has a dimension more than they. */
static bool deepen_array(struct binder *binder, struct expr *aggregate, const struct call *call)
{
    int depth = array_depth(call->args.items[0]);
    if (depth > 1)
        return refuse(binder, call->position, "arrays of several dimensions in array_agg are") !=
               NULL;
    aggregate->n_dims = 2;
    return true;
}

static struct expr *aggregate_new(struct binder *binder, const struct call *call,
                                  const struct routine *routine)
{
    enum expr_kind kind = call->node->over ? EXPR_WINDOW : EXPR_AGGREGATE;
    struct expr *expr = expr_new(binder->arena, kind, routine->result, call->position);
    expr->aggregate.routine = routine;
    expr->type = result_type(routine, &call->args);
    if (routine->gives_array && !(expr->type = pgtype_array(expr->type)))
        return refuse(binder, call->position, "array_agg of this type is");
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
    return check_aggregate_level(binder, expr) ? expr : NULL;
}

/* The row with the parameters of this call. */
static const struct routine *clickhouse_variant(struct binder *binder, struct call *call,
                                                const struct routine *row)
{
    if (call->node->agg_distinct) {
        refuse(binder, call->position, "DISTINCT in ClickHouse's aggregates is");
        return NULL;
    }
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
        return refuse(binder, call->position, "DISTINCT pairs are");
    if (!coerce_args(binder, array_agg, &call->args))
        return NULL;
    struct expr *array = aggregate_new(binder, call, array_agg);
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

static struct expr *bind_aggregate(struct binder *binder, struct call *call,
                                   const struct routine *const *rows, size_t n)
{
    enum clause clause = call->node->over ? CLAUSE_WINDOW_ARGUMENT : CLAUSE_AGGREGATE_ARGUMENT;
    if (!check_aggregate_place(binder, call) || !bind_args(binder, call, clause) ||
        !bind_aggregate_keys(binder, call->scope, call->node, clause, &call->order_by))
        return NULL;
    for (size_t i = 0; call->node->agg_within_group && i < call->order_by.n; i++)
        list_add(binder->arena, &call->args, ((struct sort_key *)call->order_by.items[i])->expr);
    const struct routine *chosen;
    uint32_t types[MAX_ARGS];
    types_of(&call->args, types);
    enum overload_result result = overload_choose(rows, n, types, call->args.n, false, &chosen);
    if (result == OVERLOAD_FOUND && call->args.n == 0 && !call->node->agg_star) {
        err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, call->position,
                "%s(*) must be used to call a parameterless aggregate function", call->name);
        return NULL;
    }
    if (result != OVERLOAD_FOUND)
        return error_no_function(binder, result, call);
    chosen = check_aggregate_form(binder, call, chosen)
                 ? choose_variant(binder, &call->args, rows, n, chosen, call->position)
                 : NULL;
    if (chosen && call->is_clickhouse)
        chosen = clickhouse_variant(binder, call, chosen);
    if (chosen && call->node->agg_distinct && !key_rows(binder, chosen, &call->args))
        return NULL;
    if (chosen && chosen->any_to_json && call->node->agg_distinct)
        return bind_json_distinct(binder, call, chosen);
    return chosen && coerce_args(binder, chosen, &call->args) ? aggregate_new(binder, call, chosen)
                                                              : NULL;
}

static struct expr *bind_hypothetical_call(struct binder *binder, struct call *call)
{
    struct expr *filter = NULL;
    if (!check_aggregate_place(binder, call) ||
        !bind_args(binder, call, CLAUSE_AGGREGATE_ARGUMENT) ||
        !bind_aggregate_keys(binder, call->scope, call->node, CLAUSE_AGGREGATE_ARGUMENT,
                             &call->order_by))
        return NULL;
    size_t n_direct = call->args.n;
    if (n_direct != call->order_by.n) {
        for (size_t i = 0; i < call->order_by.n; i++)
            list_add(binder->arena, &call->args,
                     ((struct sort_key *)call->order_by.items[i])->expr);
        error_no_function(binder, OVERLOAD_NONE, call);
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

/* ---- window functions ---- */

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

/* Constants that ClickHouse wants within bounds: offsets, and the buckets of ntile. */
static bool check_window_constant(struct binder *binder, const struct call *call,
                                  const struct routine *routine)
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
        return refuse(binder, arg->position, "negative offsets of lag and lead are") != NULL;
    return err_set(binder->err,
                   strcmp(call->name, "ntile") == 0
                       ? SQLSTATE_INVALID_ARGUMENT_FOR_NTILE_FUNCTION
                       : SQLSTATE_INVALID_ARGUMENT_FOR_NTH_VALUE_FUNCTION,
                   0, "argument of %s must be greater than zero", call->name);
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
    expr->type = result_type(routine, &call->args);
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
    if (!is_constant(offset) || offset->type != PG_INT4 || offset->text[0] != '-' ||
        strcmp(offset->text, "-2147483648") == 0)
        return;
    call->args.items[1] = expr_const(binder->arena, PG_INT4, offset->text + 1, offset->position);
    call->name = is_lag ? "lead" : "lag";
}

static struct expr *bind_window_function(struct binder *binder, struct call *call)
{
    struct expr *other = NULL;
    if (!check_window_form(binder, call) ||
        !bind_window_place(binder, call->clause, call->position) ||
        !bind_args(binder, call, CLAUSE_WINDOW_ARGUMENT) || !take_default(binder, call, &other))
        return NULL;
    turn_negative(binder, call);
    const struct routine *rows[MAX_ROWS];
    size_t n = routine_find(ROUTINE_WINDOW, call->name, rows, MAX_ROWS);
    const struct routine *chosen;
    uint32_t types[MAX_ARGS];
    types_of(&call->args, types);
    enum overload_result result = overload_choose(rows, n, types, call->args.n, false, &chosen);
    if (result != OVERLOAD_FOUND)
        return error_no_function(binder, result, call);
    chosen = choose_variant(binder, &call->args, rows, n, chosen, call->position);
    if (!chosen || !coerce_args(binder, chosen, &call->args) ||
        !check_window_constant(binder, call, chosen))
        return NULL;
    struct expr *window = window_new(binder, call, chosen);
    return window && other ? with_default(binder, window, other) : window;
}

static bool is_of_clickhouse(const PgQuery__FuncCall *node)
{
    return node->n_funcname == 2 && strcmp(node->funcname[0]->string->sval, "ch") == 0;
}

/* ch.name(…) */
static struct expr *bind_clickhouse(struct binder *binder, struct call *call)
{
    const struct routine *rows[MAX_ROWS];
    size_t n = routine_find(ROUTINE_CLICKHOUSE_AGGREGATE, call->name, rows, MAX_ROWS);
    call->is_clickhouse = n > 0;
    const char *name = call->name;
    call->name = arena_printf(binder->arena, "ch.%s", name);
    if (n)
        return bind_aggregate(binder, call, rows, n);
    n = routine_find(ROUTINE_CLICKHOUSE, name, rows, MAX_ROWS);
    return bind_args(binder, call, call->clause) ? bind_chosen(binder, call, rows, n) : NULL;
}

/* pg_catalog is searched first, and nothing else holds functions. */
static bool check_schema(struct binder *binder, const struct call *call)
{
    size_t n = call->node->n_funcname;
    const char *schema = n > 1 ? call->node->funcname[n - 2]->string->sval : "pg_catalog";
    if (strcmp(schema, "pg_catalog") == 0 || record_function_find(call->node))
        return true;
    const char *meant = search_path_schema(binder, schema);
    if (!system_schema_is(schema) && !catalog_has_schema(binder->context->catalog, str_of(meant)))
        return err_set(binder->err, SQLSTATE_INVALID_SCHEMA_NAME, call->position,
                       "schema \"%s\" does not exist", schema);
    return err_set(binder->err, SQLSTATE_UNDEFINED_FUNCTION, call->position,
                   "function %s.%s does not exist", schema, call->name);
}

struct expr *bind_func_call(struct binder *binder, struct scope *scope,
                            const PgQuery__FuncCall *node, enum clause clause)
{
    struct call call = {
        .name = node->funcname[node->n_funcname - 1]->string->sval,
        .node = node,
        .scope = scope,
        .clause = clause,
        .position = position_of(node->location),
    };
    if (node->func_variadic)
        return refuse(binder, call.position, "VARIADIC arguments are");
    if (is_of_clickhouse(node))
        return bind_clickhouse(binder, &call);
    if (!check_schema(binder, &call))
        return NULL;
    const struct routine *rows[MAX_ROWS];
    size_t n = routine_find(ROUTINE_AGGREGATE, call.name, rows, MAX_ROWS);
    if (n)
        return bind_aggregate(binder, &call, rows, n);
    if (node->agg_within_group && bind_is_hypothetical(call.name))
        return bind_hypothetical_call(binder, &call);
    n = routine_find(ROUTINE_WINDOW, call.name, rows, MAX_ROWS);
    if (n)
        return bind_window_function(binder, &call);
    struct expr *row = bind_set_function_call(binder, scope, node, clause);
    return row || err_is_set(binder->err) ? row : bind_function(binder, &call);
}
