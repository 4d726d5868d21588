/* Which scale a numeric has as a ClickHouse Decimal. Knows no digits that PostgreSQL would show. */
#include "rewrite/numeric/numeric_scale.h"

#include <string.h>

#include "rewrite/lower/unnest.h"
#include "rewrite/write/stored_form.h"

static int of_arg(const struct expr *expr, size_t i)
{
    return i < expr->args.n ? numeric_scale(expr->args.items[i]) : -1;
}

static int max_of(int a, int b)
{
    return a < 0 || b < 0 ? -1 : a > b ? a : b;
}

static int min_of(int a, int b)
{
    return a < b ? a : b;
}

int numeric_scale_of_product(int a, int b)
{
    if (a < 0 || b < 0)
        return -1;
    return a + b <= 76 ? a + b : min_of(a, QUOTIENT_SCALE) + min_of(b, QUOTIENT_SCALE);
}

static int of_constant_arg(const struct expr *expr)
{
    const struct expr *digits = expr->args.n > 1 ? expr->args.items[1] : NULL;
    if (!digits || digits->kind != EXPR_CONST || !digits->text)
        return -1;
    int n = 0;
    for (const char *at = digits->text; *at >= '0' && *at <= '9' && n < 100; at++)
        n = n * 10 + (*at - '0');
    return n > 76 ? -1 : n;
}

static int of_routine(const struct routine *routine, const struct expr *expr)
{
    int a = of_arg(expr, 0), b = expr->args.n > 1 ? of_arg(expr, 1) : a;
    switch (routine->scale) {
    case SCALE_UNKNOWN:
        return -1;
    case SCALE_NONE:
        return 0;
    case SCALE_MILLIS:
        return 3;
    case SCALE_MICROS:
        return 6;
    case SCALE_QUOTIENT:
        return QUOTIENT_SCALE;
    case SCALE_FIRST:
        return a;
    case SCALE_SECOND:
        return b;
    case SCALE_MAX:
        return max_of(a, b);
    case SCALE_SUM:
        return numeric_scale_of_product(a, b);
    case SCALE_CONSTANT:
        return of_constant_arg(expr);
    }
    return -1;
}

static int of_args(const struct list *args)
{
    int scale = 0;
    for (size_t i = 0; i < args->n; i++)
        scale = max_of(scale, numeric_scale(args->items[i]));
    return scale;
}

static int of_case(const struct expr *expr)
{
    int scale = expr->cases.otherwise ? numeric_scale(expr->cases.otherwise) : 0;
    for (size_t i = 0; i < expr->cases.whens.n; i++) {
        const struct case_when *when = expr->cases.whens.items[i];
        scale = max_of(scale, numeric_scale(when->result));
    }
    return scale;
}

static int of_constant(const struct expr *expr)
{
    const char *point = expr->text ? strchr(expr->text, '.') : NULL;
    return point ? (int)strlen(point + 1) : 0;
}

static int of_values(const struct query *query, size_t index)
{
    int scale = 0;
    for (size_t i = 0; i < query->rows.n; i++) {
        const struct list *row = query->rows.items[i];
        scale = max_of(scale, index < row->n ? numeric_scale(row->items[index]) : -1);
    }
    return scale;
}

int numeric_scale_of_output(const struct query *query, size_t index)
{
    if (query->kind == QUERY_SET_OPERATION)
        return max_of(numeric_scale_of_output(query->left, index),
                      numeric_scale_of_output(query->right, index));
    if (query->kind == QUERY_VALUES)
        return of_values(query, index);
    const struct target *target = index < query->targets.n ? query->targets.items[index] : NULL;
    return target ? numeric_scale(target->expr) : -1;
}

static int of_column(const struct expr *expr)
{
    const struct rel *rel = expr->column.rel;
    const struct rel_column *shown = &rel->columns[expr->column.index];
    const struct catalog_column *column = shown->catalog;
    if (column)
        return stored_form_is_digits(column) ? QUOTIENT_SCALE : chtype_strip(column->type)->scale;
    if (rel->kind == REL_CLICKHOUSE && shown->typmod >= 0)
        return pgtype_numeric_scale(shown->typmod); /* a rollup's sum of such a column */
    return rel->kind == REL_SUBQUERY ? numeric_scale_of_output(rel->query, expr->column.index) : -1;
}

static int of_cast(const struct expr *expr)
{
    if (expr->typmod >= 0)
        return pgtype_numeric_scale(expr->typmod);
    uint32_t source = expr->cast->source;
    bool is_read = source == PG_FLOAT8 || source == PG_FLOAT4 || source == PG_TEXT ||
                   source == PG_VARCHAR || source == PG_BPCHAR || source == PG_JSONB;
    return is_read ? QUOTIENT_SCALE : of_arg(expr, 0);
}

static bool is_integer(uint32_t type)
{
    return type == PG_INT2 || type == PG_INT4 || type == PG_INT8;
}

int numeric_scale(const struct expr *expr)
{
    if (is_integer(expr->type))
        return 0;
    if (expr->type != PG_NUMERIC)
        return -1;
    switch (expr->kind) {
    case EXPR_CONST:
        return of_constant(expr);
    case EXPR_COLUMN:
        return of_column(expr);
    case EXPR_CALL:
        return of_routine(expr->routine, expr);
    case EXPR_AGGREGATE:
    case EXPR_WINDOW:
        return expr->aggregate.routine ? of_routine(expr->aggregate.routine, expr) : -1;
    case EXPR_CAST:
        return of_cast(expr);
    case EXPR_CASE:
        return of_case(expr);
    case EXPR_COALESCE:
    case EXPR_MIN_MAX:
        return of_args(&expr->args);
    case EXPR_NULLIF:
        return of_arg(expr, 0);
    case EXPR_CLICKHOUSE:
        if (expr->template_ == unnest_any || expr->template_ == unnest_only)
            return of_arg(expr, 0);
        return expr->typmod >= 0 ? pgtype_numeric_scale(expr->typmod) : -1;
    case EXPR_SUBQUERY:
        return numeric_scale_of_output(expr->subquery.query, 0);
    default:
        return -1;
    }
}

bool numeric_is_wide(const struct expr *expr)
{
    return expr->type == PG_NUMERIC && expr->kind != EXPR_CONST && expr->kind != EXPR_COLUMN &&
           expr->kind != EXPR_SUBQUERY;
}
