/* Expressions as ClickHouse SQL, each kind of them. */
#include "rewrite/emit/emit_expr.h"

#include <string.h>

#include "rewrite/emit/emit.h"
#include "rewrite/emit/emit_internal.h"
#include "rewrite/emit/literal.h"

/* Blanks at the end of a character(n) are no part of what it is compared by. */
static void emit_sorted(struct buf *out, const struct expr *expr)
{
    bool has_blanks = expr->type == PG_BPCHAR;
    buf_puts(out, has_blanks ? "trim(TRAILING ' ' FROM " : "");
    emit_expr(out, expr);
    buf_puts(out, has_blanks ? ")" : "");
}

void emit_sort_keys(struct buf *out, const struct list *keys)
{
    for (size_t i = 0; i < keys->n; i++) {
        const struct sort_key *key = keys->items[i];
        buf_puts(out, i ? ", " : "");
        emit_sorted(out, key->expr);
        buf_printf(out, " %s NULLS %s", key->descending ? "DESC" : "ASC",
                   key->nulls_first ? "FIRST" : "LAST");
    }
}

static void emit_args(struct buf *out, const struct list *args, size_t first)
{
    for (size_t i = first; i < args->n; i++) {
        buf_puts(out, i > first ? ", " : "");
        emit_expr(out, args->items[i]);
    }
}

void emit_exprs(struct buf *out, const struct list *exprs)
{
    emit_args(out, exprs, 0);
}

static void emit_lambda(struct buf *out, const struct expr *expr)
{
    buf_printf(out, "%s -> ", expr->template_);
    emit_expr(out, expr->args.items[0]);
}

static void emit_const(struct buf *out, const struct expr *expr)
{
    if (!expr->text && expr->n_dims > 1)
        literal_emit_null_array(out, expr->type, expr->n_dims);
    else
        literal_emit(out, expr->type, expr->typmod, expr->text);
}

static void emit_column(struct buf *out, const struct expr *expr)
{
    const struct rel *rel = expr->column.rel;
    if (rel->number) {
        buf_printf(out, "t%d.", rel->number);
    } else if (rel->table->schema[0]) { /* without: the table that keeps the expression */
        identifier_emit_qualified(out, rel->table->schema, rel->table->name);
        buf_puts(out, ".");
    }
    if (rel->kind == REL_TABLE)
        identifier_emit(out, rel->columns[expr->column.index].catalog->name);
    else
        buf_printf(out, "c%zu", expr->column.index + 1);
}

static void emit_bool(struct buf *out, const struct expr *expr)
{
    if (expr->bool_operator == BOOL_NOT) {
        buf_puts(out, "NOT ");
        emit_in_parentheses(out, expr->args.items[0]);
        return;
    }
    for (size_t i = 0; i < expr->args.n; i++) {
        if (i)
            buf_puts(out, expr->bool_operator == BOOL_AND ? " AND " : " OR ");
        emit_in_parentheses(out, expr->args.items[i]);
    }
}

static void emit_call(struct buf *out, const char *name, const struct list *args)
{
    buf_printf(out, "%s(", name);
    emit_args(out, args, 0);
    buf_putc(out, ')');
}

static void emit_null_test(struct buf *out, const struct expr *expr)
{
    emit_call(out, expr->negated ? "isNotNull" : "isNull", &expr->args);
}

static void emit_case(struct buf *out, const struct expr *expr)
{
    buf_puts(out, "multiIf(");
    for (size_t i = 0; i < expr->cases.whens.n; i++) {
        const struct case_when *when = expr->cases.whens.items[i];
        emit_expr(out, when->condition);
        buf_puts(out, ", ");
        emit_expr(out, when->result);
        buf_puts(out, ", ");
    }
    if (expr->cases.otherwise)
        emit_expr(out, expr->cases.otherwise);
    else
        buf_puts(out, "NULL");
    buf_putc(out, ')');
}

static void emit_coalesce(struct buf *out, const struct expr *expr)
{
    emit_call(out, "coalesce", &expr->args);
}

static void emit_min_max(struct buf *out, const struct expr *expr)
{
    emit_call(out, expr->is_greatest ? "greatest" : "least", &expr->args);
}

static void emit_nullif(struct buf *out, const struct expr *expr)
{
    emit_call(out, "nullIf", &expr->args);
}

static void emit_in(struct buf *out, const struct expr *expr)
{
    emit_in_parentheses(out, expr->args.items[0]);
    buf_puts(out, expr->negated ? " NOT IN (" : " IN (");
    emit_args(out, &expr->args, 1);
    buf_putc(out, ')');
}

static void emit_grouping(struct buf *out, const struct expr *expr)
{
    buf_puts(out, "toInt32(grouping(");
    emit_group_keys(out, &expr->args);
    buf_puts(out, "))");
}

static void emit_subquery(struct buf *out, const struct expr *expr)
{
    static const struct {
        const char *before, *after;
    } forms[] = {
        [SUBQUERY_SCALAR] = {"(", ")"},
        [SUBQUERY_ARRAY] = {"(SELECT tuple(arrayMap(v -> tupleElement(v, 1), "
                            "groupArray(tuple(c1)))) FROM (",
                            "))"},
        [SUBQUERY_EXISTS] = {"exists(", ")"},
        [SUBQUERY_SET] = {"(", ")"},
        [SUBQUERY_NULLS] = {"(SELECT multiIf(count() = 0, 0, countIf(isNull(c1)) = 0, 1, 2) FROM (",
                            "))"},
        [SUBQUERY_MIN] = {"(SELECT minOrNull(c1) FROM (", "))"},
        [SUBQUERY_MAX] = {"(SELECT maxOrNull(c1) FROM (", "))"},
        [SUBQUERY_KEYS] = {"(SELECT * EXCEPT c1 FROM (", "))"},
        [SUBQUERY_NULL_KEYS] = {"(SELECT * EXCEPT c1 FROM (", ") WHERE isNull(c1))"},
    };
    buf_puts(out, forms[expr->subquery.form].before);
    emit_subselect(out, expr->subquery.query);
    buf_puts(out, forms[expr->subquery.form].after);
}

/* What never reaches here: bind refuses it. A failed buffer is answered as an internal error. */
static void emit_nothing(struct buf *out, const struct expr *expr)
{
    (void)expr;
    out->failed = true;
}

void emit_expr(struct buf *out, const struct expr *expr)
{
    static void (*const emitters[])(struct buf *, const struct expr *) = {
        [EXPR_CONST] = emit_const,         [EXPR_COLUMN] = emit_column,
        [EXPR_PARAM] = emit_nothing,       [EXPR_CALL] = emit_template,
        [EXPR_AGGREGATE] = emit_template,  [EXPR_WINDOW] = emit_template,
        [EXPR_CAST] = emit_template,       [EXPR_BOOL] = emit_bool,
        [EXPR_NULL_TEST] = emit_null_test, [EXPR_CASE] = emit_case,
        [EXPR_COALESCE] = emit_coalesce,   [EXPR_MIN_MAX] = emit_min_max,
        [EXPR_NULLIF] = emit_nullif,       [EXPR_IN] = emit_in,
        [EXPR_GROUPING] = emit_grouping,   [EXPR_CLICKHOUSE] = emit_template,
        [EXPR_SUBQUERY] = emit_subquery,   [EXPR_LAMBDA] = emit_lambda,
        [EXPR_LOOKUP] = emit_nothing,
    };
    /* Templates repeat arguments, so nested ones can pass any limit: stop at the first failure. */
    if (!out->failed)
        emitters[expr->kind](out, expr);
}
