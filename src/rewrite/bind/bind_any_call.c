/* Calls whose arguments are of any type, and arrays in the place of any number of arguments. Knows
 * no templates of other functions: those calls become calls of what takes an array. */
#include "rewrite/bind/bind_any_call.h"

#include <string.h>

#include "rewrite/bind/array_depth.h"

static struct expr *null_test(struct binder *binder, struct expr *arg, bool negated)
{
    struct expr *test = expr_new(binder->arena, EXPR_NULL_TEST, PG_BOOL, arg->position);
    test->nullable = false;
    test->negated = negated;
    list_add(binder->arena, &test->args, arg);
    return test;
}

static struct expr *count_nulls(struct binder *binder, const struct call *call, bool negated)
{
    struct expr *count =
        expr_clickhouse(binder->arena, PG_INT4, "toInt32(arrayCount(array($*)))", 0, NULL);
    for (size_t i = 0; i < call->args.n; i++) {
        struct expr *arg = coerce_unknown(binder, call->args.items[i]);
        if (!arg)
            return NULL;
        if (arg->row)
            return call_refuse(binder, arg->position, "rows as arguments of this function are");
        list_add(binder->arena, &count->args, null_test(binder, arg, negated));
    }
    count->nullable = false;
    count->position = call->position;
    return count;
}

/* The type is known now; the argument stays where it makes groups of the rows. */
static struct expr *type_of(struct binder *binder, const struct call *call)
{
    struct expr *arg = call->args.items[0];
    if (arg->row)
        return call_refuse(binder, arg->position, "the types of rows are");
    const char *oid = arena_printf(binder->arena, "%u", arg->type);
    struct expr *type = expr_const(binder->arena, PG_REGTYPE, oid, call->position);
    if (arg->kind == EXPR_CONST)
        return type;
    struct expr *typed = expr_clickhouse(binder->arena, PG_REGTYPE, "if(ignore($1) = 0, $2, $2)", 2,
                                         (struct expr *[]){arg, type});
    typed->nullable = false;
    typed->position = call->position;
    return typed;
}

struct expr *bind_any_call(struct binder *binder, const struct call *call)
{
    if (call->args.n == 1 && strcmp(call->name, "pg_typeof") == 0)
        return type_of(binder, call);
    if (call->args.n && strcmp(call->name, "num_nulls") == 0)
        return count_nulls(binder, call, false);
    if (call->args.n && strcmp(call->name, "num_nonnulls") == 0)
        return count_nulls(binder, call, true);
    return NULL;
}

/* ---- VARIADIC ---- */

static struct expr *joined(struct binder *binder, const struct call *call, struct expr *array,
                           struct expr *separator)
{
    struct list args = {0};
    list_add(binder->arena, &args, array);
    list_add(binder->arena, &args, separator);
    return bind_named(binder, "array_to_string", &args, call->position);
}

static struct expr *variadic_concat(struct binder *binder, const struct call *call)
{
    return joined(binder, call, call->args.items[0], expr_const(binder->arena, PG_TEXT, "", 0));
}

static struct expr *variadic_concat_ws(struct binder *binder, const struct call *call)
{
    return joined(binder, call, call->args.items[1], call->args.items[0]);
}

static struct expr *count_of_array(struct binder *binder, struct expr *array, const char *test)
{
    if (array_depth(array) > 1)
        return call_refuse(binder, array->position, "arrays of several dimensions here are");
    const char *template_ = arena_printf(
        binder->arena, "if(isNull($1), NULL, toInt32(arrayCount(x -> %s(x), &1)))", test);
    return expr_clickhouse(binder->arena, PG_INT4, template_, 1, &array);
}

static struct expr *variadic_num_nulls(struct binder *binder, const struct call *call)
{
    return count_of_array(binder, call->args.items[0], "isNull");
}

static struct expr *variadic_num_nonnulls(struct binder *binder, const struct call *call)
{
    return count_of_array(binder, call->args.items[0], "isNotNull");
}

static struct expr *variadic_path(struct binder *binder, const struct call *call)
{
    bool is_text = strstr(call->name, "_text") != NULL;
    uint32_t type = strncmp(call->name, "jsonb", 5) == 0 ? PG_JSONB : PG_JSON;
    struct expr *document =
        coerce(binder, call->args.items[0], type, -1, CAST_IMPLICIT, call->position);
    return document ? bind_operator(binder, is_text ? "#>>" : "#>", document, call->args.items[1],
                                    call->position)
                    : NULL;
}

static const struct {
    const char *name;
    size_t n_args;
    struct expr *(*bind)(struct binder *binder, const struct call *call);
} variadics[] = {
    {"concat", 1, variadic_concat},           {"concat_ws", 2, variadic_concat_ws},
    {"num_nulls", 1, variadic_num_nulls},     {"num_nonnulls", 1, variadic_num_nonnulls},
    {"json_extract_path", 2, variadic_path},  {"json_extract_path_text", 2, variadic_path},
    {"jsonb_extract_path", 2, variadic_path}, {"jsonb_extract_path_text", 2, variadic_path},
};

static bool is_array(const struct expr *arg)
{
    return pgtype_element(arg->type) && !pgtype_is_vector(arg->type);
}

struct expr *bind_variadic_call(struct binder *binder, const struct call *call)
{
    struct expr *last = call->args.n ? call->args.items[call->args.n - 1] : NULL;
    bool is_any = strncmp(call->name, "json", 4) != 0;
    if (last && is_any && !is_array(last)) {
        err_set(binder->err, SQLSTATE_DATATYPE_MISMATCH, last->position,
                "VARIADIC argument must be an array");
        return NULL;
    }
    for (size_t i = 0; i < sizeof variadics / sizeof *variadics; i++)
        if (call->args.n == variadics[i].n_args && strcmp(call->name, variadics[i].name) == 0)
            return variadics[i].bind(binder, call);
    return call_refuse(binder, call->position, "VARIADIC arguments of this function are");
}
