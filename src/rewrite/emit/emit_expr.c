/* Expressions as ClickHouse SQL: templates filled in (routine.h says their language). */
#include "rewrite/emit/emit_expr.h"

#include <ctype.h>
#include <string.h>

#include "base/interval.h"
#include "rewrite/emit/emit.h"
#include "rewrite/emit/literal.h"
#include "rewrite/lower/short_circuit.h"
#include "rewrite/numeric/numeric_scale.h"
#include "rewrite/routines/template_text.h"

/* Arguments of up to so many nodes are written as often as a template names them. */
#define LIGHT_NODES 2
/* Of constants alone, up to so many, whose text is about so long. */
#define LIGHT_CONSTANT_NODES 6
#define LIGHT_CONSTANT_BYTES 4000

static const char *const bound_names[ROUTINE_MAX_ARGS] = {"a1", "a2", "a3", "a4", "a5", "a6", "a7"};

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Whether the text is one name, one call name(…) or name[…], or in parentheses already. */
static bool is_closed(const char *text)
{
    const char *at = text;
    while (is_word(*at))
        at++;
    if (*at == '\0')
        return at > text;
    if (*at != '(' && (*at != '[' || at == text))
        return false;
    int depth = 0;
    while (*at) {
        if (*at == '\'') {
            at = template_skip_string(at);
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

static const char *template_of(const struct expr *expr)
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

static bool is_tuple(const struct expr *expr);
static void emit_array(struct buf *out, const struct expr *expr);

static bool is_atomic(const struct expr *expr)
{
    const char *template_ = template_of(expr);
    if (template_ && strcmp(template_, "$1") == 0)
        return is_atomic(expr->args.items[0]);
    if (template_)
        return expr->kind != EXPR_WINDOW && is_closed(template_);
    return expr->kind != EXPR_BOOL && expr->kind != EXPR_IN;
}

static void emit_in_parentheses(struct buf *out, const struct expr *expr)
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
static void emit_without_blanks(struct buf *out, const struct expr *expr)
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

static bool is_exact_number(uint32_t type)
{
    return type == PG_NUMERIC || type == PG_INT2 || type == PG_INT4 || type == PG_INT8;
}

/* @n: an exact number as the widest Decimal. What is computed is a wide Decimal already. */
static void emit_widened(struct buf *out, const struct expr *expr)
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

static void fill_template(struct buf *out, const struct expr *expr, const struct list *args);
static bool wants_binding(const struct expr *expr);

static enum null_rule null_rule_of(const struct expr *expr)
{
    return expr->kind == EXPR_CALL ? expr->routine->nulls : NULL_IF_ANY;
}

/* Whether it matters for the result that argument i is NULL. */
static bool is_guarded_by(const struct expr *expr, size_t i)
{
    const struct expr *arg = expr->args.items[i];
    return arg->kind != EXPR_LAMBDA &&
           (null_rule_of(expr) == NULL_IF_ANY || pgtype_element(arg->type));
}

/* Whether NULL arguments have to be caught, because the template looks into arrays. */
static bool wants_guard(const struct expr *expr)
{
    bool is_strict = expr->kind == EXPR_CAST || expr->kind == EXPR_CLICKHOUSE ||
                     (expr->kind == EXPR_CALL && !expr->routine->called_on_null);
    if (!is_strict || !expr->nullable || !strchr(template_of(expr), '&'))
        return false;
    bool any = false, all = true;
    for (size_t i = 0; i < expr->args.n; i++) {
        if (!is_guarded_by(expr, i))
            continue;
        any |= ((const struct expr *)expr->args.items[i])->nullable;
        all &= ((const struct expr *)expr->args.items[i])->nullable;
    }
    return null_rule_of(expr) == NULL_IF_ALL_ARRAYS ? any && all : any;
}

/* Whether the array value is written as tuple(…), so that the Array inside can be taken as it is.
 */
static bool is_tuple(const struct expr *expr)
{
    const char *template_ = template_of(expr);
    return template_ && strncmp(template_, "tuple(", 6) == 0 && is_closed(template_) &&
           !wants_guard(expr) && !wants_binding(expr);
}

/* &n: the Array in an array value; empty where that is NULL. */
static void emit_array(struct buf *out, const struct expr *expr)
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

/* A template being filled in. */
struct filling {
    struct buf *out;
    const struct list *args;
    const struct expr *filter; /* of an aggregate */
    const char *params;        /* of one of ClickHouse's */
    const struct window *over; /* of a window function */
    bool is_aggregate;
    bool keeps_types; /* of arguments: ClickHouse told the result's type by them */
    int32_t typmod;   /* of a cast's target */
    const char *start;
};

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

static void fill_text(struct filling *filling, const char *at, const char *end);

static void fill_over(struct buf *out, const struct window *over)
{
    const char *space = "";
    buf_puts(out, " OVER (");
    if (over->partition_by.n) {
        buf_puts(out, "PARTITION BY ");
        emit_exprs(out, &over->partition_by);
        space = " ";
    }
    if (over->order_by.n) {
        buf_printf(out, "%sORDER BY ", space);
        emit_sort_keys(out, &over->order_by);
        space = " ";
    }
    buf_printf(out, "%s%s)", over->frame[0] ? space : "", over->frame);
}

static bool is_placeholder(const char *at)
{
    return (*at == '$' || *at == '@' || *at == '&' || *at == '~') &&
           ((at[1] >= '1' && at[1] <= '9') || at[1] == '*');
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

/* Behind a quoted text or name that begins here. */
static const char *skip_quoted(const char *at, const char *end)
{
    char quote = *at++;
    while (at < end && *at != quote)
        at += *at == '\\' && at + 1 < end ? 2 : 1;
    return at < end ? at + 1 : end;
}

/* Of SQL that was emitted: where the first expression ends, at a comma or a parenthesis. */
static size_t first_length(struct str sql)
{
    if (!sql.data)
        return 0;
    const char *at = sql.data, *end = sql.data + sql.size;
    int depth = 0;
    while (at < end) {
        if (*at == '\'' || *at == '`') {
            at = skip_quoted(at, end);
            continue;
        }
        depth += (*at == '(') - (*at == ')');
        if (depth < 0 || (*at == ',' && depth == 0))
            break;
        at++;
    }
    return (size_t)(at - sql.data);
}

/* Whether the parenthesis that is open before it closes at its end, and not before. */
static bool closes_at_end(struct str sql)
{
    while (sql.size) {
        size_t n = first_length(sql);
        if (n == sql.size || sql.data[n] == ')')
            return n + 1 == sql.size;
        sql = (struct str){sql.data + n + 1, sql.size - n - 1};
    }
    return false;
}

/* What stands around values that are guarded one by one. */
static const char *wrapping_of(struct str sql)
{
    static const char *const wrappings[] = {"tuple(", "assumeNotNull("};
    for (size_t i = 0; i < sizeof wrappings / sizeof *wrappings; i++) {
        size_t n = strlen(wrappings[i]);
        struct str rest = {sql.data + n, sql.size > n ? sql.size - n : 0};
        if (sql.size > n && memcmp(sql.data, wrappings[i], n) == 0 && closes_at_end(rest))
            return wrappings[i];
    }
    return NULL;
}

static void put_filtered(struct filling *filling, struct str values);

/* ClickHouse computes it for all rows; what can raise an error is for the rows of FILTER alone. */
static void put_filtered_value(struct filling *filling, struct str value)
{
    struct buf *out = filling->out;
    const char *wrapping = wrapping_of(value);
    bool is_guarded = !wrapping && !filling->keeps_types && short_circuit_can_raise(value);
    if (wrapping) {
        size_t n = strlen(wrapping);
        buf_puts(out, wrapping);
        put_filtered(filling, (struct str){value.data + n, value.size - n - 1});
        buf_putc(out, ')');
        return;
    }
    if (is_guarded) {
        buf_puts(out, "if(");
        emit_expr(out, filling->filter);
        buf_puts(out, ", ");
    }
    buf_append(out, value.data, value.size);
    buf_puts(out, is_guarded ? ", NULL)" : "");
}

static void put_filtered(struct filling *filling, struct str values)
{
    const char *at = values.data, *end = values.size ? at + values.size : at;
    while (at < end) {
        size_t n = first_length((struct str){at, (size_t)(end - at)});
        put_filtered_value(filling, (struct str){at, n});
        at += n;
        while (at < end && (*at == ',' || *at == ' '))
            buf_putc(filling->out, *at++);
    }
}

/* An Array has no NULL to stand for it. */
static bool has_array(const struct list *args)
{
    for (size_t i = 0; i < args->n; i++)
        if (pgtype_element(((const struct expr *)args->items[i])->type))
            return true;
    return false;
}

static void fill_filtered(struct filling *filling, const char *from, const char *end)
{
    struct buf *out = filling->out, text;
    buf_init(&text, SIZE_MAX);
    filling->out = &text;
    fill_text(filling, from, end);
    filling->out = out;
    if (buf_size(&text) && has_array(filling->args))
        buf_append(out, buf_data(&text), buf_size(&text));
    else if (buf_size(&text))
        put_filtered(filling, buf_str(&text));
    out->failed |= text.failed;
    buf_free(&text);
}

/* The arguments, and the condition of FILTER. */
static void fill_arguments(struct filling *filling, const char *from, const char *end)
{
    if (!filling->filter) {
        fill_text(filling, from, end);
        return;
    }
    fill_filtered(filling, from, end);
    buf_puts(filling->out, end > from ? ", " : "");
    emit_expr(filling->out, filling->filter);
}

/* Where the name of the aggregate that is being written begins. */
static size_t name_start(const struct buf *out)
{
    const char *data = buf_data(out);
    size_t at = buf_size(out);
    while (at > 0 && is_word(data[at - 1]))
        at--;
    return at;
}

/* One over each part of the frame, put together: finalizeAggregation(fState(x) OVER (…) + …). */
static void fill_parts(struct filling *filling, const char *name, const char *from, const char *end)
{
    const struct list *parts = &filling->over->parts;
    buf_puts(filling->out, "finalizeAggregation(");
    for (size_t i = 0; i < parts->n; i++) {
        buf_printf(filling->out, "%s%s%sState", i ? " + " : "", name, filling->filter ? "If" : "");
        if (filling->params)
            buf_printf(filling->out, "(%s)", filling->params);
        buf_putc(filling->out, '(');
        fill_arguments(filling, from, end);
        buf_putc(filling->out, ')');
        fill_over(filling->out, parts->items[i]);
    }
    buf_putc(filling->out, ')');
}

/* The rows of the frame for which the condition holds, in their order, as tuples: what the window
 * wants of them, then the arguments. */
static void fill_rows(struct filling *filling, const char *from, const char *end)
{
    struct buf *out = filling->out;
    buf_puts(out, "arrayFilter(w -> ");
    emit_expr(out, filling->over->condition);
    buf_puts(out, ", arraySort(w -> tupleElement(w, 1), groupArray(tuple(");
    emit_exprs(out, &filling->over->row);
    if (end > from || filling->filter)
        buf_puts(out, ", ");
    fill_arguments(filling, from, end);
    buf_puts(out, "))");
    fill_over(out, filling->over);
    buf_puts(out, "))");
}

static size_t count_arguments(struct filling *filling, const char *from, const char *end)
{
    size_t n = end > from;
    int depth = 0;
    for (const char *at = from; at < end; at++) {
        if (*at == '\'') {
            at = template_skip_string(at) - 1;
            continue;
        }
        depth += (*at == '(') - (*at == ')');
        n += depth == 0 && *at == ',';
        if (is_placeholder(at) && at[1] == '*')
            n += filling->args->n - 1;
    }
    return n + (filling->filter != NULL);
}

/* arrayReduce('f', …) of each argument in those rows; of count() of anything. */
static void fill_chosen(struct filling *filling, const char *name, const char *from,
                        const char *end)
{
    size_t n = count_arguments(filling, from, end), first = filling->over->row.n;
    buf_printf(filling->out, "arrayReduce('%s%s", name, filling->filter ? "If" : "");
    if (filling->params) {
        buf_putc(filling->out, '(');
        for (const char *c = filling->params; *c; c++)
            buf_printf(filling->out, strchr("'\\", *c) ? "\\%c" : "%c", *c);
        buf_putc(filling->out, ')');
    }
    buf_putc(filling->out, '\'');
    for (size_t i = 0; i < n || i == 0; i++) {
        buf_printf(filling->out, ", arrayMap(w -> tupleElement(w, %zu), ",
                   n ? first + i + 1 : (size_t)1);
        fill_rows(filling, from, end);
        buf_putc(filling->out, ')');
    }
    buf_putc(filling->out, ')');
}

/* Over a frame that ClickHouse has no words for: the name is written already. */
static void fill_over_rows(struct filling *filling, const char *from, const char *end)
{
    struct buf *out = filling->out;
    size_t start = name_start(out), size = buf_size(out) - start;
    char name[64];
    if (size == 0 || size >= sizeof name) {
        out->failed = true;
        return;
    }
    memcpy(name, buf_data(out) + start, size);
    name[size] = '\0';
    out->end -= size;
    if (filling->over->condition)
        fill_chosen(filling, name, from, end);
    else
        fill_parts(filling, name, from, end);
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

static void fill_text(struct filling *filling, const char *at, const char *end)
{
    while (at < end) {
        if (*at == '\'') {
            const char *after = template_skip_string(at);
            buf_append(filling->out, at, (size_t)(after - at));
            at = after;
        } else if (is_placeholder(at)) {
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

static void fill_template(struct buf *out, const struct expr *expr, const struct list *args)
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

static bool is_checked(const struct expr *expr, size_t i)
{
    return wants_guard(expr) && is_guarded_by(expr, i) &&
           ((const struct expr *)expr->args.items[i])->nullable;
}

/* The template's value, NULL where an argument is. */
static void fill_guarded(struct buf *out, const struct expr *expr, const struct list *args)
{
    const char *before = "if(";
    bool is_guarded = wants_guard(expr);
    for (size_t i = 0; is_guarded && i < expr->args.n; i++) {
        if (!is_checked(expr, i))
            continue;
        buf_printf(out, "%sisNull(", before);
        emit_expr(out, args->items[i]);
        buf_putc(out, ')');
        before = null_rule_of(expr) == NULL_IF_ALL_ARRAYS ? " AND " : " OR ";
    }
    buf_puts(out, is_guarded ? ", NULL, " : "");
    fill_template(out, expr, args);
    buf_puts(out, is_guarded ? ")" : "");
}

static size_t count_uses(const char *template_, size_t index)
{
    size_t n = 0;
    for (const char *at = template_; *at; at++)
        n += is_placeholder(at) && at[1] == (char)('1' + index);
    return n;
}

static bool count_node(struct expr **at, void *count)
{
    (void)at;
    ++*(size_t *)count;
    return true;
}

/* About as long as the text of the expression, if nothing in it is bound. */
static size_t text_length(const struct expr *expr)
{
    const char *template_ = template_of(expr);
    size_t n = template_ ? strlen(template_) : 20;
    for (size_t i = 0; i < expr->args.n; i++)
        n += (template_ ? count_uses(template_, i) : 1) * text_length(expr->args.items[i]);
    return n;
}

/* Whether writing the argument twice would let nested calls grow without bound. Constants must
 * stay in place: ClickHouse folds them, and only what it folded can use the primary key. */
static bool is_heavy(const struct expr *arg)
{
    size_t n_nodes = 0;
    struct expr *root = (struct expr *)arg;
    expr_walk(&root, count_node, &n_nodes);
    bool is_constant = !expr_contains(root, EXPR_COLUMN) && !expr_contains(root, EXPR_AGGREGATE) &&
                       !expr_contains(root, EXPR_WINDOW);
    if (!is_constant)
        return n_nodes > LIGHT_NODES;
    return n_nodes > LIGHT_CONSTANT_NODES || text_length(arg) > LIGHT_CONSTANT_BYTES;
}

/* ClickHouse wants some arguments to be constants, which those of a lambda are not. */
static bool stays_in_place(const struct expr *arg)
{
    return arg->kind == EXPR_CONST || arg->kind == EXPR_LAMBDA;
}

/*
 * A call whose template names a heavy argument more than once computes the arguments once:
 * arrayElement(arrayMap((a1, a2) -> … a1 … a2 …, array(x1), array(x2)), 1).
 */
static void emit_bound(struct buf *out, const struct expr *expr)
{
    struct list names = {0};
    struct expr holders[ROUTINE_MAX_ARGS];
    void *items[ROUTINE_MAX_ARGS];
    names.items = items;
    const char *comma = "";
    buf_puts(out, "arrayElement(arrayMap((");
    for (size_t i = 0; i < expr->args.n; i++) {
        struct expr *arg = expr->args.items[i];
        items[names.n++] = stays_in_place(arg) ? arg : &holders[i];
        if (stays_in_place(arg))
            continue;
        holders[i] = *arg;
        holders[i].kind = EXPR_CLICKHOUSE;
        holders[i].args.n = 0;
        holders[i].template_ = bound_names[i];
        buf_printf(out, "%s%s", comma, bound_names[i]);
        comma = ", ";
    }
    buf_puts(out, ") -> ");
    fill_guarded(out, expr, &names);
    for (size_t i = 0; i < expr->args.n; i++) {
        if (stays_in_place(expr->args.items[i]))
            continue;
        buf_puts(out, ", array(");
        /* The holder passes for computed: a wide Decimal. */
        if (((const struct expr *)expr->args.items[i])->type == PG_NUMERIC)
            emit_widened(out, expr->args.items[i]);
        else
            emit_expr(out, expr->args.items[i]);
        buf_putc(out, ')');
    }
    buf_puts(out, "), 1)");
}

static bool wants_binding(const struct expr *expr)
{
    if (expr->kind == EXPR_AGGREGATE || expr->kind == EXPR_WINDOW ||
        expr->args.n > ROUTINE_MAX_ARGS)
        return false;
    for (size_t i = 0; i < expr->args.n; i++)
        if (count_uses(template_of(expr), i) + is_checked(expr, i) > 1 &&
            is_heavy(expr->args.items[i]))
            return true;
    return false;
}

static void emit_template(struct buf *out, const struct expr *expr)
{
    if (wants_binding(expr))
        emit_bound(out, expr);
    else
        fill_guarded(out, expr, &expr->args);
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
    };
    /* Templates repeat arguments, so nested ones can pass any limit: stop at the first failure. */
    if (!out->failed)
        emitters[expr->kind](out, expr);
}
