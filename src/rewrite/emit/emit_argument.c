/* An argument as the placeholders of a template want it (routine.h), and as a key of GROUP BY. */
#include <string.h>

#include "rewrite/emit/emit_expr.h"
#include "rewrite/emit/emit_internal.h"
#include "rewrite/emit/literal.h"
#include "rewrite/numeric/numeric_scale.h"

/* Whether the array value is written as tuple(…), so that the Array inside can be taken as it is.
 */
static bool is_tuple(const struct expr *expr)
{
    const char *template_ = template_of(expr);
    return template_ && strncmp(template_, "tuple(", 6) == 0 && template_is_closed(template_) &&
           !wants_guard(expr) && !wants_binding(expr);
}

/* &n: the Array in an array value; empty where that is NULL. */
void emit_array(struct buf *out, const struct expr *expr)
{
    if (expr->kind == EXPR_CONST && expr->text) {
        literal_emit_array(out, expr->type, expr->text);
    } else if (is_tuple(expr)) {
        struct buf whole;
        buf_init(&whole, SIZE_MAX);
        fill_template(&whole, expr, &expr->args);
        size_t around = sizeof "tuple()" - 1;
        buf_append(out, buf_data(&whole) + 6, buf_size(&whole) - around);
        out->failed |= whole.failed;
        buf_free(&whole);
    } else {
        buf_puts(out, "tupleElement(");
        emit_expr(out, expr);
        buf_puts(out, ", 1)");
    }
}

static bool is_atomic(const struct expr *expr)
{
    const char *template_ = template_of(expr);
    if (template_ && strcmp(template_, "$1") == 0)
        return is_atomic(expr->args.items[0]);
    if (template_)
        return expr->kind != EXPR_WINDOW && template_is_closed(template_);
    return expr->kind != EXPR_BOOL && expr->kind != EXPR_IN;
}

void emit_in_parentheses(struct buf *out, const struct expr *expr)
{
    if (is_atomic(expr)) {
        emit_expr(out, expr);
        return;
    }
    buf_putc(out, '(');
    emit_expr(out, expr);
    buf_putc(out, ')');
}

/* A stored character(n), filled up (stored_form.h). */
static const char padding[] = "rightPadUTF8(trim(TRAILING ' ' FROM $1), ";

static bool is_padded_column(const struct expr *expr)
{
    return expr->kind == EXPR_CLICKHOUSE && expr->args.n == 1 &&
           strncmp(template_of(expr), padding, sizeof padding - 1) == 0;
}

/* ~n: a text without the blanks at its end, which need not be put there before. */
void emit_without_blanks(struct buf *out, const struct expr *expr)
{
    bool is_bare = expr->kind == EXPR_CONST && expr->text && *expr->text &&
                   expr->text[strlen(expr->text) - 1] != ' ';
    buf_puts(out, is_bare ? "" : "trim(TRAILING ' ' FROM ");
    emit_expr(out, is_padded_column(expr) ? expr->args.items[0] : expr);
    buf_puts(out, is_bare ? "" : ")");
}

void emit_group_key(struct buf *out, const struct expr *key)
{
    if (pgtype_element(key->type) && is_tuple(key))
        emit_array(out, key);
    else if (is_padded_column(key))
        emit_without_blanks(out, key);
    else
        emit_expr(out, key);
}

void emit_group_keys(struct buf *out, const struct list *keys)
{
    for (size_t i = 0; i < keys->n; i++) {
        buf_puts(out, i ? ", " : "");
        emit_group_key(out, keys->items[i]);
    }
}

static bool is_exact_number(uint32_t type)
{
    return type == PG_NUMERIC || type == PG_INT2 || type == PG_INT4 || type == PG_INT8;
}

/* @n: an exact number as the widest Decimal. What is computed is a wide Decimal already. */
void emit_widened(struct buf *out, const struct expr *expr)
{
    int scale = is_exact_number(expr->type) && !numeric_is_wide(expr) ? numeric_scale(expr) : -1;
    if (scale < 0) {
        emit_in_parentheses(out, expr);
        return;
    }
    buf_puts(out, "toDecimal256(");
    emit_expr(out, expr);
    buf_printf(out, ", %d)", scale);
}
