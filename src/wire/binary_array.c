/* Arrays in binary: dimensions, then the elements in the element type's format (array_send). */
#include <stdlib.h>

#include "base/array_text.h"
#include "base/pgtype.h"
#include "wire/binary_convert.h"
#include "wire/bytes.h"

/* What array_text_parse needs at most: a row and a copy for each byte, on their own. */
#define ARENA_LIMIT(size) ((size)*64 + ((size_t)64 << 10))

static bool put_element(struct buf *out, uint32_t type, struct str text, struct err *err)
{
    if (!text.data) {
        buf_put_u32(out, UINT32_MAX);
        return true;
    }
    size_t start = buf_size(out);
    buf_put_u32(out, 0);
    if (!binary_from_text(out, type, text, err))
        return false;
    if (!out->failed)
        bytes_patch_u32(out, start, (uint32_t)(buf_size(out) - start - 4));
    return true;
}

static bool put_value(struct buf *out, uint32_t element, const struct array_value *value,
                      struct err *err)
{
    bool has_nulls = false;
    for (size_t i = 0; i < value->n; i++)
        has_nulls |= !value->elements[i].data;
    buf_put_u32(out, (uint32_t)value->n_dims);
    buf_put_u32(out, has_nulls);
    buf_put_u32(out, element);
    for (int d = 0; d < value->n_dims; d++) {
        buf_put_u32(out, (uint32_t)value->dims[d]);
        buf_put_u32(out, 1); /* the lower bound */
    }
    for (size_t i = 0; i < value->n; i++)
        if (!put_element(out, element, value->elements[i], err))
            return false;
    return true;
}

static struct str take_word(struct str *text)
{
    struct str word = {text->data, 0};
    while (word.size < text->size && text->data[word.size] != ' ')
        word.size++;
    *text = str_skip(*text, word.size + (word.size < text->size));
    return word;
}

/* "1 2 3": one dimension, even of nothing, that begins at 0. */
static bool put_vector(struct buf *out, uint32_t element, struct str text, struct err *err)
{
    size_t start = buf_size(out);
    uint32_t n = 0;
    buf_put_u32(out, 1);
    buf_put_u32(out, 0);
    buf_put_u32(out, element);
    buf_put_u32(out, 0);
    buf_put_u32(out, 0);
    for (; text.size; n++) {
        if (!put_element(out, element, take_word(&text), err))
            return false;
    }
    if (!out->failed)
        bytes_patch_u32(out, start + 12, n);
    return true;
}

bool binary_put_array(struct buf *out, uint32_t type, struct str text, struct err *err)
{
    if (pgtype_is_vector(type))
        return put_vector(out, pgtype_by_oid(type)->element_oid, text, err);
    struct array_value value = {0};
    const char *detail;
    struct arena *arena = arena_new(ARENA_LIMIT(text.size));
    bool fine = array_text_parse(arena, text, &value, &detail)
                    ? put_value(out, pgtype_by_oid(type)->element_oid, &value, err)
                    : binary_bad_text(type, text, err);
    arena_free(arena);
    return fine;
}

/* ---- binary to text ---- */

struct shape {
    uint32_t n_dims, element;
    uint32_t dims[ARRAY_MAX_DIMS];
    int32_t lower[ARRAY_MAX_DIMS];
    uint64_t n;
};

static bool invalid(struct reader *reader, const char *message)
{
    return binary_fail(reader, SQLSTATE_INVALID_BINARY_REPRESENTATION, message);
}

static bool too_many_dims(struct reader *reader, uint32_t n)
{
    if (n > INT32_MAX)
        return invalid(reader, "invalid number of dimensions");
    reader->failed = true;
    return err_set(reader->err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                   "number of array dimensions (%u) exceeds the maximum allowed (%d)", n,
                   ARRAY_MAX_DIMS);
}

static bool other_element(struct reader *reader, uint32_t found, uint32_t wanted)
{
    reader->failed = true;
    return err_set(reader->err, SQLSTATE_DATATYPE_MISMATCH, 0,
                   "binary data has array element type %u (%s) instead of expected %u (%s)", found,
                   pgtype_sql_name(found), wanted, pgtype_sql_name(wanted));
}

/* No more elements than there are length words left. */
static bool read_dims(struct reader *reader, struct shape *shape)
{
    shape->n = shape->n_dims ? 1 : 0;
    for (uint32_t d = 0; d < shape->n_dims; d++) {
        shape->dims[d] = reader_u32(reader);
        shape->lower[d] = (int32_t)reader_u32(reader);
        if (shape->dims[d] > INT32_MAX)
            return invalid(reader, "invalid array dimensions");
        shape->n *= shape->dims[d];
        if (shape->n > reader->rest.size)
            return binary_fail(reader, SQLSTATE_PROTOCOL_VIOLATION,
                               "insufficient data left in message");
    }
    return !reader->failed;
}

static bool read_shape(struct reader *reader, uint32_t type, struct shape *shape)
{
    shape->n_dims = reader_u32(reader);
    uint32_t flags = reader_u32(reader);
    shape->element = reader_u32(reader);
    if (reader->failed)
        return false;
    if (shape->n_dims > ARRAY_MAX_DIMS)
        return too_many_dims(reader, shape->n_dims);
    if (flags > 1)
        return invalid(reader, "invalid array flags");
    if (shape->element != pgtype_by_oid(type)->element_oid)
        return other_element(reader, shape->element, pgtype_by_oid(type)->element_oid);
    return read_dims(reader, shape);
}

static bool print_element(struct buf *out, uint32_t type, struct reader *reader)
{
    uint32_t size = reader_u32(reader);
    if (size == UINT32_MAX) {
        buf_puts(out, "NULL");
        return !reader->failed;
    }
    struct str bytes = reader_bytes(reader, size);
    size_t start = buf_size(out);
    if (reader->failed)
        return false;
    if (!binary_to_text(out, type, bytes, reader->err)) {
        reader->failed = true;
        return false;
    }
    if (!out->failed)
        array_text_quote(out, start);
    return true;
}

static bool print_dimension(struct buf *out, const struct shape *shape, uint32_t d,
                            struct reader *reader)
{
    buf_putc(out, '{');
    for (uint32_t i = 0; i < shape->dims[d]; i++) {
        if (i)
            buf_putc(out, ',');
        if (d + 1 < shape->n_dims ? !print_dimension(out, shape, d + 1, reader)
                                  : !print_element(out, shape->element, reader))
            return false;
    }
    buf_putc(out, '}');
    return true;
}

/* [0:2]={…} where a bound is not 1. */
static void print_bounds(struct buf *out, const struct shape *shape)
{
    bool needed = false;
    for (uint32_t d = 0; d < shape->n_dims; d++)
        needed |= shape->lower[d] != 1;
    for (uint32_t d = 0; needed && d < shape->n_dims; d++)
        buf_printf(out, "[%d:%lld]", shape->lower[d],
                   (long long)shape->lower[d] + shape->dims[d] - 1);
    buf_puts(out, needed ? "=" : "");
}

bool binary_get_array(struct buf *out, uint32_t type, struct reader *reader)
{
    struct shape shape = {0};
    if (!read_shape(reader, type, &shape))
        return false;
    if (shape.n == 0) {
        buf_puts(out, "{}");
        return true;
    }
    print_bounds(out, &shape);
    return print_dimension(out, &shape, 0, reader);
}
