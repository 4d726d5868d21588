/* What array functions do with elements, by the operators of their type. Knows no templates. */
#include "rewrite/bind/array_call.h"

#include "rewrite/bind/array_depth.h"
#include "rewrite/bind/bind_array.h"

static struct expr *arg_of(const struct expr *call, size_t i)
{
    return call->args.items[i];
}

/* The lengths of the dimensions: of the array, of its first row … */
static bool add_dims(struct binder *binder, struct expr *call)
{
    struct expr *array = expr_copy(binder->arena, arg_of(call, 0));
    const char *row = "&1", *lengths = "toInt32(length(&1))";
    for (int d = 1; d < array_depth(array); d++) {
        row = arena_printf(binder->arena, "arrayElement(%s, 1)", row);
        lengths = arena_printf(binder->arena, "%s, toInt32(length(%s))", lengths, row);
    }
    const char *template_ = arena_printf(binder->arena, "tuple(array(%s))", lengths);
    struct expr *dims = expr_clickhouse(binder->arena, PG_INT4_ARRAY, template_, 1, &array);
    dims->nullable = false;
    dims->n_dims = 1;
    list_add(binder->arena, &call->args, dims);
    return true;
}

static bool make_texts(struct binder *binder, struct expr *call)
{
    struct expr *texts = array_texts(binder, arg_of(call, 0));
    if (texts)
        call->args.items[0] = array_flatten(binder, texts);
    return texts != NULL;
}

/* NULL and NULL are the same here. */
static bool add_same(struct binder *binder, struct expr *call)
{
    struct expr *variable = array_variable(binder, arg_of(call, 0));
    struct expr *value = expr_copy(binder->arena, arg_of(call, 1));
    struct expr *equal =
        bind_operator(binder, "=", expr_copy(binder->arena, variable), value, value->position);
    if (!equal)
        return false;
    struct expr *args[] = {equal, variable, expr_copy(binder->arena, value)};
    struct expr *body =
        expr_clickhouse(binder->arena, PG_BOOL, "ifNull($1, isNull($2) AND isNull($3))", 3, args);
    list_add(binder->arena, &call->args, array_lambda(binder, variable, body));
    return true;
}

/* NULL is in no array. */
static bool add_member(struct binder *binder, struct expr *call, size_t elements_of)
{
    struct expr *other = array_flatten(binder, arg_of(call, 1 - elements_of));
    struct expr *outer = array_variable(binder, arg_of(call, elements_of));
    struct expr *inner = array_variable(binder, other);
    struct expr *equal = bind_operator(binder, "=", inner, outer, call->position);
    if (!equal)
        return false;
    struct expr *found = expr_clickhouse(binder->arena, PG_BOOL, "ifNull($1, false)", 1, &equal);
    struct expr *args[] = {expr_copy(binder->arena, other), array_lambda(binder, inner, found)};
    struct expr *exists = expr_clickhouse(binder->arena, PG_BOOL, "arrayExists($2, &1)", 2, args);
    exists->nullable = false; /* the call looks at NULL arrays */
    call->args.items[elements_of] = array_flatten(binder, arg_of(call, elements_of));
    call->args.items[1 - elements_of] = other;
    list_add(binder->arena, &call->args, array_lambda(binder, outer, exists));
    return true;
}

static bool refuse_depth(struct binder *binder, const struct expr *call)
{
    return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, call->position,
                   "%s of arrays of several dimensions is not supported yet", call->routine->name);
}

static bool check_depth(struct binder *binder, const struct expr *call, int max)
{
    for (size_t i = 0; i < call->args.n; i++)
        if (array_depth(arg_of(call, i)) > max)
            return refuse_depth(binder, call);
    return true;
}

/* ClickHouse orders rows before it compares their lengths, PostgreSQL looks at all elements first;
 * and it orders UUIDs and intervals by other rules than PostgreSQL. */
static bool check_compared(struct binder *binder, const struct expr *call)
{
    bool is_equality = call->routine->name[0] == '=' || call->routine->name[1] == '>';
    int left = array_depth(arg_of(call, 0)), right = array_depth(arg_of(call, 1));
    uint32_t element = pgtype_element(arg_of(call, 0)->type);
    if ((left && right && left != right) || (!is_equality && (left > 1 || right > 1)))
        return refuse_depth(binder, call);
    if (element == PG_INTERVAL || (!is_equality && element == PG_UUID))
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, call->position,
                       "comparing arrays of type %s is not supported yet",
                       pgtype_sql_name(element));
    return true;
}

bool array_call_prepare(struct binder *binder, struct expr *call)
{
    switch (call->routine->elements) {
    case ELEMENTS_PLAIN:
        return check_depth(binder, call, 1);
    case ELEMENTS_ANY:
        return true;
    case ELEMENTS_DIMS:
        return add_dims(binder, call);
    case ELEMENTS_TEXT:
        return make_texts(binder, call);
    case ELEMENTS_COMPARED:
        return check_compared(binder, call);
    case ELEMENTS_SAME:
        return check_depth(binder, call, 1) && add_same(binder, call);
    case ELEMENTS_OF_FIRST:
        return add_member(binder, call, 0);
    case ELEMENTS_OF_SECOND:
        return add_member(binder, call, 1);
    }
    return true;
}
