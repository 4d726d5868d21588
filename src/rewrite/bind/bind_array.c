/* Arrays: constructors and casts. Knows no functions of arrays. */
#include "rewrite/bind/bind_array.h"

#include <string.h>

#include "base/array_text.h"
#include "rewrite/bind/array_depth.h"
#include "rewrite/lower/lower_arms.h"
#include "rewrite/routines/routine_row.h"

/* Elements of a stored Array(T) are never NULL. */
static bool has_plain_elements(const struct expr *array)
{
    if (array->kind != EXPR_COLUMN || array->column.rel->kind != REL_TABLE)
        return false;
    const struct chtype *type =
        chtype_array(array->column.rel->columns[array->column.index].catalog->type);
    while (type && chtype_strip(type->args[0])->kind == CH_ARRAY)
        type = chtype_strip(type->args[0]);
    return type && !chtype_is_nullable(type->args[0]);
}

struct expr *array_variable(struct binder *binder, const struct expr *array)
{
    const char *name = arena_printf(binder->arena, "e%d", ++binder->n_variables);
    struct expr *variable =
        expr_clickhouse(binder->arena, pgtype_element(array->type), name, 0, NULL);
    variable->nullable = !has_plain_elements(array);
    return variable;
}

struct expr *array_flatten(struct binder *binder, struct expr *array)
{
    if (array_depth(array) < 2)
        return array;
    struct expr *flat =
        expr_clickhouse(binder->arena, array->type, "tuple(arrayFlatten(&1))", 1, &array);
    flat->nullable = array->nullable;
    flat->n_dims = 1;
    return flat;
}

struct expr *array_lambda(struct binder *binder, const struct expr *variable, struct expr *body)
{
    struct expr *lambda = expr_new(binder->arena, EXPR_LAMBDA, body->type, body->position);
    lambda->template_ = variable->template_;
    lambda->nullable = false;
    list_add(binder->arena, &lambda->args, body);
    return lambda;
}

struct expr *array_map(struct binder *binder, struct expr *array, const struct expr *variable,
                       struct expr *body)
{
    int depth = array_depth(array);
    const char *map = "arrayMap($2, &1)";
    for (int d = 1; d < depth; d++) {
        const char *row = arena_printf(binder->arena, "r%d", d);
        const char *at = strstr(map, "&1");
        map = arena_printf(binder->arena, "arrayMap(%s -> %.*s%s), &1)", row, (int)(at - map), map,
                           row);
    }
    struct expr *args[] = {array, array_lambda(binder, variable, body)};
    struct expr *expr = expr_clickhouse(binder->arena, pgtype_array(body->type),
                                        arena_printf(binder->arena, "tuple(%s)", map), 2, args);
    expr->nullable = array->nullable;
    expr->n_dims = depth;
    return expr;
}

struct expr *array_cast(struct binder *binder, struct expr *array, uint32_t to, int32_t typmod,
                        enum cast_context context, int position)
{
    struct expr *variable = array_variable(binder, array);
    if (!coerce_possible(variable->type, pgtype_element(to), context)) {
        err_set(binder->err, SQLSTATE_CANNOT_COERCE, position, "cannot cast type %s to %s",
                pgtype_sql_name(array->type), pgtype_sql_name(to));
        return NULL;
    }
    struct expr *body =
        coerce(binder, variable, pgtype_element(to), typmod, CAST_EXPLICIT, position);
    return body ? array_map(binder, array, variable, body) : NULL;
}

struct expr *array_texts(struct binder *binder, struct expr *array)
{
    if (array->type == PG_TEXT_ARRAY)
        return array;
    struct expr *variable = array_variable(binder, array);
    struct expr *body =
        variable->type == PG_BOOL
            ? expr_clickhouse(binder->arena, PG_TEXT, "multiIf(isNull($1), NULL, $1, 't', 'f')", 1,
                              &variable)
            : coerce(binder, variable, PG_TEXT, -1, CAST_EXPLICIT, array->position);
    return body ? array_map(binder, array, variable, body) : NULL;
}

/* An element as array_text_quote writes it. */
#define QUOTED                                                                                     \
    "multiIf(isNull(v), 'NULL', match(v, '^$|^(?i:null)$|[{},\"\\\\\\\\[:space:]]'), "             \
    "concat('\"', replaceRegexpAll(assumeNotNull(v), '([\"\\\\\\\\])', '\\\\\\\\\\\\1'), '\"'), "  \
    "v)"
#define BRACED(map) "concat('{', arrayStringConcat(" map ", ','), '}')"

struct expr *array_as_text(struct binder *binder, struct expr *array, uint32_t to, int position)
{
    struct expr *texts = array_texts(binder, array);
    if (!texts)
        return NULL;
    if (pgtype_is_vector(array->type)) {
        struct expr *text = expr_clickhouse(binder->arena, to, VECTOR_TEXT, 1, &texts);
        text->nullable = array->nullable;
        return text;
    }
    const char *template_ = BRACED("arrayMap(v -> " QUOTED ", &1)");
    for (int d = 1; d < array_depth(array); d++) {
        const char *at = strstr(template_, "&1");
        template_ = arena_printf(binder->arena, BRACED("arrayMap(r%d -> %.*sr%d%s, &1)"), d,
                                 (int)(at - template_), template_, d, at + 2);
    }
    struct expr *text = expr_clickhouse(binder->arena, to, template_, 1, &texts);
    text->nullable = array->nullable;
    text->position = position;
    return text;
}

/* ---- ARRAY[…] ---- */

struct constructor {
    struct scope *scope;
    enum clause clause;
    uint32_t element; /* what a cast wants; 0: the common type */
    int position;
    struct list items;
};

static bool bind_items(struct binder *binder, struct constructor *constructor,
                       const PgQuery__AArrayExpr *array)
{
    for (size_t i = 0; i < array->n_elements; i++) {
        const PgQuery__Node *node = array->elements[i];
        bool is_nested = node->node_case == PG_QUERY__NODE__NODE_A_ARRAY_EXPR;
        struct expr *item = is_nested
                                ? bind_array(binder, constructor->scope, node->a_array_expr,
                                             constructor->clause, constructor->element)
                                : bind_expr(binder, constructor->scope, node, constructor->clause);
        if (!item)
            return false;
        list_add(binder->arena, &constructor->items, item);
    }
    return true;
}

static bool has_array(const struct list *items)
{
    for (size_t i = 0; i < items->n; i++)
        if (pgtype_element(((const struct expr *)items->items[i])->type))
            return true;
    return false;
}

/* All items as the type that a cast wants, or as their common type; the array's type, 0 on errors.
 */
static uint32_t unify_items(struct binder *binder, struct constructor *constructor)
{
    struct list *items = &constructor->items;
    bool is_nested = has_array(items);
    uint32_t wanted = constructor->element;
    if (!wanted) {
        uint32_t common = coerce_to_common_type(binder, items, "ARRAY");
        for (size_t i = 0; items->n > 1 && i < items->n; i++)
            lower_count_arm(binder->arena, (struct expr **)&items->items[i]);
        return is_nested || !common ? common : pgtype_array(common);
    }
    uint32_t type = is_nested ? pgtype_array(wanted) : wanted;
    for (size_t i = 0; i < items->n; i++) {
        struct expr *item = items->items[i];
        items->items[i] = coerce(binder, item, type, -1, CAST_EXPLICIT, item->position);
        if (!items->items[i])
            return 0;
    }
    return pgtype_array(wanted);
}

#define UNLIKE_DIMENSIONS                                                                          \
    "multidimensional arrays must have array expressions with matching dimensions"

static const char *error_dimensions(struct binder *binder)
{
    err_set(binder->err, SQLSTATE_ARRAY_SUBSCRIPT_ERROR, 0, UNLIKE_DIMENSIONS);
    return NULL;
}

#define SAME_LENGTHS                                                                               \
    "tuple(" CHECKED("arrayUniq(arrayMap(r -> length(r), array(&*))) > 1", "2202E",                \
                     UNLIKE_DIMENSIONS, "array(&*)") ")"

static const char plain_template[] = "tuple(array($*))";
static const char numeric_template[] = "tuple(array(@*))";
static const char nested_template[] = "tuple(array(&*))";

static bool is_constructor(const struct expr *expr)
{
    return expr->kind == EXPR_CLICKHOUSE &&
           (expr->template_ == plain_template || expr->template_ == numeric_template ||
            expr->template_ == nested_template);
}

/* Constructors of one shape inside: nothing is left to check when it runs. */
static bool have_one_shape(const struct expr *a, const struct expr *b)
{
    if (!is_constructor(a) || !is_constructor(b) || a->args.n != b->args.n ||
        (a->template_ == nested_template) != (b->template_ == nested_template))
        return false;
    for (size_t i = 0; a->template_ == nested_template && i < a->args.n; i++)
        if (!have_one_shape(a->args.items[i], b->args.items[i]))
            return false;
    return true;
}

static const char *nested_form(struct binder *binder, const struct constructor *constructor)
{
    const struct expr *first = constructor->items.items[0];
    int depth = array_depth(first);
    bool is_known = true, are_constructors = true;
    for (size_t i = 0; i < constructor->items.n; i++) {
        const struct expr *item = constructor->items.items[i];
        if (array_depth(item) != depth)
            return error_dimensions(binder);
        are_constructors &= is_constructor(item);
        is_known &= have_one_shape(first, item);
    }
    if (!is_known && are_constructors)
        return error_dimensions(binder);
    if (!is_known && depth > 1) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, constructor->position,
                "ARRAY[] of arrays of several dimensions is not supported yet");
        return NULL;
    }
    return is_known ? nested_template : SAME_LENGTHS;
}

static struct expr *make_array(struct binder *binder, struct constructor *constructor,
                               uint32_t type)
{
    bool is_nested = has_array(&constructor->items);
    const struct expr *first = constructor->items.items[0];
    const char *template_ = plain_template;
    if (is_nested)
        template_ = nested_form(binder, constructor);
    else if (pgtype_element(type) == PG_NUMERIC)
        template_ = numeric_template;
    if (!template_)
        return NULL;
    struct expr *expr = expr_clickhouse(binder->arena, type, template_, 0, NULL);
    expr->args = constructor->items;
    expr->position = constructor->position;
    expr->nullable = false;
    expr->n_dims = is_nested ? array_depth(first) + 1 : 1;
    return expr;
}

struct expr *bind_array(struct binder *binder, struct scope *scope,
                        const PgQuery__AArrayExpr *array, enum clause clause, uint32_t element)
{
    struct constructor constructor = {scope, clause, element, position_of(array->location), {0}};
    if (!bind_items(binder, &constructor, array))
        return NULL;
    if (constructor.items.n == 0 && !element) {
        err_set(binder->err, SQLSTATE_INDETERMINATE_DATATYPE, constructor.position,
                "cannot determine type of empty array");
        err_hint(binder->err,
                 "Explicitly cast to the desired type, for example ARRAY[]::integer[].");
        return NULL;
    }
    if (constructor.items.n == 0)
        return expr_const(binder->arena, pgtype_array(element), "{}", constructor.position);
    uint32_t type = unify_items(binder, &constructor);
    if (!type)
        return NULL;
    return make_array(binder, &constructor, type);
}

struct expr *array_of(struct binder *binder, const struct list *items, int position)
{
    struct constructor constructor = {.position = position, .items = *items};
    const struct expr *first = items->items[0];
    return make_array(binder, &constructor, pgtype_array(first->type));
}
