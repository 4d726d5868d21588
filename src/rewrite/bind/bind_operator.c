/* A_Expr: operators and the constructs of the grammar that stand for them. */
#include <stdlib.h>
#include <string.h>

#include "base/array_text.h"
#include "rewrite/bind/bind.h"
#include "rewrite/bind/bind_array.h"
#include "rewrite/bind/bind_whole_row.h"

struct operation {
    const char *name; /* the operator's symbol */
    struct scope *scope;
    enum clause clause;
    const PgQuery__AExpr *node;
    int position;
};

static struct expr *refuse(struct binder *binder, int position, const char *what)
{
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position, "%s not supported yet", what);
    return NULL;
}

static struct expr *bind_side(struct binder *binder, const struct operation *operation,
                              const PgQuery__Node *node)
{
    return bind_expr(binder, operation->scope, node, operation->clause);
}

static bool bind_sides(struct binder *binder, const struct operation *operation, struct expr **left,
                       struct expr **right)
{
    *left = NULL;
    if (operation->node->lexpr && !(*left = bind_side(binder, operation, operation->node->lexpr)))
        return false;
    *right = bind_side(binder, operation, operation->node->rexpr);
    return *right != NULL;
}

static struct expr *bind_plain(struct binder *binder, const struct operation *operation)
{
    struct expr *left, *right;
    const PgQuery__Node *lexpr = operation->node->lexpr, *rexpr = operation->node->rexpr;
    if (bind_row_of(lexpr) && bind_row_of(rexpr))
        return bind_row_operator(binder, operation->scope, operation->node, operation->name,
                                 operation->clause);
    if (bind_row_of(lexpr) && rexpr->node_case == PG_QUERY__NODE__NODE_SUB_LINK &&
        rexpr->sub_link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK)
        return bind_row_sublink(binder, operation->scope, operation->node, operation->name,
                                operation->clause);
    if (!bind_sides(binder, operation, &left, &right))
        return NULL;
    return bind_operator(binder, operation->name, left, right, operation->position);
}

/* IS [NOT] DISTINCT FROM: equality's types, and an answer that is never NULL. */
/* Two rows that are NULL themselves are not distinct, one is. */
static struct expr *row_distinct_of(struct binder *binder, struct expr *equal,
                                    const struct expr *left, const struct expr *right, bool is_not)
{
    struct expr *one = expr_const(binder->arena, PG_INT4, "1", 0);
    struct expr *args[] = {equal, bind_row_if_present(binder, left, one),
                           bind_row_if_present(binder, right, one)};
    args[1]->nullable = left->nullable;
    args[2]->nullable = right->nullable;
    struct expr *expr = expr_clickhouse(binder->arena, PG_BOOL,
                                        is_not ? "ifNull($1, isNull($2) AND isNull($3))"
                                               : "NOT ifNull($1, isNull($2) AND isNull($3))",
                                        3, args);
    expr->position = equal->position;
    expr->nullable = false;
    return expr;
}

struct expr *bind_distinct_of(struct binder *binder, struct expr *left, struct expr *right,
                              bool is_not, int position)
{
    struct expr *equal = bind_operator(binder, "=", left, right, position);
    if (!equal)
        return NULL;
    if (left && left->row && right->row)
        return row_distinct_of(binder, equal, left, right, is_not);
    struct expr *args[] = {equal, equal->args.items[0], equal->args.items[1]};
    struct expr *expr = expr_clickhouse(binder->arena, PG_BOOL,
                                        is_not ? "ifNull($1, isNull($2) AND isNull($3))"
                                               : "NOT ifNull($1, isNull($2) AND isNull($3))",
                                        3, args);
    expr->position = position;
    expr->nullable = false;
    return expr;
}

static struct expr *bind_distinct(struct binder *binder, const struct operation *operation)
{
    bool is_not = operation->node->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT;
    struct expr *left, *right;
    if (bind_row_of(operation->node->lexpr) && bind_row_of(operation->node->rexpr))
        return bind_row_distinct(binder, operation->scope, operation->node, operation->clause);
    if (!bind_sides(binder, operation, &left, &right))
        return NULL;
    return bind_distinct_of(binder, left, right, is_not, operation->position);
}

static struct expr *bind_nullif(struct binder *binder, const struct operation *operation)
{
    struct expr *left, *right;
    if (!bind_sides(binder, operation, &left, &right))
        return NULL;
    struct expr *equal = bind_operator(binder, "=", left, right, operation->position);
    if (!equal)
        return NULL;
    /* The result is the first argument as the comparison sees it. */
    struct expr *value = equal->args.items[0];
    struct expr *expr = expr_new(binder->arena, EXPR_NULLIF, value->type, operation->position);
    expr->args = equal->args;
    expr->routine = equal->routine;
    return expr;
}

/* Types whose constants ClickHouse's IN compares exactly as = does. */
static bool is_in_type(uint32_t type)
{
    static const uint32_t types[] = {PG_INT2, PG_INT4,    PG_INT8,      PG_TEXT,
                                     PG_DATE, PG_VARCHAR, PG_TIMESTAMP, PG_UUID};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (types[i] == type)
            return true;
    return false;
}

static bool are_plain_constants(const struct list *args)
{
    for (size_t i = 1; i < args->n; i++) {
        const struct expr *arg = args->items[i];
        if (arg->kind != EXPR_CONST || !arg->text)
            return false;
    }
    return true;
}

/* Without one, values are compared each by itself, which tells what is wrong. */
static bool have_common_type(const struct list *args)
{
    uint32_t common = PG_UNKNOWN;
    for (size_t i = 0; common && i < args->n; i++)
        common = coerce_common_of_two(common, ((struct expr *)args->items[i])->type);
    return common;
}

static bool bind_in_args(struct binder *binder, const struct operation *operation,
                         struct list *args)
{
    struct expr *left = bind_side(binder, operation, operation->node->lexpr);
    if (!left)
        return false;
    list_add(binder->arena, args, left);
    const PgQuery__List *values = operation->node->rexpr->list;
    return bind_exprs(binder, operation->scope, values->n_items, values->items, operation->clause,
                      args);
}

/* x op a OR x op b …, or AND: PostgreSQL's meaning with NULLs and any type. */
static struct expr *in_as_comparisons(struct binder *binder, const struct operation *operation,
                                      const struct list *args, bool all)
{
    struct expr *expr = expr_new(binder->arena, EXPR_BOOL, PG_BOOL, operation->position);
    expr->bool_operator = all ? BOOL_AND : BOOL_OR;
    for (size_t i = 1; i < args->n; i++) {
        struct expr *left = expr_copy(binder->arena, args->items[0]);
        struct expr *compare =
            bind_operator(binder, operation->name, left, args->items[i], operation->position);
        if (!compare)
            return NULL;
        list_add(binder->arena, &expr->args, compare);
    }
    return expr->args.n == 1 ? expr->args.items[0] : expr;
}

static struct expr *in_constants(struct binder *binder, const struct operation *operation,
                                 const struct list *args, bool negated)
{
    struct expr *expr = expr_new(binder->arena, EXPR_IN, PG_BOOL, operation->position);
    expr->negated = negated;
    expr->nullable = ((struct expr *)args->items[0])->nullable;
    expr->args = *args;
    return expr;
}

/* Whether the numeric is a column that ClickHouse holds as UInt64: a bigint or more. */
static bool is_unsigned_column(const struct expr *expr)
{
    if (expr->kind != EXPR_COLUMN || expr->type != PG_NUMERIC)
        return false;
    const struct catalog_column *column = expr->column.rel->columns[expr->column.index].catalog;
    return column && chtype_strip(column->type)->kind == CH_UINT64;
}

/* Whether the text is a whole number that is no larger than a bigint; no sign, no exponent. */
static bool is_natural(const char *text)
{
    size_t n = strspn(text, "0123456789");
    return n > 0 && n <= 18 && text[n] == '\0';
}

/*
 * IN over such a column compares integers, if every constant is one: ClickHouse makes the set of
 * UInt64, and each constant, below 10^18, is exactly one of those.
 */
static bool become_integers(struct binder *binder, struct list *args)
{
    if (!is_unsigned_column(args->items[0]) || !are_plain_constants(args))
        return false;
    for (size_t i = 1; i < args->n; i++)
        if (!is_natural(((const struct expr *)args->items[i])->text))
            return false;
    for (size_t i = 1; i < args->n; i++) {
        const struct expr *arg = args->items[i];
        args->items[i] = expr_const(binder->arena, PG_INT8, arg->text, arg->position);
    }
    return true;
}

static struct expr *bind_in(struct binder *binder, const struct operation *operation)
{
    bool negated = strcmp(operation->name, "<>") == 0;
    struct list args = {0};
    if (operation->node->rexpr->node_case != PG_QUERY__NODE__NODE_LIST)
        return refuse(binder, operation->position, "this form of IN is");
    if (bind_row_of(operation->node->lexpr))
        return bind_row_in(binder, operation->scope, operation->node, operation->clause);
    if (!bind_in_args(binder, operation, &args))
        return NULL;
    if (!have_common_type(&args))
        return in_as_comparisons(binder, operation, &args, negated);
    if (!coerce_to_common_type(binder, &args, "IN"))
        return NULL;
    struct expr *left = args.items[0];
    if (become_integers(binder, &args))
        return in_constants(binder, operation, &args, negated);
    if (!is_in_type(left->type) || !are_plain_constants(&args))
        return in_as_comparisons(binder, operation, &args, negated);
    return in_constants(binder, operation, &args, negated);
}

/* The elements of ARRAY[…] in their common type. */
static bool bind_elements(struct binder *binder, const struct operation *operation,
                          const PgQuery__AArrayExpr *array, struct list *elements)
{
    return bind_exprs(binder, operation->scope, array->n_elements, array->elements,
                      operation->clause, elements) &&
           coerce_to_common_type(binder, elements, "ARRAY");
}

/* ARRAY[…] of elements that are no arrays themselves. */
static bool is_list(const PgQuery__Node *node)
{
    if (node->node_case != PG_QUERY__NODE__NODE_A_ARRAY_EXPR)
        return false;
    const PgQuery__AArrayExpr *array = node->a_array_expr;
    for (size_t i = 0; i < array->n_elements; i++)
        if (array->elements[i]->node_case == PG_QUERY__NODE__NODE_A_ARRAY_EXPR)
            return false;
    return array->n_elements > 0;
}

/* The elements of an array that is a constant, whatever its dimensions. */
static bool split_constant(struct binder *binder, const struct expr *array, struct list *elements)
{
    struct array_value value;
    const char *detail;
    if (array->kind != EXPR_CONST || !array->text ||
        !array_text_parse(binder->arena, str_of(array->text), &value, &detail))
        return false;
    for (size_t i = 0; i < value.n; i++)
        list_add(binder->arena, elements,
                 expr_const(binder->arena, pgtype_element(array->type), value.elements[i].data,
                            array->position));
    return value.n > 0;
}

static bool is_in_range(uint32_t type, const char *number)
{
    long long value = strtoll(number, NULL, 10);
    switch (type) {
    case PG_INT2:
        return value >= INT16_MIN && value <= INT16_MAX;
    case PG_INT4:
        return value >= INT32_MIN && value <= INT32_MAX;
    default:
        return type == PG_INT8;
    }
}

/* Whether the constant could be written as one of the type on the left, for IN. */
static bool is_in_pair(uint32_t left, const struct expr *constant)
{
    if (left == constant->type)
        return is_in_type(left);
    bool is_integer =
        constant->type == PG_INT2 || constant->type == PG_INT4 || constant->type == PG_INT8;
    return is_integer ? is_in_range(left, constant->text)
                      : left == PG_VARCHAR && constant->type == PG_TEXT;
}

/* = ANY and <> ALL as IN and NOT IN, which use the primary key; NULL where they are more. */
static struct expr *any_as_in(struct binder *binder, const struct operation *operation,
                              struct expr *left, const struct list *elements, bool all)
{
    struct list args = {0};
    list_add(binder->arena, &args, left);
    list_add_all(binder->arena, &args, elements);
    if (strcmp(operation->name, all ? "<>" : "=") != 0 || !are_plain_constants(&args))
        return NULL;
    if (become_integers(binder, &args))
        return in_constants(binder, operation, &args, all);
    for (size_t i = 1; i < args.n; i++)
        if (!is_in_pair(left->type, args.items[i]))
            return NULL;
    return in_constants(binder, operation, &args, all);
}

static struct expr *any_of_array(struct binder *binder, const struct operation *operation,
                                 struct expr *left, bool all)
{
    struct list elements = {0};
    struct expr *right = bind_side(binder, operation, operation->node->rexpr);
    if (right)
        right = bind_comparison_array(binder, left, right);
    if (!right)
        return NULL;
    struct expr *in = split_constant(binder, right, &elements)
                          ? any_as_in(binder, operation, left, &elements, all)
                          : NULL;
    return in ? in
              : bind_array_comparison(binder, operation->name, left, right, all,
                                      operation->position);
}

/* op ANY (array), op ALL (array) */
static struct expr *bind_any_all(struct binder *binder, const struct operation *operation)
{
    bool all = operation->node->kind == PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL;
    const PgQuery__Node *array = operation->node->rexpr;
    struct expr *left = bind_side(binder, operation, operation->node->lexpr);
    struct list args = {0}, elements = {0};
    if (!left)
        return NULL;
    if (!is_list(array))
        return any_of_array(binder, operation, left, all);
    if (!bind_elements(binder, operation, array->a_array_expr, &elements))
        return NULL;
    struct expr *in = any_as_in(binder, operation, left, &elements, all);
    if (in)
        return in;
    list_add(binder->arena, &args, left);
    list_add_all(binder->arena, &args, &elements);
    return in_as_comparisons(binder, operation, &args, all);
}

static struct expr *compare(struct binder *binder, const char *name, const struct expr *left,
                            const struct expr *right, int position)
{
    struct expr *a = expr_copy(binder->arena, left), *b = expr_copy(binder->arena, right);
    bind_param_refresh(binder, a);
    bind_param_refresh(binder, b);
    return bind_operator(binder, name, a, b, position);
}

static struct expr *between(struct binder *binder, const struct expr *value, const struct expr *low,
                            const struct expr *high, bool negated, int position)
{
    struct expr *above = compare(binder, negated ? "<" : ">=", value, low, position);
    struct expr *below =
        above ? compare(binder, negated ? ">" : "<=", value, high, position) : NULL;
    return below ? expr_bool(binder->arena, negated ? BOOL_OR : BOOL_AND, above, below) : NULL;
}

static struct expr *bind_between(struct binder *binder, const struct operation *operation)
{
    PgQuery__AExprKind kind = operation->node->kind;
    bool symmetric = kind == PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN_SYM ||
                     kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM;
    bool negated = kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN ||
                   kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM;
    const PgQuery__List *bounds = operation->node->rexpr->list;
    struct expr *value = bind_side(binder, operation, operation->node->lexpr);
    struct expr *low = value ? bind_side(binder, operation, bounds->items[0]) : NULL;
    struct expr *high = low ? bind_side(binder, operation, bounds->items[1]) : NULL;
    struct expr *expr =
        high ? between(binder, value, low, high, negated, operation->position) : NULL;
    if (!expr || !symmetric)
        return expr;
    struct expr *swapped = between(binder, value, high, low, negated, operation->position);
    return swapped ? expr_bool(binder->arena, negated ? BOOL_AND : BOOL_OR, expr, swapped) : NULL;
}

/* x SIMILAR TO p: x ~ similar_to_escape(p). */
static struct expr *bind_similar(struct binder *binder, const struct operation *operation)
{
    const PgQuery__FuncCall *call = operation->node->rexpr->func_call;
    struct list args = {0};
    struct expr *left = bind_side(binder, operation, operation->node->lexpr);
    if (!left ||
        !bind_exprs(binder, operation->scope, call->n_args, call->args, operation->clause, &args))
        return NULL;
    struct expr *pattern = bind_similar_escape(binder, &args, operation->position);
    if (!pattern)
        return NULL;
    return bind_operator(binder, operation->name, left, pattern, operation->position);
}

static struct expr *bind_refused(struct binder *binder, const struct operation *operation)
{
    return refuse(binder, operation->position, "this operator form is");
}

static const struct {
    PgQuery__AExprKind kind;
    struct expr *(*bind)(struct binder *binder, const struct operation *operation);
} kinds[] = {
    {PG_QUERY__A__EXPR__KIND__AEXPR_OP, bind_plain},
    {PG_QUERY__A__EXPR__KIND__AEXPR_LIKE, bind_plain},
    {PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE, bind_plain},
    {PG_QUERY__A__EXPR__KIND__AEXPR_SIMILAR, bind_similar},
    {PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT, bind_distinct},
    {PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT, bind_distinct},
    {PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF, bind_nullif},
    {PG_QUERY__A__EXPR__KIND__AEXPR_IN, bind_in},
    {PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY, bind_any_all},
    {PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL, bind_any_all},
    {PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN, bind_between},
    {PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN, bind_between},
    {PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN_SYM, bind_between},
    {PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM, bind_between},
};

struct expr *bind_a_expr(struct binder *binder, struct scope *scope, const PgQuery__AExpr *node,
                         enum clause clause)
{
    struct operation operation = {
        .name = node->n_name ? node->name[node->n_name - 1]->string->sval : "",
        .scope = scope,
        .clause = clause,
        .node = node,
        .position = position_of(node->location),
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].kind == node->kind)
            return kinds[i].bind(binder, &operation);
    return bind_refused(binder, &operation);
}
