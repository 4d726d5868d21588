/* LIMIT and OFFSET. ClickHouse takes constants, and scalar subqueries, which it computes before:
 * what is computed is one. */
#include <stdlib.h>
#include <string.h>

#include "rewrite/bind/bind.h"
#include "rewrite/lower/correlation.h"
#include "rewrite/routines/routine_row.h"

/* A clause: its errors, and as a template the number of rows that a bigint is. */
struct row_count {
    const char *name, *sqlstate, *template_;
};

static const struct row_count limit_clause = {"LIMIT", SQLSTATE_INVALID_ROW_COUNT_IN_LIMIT_CLAUSE,
                                              CHECKED("ifNull($1, 0) < 0", "2201W",
                                                      "LIMIT must not be negative",
                                                      "toUInt64(ifNull($1, 9223372036854775807))")};
static const struct row_count offset_clause = {
    "OFFSET", SQLSTATE_INVALID_ROW_COUNT_IN_RESULT_OFFSET_CLAUSE,
    CHECKED("ifNull($1, 0) < 0", "2201X", "OFFSET must not be negative",
            "toUInt64(ifNull($1, 0))")};

/* ---- constants ---- */

static bool fold(const struct expr *expr, int64_t *value);

static bool fold_operator(const struct expr *expr, int64_t *value)
{
    int64_t args[2];
    if (expr->args.n != 2 || !fold(expr->args.items[0], &args[0]) ||
        !fold(expr->args.items[1], &args[1]))
        return false;
    switch (expr->routine->name[0]) {
    case '+':
        return !__builtin_add_overflow(args[0], args[1], value);
    case '-':
        return !__builtin_sub_overflow(args[0], args[1], value);
    case '*':
        return !__builtin_mul_overflow(args[0], args[1], value);
    case '/':
        *value = args[1] > 0 ? args[0] / args[1] : 0;
        return args[1] > 0;
    default:
        return false;
    }
}

static bool fits(uint32_t type, int64_t value)
{
    return type == PG_INT8 || (type == PG_INT4 && value == (int32_t)value) ||
           (type == PG_INT2 && value == (int16_t)value);
}

/* The value of integer arithmetic over constants; false where it has none, or is none. */
static bool fold(const struct expr *expr, int64_t *value)
{
    bool is_folded = false;
    if (expr->kind == EXPR_CONST && expr->text && fits(expr->type, 0)) {
        *value = strtoll(expr->text, NULL, 10);
        is_folded = true;
    } else if (expr->kind == EXPR_CAST) {
        is_folded = fold(expr->args.items[0], value);
    } else if (expr->kind == EXPR_CALL && strlen(expr->routine->name) == 1) {
        is_folded = fold_operator(expr, value);
    }
    return is_folded && fits(expr->type, *value);
}

/* ---- what is computed ---- */

/* *is_outer: it refers to the queries around this one, and row_range.c counts. */
static bool check_variables(struct binder *binder, struct expr *expr,
                            const struct row_count *clause, bool *is_outer)
{
    struct list columns = correlation_columns_of(binder, expr);
    for (LIST_EACH(const struct expr, column, &columns))
        if (column->column.rel->number > binder->outer_rels)
            return err_set(binder->err, SQLSTATE_INVALID_COLUMN_REFERENCE, column->position,
                           "argument of %s must not contain variables", clause->name);
    *is_outer = columns.n > 0;
    return true;
}

/* (SELECT the number of rows), of a type without NULL, as cast_keep_nullable wants it. */
static struct expr *computed(struct binder *binder, struct expr *expr,
                             const struct row_count *clause)
{
    bool is_outer = false;
    if (!check_variables(binder, expr, clause, &is_outer))
        return NULL;
    if (is_outer)
        return expr;
    struct query *query = ARENA_NEW(binder->arena, struct query);
    struct target *target = ARENA_NEW(binder->arena, struct target);
    query->kind = QUERY_SELECT;
    *target =
        (struct target){expr_clickhouse(binder->arena, PG_INT8, clause->template_, 1, &expr), ""};
    list_add(binder->arena, &query->targets, target);
    struct expr *rows = bind_subquery_expr(binder, query, SUBQUERY_SCALAR);
    struct expr *value = expr_clickhouse(binder->arena, PG_INT8, "ifNull($1, 0)", 1, &rows);
    value->nullable = false;
    value->position = expr->position;
    return value;
}

/* NULL: no limit. */
static bool bind_value(struct binder *binder, struct scope *scope, const PgQuery__Node *node,
                       const struct row_count *clause, struct expr **value)
{
    if (!node)
        return true;
    struct expr *expr = bind_expr(binder, scope, node, CLAUSE_LIMIT);
    if (expr)
        expr = coerce(binder, expr, PG_INT8, -1, CAST_ASSIGNMENT, expr->position);
    if (!expr)
        return false;
    if (bind_awaits_value(expr))
        return true;
    int64_t folded;
    if (expr->kind != EXPR_CONST && fold(expr, &folded))
        expr = expr_const(binder->arena, PG_INT8,
                          arena_printf(binder->arena, "%lld", (long long)folded), expr->position);
    if (expr->kind != EXPR_CONST)
        return (*value = computed(binder, expr, clause)) != NULL;
    if (expr->text && expr->text[0] == '-')
        return err_set(binder->err, clause->sqlstate, 0, "%s must not be negative", clause->name);
    *value = expr->text ? expr : NULL;
    return true;
}

bool bind_limit(struct binder *binder, struct scope *scope, struct query *query,
                const PgQuery__SelectStmt *select)
{
    query->with_ties = select->limit_option == PG_QUERY__LIMIT_OPTION__LIMIT_OPTION_WITH_TIES;
    if (query->with_ties && !query->order_by.n)
        return err_set(binder->err, SQLSTATE_SYNTAX_ERROR, 0,
                       "WITH TIES cannot be specified without ORDER BY clause");
    return bind_value(binder, scope, select->limit_offset, &offset_clause, &query->offset) &&
           bind_value(binder, scope, select->limit_count, &limit_clause, &query->limit);
}
