/* OVER (…), and the frames that ClickHouse has no words for. */
#include <string.h>

#include "base/quoted.h"
#include "rewrite/emit/emit_expr.h"
#include "rewrite/emit/emit_internal.h"

void fill_over(struct buf *out, const struct window *over)
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

/* Where the name of the aggregate that is being written begins. */
static size_t name_start(const struct buf *out)
{
    const char *data = buf_data(out);
    size_t at = buf_size(out);
    while (at > 0 && template_is_word(data[at - 1]))
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
            at = quoted_end(at, end) - 1;
            continue;
        }
        depth += (*at == '(') - (*at == ')');
        n += depth == 0 && *at == ',';
        if (template_is_placeholder(at) && at[1] == '*')
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
void fill_over_rows(struct filling *filling, const char *from, const char *end)
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
