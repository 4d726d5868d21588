/* Prints arrays of one dimension as PostgreSQL's array_out. Arrays of arrays are refused when the
 * converter is chosen. */
#include <string.h>
#include <strings.h>

#include "wire/text_convert.h"

enum element_class { PLAIN, QUOTED, ESCAPED };

static enum element_class class_of(char c)
{
    switch (c) {
    case '"':
    case '\\':
        return ESCAPED;
    case '{':
    case '}':
    case ',':
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case '\v':
    case '\f':
        return QUOTED;
    default:
        return PLAIN;
    }
}

/* The element's text stands at the end of out, from `start`: puts quotes around it where array_out
 * does, moving it from the back. */
static void quote_element(struct buf *out, size_t start)
{
    size_t size = buf_size(out) - start, n_escapes = 0;
    const char *text = buf_data(out) + start;
    bool quoted = size == 0 || (size == 4 && strncasecmp(text, "NULL", 4) == 0);
    for (size_t i = 0; i < size; i++) {
        enum element_class class = class_of(text[i]);
        quoted |= class != PLAIN;
        n_escapes += class == ESCAPED;
    }
    if (!quoted || !buf_reserve(out, n_escapes + 2))
        return;
    buf_commit(out, n_escapes + 2);
    char *from = out->memory + out->start + start + size;
    char *to = out->memory + out->end;
    *--to = '"';
    while (size-- > 0) {
        *--to = *--from;
        if (class_of(*to) == ESCAPED)
            *--to = '\\';
    }
    *--to = '"';
}

static bool put_element(struct buf *out, const struct column *elements, size_t row,
                        const struct text_converter *converter, struct err *err)
{
    bool is_null;
    if (row >= elements->n_rows)
        return err_set(err, SQLSTATE_INTERNAL_ERROR, 0, "array offset out of range");
    if (!text_find_value(&elements, &row, converter->element_kind, &is_null, err))
        return false;
    if (is_null) {
        buf_puts(out, "NULL");
        return true;
    }
    size_t start = buf_size(out);
    if (!converter->convert_element(out, elements, row, converter, err))
        return false;
    if (!out->failed)
        quote_element(out, start);
    return true;
}

bool text_convert_array(struct buf *out, const struct column *column, size_t row,
                        const struct text_converter *converter, struct err *err)
{
    uint64_t at = row ? column->offsets[row - 1] : 0, end = column->offsets[row];
    buf_putc(out, '{');
    for (uint64_t i = at; i < end && !out->failed; i++) {
        if (i > at)
            buf_putc(out, ',');
        if (!put_element(out, &column->children[0], i, converter, err))
            return false;
    }
    buf_putc(out, '}');
    return true;
}
