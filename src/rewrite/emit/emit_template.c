/* Templates filled in: routine.h says their language. */
#include <ctype.h>
#include <string.h>

#include "base/interval.h"
#include "base/quoted.h"
#include "rewrite/emit/emit_expr.h"
#include "rewrite/emit/emit_internal.h"

bool template_is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Whether the text is one name, one call name(…) or name[…], or in parentheses already. */
bool template_is_closed(const char *text)
{
    const char *at = text;
    while (template_is_word(*at))
        at++;
    if (*at == '\0')
        return at > text;
    if (*at != '(' && (*at != '[' || at == text))
        return false;
    int depth = 0;
    while (*at) {
        if (*at == '\'') {
            at = quoted_end(at, NULL);
            continue;
        }
        depth += (*at == '(' || *at == '[') - (*at == ')' || *at == ']');
        at++;
        if (depth == 0)
            return *at == '\0';
    }
    return false;
}

/* With the scales of its arguments behind them a numeric call rounds as PostgreSQL does. */
static const char *template_of_routine(const struct expr *expr, const struct routine *routine)
{
    return routine->scaled && expr->args.n > routine->n_args ? routine->scaled
                                                             : routine->clickhouse;
}

const char *template_of(const struct expr *expr)
{
    switch (expr->kind) {
    case EXPR_LAMBDA:
        return NULL;
    case EXPR_CALL:
        return template_of_routine(expr, expr->routine);
    case EXPR_CAST:
        return expr->cast->clickhouse;
    case EXPR_AGGREGATE:
    case EXPR_WINDOW:
        return expr->aggregate.distinct ? "uniqExact[$1]"
                                        : template_of_routine(expr, expr->aggregate.routine);
    case EXPR_CLICKHOUSE:
        return expr->template_;
    default:
        return NULL;
    }
}

bool template_is_placeholder(const char *at)
{
    return (*at == '$' || *at == '@' || *at == '&' || *at == '~') &&
           ((at[1] >= '1' && at[1] <= '9') || at[1] == '*');
}

/* Whether the placeholder at `at` stands alone between commas or brackets. */
static bool is_delimited(const struct filling *filling, const char *at)
{
    const char *before = at;
    while (before > filling->start && before[-1] == ' ')
        before--;
    char left = before > filling->start ? before[-1] : '(';
    char right = at[2] ? at[2] : ')';
    return strchr("(,[", left) && strchr("),]", right);
}

/* $*, @* and &* */
static void fill_all(const struct filling *filling, char form)
{
    for (size_t i = 0; i < filling->args->n; i++) {
        const struct expr *arg = filling->args->items[i];
        buf_puts(filling->out, i ? ", " : "");
        if (form == '@')
            emit_widened(filling->out, arg);
        else if (form == '&')
            emit_array(filling->out, arg);
        else
            emit_expr(filling->out, arg);
    }
}

static const char *fill_placeholder(const struct filling *filling, const char *at)
{
    if (at[1] == '*') {
        fill_all(filling, at[0]);
        return at + 2;
    }
    size_t index = (size_t)(at[1] - '1');
    if (index >= filling->args->n) {
        filling->out->failed = true;
        return at + 2;
    }
    const struct expr *arg = filling->args->items[index];
    if (at[0] == '&')
        emit_array(filling->out, arg);
    else if (at[0] == '@')
        emit_widened(filling->out, arg);
    else if (at[0] == '~')
        emit_without_blanks(filling->out, arg);
    else if (is_delimited(filling, at))
        emit_expr(filling->out, arg);
    else
        emit_in_parentheses(filling->out, arg);
    return at + 2;
}

/* #p, #s, #n: what the target's typmod says. */
static const char *fill_typmod(const struct filling *filling, const char *at)
{
    int value = at[1] == 'p'   ? pgtype_numeric_precision(filling->typmod)
                : at[1] == 's' ? pgtype_numeric_scale(filling->typmod)
                               : pgtype_length(filling->typmod);
    buf_printf(filling->out, "%d", value);
    return at + 2;
}

/* #M, #D, #U: the parts of the constant interval among the arguments. */
static const char *fill_interval(const struct filling *filling, const char *at)
{
    struct interval interval = {0};
    const struct expr *constant = NULL;
    for (size_t i = 0; i < filling->args->n; i++) {
        const struct expr *arg = filling->args->items[i];
        if (arg->type == PG_INTERVAL && arg->kind == EXPR_CONST && arg->text)
            constant = arg;
    }
    if (!constant || interval_parse(str_of(constant->text), INTERVAL_ANY, &interval) != DATETIME_OK)
        filling->out->failed = true;
    long long value = at[1] == 'M'   ? interval.months
                      : at[1] == 'D' ? interval.days
                                     : interval.micros;
    buf_printf(filling->out, value < 0 ? "(%lld)" : "%lld", value);
    return at + 2;
}

static const char *closing_bracket(const char *at)
{
    for (int depth = 1; *at; at++) {
        depth += (*at == '[') - (*at == ']');
        if (depth == 0)
            break;
    }
    return at;
}

/* f[x]: the call, or fIf(x, condition). */
static const char *fill_call(struct filling *filling, const char *bracket)
{
    const char *end = closing_bracket(bracket + 1), *after = *end ? end + 1 : end;
    const struct window *over = filling->over;
    if (over && (over->condition || over->parts.n)) {
        fill_over_rows(filling, bracket + 1, end);
        return after;
    }
    buf_puts(filling->out, filling->filter ? "If" : "");
    if (filling->params)
        buf_printf(filling->out, "(%s)", filling->params);
    buf_putc(filling->out, '(');
    fill_arguments(filling, bracket + 1, end);
    buf_putc(filling->out, ')');
    if (over)
        fill_over(filling->out, over);
    return after;
}

void fill_text(struct filling *filling, const char *at, const char *end)
{
    while (at < end) {
        if (*at == '\'') {
            const char *after = quoted_end(at, NULL);
            buf_append(filling->out, at, (size_t)(after - at));
            at = after;
        } else if (template_is_placeholder(at)) {
            at = fill_placeholder(filling, at);
        } else if (*at == '#' && at[1] && strchr("psn", at[1])) {
            at = fill_typmod(filling, at);
        } else if (*at == '#' && at[1] && strchr("MDU", at[1])) {
            at = fill_interval(filling, at);
        } else if (*at == '[' && filling->is_aggregate) {
            at = fill_call(filling, at);
        } else {
            buf_putc(filling->out, *at++);
        }
    }
}

void fill_template(struct buf *out, const struct expr *expr, const struct list *args)
{
    const char *template_ = template_of(expr);
    struct filling filling = {.out = out, .args = args, .start = template_, .typmod = expr->typmod};
    if (expr->kind == EXPR_AGGREGATE || expr->kind == EXPR_WINDOW) {
        filling.is_aggregate = true;
        filling.filter = expr->aggregate.filter;
        filling.params = expr->aggregate.routine->params;
        filling.keeps_types = expr->aggregate.routine->of_nothing;
        filling.over = expr->aggregate.over;
    }
    fill_text(&filling, template_, template_ + strlen(template_));
}
