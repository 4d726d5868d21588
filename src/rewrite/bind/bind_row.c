/* Rows, (a, b) and ROW(a, b), where PostgreSQL compares them element by element. Knows no row as a
 * value of its own. */
#include <string.h>

#include "rewrite/bind/bind.h"

const PgQuery__RowExpr *bind_row_of(const PgQuery__Node *node)
{
    return node && node->node_case == PG_QUERY__NODE__NODE_ROW_EXPR ? node->row_expr : NULL;
}

static struct expr *refuse_operator(struct binder *binder, const char *name, int position)
{
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
            "could not determine interpretation of row comparison operator %s", name);
    return NULL;
}

/* An operator, the one for the elements before the last, and how they are put together. */
static const struct {
    const char *name, *before;
    enum bool_operator together;
} comparisons[] = {
    {"=", NULL, BOOL_AND}, {"<>", NULL, BOOL_OR}, {"<", "<", BOOL_OR},
    {"<=", "<", BOOL_OR},  {">", ">", BOOL_OR},   {">=", ">", BOOL_OR},
};
#define N_COMPARISONS (sizeof comparisons / sizeof *comparisons)

static struct expr *compare(struct binder *binder, const char *name, const struct list *left,
                            const struct list *right, size_t i, int position)
{
    return bind_operator(binder, name, expr_copy(binder->arena, left->items[i]),
                         expr_copy(binder->arena, right->items[i]), position);
}

/* a1 < b1 OR (a1 = b1 AND the rest): NULL where a pair before the first that differs has one. */
static struct expr *compare_order(struct binder *binder, size_t row, const struct list *left,
                                  const struct list *right, int position)
{
    size_t i = left->n - 1;
    struct expr *expr = compare(binder, comparisons[row].name, left, right, i, position);
    while (expr && i-- > 0) {
        struct expr *before = compare(binder, comparisons[row].before, left, right, i, position);
        struct expr *equal = before ? compare(binder, "=", left, right, i, position) : NULL;
        if (!equal)
            return NULL;
        expr = expr_bool(binder->arena, BOOL_OR, before,
                         expr_bool(binder->arena, BOOL_AND, equal, expr));
    }
    return expr;
}

struct expr *bind_row_compare(struct binder *binder, const char *name, const struct list *left,
                              const struct list *right, int position)
{
    size_t row = 0;
    if (left->n == 1 && right->n == 1)
        return compare(binder, name, left, right, 0, position);
    while (row < N_COMPARISONS && strcmp(comparisons[row].name, name) != 0)
        row++;
    if (row == N_COMPARISONS)
        return refuse_operator(binder, name, position);
    if (left->n != right->n || !left->n) {
        err_set(binder->err, left->n ? SQLSTATE_SYNTAX_ERROR : SQLSTATE_FEATURE_NOT_SUPPORTED,
                position,
                left->n || right->n ? "unequal number of entries in row expressions"
                                    : "cannot compare rows of zero length");
        return NULL;
    }
    if (comparisons[row].before)
        return compare_order(binder, row, left, right, position);
    struct expr *expr = NULL;
    for (size_t i = 0; i < left->n; i++) {
        struct expr *pair = compare(binder, name, left, right, i, position);
        if (!pair)
            return NULL;
        expr = expr_bool(binder->arena, comparisons[row].together, expr, pair);
    }
    return expr;
}

static bool bind_elements(struct binder *binder, struct scope *scope, const PgQuery__RowExpr *row,
                          enum clause clause, struct list *elements)
{
    return bind_exprs(binder, scope, row->n_args, row->args, clause, elements);
}

bool bind_row_elements(struct binder *binder, struct scope *scope, const PgQuery__Node *node,
                       enum clause clause, struct list *elements)
{
    const PgQuery__RowExpr *row = bind_row_of(node);
    if (row)
        return bind_elements(binder, scope, row, clause, elements);
    struct expr *expr = bind_expr(binder, scope, node, clause);
    if (expr)
        list_add(binder->arena, elements, expr);
    return expr != NULL;
}

/* Both sides of an operator are rows. */
struct expr *bind_row_operator(struct binder *binder, struct scope *scope,
                               const PgQuery__AExpr *node, const char *name, enum clause clause)
{
    struct list left = {0}, right = {0};
    if (!bind_row_elements(binder, scope, node->lexpr, clause, &left) ||
        !bind_row_elements(binder, scope, node->rexpr, clause, &right))
        return NULL;
    return bind_row_compare(binder, name, &left, &right, position_of(node->location));
}

/* IS [NOT] DISTINCT FROM: if one pair is. */
struct expr *bind_row_distinct(struct binder *binder, struct scope *scope,
                               const PgQuery__AExpr *node, enum clause clause)
{
    struct list left = {0}, right = {0};
    int position = position_of(node->location);
    bool is_not = node->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT;
    if (!bind_row_elements(binder, scope, node->lexpr, clause, &left) ||
        !bind_row_elements(binder, scope, node->rexpr, clause, &right))
        return NULL;
    if (left.n != right.n) {
        err_set(binder->err, SQLSTATE_SYNTAX_ERROR, position,
                "unequal number of entries in row expressions");
        return NULL;
    }
    struct expr *expr = left.n ? NULL : expr_const(binder->arena, PG_BOOL, is_not ? "t" : "f", 0);
    for (size_t i = 0; i < left.n; i++) {
        struct expr *pair =
            bind_distinct_of(binder, left.items[i], right.items[i], is_not, position);
        if (!pair)
            return NULL;
        expr = expr_bool(binder->arena, is_not ? BOOL_AND : BOOL_OR, expr, pair);
    }
    return expr;
}

/* (a, b) IN ((…), (…)) */
struct expr *bind_row_in(struct binder *binder, struct scope *scope, const PgQuery__AExpr *node,
                         enum clause clause)
{
    bool negated = strcmp(node->name[0]->string->sval, "<>") == 0;
    const PgQuery__List *values = node->rexpr->list;
    struct list left = {0};
    struct expr *expr = expr_new(binder->arena, EXPR_BOOL, PG_BOOL, position_of(node->location));
    expr->bool_operator = negated ? BOOL_AND : BOOL_OR;
    if (!bind_row_elements(binder, scope, node->lexpr, clause, &left))
        return NULL;
    for (size_t i = 0; i < values->n_items; i++) {
        struct list right = {0};
        struct expr *pair =
            bind_row_elements(binder, scope, values->items[i], clause, &right)
                ? bind_row_compare(binder, negated ? "<>" : "=", &left, &right, expr->position)
                : NULL;
        if (!pair)
            return NULL;
        list_add(binder->arena, &expr->args, pair);
    }
    return expr->args.n == 1 ? expr->args.items[0] : expr;
}

/* A row is NULL if all of it is, and NOT NULL if none of it is. */
struct expr *bind_row_null_test(struct binder *binder, struct scope *scope,
                                const PgQuery__NullTest *test, enum clause clause)
{
    struct list elements = {0};
    int position = position_of(test->location);
    if (!bind_row_elements(binder, scope, test->arg, clause, &elements))
        return NULL;
    struct expr *expr = elements.n ? NULL : expr_const(binder->arena, PG_BOOL, "t", position);
    for (LIST_EACH(struct expr, element, &elements)) {
        struct expr *is_null = expr_new(binder->arena, EXPR_NULL_TEST, PG_BOOL, position);
        element = coerce_unknown(binder, element);
        if (!element)
            return NULL;
        is_null->negated = test->nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NOT_NULL;
        is_null->nullable = false;
        list_add(binder->arena, &is_null->args, element);
        expr = expr_bool(binder->arena, BOOL_AND, expr, is_null);
    }
    return expr;
}
