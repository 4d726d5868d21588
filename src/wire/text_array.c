/* Prints arrays as PostgreSQL's array_out. Those whose rows differ in length have no text. */
#include "base/array_text.h"
#include "wire/text_convert.h"

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
        array_text_quote(out, start);
    return true;
}

struct bounds {
    uint64_t from, to;
};

static bool find_bounds(const struct column *column, size_t row, struct bounds *bounds,
                        struct err *err)
{
    if (row >= column->n_rows || !column->offsets)
        return err_set(err, SQLSTATE_INTERNAL_ERROR, 0, "array offset out of range");
    *bounds = (struct bounds){row ? column->offsets[row - 1] : 0, column->offsets[row]};
    return true;
}

/* The lengths of the first array of each depth, which all the others must have. */
static bool measure(const struct column *column, size_t row, int n_dims, uint64_t *dims,
                    struct err *err)
{
    for (int d = 0; d < n_dims; d++, column = &column->children[0]) {
        struct bounds bounds = {0, 0};
        if (!find_bounds(column, row, &bounds, err))
            return false;
        dims[d] = bounds.to - bounds.from;
        if (dims[d] == 0)
            return true;
        row = bounds.from;
    }
    return true;
}

static bool put_array(struct buf *out, const struct column *column, size_t row, int n_dims,
                      const uint64_t *dims, const struct text_converter *converter, struct err *err)
{
    struct bounds bounds = {0, 0};
    if (!find_bounds(column, row, &bounds, err))
        return false;
    if (bounds.to - bounds.from != dims[0])
        return err_set(err, SQLSTATE_ARRAY_SUBSCRIPT_ERROR, 0,
                       "multidimensional arrays must have sub-arrays with matching dimensions");
    bool is_vector = converter->separator == ' ';
    if (!is_vector)
        buf_putc(out, '{');
    for (uint64_t i = bounds.from; i < bounds.to && !out->failed; i++) {
        if (i > bounds.from)
            buf_putc(out, converter->separator);
        if (n_dims > 1
                ? !put_array(out, &column->children[0], i, n_dims - 1, dims + 1, converter, err)
                : !put_element(out, &column->children[0], i, converter, err))
            return false;
    }
    if (!is_vector)
        buf_putc(out, '}');
    return true;
}

bool text_convert_array(struct buf *out, const struct column *column, size_t row,
                        const struct text_converter *converter, struct err *err)
{
    uint64_t dims[ARRAY_MAX_DIMS] = {0};
    size_t start = buf_size(out);
    if (!measure(column, row, converter->n_dims, dims, err) ||
        !put_array(out, column, row, converter->n_dims, dims, converter, err))
        return false;
    /* Without elements an array has no dimensions. */
    if (dims[converter->n_dims - 1] == 0 && !out->failed) {
        out->end = out->start + start;
        buf_puts(out, converter->separator == ' ' ? "" : "{}");
    }
    return true;
}

bool text_convert_array_tuple(struct buf *out, const struct column *column, size_t row,
                              const struct text_converter *converter, struct err *err)
{
    return text_convert_array(out, &column->children[0], row, converter, err);
}
