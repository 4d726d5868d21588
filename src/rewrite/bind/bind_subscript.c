/* Subscripts and slices of arrays, and comparisons with ANY and ALL of their elements. */
#include <string.h>

#include "rewrite/bind/array_depth.h"
#include "rewrite/bind/bind_array.h"
#include "rewrite/bind/bind_whole_row.h"
#include "rewrite/bind/record_function.h"
#include "rewrite/emit/literal.h"

/* ---- a[i], a[i:j] ---- */

struct subscripting {
    struct scope *scope;
    enum clause clause;
    struct expr *array;
    const PgQuery__AIndirection *node;
    struct list args; /* the array, and two bounds for each dimension */
};

static struct expr *bind_bound(struct binder *binder, const struct subscripting *subscripting,
                               const PgQuery__Node *node)
{
    struct expr *bound = bind_expr(binder, subscripting->scope, node, subscripting->clause);
    if (!bound)
        return NULL;
    if (bound->type != PG_UNKNOWN && !coerce_possible(bound->type, PG_INT4, CAST_ASSIGNMENT)) {
        err_set(binder->err, SQLSTATE_DATATYPE_MISMATCH, bound->position,
                "array subscript must have type integer");
        return NULL;
    }
    return coerce(binder, bound, PG_INT4, -1, CAST_ASSIGNMENT, bound->position);
}

static struct expr *int_const(struct binder *binder, const char *text)
{
    return expr_const(binder->arena, PG_INT4, text, 0);
}

/* Both ends; of a[i] among slices they are 1 and i. */
static bool add_bounds(struct binder *binder, struct subscripting *subscripting,
                       const PgQuery__AIndices *indices)
{
    struct expr *from = int_const(binder, "1"), *to = int_const(binder, "2147483647");
    if (indices->lidx && !(from = bind_bound(binder, subscripting, indices->lidx)))
        return false;
    if (indices->uidx && !(to = bind_bound(binder, subscripting, indices->uidx)))
        return false;
    list_add(binder->arena, &subscripting->args, from);
    list_add(binder->arena, &subscripting->args, to);
    return true;
}

static struct expr *error_subscript(struct binder *binder, const struct expr *container)
{
    err_set(binder->err, SQLSTATE_DATATYPE_MISMATCH, container->position,
            "cannot subscript type %s because it does not support subscripting",
            pgtype_sql_name(container->type));
    return NULL;
}

/* Vectors count from 0. */
static struct expr *vector_element(struct binder *binder, struct expr **args)
{
    return expr_clickhouse(binder->arena, pgtype_element(args[0]->type),
                           "arrayElementOrNull(&1, greatest(toInt64($2) + 1, 0))", 2, args);
}

static struct expr *make_element(struct binder *binder, const struct subscripting *subscripting,
                                 size_t n)
{
    const char *at = "&1";
    uint32_t type = pgtype_element(subscripting->array->type);
    if ((int)n != array_depth(subscripting->array))
        return expr_const(binder->arena, type, NULL, subscripting->array->position);
    struct expr *args[8] = {subscripting->array};
    for (size_t i = 0; i < n; i++) {
        args[i + 1] = subscripting->args.items[2 * i + 1];
        if (pgtype_is_vector(subscripting->array->type))
            return vector_element(binder, args);
        at = arena_printf(binder->arena,
                          i + 1 < n ? "arrayElement(%s, if($%zu < 1, 2147483647, $%zu))"
                                    : "arrayElementOrNull(%s, greatest($%zu, 0))",
                          at, i + 2, i + 2);
    }
    struct expr *element = expr_clickhouse(binder->arena, type, at, n + 1, args);
    element->position = subscripting->array->position;
    return element;
}

/* The part of the Array `at` that dimension d keeps; ClickHouse counts what it keeps. */
static const char *slice(struct binder *binder, const char *at, size_t d)
{
    size_t from = 2 * d + 2, to = from + 1;
    return arena_printf(binder->arena,
                        "arraySlice(%s, greatest(toInt64($%zu), 1), greatest(toInt64($%zu) - "
                        "greatest(toInt64($%zu), 1) + 1, 0))",
                        at, from, to, from);
}

static struct expr *make_slice(struct binder *binder, struct subscripting *subscripting, size_t n)
{
    struct expr *array = subscripting->array;
    int depth = array_depth(array);
    if (depth && (int)n > depth)
        return expr_const(binder->arena, array->type, "{}", array->position);
    const char *inner = NULL;
    for (size_t d = n; d-- > 0;) {
        const char *at = d ? arena_printf(binder->arena, "r%zu", d) : "&1";
        const char *part = slice(binder, at, d);
        inner = inner ? arena_printf(binder->arena, "arrayMap(r%zu -> %s, %s)", d + 1, inner, part)
                      : part;
    }
    struct expr *expr = expr_clickhouse(binder->arena, array->type,
                                        arena_printf(binder->arena, "tuple(%s)", inner), 0, NULL);
    list_add(binder->arena, &expr->args, array);
    list_add_all(binder->arena, &expr->args, &subscripting->args);
    expr->position = array->position;
    expr->n_dims = depth;
    return expr;
}

static const char *field_name(const PgQuery__Node *node)
{
    return node->node_case == PG_QUERY__NODE__NODE_STRING ? node->string->sval : NULL;
}

/* (t).name is t.name where no column is called t. */
static struct expr *bind_field_of(struct binder *binder, struct scope *scope,
                                  const PgQuery__ColumnRef *ref, PgQuery__Node *field)
{
    PgQuery__Node *fields[] = {ref->fields[0], field};
    PgQuery__ColumnRef both = *ref;
    if (ref->n_fields != 1 || !field_name(ref->fields[0]) ||
        scope_has_column(scope, field_name(ref->fields[0])))
        return NULL;
    both.n_fields = 2;
    both.fields = fields;
    return scope_find_column(binder, scope, &both);
}

/* (row).name */
static struct expr *bind_field(struct binder *binder, struct scope *scope,
                               const PgQuery__AIndirection *node, enum clause clause)
{
    PgQuery__Node *field = node->indirection[0];
    struct expr *column = node->arg->node_case == PG_QUERY__NODE__NODE_COLUMN_REF
                              ? bind_field_of(binder, scope, node->arg->column_ref, field)
                              : NULL;
    if (column || err_is_set(binder->err))
        return column;
    struct expr *row = bind_expr(binder, scope, node->arg, clause);
    if (row && row->row)
        return bind_row_field(binder, row, field_name(field), row->position);
    return row ? record_select(binder, row, field_name(field)) : NULL;
}

/* ---- of jsonb ---- */

/* A key or an index as an element of a path. */
static struct expr *path_element(struct binder *binder, const struct subscripting *subscripting,
                                 const PgQuery__Node *node)
{
    struct expr *expr = bind_expr(binder, subscripting->scope, node, subscripting->clause);
    if (!expr)
        return NULL;
    bool is_index = expr->type == PG_INT2 || expr->type == PG_INT4;
    if (is_index || expr->type == PG_UNKNOWN || coerce_possible(expr->type, PG_TEXT, CAST_IMPLICIT))
        return coerce(binder, expr, PG_TEXT, -1, CAST_EXPLICIT, expr->position);
    err_set(binder->err, SQLSTATE_DATATYPE_MISMATCH, expr->position,
            "subscript type %s is not supported", pgtype_sql_name(expr->type));
    err_hint(binder->err, "jsonb subscript must be coercible to either integer or text.");
    return NULL;
}

/* j['a'][1]: j #> ARRAY['a', '1'] */
static struct expr *bind_jsonb_subscripts(struct binder *binder,
                                          const struct subscripting *subscripting, bool is_slice)
{
    const PgQuery__AIndirection *node = subscripting->node;
    int position = subscripting->array->position;
    if (is_slice) {
        err_set(binder->err, SQLSTATE_DATATYPE_MISMATCH, position,
                "jsonb subscript does not support slices");
        return NULL;
    }
    struct expr *path = expr_clickhouse(binder->arena, PG_TEXT_ARRAY, "tuple(array($*))", 0, NULL);
    for (size_t i = 0; i < node->n_indirection; i++) {
        struct expr *element =
            path_element(binder, subscripting, node->indirection[i]->a_indices->uidx);
        if (!element)
            return NULL;
        list_add(binder->arena, &path->args, element);
    }
    path->nullable = false;
    path->n_dims = 1;
    return bind_operator(binder, "#>", subscripting->array, path, position);
}

struct expr *bind_subscripts(struct binder *binder, struct scope *scope,
                             const PgQuery__AIndirection *node, enum clause clause)
{
    struct subscripting subscripting = {.scope = scope, .clause = clause, .node = node};
    bool is_slice = false;
    if (node->n_indirection == 1 && field_name(node->indirection[0]))
        return bind_field(binder, scope, node, clause);
    subscripting.array = bind_expr(binder, scope, node->arg, clause);
    if (!subscripting.array)
        return NULL;
    for (size_t i = 0; i < node->n_indirection; i++) {
        if (node->indirection[i]->node_case != PG_QUERY__NODE__NODE_A_INDICES) {
            err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, subscripting.array->position,
                    "field selection is not supported yet");
            return NULL;
        }
        is_slice |= node->indirection[i]->a_indices->is_slice;
    }
    if (subscripting.array->type == PG_JSONB)
        return bind_jsonb_subscripts(binder, &subscripting, is_slice);
    if (!pgtype_element(subscripting.array->type))
        return error_subscript(binder, subscripting.array);
    for (size_t i = 0; i < node->n_indirection; i++)
        if (!add_bounds(binder, &subscripting, node->indirection[i]->a_indices))
            return NULL;
    if (node->n_indirection > 4) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, subscripting.array->position,
                "more than 4 subscripts are not supported yet");
        return NULL;
    }
    return is_slice ? make_slice(binder, &subscripting, node->n_indirection)
                    : make_element(binder, &subscripting, node->n_indirection);
}

/* ---- op ANY (array) ---- */

static struct expr *error_no_array(struct binder *binder, const struct expr *array, int position)
{
    (void)array;
    err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, position,
            "op ANY/ALL (array) requires array on right side");
    return NULL;
}

static const struct {
    const char *body, *result, *plain;
} quantifiers[] = {
    {"ifNull(toUInt8($1) * 2, 1)", ARRAY_ANY, ARRAY_ANY_PLAIN},
    {"ifNull(toUInt8(NOT $1) * 2, 1)", ARRAY_ALL, ARRAY_ALL_PLAIN},
};

/* As make_scalar_array_op finds the type: varchar has no operators of its own. */
struct expr *bind_comparison_array(struct binder *binder, const struct expr *left,
                                   struct expr *array)
{
    bool is_text = left->type == PG_UNKNOWN || left->type == PG_VARCHAR;
    if (array->type != PG_UNKNOWN)
        return array;
    return coerce(binder, array, pgtype_array(is_text ? PG_TEXT : left->type), -1, CAST_IMPLICIT,
                  array->position);
}

struct expr *bind_array_comparison(struct binder *binder, const char *name, struct expr *left,
                                   struct expr *array, bool all, int position)
{
    if (!pgtype_element(array->type))
        return error_no_array(binder, array, position);
    array = array_flatten(binder, array);
    struct expr *variable = array_variable(binder, array);
    struct expr *compare = bind_operator(binder, name, left, variable, position);
    if (!compare)
        return NULL;
    if (compare->type != PG_BOOL) {
        err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, position,
                "op ANY/ALL (array) requires operator to yield boolean");
        return NULL;
    }
    struct expr *body = compare->nullable ? expr_clickhouse(binder->arena, PG_BOOL,
                                                            quantifiers[all].body, 1, &compare)
                                          : compare;
    struct expr *args[] = {array, array_lambda(binder, variable, body)};
    struct expr *expr = expr_clickhouse(
        binder->arena, PG_BOOL,
        compare->nullable ? quantifiers[all].result : quantifiers[all].plain, 2, args);
    expr->position = position;
    expr->nullable = array->nullable || compare->nullable;
    return expr;
}
