/* Functions, operators and aggregates by name (PostgreSQL's parse_func.c and parse_oper.c). */
#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/interval.h"
#include "rewrite/bind/array_call.h"
#include "rewrite/bind/bind_any_call.h"
#include "rewrite/bind/bind_call.h"
#include "rewrite/bind/bind_clickhouse.h"
#include "rewrite/bind/bind_format.h"
#include "rewrite/bind/bind_hypothetical.h"
#include "rewrite/bind/bind_json.h"
#include "rewrite/bind/bind_named_arg.h"
#include "rewrite/bind/bind_privilege.h"
#include "rewrite/bind/bind_regex.h"
#include "rewrite/bind/bind_setting.h"
#include "rewrite/bind/bind_whole_row.h"
#include "rewrite/bind/clickhouse_call.h"
#include "rewrite/bind/enum_type.h"
#include "rewrite/bind/jsonpath.h"
#include "rewrite/bind/polymorphic.h"
#include "rewrite/bind/record_function.h"
#include "rewrite/bind/row_key.h"
#include "rewrite/bind/search_path.h"
#include "rewrite/lower/set_function.h"
#include "rewrite/system/system_lookup.h"
#include "rewrite/system/system_relation.h"
#include "rewrite/time/beyond.h"
#include "rewrite/time/bind_unit.h"
#include "rewrite/time/time_zone.h"

/* "integer, text" for messages. */
static void describe_types(char *out, size_t size, const struct list *args)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < args->n && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", i ? ", " : "",
                                 pgtype_sql_name(((struct expr *)args->items[i])->type));
}

void call_types(const struct list *args, uint32_t *types)
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
    uint32_t types[CALL_MAX_ARGS];
    call_types(args, types);
    polymorphic_resolve(routine, types, args->n, resolved);
}

struct expr *call_tell_apart(struct binder *binder)
{
    return expr_const(binder->arena, PG_INT4,
                      arena_printf(binder->arena, "%d", ++binder->n_variables), 0);
}

/* Gives each argument the type the routine declares. PG_ANY takes them as they are. */
bool call_coerce_args(struct binder *binder, const struct routine *routine, struct list *args)
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
    if (routine->is_volatile && routine->n_args == 0 && !routine->session_call)
        list_add(binder->arena, &call->args, call_tell_apart(binder));
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
    if (routine->result != PG_NUMERIC)
        return expr_clickhouse(binder->arena, routine->result, template_, 1, &other);
    struct expr *text = expr_clickhouse(binder->arena, PG_TEXT, template_, 1, &other);
    return coerce(binder, text, PG_NUMERIC, -1, CAST_EXPLICIT, pattern->position);
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
const struct routine *call_choose_variant(struct binder *binder, const struct list *args,
                                          const struct routine *const *rows, size_t n,
                                          const struct routine *chosen, int position)
{
    for (size_t i = 0; i < n; i++) {
        if (!same_signature(rows[i], chosen) || !variant_fits(rows[i], args))
            continue;
        if (rows[i]->clickhouse)
            return rows[i];
        if (is_constant(args->n ? args->items[0] : NULL) && unit_is_wanted(rows, n, chosen)) {
            unit_error(binder, chosen, args->items[0]);
            return NULL;
        }
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
    if (left && left->row && right->row)
        return row_compare_values(binder, name, left, right, position);
    const struct routine *rows[CALL_MAX_ROWS], *chosen;
    size_t n = routine_find(ROUTINE_OPERATOR, name, rows, CALL_MAX_ROWS);
    struct list args = {0};
    if (left)
        list_add(binder->arena, &args, left);
    list_add(binder->arena, &args, right);
    struct expr *found = bind_jsonpath(binder, name, &args, position);
    if (found || err_is_set(binder->err))
        return found;
    uint32_t types[2];
    call_types(&args, types);
    enum overload_result result = overload_choose(rows, n, types, args.n, true, &chosen);
    if (result != OVERLOAD_FOUND)
        return error_operator(binder, result, name, left, right, position);
    struct expr *folded;
    if (!beyond_compare(binder, chosen, &args, &folded) || folded)
        return folded;
    chosen = call_choose_variant(binder, &args, rows, n, chosen, position);
    if (!chosen || !call_coerce_args(binder, chosen, &args))
        return NULL;
    return finish_call(binder, chosen, &args, position);
}

/* Whether the unit that the rows want is neither a constant nor will be one. */
static bool is_of_any_unit(const struct routine *const *rows, size_t n,
                           const struct routine *chosen, const struct list *args)
{
    return args->n && !is_constant(args->items[0]) && !bind_awaits_value(args->items[0]) &&
           unit_is_wanted(rows, n, chosen);
}

struct expr *bind_named(struct binder *binder, const char *name, const struct list *given,
                        int position)
{
    const struct routine *rows[CALL_MAX_ROWS], *chosen;
    size_t n = routine_find(ROUTINE_FUNCTION, name, rows, CALL_MAX_ROWS);
    uint32_t types[CALL_MAX_ARGS];
    struct list args = *given;
    for (size_t i = 0; i < args.n; i++)
        if (!args.items[i])
            return NULL;
    call_types(&args, types);
    if (overload_choose(rows, n, types, args.n, false, &chosen) != OVERLOAD_FOUND) {
        err_set(binder->err, SQLSTATE_INTERNAL_ERROR, position, "no function %s", name);
        return NULL;
    }
    if (is_of_any_unit(rows, n, chosen, &args))
        return unit_bind_each(binder, rows, n, chosen, &args, position);
    chosen = call_choose_variant(binder, &args, rows, n, chosen, position);
    if (!chosen || !call_coerce_args(binder, chosen, &args))
        return NULL;
    return finish_call(binder, chosen, &args, position);
}

/* ---- function calls ---- */

struct expr *call_error_none(struct binder *binder, enum overload_result result,
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

struct expr *call_refuse(struct binder *binder, int position, const char *what)
{
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position, "%s not supported yet", what);
    return NULL;
}

bool call_bind_args(struct binder *binder, struct call *call, enum clause clause)
{
    if (call->node->n_args > CALL_MAX_ARGS)
        return err_set(binder->err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, call->position,
                       "cannot pass more than %d arguments to a function", CALL_MAX_ARGS);
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

bool call_check_plain(struct binder *binder, const struct call *call)
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
    uint32_t types[CALL_MAX_ARGS];
    call_types(&call->args, types);
    enum overload_result result = overload_choose(rows, n, types, call->args.n, false, &chosen);
    if (result != OVERLOAD_FOUND && call->is_clickhouse)
        return clickhouse_call(binder, call, call->name + strlen("ch."));
    if (result != OVERLOAD_FOUND) {
        struct expr *cast = bind_cast_call(binder, call);
        return cast || err_is_set(binder->err) ? cast : call_error_none(binder, result, call);
    }
    if (!call_check_plain(binder, call))
        return NULL;
    if (is_of_any_unit(rows, n, chosen, &call->args))
        return unit_bind_each(binder, rows, n, chosen, &call->args, call->position);
    chosen = call_choose_variant(binder, &call->args, rows, n, chosen, call->position);
    if (!chosen || !call_coerce_args(binder, chosen, &call->args) ||
        !bind_privilege_args(binder, chosen, &call->args))
        return NULL;
    if (chosen->lookup)
        system_lookup_add(binder, chosen->lookup, chosen->lookup_keys, &call->args);
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

/* make_timestamptz(…, zone): the zone's clock. */
static struct expr *bind_make_in_zone(struct binder *binder, struct call *call)
{
    struct list fields = {0};
    for (size_t i = 0; i < 6; i++)
        list_add(binder->arena, &fields, call->args.items[i]);
    struct expr *clock = bind_named(binder, "make_timestamp", &fields, call->position);
    return bind_pair(binder, "timezone", call->args.items[6], clock, call->position);
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

/* substring(text, text, text), not a place and a length. */
static bool is_pattern(const struct call *call)
{
    for (size_t i = 1; i < 3; i++) {
        uint32_t type = ((const struct expr *)call->args.items[i])->type;
        if (type != PG_UNKNOWN && type != PG_TEXT && type != PG_VARCHAR)
            return false;
    }
    return true;
}

static struct expr *bind_function(struct binder *binder, struct call *call)
{
    if (!call_bind_args(binder, call, call->clause))
        return NULL;
    struct expr *known =
        call->args.n == 0 ? bind_session_function(binder, call->name, call->position) : NULL;
    if (!known && !err_is_set(binder->err))
        known = bind_setting_call(
            binder, call->name,
            &(struct setting_call){&call->args, call->scope, call->clause, call->position});
    if (known || err_is_set(binder->err))
        return known;
    if ((known = enum_call(binder, call->name, &call->args)))
        return known;
    if ((known = bind_any_call(binder, call)) || err_is_set(binder->err))
        return known;
    if ((known = bind_jsonpath(binder, call->name, &call->args, call->position)) ||
        err_is_set(binder->err))
        return known;
    if (call->args.n == 2 && strcmp(call->name, "like_escape") == 0)
        return bind_like_escape(binder, &call->args, call->position);
    if (call->args.n && strcmp(call->name, "format") == 0)
        return bind_format(binder, &call->args, call->position);
    if (call->args.n == 3 && strcmp(call->name, "substring") == 0 && is_pattern(call) &&
        !bind_similar_substring(binder, &call->args, call->position))
        return NULL;
    if (call->args.n == 3 && strcmp(call->name, "date_trunc") == 0)
        return bind_trunc_in_zone(binder, call);
    if (call->args.n == 7 && strcmp(call->name, "make_timestamptz") == 0)
        return bind_make_in_zone(binder, call);
    if (call->args.n == 4 && strcmp(call->name, "overlaps") == 0 && !end_spans(binder, call))
        return NULL;
    const struct routine *rows[CALL_MAX_ROWS];
    size_t n = routine_find(ROUTINE_FUNCTION, call->name, rows, CALL_MAX_ROWS);
    return bind_chosen(binder, call, rows, n);
}

/* ---- aggregates ---- */

/* Where aggregates cannot stand, in PostgreSQL's words. */

static bool is_of_clickhouse(const PgQuery__FuncCall *node)
{
    return node->n_funcname == 2 && strcmp(node->funcname[0]->string->sval, "ch") == 0;
}

/* ch.name(…) */
static struct expr *bind_clickhouse(struct binder *binder, struct call *call)
{
    const struct routine *rows[CALL_MAX_ROWS];
    const char *name = call->name;
    bool is_aggregate = clickhouse_name_find(binder->arena, name).use >= CLICKHOUSE_AGGREGATE;
    size_t n = routine_find(ROUTINE_CLICKHOUSE_AGGREGATE, name, rows, CALL_MAX_ROWS);
    call->is_clickhouse = true;
    call->name = arena_printf(binder->arena, "ch.%s", name);
    if (n || is_aggregate)
        return call_bind_aggregate(binder, call, rows, n);
    n = routine_find(ROUTINE_CLICKHOUSE, name, rows, CALL_MAX_ROWS);
    return call_bind_args(binder, call, call->clause) ? bind_chosen(binder, call, rows, n) : NULL;
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
    struct expr *share = bind_pivot_share(binder, scope, node, clause);
    if (share || err_is_set(binder->err))
        return share;
    if (node->func_variadic)
        return call_bind_args(binder, &call, clause) ? bind_variadic_call(binder, &call) : NULL;
    if (is_of_clickhouse(node))
        return bind_clickhouse(binder, &call);
    if (!check_schema(binder, &call))
        return NULL;
    const struct routine *rows[CALL_MAX_ROWS];
    size_t n = routine_find(ROUTINE_AGGREGATE, call.name, rows, CALL_MAX_ROWS);
    if (n)
        return call_bind_aggregate(binder, &call, rows, n);
    if (node->agg_within_group && bind_is_hypothetical(call.name))
        return call_bind_hypothetical(binder, &call);
    n = routine_find(ROUTINE_WINDOW, call.name, rows, CALL_MAX_ROWS);
    if (n)
        return call_bind_window(binder, &call);
    struct expr *row = bind_set_function_call(binder, scope, node, clause);
    return row || err_is_set(binder->err) ? row : bind_function(binder, &call);
}
