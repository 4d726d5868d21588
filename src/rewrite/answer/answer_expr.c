/* Expressions over the row at hand. Knows no function. */
#include <stdlib.h>
#include <string.h>

#include "rewrite/answer/answer_internal.h"

#define MAX_ARGS 8

bool answer_compare(uint32_t type, const char *a, const char *b, int *sign)
{
    enum system_family family = system_family_of(type);
    if (family == FAMILY_NUMBER) {
        long long x = strtoll(a, NULL, 10), y = strtoll(b, NULL, 10);
        *sign = x < y ? -1 : x > y;
    } else {
        *sign = strcmp(a, b);
    }
    return family != FAMILY_NONE;
}

static const char *bool_text(bool value)
{
    return value ? "t" : "f";
}

static bool is_true(const char *value)
{
    return value && value[0] == 't';
}

/* --- values --- */

static bool constant(struct answering *answering, const struct expr *expr,
                     const struct answer_frame *frame, const char **value)
{
    (void)answering, (void)frame;
    enum system_family family = system_family_of(expr->type);
    *value = expr->text;
    if (expr->text && family == FAMILY_BOOL)
        *value = bool_text(expr->text[0] == 't');
    return !expr->text || family != FAMILY_NONE;
}

static answer_row row_of(const struct rel *rel, const struct answer_frame *frame)
{
    for (; frame; frame = frame->outer) {
        for (size_t i = 0; i < frame->n; i++) {
            if (frame->rels[i] == rel)
                return frame->values ? frame->values[i] : NULL;
        }
    }
    return NULL;
}

static bool column(struct answering *answering, const struct expr *expr,
                   const struct answer_frame *frame, const char **value)
{
    const struct rel *rel = expr->column.rel;
    answer_row row = row_of(rel, frame);
    if (!row)
        return false;
    *value = row[expr->column.index];
    return rel->kind != REL_TABLE ||
           answer_stored(answering, &rel->columns[expr->column.index], *value, value);
}

static bool window(struct answering *answering, const struct expr *expr,
                   const struct answer_frame *frame, const char **value)
{
    (void)answering;
    if (!frame || !frame->windows)
        return false;
    for (LIST_EACH(const struct answer_window, at, frame->windows)) {
        if (at->expr == expr && at->values) {
            *value = at->values[frame->row];
            return true;
        }
    }
    return false;
}

/* --- calls --- */

static bool read_args(struct answering *answering, const struct expr *expr, size_t n,
                      const struct answer_frame *frame, const char **args)
{
    if (n > MAX_ARGS || n > expr->args.n)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!answer_expr(answering, expr->args.items[i], frame, &args[i]))
            return false;
    }
    return true;
}

static bool has_null(const char *const *args, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!args[i])
            return true;
    }
    return false;
}

/* Of the arguments those of the function: behind them stand what it looks up. */
static bool call(struct answering *answering, const struct expr *expr,
                 const struct answer_frame *frame, const char **value)
{
    const char *args[MAX_ARGS];
    const struct routine *routine = expr->routine;
    if (routine->variadic || routine->is_volatile ||
        !read_args(answering, expr, routine->n_args, frame, args))
        return false;
    *value = NULL;
    return (!routine->called_on_null && has_null(args, routine->n_args)) ||
           answer_call(answering, expr, args, value);
}

static bool cast(struct answering *answering, const struct expr *expr,
                 const struct answer_frame *frame, const char **value)
{
    const char *arg;
    if (!read_args(answering, expr, 1, frame, &arg))
        return false;
    *value = NULL;
    return !arg || answer_cast(answering, expr, arg, value);
}

static bool template_(struct answering *answering, const struct expr *expr,
                      const struct answer_frame *frame, const char **value)
{
    const char *args[MAX_ARGS];
    if (expr->args.n == 0)
        return answer_variable(expr, frame, value);
    if (expr->args.n == 2 && ((const struct expr *)expr->args.items[1])->kind == EXPR_LAMBDA)
        return answer_lambda(answering, expr, frame, value);
    return read_args(answering, expr, expr->args.n, frame, args) &&
           answer_template(answering, expr, args, value);
}

/* --- what has syntax of its own --- */

static bool logic(struct answering *answering, const struct expr *expr,
                  const struct answer_frame *frame, const char **value)
{
    bool has_unknown = false, is_or = expr->bool_operator == BOOL_OR;
    for (size_t i = 0; i < expr->args.n; i++) {
        const char *arg;
        if (!answer_expr(answering, expr->args.items[i], frame, &arg))
            return false;
        if (expr->bool_operator == BOOL_NOT) {
            *value = arg ? bool_text(!is_true(arg)) : NULL;
            return true;
        }
        if (arg && is_true(arg) == is_or) {
            *value = bool_text(is_or);
            return true;
        }
        has_unknown |= !arg;
    }
    *value = has_unknown ? NULL : bool_text(!is_or);
    return true;
}

static bool null_test(struct answering *answering, const struct expr *expr,
                      const struct answer_frame *frame, const char **value)
{
    const char *arg;
    if (!answer_expr(answering, expr->args.items[0], frame, &arg))
        return false;
    *value = bool_text(expr->negated ? arg != NULL : arg == NULL);
    return true;
}

static bool cases(struct answering *answering, const struct expr *expr,
                  const struct answer_frame *frame, const char **value)
{
    for (LIST_EACH(const struct case_when, when, &expr->cases.whens)) {
        bool holds;
        if (!answer_condition(answering, when->condition, frame, &holds))
            return false;
        if (holds)
            return answer_expr(answering, when->result, frame, value);
    }
    *value = NULL;
    return !expr->cases.otherwise || answer_expr(answering, expr->cases.otherwise, frame, value);
}

static bool coalesce(struct answering *answering, const struct expr *expr,
                     const struct answer_frame *frame, const char **value)
{
    *value = NULL;
    for (size_t i = 0; !*value && i < expr->args.n; i++) {
        if (!answer_expr(answering, expr->args.items[i], frame, value))
            return false;
    }
    return true;
}

static bool is_same_family(const struct expr *a, const struct expr *b)
{
    return system_family_of(a->type) == system_family_of(b->type);
}

static bool null_if(struct answering *answering, const struct expr *expr,
                    const struct answer_frame *frame, const char **value)
{
    const char *args[2];
    int sign = 1;
    const struct expr *first = expr->args.items[0];
    if (!is_same_family(first, expr->args.items[1]) ||
        !read_args(answering, expr, 2, frame, args) ||
        (args[0] && args[1] && !answer_compare(first->type, args[0], args[1], &sign)))
        return false;
    *value = args[0] && args[1] && sign == 0 ? NULL : args[0];
    return true;
}

static bool in_list(struct answering *answering, const struct expr *expr,
                    const struct answer_frame *frame, const char **value)
{
    const struct expr *first = expr->args.items[0];
    const char *left, *right;
    bool has_null = false, found = false;
    if (!answer_expr(answering, first, frame, &left))
        return false;
    for (size_t i = 1; !found && i < expr->args.n; i++) {
        int sign = 1;
        const struct expr *item = expr->args.items[i];
        if (item->kind == EXPR_SUBQUERY || !is_same_family(first, item) ||
            !answer_expr(answering, item, frame, &right) ||
            (left && right && !answer_compare(first->type, left, right, &sign)))
            return false;
        found = sign == 0;
        has_null |= !right;
    }
    *value = !left || (!found && has_null) ? NULL : bool_text(found != expr->negated);
    return true;
}

/* More than one row of a scalar one is ClickHouse's to refuse. */
static bool subquery(struct answering *answering, const struct expr *expr,
                     const struct answer_frame *frame, const char **value)
{
    struct list rows = {0};
    bool is_scalar = expr->subquery.form == SUBQUERY_SCALAR;
    if ((!is_scalar && expr->subquery.form != SUBQUERY_EXISTS) ||
        !answer_block(answering, expr->subquery.query, frame, &rows) || (is_scalar && rows.n > 1))
        return false;
    *value = !is_scalar ? bool_text(rows.n > 0) : rows.n ? ((answer_row)rows.items[0])[0] : NULL;
    return true;
}

typedef bool evaluator(struct answering *answering, const struct expr *expr,
                       const struct answer_frame *frame, const char **value);

bool answer_expr(struct answering *answering, const struct expr *expr,
                 const struct answer_frame *frame, const char **value)
{
    static evaluator *const evaluators[] = {
        [EXPR_CONST] = constant,      [EXPR_COLUMN] = column, [EXPR_CALL] = call,
        [EXPR_WINDOW] = window,       [EXPR_CAST] = cast,     [EXPR_BOOL] = logic,
        [EXPR_NULL_TEST] = null_test, [EXPR_CASE] = cases,    [EXPR_COALESCE] = coalesce,
        [EXPR_NULLIF] = null_if,      [EXPR_IN] = in_list,    [EXPR_SUBQUERY] = subquery,
        [EXPR_CLICKHOUSE] = template_};
    return evaluators[expr->kind] && evaluators[expr->kind](answering, expr, frame, value);
}

bool answer_condition(struct answering *answering, const struct expr *condition,
                      const struct answer_frame *frame, bool *holds)
{
    const char *value = "t";
    if (condition && !answer_expr(answering, condition, frame, &value))
        return false;
    *holds = is_true(value);
    return true;
}
