/* Prints result blocks for tests; shares no code with what it tests. */
#include "native_text.h"

#include <inttypes.h>

static void put_hex(struct buf *out, const uint8_t *value, size_t width)
{
    size_t first = width;
    while (first > 1 && value[first - 1] == 0)
        first--;
    buf_puts(out, "0x");
    for (size_t i = first; i > 0; i--)
        buf_printf(out, "%02x", value[i - 1]);
}

static int64_t read_signed(const uint8_t *value, size_t width)
{
    uint64_t number = value[width - 1] & 0x80 ? ~UINT64_C(0) : 0;
    memcpy(&number, value, width);
    return (int64_t)number;
}

static uint64_t read_unsigned(const uint8_t *value, size_t width)
{
    uint64_t number = 0;
    memcpy(&number, value, width);
    return number;
}

static void put_fixed(struct buf *out, const struct chtype *type, const uint8_t *value)
{
    size_t width = chtype_width(type);
    float f32;
    double f64;
    switch (type->kind) {
    case CH_FLOAT32:
        memcpy(&f32, value, 4);
        buf_printf(out, "%g", (double)f32);
        break;
    case CH_FLOAT64:
        memcpy(&f64, value, 8);
        buf_printf(out, "%g", f64);
        break;
    case CH_INT8:
    case CH_INT16:
    case CH_INT32:
    case CH_INT64:
    case CH_DATE32:
    case CH_DATETIME64:
    case CH_TIME:
    case CH_TIME64:
    case CH_ENUM8:
    case CH_ENUM16:
    case CH_INTERVAL:
        buf_printf(out, "%" PRId64, read_signed(value, width));
        break;
    case CH_BOOL:
    case CH_UINT8:
    case CH_UINT16:
    case CH_UINT32:
    case CH_UINT64:
    case CH_DATE:
    case CH_DATETIME:
        buf_printf(out, "%" PRIu64, read_unsigned(value, width));
        break;
    default:
        put_hex(out, value, width);
    }
}

static void put_elements(struct buf *out, const struct column *column, size_t row)
{
    uint64_t from = row ? column->offsets[row - 1] : 0;
    buf_putc(out, '[');
    for (uint64_t i = from; i < column->offsets[row]; i++) {
        if (i > from)
            buf_putc(out, ',');
        native_text_cell(out, &column->children[0], i);
    }
    buf_putc(out, ']');
}

static void put_tuple(struct buf *out, const struct column *column, size_t row)
{
    buf_putc(out, '(');
    for (size_t i = 0; i < column->n_children; i++) {
        if (i > 0)
            buf_putc(out, ',');
        native_text_cell(out, &column->children[i], row);
    }
    buf_putc(out, ')');
}

void native_text_cell(struct buf *out, const struct column *column, size_t row)
{
    if (column->nulls && column->nulls[row]) {
        buf_puts(out, "NULL");
    } else if (column->dictionary) {
        const uint8_t *index = (const uint8_t *)column->indexes + row * (size_t)column->index_width;
        native_text_cell(out, column->dictionary,
                         read_unsigned(index, (size_t)column->index_width));
    } else if (column->type->kind == CH_TUPLE) {
        put_tuple(out, column, row);
    } else if (column->offsets) {
        put_elements(out, column, row);
    } else if (column->strings) {
        struct str text = column->strings[row];
        for (size_t i = 0; i < text.size; i++)
            buf_putc(out, text.data[i] ? text.data[i] : '0');
    } else {
        const uint8_t *values = column->values;
        put_fixed(out, column->type, values + row * chtype_width(column->type));
    }
}

void native_text_block(struct buf *out, const struct block *block)
{
    for (size_t i = 0; i < block->n_columns; i++) {
        const struct column *column = &block->columns[i];
        buf_printf(out, "%s %s:", block->names[i], column->type->text);
        for (size_t row = block->first_row; row < block->n_rows; row++) {
            buf_putc(out, ' ');
            native_text_cell(out, column, row);
        }
        buf_putc(out, '\n');
    }
}
