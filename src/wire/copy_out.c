/* Prints the rows of COPY TO STDOUT in text, CSV and binary. Knows no types. */
#include "wire/copy_out.h"

#include "wire/encode.h"

/* ---- a value in text ---- */

/* What stands behind the backslash; 0: the character needs none. */
static char escaped(unsigned char c, char delimiter)
{
    static const char letters[] = {
        ['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't', ['\v'] = 'v'};
    if (c < sizeof letters && letters[c])
        return letters[c];
    return c == '\\' || (char)c == delimiter ? (char)c : 0;
}

static void put_text(const struct copy_out *copy, struct buf *out, struct str value, bool force)
{
    size_t start = 0;
    (void)force;
    for (size_t i = 0; i < value.size; i++) {
        char letter = escaped((unsigned char)value.data[i], copy->options->delimiter);
        if (!letter)
            continue;
        buf_append(out, value.data + start, i - start);
        buf_putc(out, '\\');
        buf_putc(out, letter);
        start = i + 1;
    }
    buf_append(out, value.data + start, value.size - start);
}

/* ---- a value in CSV ---- */

static bool needs_quotes(const struct copy_out *copy, struct str value)
{
    const struct copy_options *options = copy->options;
    if (str_eq(value, str_of(options->null_text)))
        return true;
    if (copy->n_columns == 1 && str_eq(value, STR("\\.")))
        return true;
    for (size_t i = 0; i < value.size; i++) {
        char c = value.data[i];
        if (c == options->delimiter || c == options->quote || c == '\n' || c == '\r')
            return true;
    }
    return false;
}

static void put_csv(const struct copy_out *copy, struct buf *out, struct str value, bool force)
{
    const struct copy_options *options = copy->options;
    if (!force && !needs_quotes(copy, value)) {
        buf_append_str(out, value);
        return;
    }
    buf_putc(out, options->quote);
    for (size_t i = 0; i < value.size; i++) {
        if (value.data[i] == options->quote || value.data[i] == options->escape)
            buf_putc(out, options->escape);
        buf_putc(out, value.data[i]);
    }
    buf_putc(out, options->quote);
}

static void put_value(const struct copy_out *copy, struct buf *out, struct str value, bool force)
{
    (copy->options->format == COPY_CSV ? put_csv : put_text)(copy, out, value, force);
}

/* ---- messages ---- */

void copy_out_header(struct copy_out *copy, struct buf *out, const char *const *names)
{
    struct encode_mark mark;
    if (!copy->options->header)
        return;
    encode_copy_data_begin(out, &mark);
    for (size_t i = 0; i < copy->n_columns; i++) {
        if (i)
            buf_putc(out, copy->options->delimiter);
        put_value(copy, out, str_of(names[i]), false);
    }
    buf_putc(out, '\n');
    encode_copy_data_end(out, &mark);
}

/* The first row brings the signature along. */
static void put_signature(struct copy_out *copy, struct buf *out)
{
    static const char signature[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0";
    if (!copy->began)
        buf_append(out, signature, sizeof signature);
    copy->began = true;
}

static uint32_t take_u32(struct str *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes->data;
    *bytes = str_skip(*bytes, 4);
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static void put_line(const struct copy_out *copy, struct buf *out, struct str row)
{
    const struct copy_options *options = copy->options;
    row = str_skip(row, 2);
    for (size_t i = 0; i < copy->n_columns; i++) {
        uint32_t size = take_u32(&row);
        if (i)
            buf_putc(out, options->delimiter);
        if (size == UINT32_MAX) {
            buf_puts(out, options->null_text);
            continue;
        }
        put_value(copy, out, (struct str){row.data, size},
                  options->force_quote && options->force_quote[i]);
        row = str_skip(row, size);
    }
    buf_putc(out, '\n');
}

void copy_out_row(struct copy_out *copy, struct buf *out, struct str row)
{
    struct encode_mark mark;
    encode_copy_data_begin(out, &mark);
    if (copy->options->format == COPY_BINARY) {
        put_signature(copy, out);
        buf_append_str(out, row);
    } else {
        put_line(copy, out, row);
    }
    encode_copy_data_end(out, &mark);
}

void copy_out_end(struct copy_out *copy, struct buf *out)
{
    struct encode_mark mark;
    if (copy->options->format == COPY_BINARY) {
        encode_copy_data_begin(out, &mark);
        put_signature(copy, out);
        buf_put_u16(out, 0xffff);
        encode_copy_data_end(out, &mark);
    }
    encode_copy_done(out);
}
