/* How deep the Arrays of an array value are. Knows no elements. */
#include "rewrite/bind/array_depth.h"

#include <string.h>

static int deeper(int a, int b)
{
    return a > b ? a : b;
}

static int of_args(const struct list *args)
{
    int depth = 0;
    for (size_t i = 0; i < args->n; i++)
        depth = deeper(depth, array_depth(args->items[i]));
    return depth;
}

/* Of what is made of arrays; what is made of other values has one dimension. */
static int of_call(const struct expr *expr)
{
    for (size_t i = 0; i < expr->args.n; i++)
        if (pgtype_element(((const struct expr *)expr->args.items[i])->type))
            return of_args(&expr->args);
    return 1;
}

static int of_case(const struct expr *expr)
{
    int depth = expr->cases.otherwise ? array_depth(expr->cases.otherwise) : 0;
    for (size_t i = 0; i < expr->cases.whens.n; i++)
        depth = deeper(depth,
                       array_depth(((const struct case_when *)expr->cases.whens.items[i])->result));
    return depth;
}

static int of_output(const struct query *query, size_t index)
{
    int depth = 0;
    if (query->kind == QUERY_SET_OPERATION)
        return deeper(of_output(query->left, index), of_output(query->right, index));
    for (size_t i = 0; query->kind == QUERY_VALUES && i < query->rows.n; i++) {
        const struct list *row = query->rows.items[i];
        depth = deeper(depth, index < row->n ? array_depth(row->items[index]) : 0);
    }
    if (query->kind == QUERY_SELECT && index < query->targets.n)
        depth = array_depth(((const struct target *)query->targets.items[index])->expr);
    return depth;
}

static int of_column(const struct expr *expr)
{
    const struct rel *rel = expr->column.rel;
    const struct catalog_column *column = rel->columns[expr->column.index].catalog;
    int depth = 0;
    if (!column)
        return rel->kind == REL_SUBQUERY ? of_output(rel->query, expr->column.index) : 1;
    for (const struct chtype *type = chtype_array(column->type); type; depth++)
        type = chtype_array(type->args[0]);
    return depth;
}

int array_depth(const struct expr *expr)
{
    if (!pgtype_element(expr->type))
        return 0;
    if (expr->n_dims)
        return expr->n_dims;
    switch (expr->kind) {
    case EXPR_CONST:
        return expr->text && strcmp(expr->text, "{}") != 0 ? (int)strspn(expr->text, "{") : 0;
    case EXPR_COLUMN:
        return of_column(expr);
    case EXPR_CASE:
        return of_case(expr);
    case EXPR_SUBQUERY:
        return of_output(expr->subquery.query, 0);
    default:
        return of_call(expr);
    }
}
