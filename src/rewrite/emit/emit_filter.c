/* The arguments of an aggregate with FILTER. They are text already: what can raise an error in it
 * is known by its tokens (short_circuit.h). */
#include <string.h>

#include "base/quoted.h"
#include "rewrite/emit/emit_expr.h"
#include "rewrite/emit/emit_internal.h"
#include "rewrite/lower/short_circuit.h"

/* Of SQL that was emitted: where the first expression ends, at a comma or a parenthesis. */
static size_t first_length(struct str sql)
{
    if (!sql.data)
        return 0;
    const char *at = sql.data, *end = sql.data + sql.size;
    int depth = 0;
    while (at < end) {
        if (*at == '\'' || *at == '`') {
            at = quoted_end(at, end);
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
void fill_arguments(struct filling *filling, const char *from, const char *end)
{
    if (!filling->filter) {
        fill_text(filling, from, end);
        return;
    }
    fill_filtered(filling, from, end);
    buf_puts(filling->out, end > from ? ", " : "");
    emit_expr(filling->out, filling->filter);
}
