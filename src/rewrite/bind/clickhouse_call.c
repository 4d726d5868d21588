/*
 * Calls of any of ClickHouse's functions that is open: the question for its type, the call, and its
 * result as the PostgreSQL type has it. Answers come from whoever runs the statement.
 */
#include "rewrite/bind/clickhouse_call.h"

#include <string.h>

#include "rewrite/bind/bind_clickhouse.h"
#include "rewrite/bind/clickhouse_argument.h"
#include "rewrite/emit/emit.h"
#include "rewrite/emit/emit_expr.h"
#include "rewrite/emit/literal.h"
#include "rewrite/write/stored_form.h"

#define QUESTION_LIMIT ((size_t)1 << 20)

/* One call being bound. */
struct clickhouse_bind {
    struct binder *binder;
    struct call *call;
    struct clickhouse_name name;
    const char *params; /* NULL: none */
    struct clickhouse_argument arguments[CALL_MAX_ARGS];
    struct list raw; /* the arguments, as ClickHouse gets them */
    bool awaits_value;
};

/* A routine of one question, so that calls that are alike are equal. */
struct clickhouse_routine {
    const char *question;
    struct routine routine;
};

static bool is_aggregate(const struct clickhouse_bind *bind)
{
    return bind->name.use == CLICKHOUSE_AGGREGATE || bind->name.use == CLICKHOUSE_WINDOW;
}

/* --- what may be called, and how --- */

static bool check_name(struct clickhouse_bind *bind)
{
    struct call *call = bind->call;
    if (bind->name.use == CLICKHOUSE_CLOSED) {
        err_set(bind->binder->err, SQLSTATE_INSUFFICIENT_PRIVILEGE, call->position,
                "function %s cannot be called", call->name);
        return err_detail(bind->binder->err, "Of such functions: %.*s.", (int)bind->name.about.size,
                          bind->name.about.data);
    }
    return bind->name.use != CLICKHOUSE_UNKNOWN ||
           call_error_none(bind->binder, OVERLOAD_NONE, call);
}

static bool check_form(struct clickhouse_bind *bind)
{
    const PgQuery__FuncCall *node = bind->call->node;
    struct err *err = bind->binder->err;
    int position = bind->call->position;
    if (!is_aggregate(bind))
        return (!bind->call->params ||
                err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, position,
                        "%s takes no params: it is not an aggregate function", bind->call->name)) &&
               call_check_plain(bind->binder, bind->call);
    if (node->agg_within_group || node->n_agg_order)
        return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                       "ORDER BY in ClickHouse's aggregates is not supported yet");
    return bind->name.use != CLICKHOUSE_WINDOW || node->over ||
           err_set(err, SQLSTATE_WRONG_OBJECT_TYPE, position,
                   "window function %s requires an OVER clause", bind->call->name);
}

static bool take_arguments(struct clickhouse_bind *bind)
{
    struct binder *binder = bind->binder;
    for (size_t i = 0; i < bind->call->args.n; i++) {
        struct clickhouse_argument *argument = &bind->arguments[i];
        if (!clickhouse_argument(binder, bind->call->args.items[i], bind->name.name, argument))
            return false;
        list_add(binder->arena, &bind->raw, argument->expr);
        bind->awaits_value |= argument->awaits_value;
    }
    return true;
}

/* --- the question --- */

static void put_default(struct buf *out, const char *type)
{
    buf_puts(out, "defaultValueOfTypeName(");
    literal_emit_string(out, str_of(type));
    buf_putc(out, ')');
}

static void put_name(struct buf *out, const struct clickhouse_bind *bind)
{
    buf_puts(out, bind->name.name);
    if (bind->call->node->agg_distinct)
        buf_puts(out, "Distinct");
    if (bind->params)
        buf_printf(out, "(%s)", bind->params);
}

static void put_arguments(struct buf *out, const struct clickhouse_bind *bind, bool as_constants)
{
    for (size_t i = 0; i < bind->raw.n; i++) {
        const struct clickhouse_argument *argument = &bind->arguments[i];
        buf_puts(out, i ? ", " : "");
        if (!argument->type)
            emit_expr(out, argument->expr);
        else if (as_constants && argument->awaits_value)
            put_default(out, argument->type);
        else
            buf_printf(out, "x%zu", i + 1);
    }
}

static void put_columns(struct buf *out, const struct clickhouse_bind *bind)
{
    const char *before = " FROM (SELECT ";
    for (size_t i = 0; i < bind->raw.n; i++) {
        if (!bind->arguments[i].type)
            continue;
        buf_printf(out, "%smaterialize(", before);
        put_default(out, bind->arguments[i].type);
        buf_printf(out, ") AS x%zu", i + 1);
        before = ", ";
    }
    buf_puts(out, *before == ',' ? ")" : "");
}

/* Asks without rows of any table; NULL with err set when the call is too long. */
static const char *make_question(const struct clickhouse_bind *bind, bool as_constants)
{
    struct buf out;
    buf_init(&out, QUESTION_LIMIT);
    buf_puts(&out, "SELECT toTypeName(");
    put_name(&out, bind);
    buf_putc(&out, '(');
    put_arguments(&out, bind, as_constants);
    buf_printf(&out, ")%s)", bind->name.use == CLICKHOUSE_WINDOW ? " OVER ()" : "");
    put_columns(&out, bind);
    emit_common_settings(&out);
    buf_puts(&out, ", allow_experimental_nullable_tuple_type = 1, print_pretty_type_names = 0");
    const char *question = NULL;
    if (out.failed)
        err_set(bind->binder->err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, bind->call->position,
                "the arguments of %s are too long", bind->call->name);
    else
        question = arena_strndup(bind->binder->arena, buf_data(&out), buf_size(&out));
    buf_free(&out);
    return question;
}

static const struct chtype *ask(const struct clickhouse_bind *bind, const char *question)
{
    struct binder *binder = bind->binder;
    const struct rewrite_context *context = binder->context;
    const struct chtype *type =
        context->find_type
            ? context->find_type(context->owner, binder->arena, question, binder->err)
            : NULL;
    if (!type && !err_is_set(binder->err)) {
        binder->question = question;
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                "the type of %s is known only when ClickHouse is asked", bind->call->name);
    }
    if (!type)
        binder->err->position = bind->call->position;
    if (!type && strcmp(binder->err->sqlstate, SQLSTATE_DATATYPE_MISMATCH) == 0)
        strcpy(binder->err->sqlstate, SQLSTATE_UNDEFINED_FUNCTION);
    return type;
}

/* A parameter whose value comes later may stand where ClickHouse wants a constant. */
static const struct chtype *find_type(const struct clickhouse_bind *bind, const char **question)
{
    *question = make_question(bind, false);
    const struct chtype *type = *question ? ask(bind, *question) : NULL;
    if (type || !*question || bind->binder->question || !bind->awaits_value)
        return type;
    err_clear(bind->binder->err);
    *question = make_question(bind, true);
    return *question ? ask(bind, *question) : NULL;
}

/* --- the call --- */

static const char *make_template(const struct clickhouse_bind *bind)
{
    bool has_arguments = bind->raw.n || bind->name.use == CLICKHOUSE_APART;
    const char *distinct = bind->call->node->agg_distinct ? "Distinct" : "";
    const char *arguments = has_arguments ? "$*" : "";
    return is_aggregate(bind)
               ? arena_printf(bind->binder->arena, "%s%s[%s]", bind->name.name, distinct, arguments)
               : arena_printf(bind->binder->arena, "%s(%s)", bind->name.name, arguments);
}

/* The aggregate over no rows, which is one row: NULL, or what ClickHouse has for it. */
static const char *make_nothing(const struct clickhouse_bind *bind)
{
    struct buf out;
    buf_init(&out, QUESTION_LIMIT);
    buf_puts(&out, "(SELECT ");
    put_name(&out, bind);
    buf_putc(&out, '(');
    put_arguments(&out, bind, false);
    buf_putc(&out, ')');
    size_t size = buf_size(&out);
    put_columns(&out, bind);
    buf_puts(&out, buf_size(&out) > size ? " WHERE 0)" : " FROM (SELECT 1) WHERE 0)");
    const char *text = arena_strndup(bind->binder->arena, buf_data(&out), buf_size(&out));
    buf_free(&out);
    return text;
}

static const struct routine *find_routine(const struct clickhouse_bind *bind, const char *question)
{
    struct binder *binder = bind->binder;
    for (LIST_EACH(struct clickhouse_routine, known, &binder->clickhouse_routines))
        if (strcmp(known->question, question) == 0)
            return &known->routine;
    struct clickhouse_routine *made = ARENA_NEW(binder->arena, struct clickhouse_routine);
    bool is_volatile = bind->name.use == CLICKHOUSE_VOLATILE || bind->name.use == CLICKHOUSE_APART;
    made->question = question;
    made->routine = (struct routine){
        .name = arena_printf(binder->arena, "ch.%s", bind->name.name),
        .result = PG_TEXT,
        .n_args = bind->raw.n < ROUTINE_MAX_ARGS ? (uint8_t)bind->raw.n : ROUTINE_MAX_ARGS,
        .is_volatile = is_volatile,
        .called_on_null = true,
        .params = bind->params,
        .of_nothing = bind->name.use == CLICKHOUSE_AGGREGATE ? make_nothing(bind) : NULL,
        .clickhouse = make_template(bind),
    };
    list_add(binder->arena, &binder->clickhouse_routines, made);
    return &made->routine;
}

/* x IS NULL OR …, of the arrays; NULL if none of them can be. */
static struct expr *any_absent(const struct clickhouse_bind *bind)
{
    struct arena *arena = bind->binder->arena;
    struct expr *any = NULL;
    for (size_t i = 0; i < bind->raw.n; i++) {
        if (!bind->arguments[i].absent)
            continue;
        struct expr *test = expr_new(arena, EXPR_NULL_TEST, PG_BOOL, bind->call->position);
        list_add(arena, &test->args, expr_copy(arena, bind->arguments[i].absent));
        any = any ? expr_bool(arena, BOOL_OR, any, test) : test;
    }
    return any;
}

/* Aggregates leave out rows with a NULL, and arrays of ClickHouse have none. */
static void leave_out_absent(const struct clickhouse_bind *bind, struct expr *aggregate)
{
    struct arena *arena = bind->binder->arena;
    struct expr *absent = any_absent(bind), *filter = aggregate->aggregate.filter;
    if (!absent)
        return;
    struct expr *present = expr_bool(arena, BOOL_NOT, absent, NULL);
    aggregate->aggregate.filter = filter ? expr_bool(arena, BOOL_AND, filter, present) : present;
}

static struct expr *make_call(struct clickhouse_bind *bind, const struct routine *routine,
                              bool is_nullable)
{
    struct binder *binder = bind->binder;
    bind->call->args = bind->raw;
    if (is_aggregate(bind)) {
        struct expr *aggregate = call_aggregate_new(binder, bind->call, routine);
        if (aggregate && (aggregate->kind == EXPR_AGGREGATE || aggregate->kind == EXPR_WINDOW)) {
            aggregate->nullable = is_nullable;
            aggregate->aggregate.distinct = false; /* the name says it */
            leave_out_absent(bind, aggregate);
        }
        return aggregate;
    }
    struct expr *call = expr_new(binder->arena, EXPR_CALL, routine->result, bind->call->position);
    call->routine = routine;
    call->args = bind->raw;
    call->nullable = is_nullable;
    if (bind->name.use == CLICKHOUSE_APART && !bind->raw.n)
        list_add(binder->arena, &call->args, call_tell_apart(binder));
    return call;
}

/* --- the result --- */

/* NULL where the value is one of the PostgreSQL type already. */
static const char *result_form(struct arena *arena, const struct chtype *type, uint32_t oid)
{
    const struct chtype *plain = chtype_strip(type);
    if (plain->kind == CH_FIXED_STRING)
        return "concat($1, '')";
    if (oid == PG_NUMERIC)
        return arena_printf(arena, "CAST($1, 'Decimal(76, %d)')",
                            plain->kind == CH_DECIMAL ? plain->scale : 0);
    return stored_form(arena, plain);
}

static struct expr *convert(const struct clickhouse_bind *bind, struct expr *raw,
                            const struct chtype *type, struct chtype_pg pg)
{
    struct arena *arena = bind->binder->arena;
    const char *form = result_form(arena, type, pg.oid);
    if (!form) {
        raw->type = pg.oid;
        return raw;
    }
    struct expr *shown = expr_clickhouse(arena, pg.oid, form, 1, &raw);
    const struct chtype *plain = chtype_strip(type);
    shown->nullable = raw->nullable;
    shown->position = raw->position;
    if (pg.oid == PG_NUMERIC)
        shown->typmod = pgtype_numeric_typmod(76, plain->kind == CH_DECIMAL ? plain->scale : 0);
    for (; plain->kind == CH_ARRAY && pg.oid != PG_JSON; plain = chtype_strip(plain->args[0]))
        shown->n_dims++;
    return shown;
}

/* NULL where an array among the arguments of a function is. */
static struct expr *guard(const struct clickhouse_bind *bind, struct expr *shown)
{
    struct arena *arena = bind->binder->arena;
    struct expr *absent = is_aggregate(bind) ? NULL : any_absent(bind);
    if (!absent)
        return shown;
    struct case_when *when = ARENA_NEW(arena, struct case_when);
    struct expr *cases = expr_new(arena, EXPR_CASE, shown->type, shown->position);
    when->condition = expr_bool(arena, BOOL_NOT, absent, NULL);
    when->result = shown;
    list_add(arena, &cases->cases.whens, when);
    cases->typmod = shown->typmod;
    cases->nullable = true;
    return cases;
}

static struct expr *show(const struct clickhouse_bind *bind, struct expr *raw,
                         const struct chtype *type)
{
    struct binder *binder = bind->binder;
    struct chtype_pg pg = chtype_to_pg(type);
    bool is_shown = pg.oid != 0;
    if (chtype_strip(type)->kind == CH_FIXED_STRING)
        pg.oid = PG_BYTEA;
    if (!is_shown)
        pg.oid = PG_TEXT;
    struct expr *converted = convert(bind, raw, type, pg);
    struct expr *shown = guard(bind, converted);
    if (shown == converted) {
        struct clickhouse_result *result = ARENA_NEW(binder->arena, struct clickhouse_result);
        *result = (struct clickhouse_result){shown, raw, type, .is_shown = is_shown};
        list_add(binder->arena, &binder->clickhouse_results, result);
    } else if (!is_shown) {
        call_refuse(binder, raw->position, "a result without a PostgreSQL type here is");
        return NULL;
    }
    return shown;
}

struct expr *clickhouse_call(struct binder *binder, struct call *call, const char *name)
{
    struct clickhouse_bind *bind = ARENA_NEW(binder->arena, struct clickhouse_bind);
    *bind = (struct clickhouse_bind){
        .binder = binder, .call = call, .name = clickhouse_name_find(binder->arena, name)};
    if (!check_name(bind) || !check_form(bind))
        return NULL;
    if (call->params && !(bind->params = bind_any_params(binder, call->params)))
        return NULL;
    const char *question;
    const struct chtype *type = take_arguments(bind) ? find_type(bind, &question) : NULL;
    if (!type)
        return NULL;
    const struct routine *routine = find_routine(bind, question);
    struct expr *raw = make_call(bind, routine, chtype_is_nullable(type));
    return raw ? show(bind, raw, type) : NULL;
}

bool clickhouse_check_results(struct binder *binder)
{
    for (LIST_EACH(struct clickhouse_result, result, &binder->clickhouse_results))
        if (!result->is_shown && !result->is_used) {
            err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, result->raw->position,
                    "the result is of ClickHouse's type %s, which PostgreSQL has no counterpart of",
                    result->type->text);
            return err_hint(binder->err, "Other functions of ClickHouse take it: ch.f(ch.g(x)).");
        }
    return true;
}
