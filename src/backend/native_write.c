/* Columns of typed values → a Native block. Does not parse what a client sent, see
 * wire/value_in.c. */
#include "backend/native_write.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array_text.h"

/* What a column holds, as far as it can be taken back. */
struct writer_sizes {
    size_t array_nulls, nulls, values, offsets[ARRAY_MAX_DIMS];
    uint64_t lengths[ARRAY_MAX_DIMS]; /* of all arrays of a level together */
};

struct writer_column {
    const struct catalog_column *column;
    const struct chtype *type; /* of what is in the Arrays; without Nullable and LowCardinality */
    const struct value_row *row;
    bool nullable;   /* and so are the elements of an Array */
    bool is_tuple;   /* a Nullable(Tuple(…)) is around the Array */
    int n_levels;    /* of Array around it */
    char *sent_type; /* as the block names it */
    struct buf array_nulls, nulls, values, offsets[ARRAY_MAX_DIMS];
    uint64_t lengths[ARRAY_MAX_DIMS];
    struct writer_sizes before_row;
    size_t bytes; /* that the current row has added */
};

struct native_writer {
    struct writer_column *columns;
    size_t n_columns, n_rows;
    size_t next; /* column of the current row */
    size_t bytes, limit;
};

/* Appends one value; false with err set when it does not fit. */
typedef bool write_value(struct writer_column *column, const struct value *value, struct err *err);

struct value_row {
    write_value *write; /* NULL: cannot be sent */
    enum value_kind kind;
    int64_t min, max; /* VALUE_INT64 */
    uint64_t umax;    /* VALUE_UINT64 */
};

static bool out_of_range(const struct writer_column *column, struct err *err)
{
    return err_set(err, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, 0,
                   "value out of range for column \"%s\" of ClickHouse type %s",
                   column->column->name, column->type->text);
}

static void put_little_endian(struct buf *out, uint64_t number, size_t width)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < width; i++)
        bytes[i] = (uint8_t)(number >> (8 * i));
    buf_append(out, bytes, width);
}

static bool write_int64(struct writer_column *column, const struct value *value, struct err *err)
{
    if (value->as.int64 < column->row->min || value->as.int64 > column->row->max)
        return out_of_range(column, err);
    put_little_endian(&column->values, (uint64_t)value->as.int64, chtype_width(column->type));
    return true;
}

static bool write_uint64(struct writer_column *column, const struct value *value, struct err *err)
{
    if (value->as.uint64 > column->row->umax)
        return out_of_range(column, err);
    put_little_endian(&column->values, value->as.uint64, chtype_width(column->type));
    return true;
}

static bool write_float32(struct writer_column *column, const struct value *value, struct err *err)
{
    float number = (float)value->as.float64;
    uint32_t bits;
    if (isinf(number) && !isinf(value->as.float64))
        return out_of_range(column, err);
    memcpy(&bits, &number, sizeof bits);
    put_little_endian(&column->values, bits, 4);
    return true;
}

static bool write_float64(struct writer_column *column, const struct value *value, struct err *err)
{
    (void)err;
    uint64_t bits;
    memcpy(&bits, &value->as.float64, sizeof bits);
    put_little_endian(&column->values, bits, 8);
    return true;
}

/* The first `width` of 32 bytes hold the number if the others repeat its sign. */
static bool write_signed_wide(struct writer_column *column, const struct value *value,
                              struct err *err)
{
    size_t width = chtype_width(column->type);
    uint8_t sign = value->as.wide[width - 1] & 0x80 ? 0xFF : 0;
    for (size_t i = width; i < sizeof value->as.wide; i++)
        if (value->as.wide[i] != sign)
            return out_of_range(column, err);
    buf_append(&column->values, value->as.wide, width);
    return true;
}

static bool write_unsigned_wide(struct writer_column *column, const struct value *value,
                                struct err *err)
{
    size_t width = chtype_width(column->type);
    for (size_t i = width; i < sizeof value->as.wide; i++)
        if (value->as.wide[i] != 0)
            return out_of_range(column, err);
    buf_append(&column->values, value->as.wide, width);
    return true;
}

/* magnitude × 10; wide numbers are little endian. */
static void wide_times_ten(uint8_t wide[32])
{
    unsigned carry = 0;
    for (int i = 0; i < 32; i++) {
        carry += wide[i] * 10U;
        wide[i] = (uint8_t)carry;
        carry >>= 8;
    }
}

static void wide_magnitude(const uint8_t wide[32], uint8_t magnitude[32])
{
    bool negative = wide[31] & 0x80;
    unsigned carry = negative;
    for (int i = 0; i < 32; i++) {
        carry += (uint8_t)(negative ? ~wide[i] : wide[i]);
        magnitude[i] = (uint8_t)carry;
        carry >>= 8;
    }
}

/* ClickHouse does not check on insert that a Decimal has no more digits than its precision. */
static bool decimal_fits(const uint8_t wide[32], int precision)
{
    uint8_t bound[32] = {1}, magnitude[32];
    for (int i = 0; i < precision; i++)
        wide_times_ten(bound);
    wide_magnitude(wide, magnitude);
    for (int i = 31; i >= 0; i--)
        if (magnitude[i] != bound[i])
            return magnitude[i] < bound[i];
    return false;
}

static bool write_decimal(struct writer_column *column, const struct value *value, struct err *err)
{
    if (!decimal_fits(value->as.wide, column->type->precision))
        return out_of_range(column, err);
    buf_append(&column->values, value->as.wide, chtype_width(column->type));
    return true;
}

static bool write_string(struct writer_column *column, const struct value *value, struct err *err)
{
    (void)err;
    size_t size = value->as.text.size;
    for (; size >= 0x80; size >>= 7)
        buf_putc(&column->values, (char)(size | 0x80));
    buf_putc(&column->values, (char)size);
    buf_append_str(&column->values, value->as.text);
    return true;
}

static bool write_fixed_string(struct writer_column *column, const struct value *value,
                               struct err *err)
{
    size_t length = (size_t)column->type->length;
    struct str text = value->as.text;
    if (text.size > length)
        return err_set(err, SQLSTATE_STRING_DATA_RIGHT_TRUNCATION, 0,
                       "value too long for column \"%s\" of ClickHouse type %s",
                       column->column->name, column->type->text);
    buf_append_str(&column->values, text);
    char *room = buf_reserve(&column->values, length - text.size);
    if (room) {
        memset(room, 0, length - text.size);
        buf_commit(&column->values, length - text.size);
    }
    return true;
}

/* Two little-endian halves, the high one first. */
static bool write_uuid(struct writer_column *column, const struct value *value, struct err *err)
{
    (void)err;
    uint8_t bytes[16];
    for (int i = 0; i < 8; i++) {
        bytes[i] = value->as.bytes16[7 - i];
        bytes[8 + i] = value->as.bytes16[15 - i];
    }
    buf_append(&column->values, bytes, sizeof bytes);
    return true;
}

static bool write_ipv6(struct writer_column *column, const struct value *value, struct err *err)
{
    (void)err;
    buf_append(&column->values, value->as.bytes16, 16);
    return true;
}

static bool write_enum(struct writer_column *column, const struct value *value, struct err *err)
{
    for (size_t i = 0; i < column->type->n_values; i++)
        if (column->type->values[i].value == value->as.int64)
            return write_int64(column, value, err);
    return out_of_range(column, err);
}

#define INT(low, high)                                                                             \
    {                                                                                              \
        write_int64, VALUE_INT64, low, high, 0                                                     \
    }
#define UINT(high)                                                                                 \
    {                                                                                              \
        write_uint64, VALUE_UINT64, 0, 0, high                                                     \
    }

/* Ranges of the types that are stored in fewer bits than a value has; Date32 and the times as
 * ClickHouse documents them. */
static const struct value_row value_rows[] = {
    [CH_BOOL] = UINT(1),
    [CH_INT8] = INT(INT8_MIN, INT8_MAX),
    [CH_INT16] = INT(INT16_MIN, INT16_MAX),
    [CH_INT32] = INT(INT32_MIN, INT32_MAX),
    [CH_INT64] = INT(INT64_MIN, INT64_MAX),
    [CH_INT128] = {write_signed_wide, VALUE_WIDE, 0, 0, 0},
    [CH_INT256] = {write_signed_wide, VALUE_WIDE, 0, 0, 0},
    [CH_UINT8] = UINT(UINT8_MAX),
    [CH_UINT16] = UINT(UINT16_MAX),
    [CH_UINT32] = UINT(UINT32_MAX),
    [CH_UINT64] = UINT(UINT64_MAX),
    [CH_UINT128] = {write_unsigned_wide, VALUE_WIDE, 0, 0, 0},
    [CH_UINT256] = {write_unsigned_wide, VALUE_WIDE, 0, 0, 0},
    [CH_FLOAT32] = {write_float32, VALUE_FLOAT64, 0, 0, 0},
    [CH_FLOAT64] = {write_float64, VALUE_FLOAT64, 0, 0, 0},
    [CH_DECIMAL] = {write_decimal, VALUE_WIDE, 0, 0, 0},
    [CH_STRING] = {write_string, VALUE_TEXT, 0, 0, 0},
    [CH_FIXED_STRING] = {write_fixed_string, VALUE_TEXT, 0, 0, 0},
    [CH_DATE] = INT(0, UINT16_MAX),
    [CH_DATE32] = INT(-25567, 120529), /* 1900-01-01 to 2299-12-31 */
    [CH_DATETIME] = INT(0, UINT32_MAX),
    [CH_DATETIME64] = INT(INT64_MIN, INT64_MAX),
    [CH_TIME] = INT(-3599999, 3599999), /* ±999:59:59 */
    [CH_TIME64] = INT(INT64_MIN, INT64_MAX),
    [CH_INTERVAL] = INT(INT64_MIN, INT64_MAX),
    [CH_UUID] = {write_uuid, VALUE_BYTES16, 0, 0, 0},
    [CH_IPV4] = UINT(UINT32_MAX),
    [CH_IPV6] = {write_ipv6, VALUE_BYTES16, 0, 0, 0},
    [CH_ENUM8] = {write_enum, VALUE_INT64, INT8_MIN, INT8_MAX, 0},
    [CH_ENUM16] = {write_enum, VALUE_INT64, INT16_MIN, INT16_MAX, 0},
};

static const struct value_row *value_row_of(const struct chtype *type)
{
    size_t n = sizeof value_rows / sizeof *value_rows;
    bool known = (size_t)type->kind < n && value_rows[type->kind].write;
    return known ? &value_rows[type->kind] : NULL;
}

/* The name of the type under which the values are sent. */
static char *sent_type_of(const struct writer_column *column)
{
    struct buf name;
    buf_init(&name, SIZE_MAX);
    buf_puts(&name, column->is_tuple ? "Nullable(Tuple(" : "");
    for (int i = 0; i < column->n_levels; i++)
        buf_puts(&name, "Array(");
    buf_printf(&name, column->nullable ? "Nullable(%s)" : "%s", column->type->text);
    for (int i = 0; i < column->n_levels; i++)
        buf_putc(&name, ')');
    buf_puts(&name, column->is_tuple ? "))" : "");
    char *text = name.failed ? NULL : strndup(buf_data(&name), buf_size(&name));
    buf_free(&name);
    if (!text)
        abort();
    return text;
}

/* Looks through the Arrays; false when there are more than PostgreSQL has dimensions. */
static bool find_element(struct writer_column *made, const struct chtype *type)
{
    made->is_tuple = chtype_array(type) && chtype_strip(type)->kind == CH_TUPLE;
    for (; chtype_array(type); type = chtype_array(type)->args[0])
        if (++made->n_levels > ARRAY_MAX_DIMS)
            return false;
    made->type = chtype_strip(type);
    made->row = value_row_of(made->type);
    made->nullable = chtype_is_nullable(type);
    return made->row != NULL;
}

static bool column_init(struct writer_column *made, const struct catalog_column *column,
                        size_t limit_bytes, struct err *err)
{
    made->column = column;
    if (!find_element(made, column->type))
        return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "column \"%s\" has the ClickHouse type %s, which cannot be loaded",
                       column->name, column->type->text);
    made->sent_type = sent_type_of(made);
    buf_init(&made->array_nulls, limit_bytes);
    buf_init(&made->nulls, limit_bytes);
    buf_init(&made->values, limit_bytes);
    for (int i = 0; i < made->n_levels; i++)
        buf_init(&made->offsets[i], limit_bytes);
    return true;
}

struct native_writer *native_writer_new(const struct catalog_column *const *columns,
                                        size_t n_columns, size_t limit_bytes, struct err *err)
{
    struct native_writer *writer = calloc(1, sizeof *writer);
    if (!writer || !(writer->columns = calloc(n_columns + 1, sizeof *writer->columns)))
        abort();
    writer->limit = limit_bytes;
    for (; writer->n_columns < n_columns; writer->n_columns++)
        if (!column_init(&writer->columns[writer->n_columns], columns[writer->n_columns],
                         limit_bytes, err)) {
            native_writer_free(writer);
            return NULL;
        }
    return writer;
}

void native_writer_free(struct native_writer *writer)
{
    if (!writer)
        return;
    for (size_t i = 0; i < writer->n_columns; i++) {
        free(writer->columns[i].sent_type);
        buf_free(&writer->columns[i].array_nulls);
        buf_free(&writer->columns[i].nulls);
        buf_free(&writer->columns[i].values);
        for (int level = 0; level < writer->columns[i].n_levels; level++)
            buf_free(&writer->columns[i].offsets[level]);
    }
    free(writer->columns);
    free(writer);
}

/* What stands under a NULL: ClickHouse reads as many bytes as for any other value. */
static void write_null(struct writer_column *column)
{
    static const char zeros[32];
    size_t width = column->type->kind == CH_STRING ? 1 : chtype_width(column->type);
    for (; width > sizeof zeros; width -= sizeof zeros)
        buf_append(&column->values, zeros, sizeof zeros);
    buf_append(&column->values, zeros, width);
}

/* Arrays hold no NULL arrays, and are not NULL unless a tuple is around them. */
static bool takes_null(const struct writer_column *column, int level)
{
    return level == column->n_levels ? column->nullable : column->is_tuple && level == 0;
}

static bool check_kind(const struct writer_column *column, const struct value *value, int level,
                       struct err *err)
{
    enum value_kind wanted = level < column->n_levels ? VALUE_ARRAY : column->row->kind;
    if (value_is_null(value) && level && !takes_null(column, level))
        return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "column \"%s\" of ClickHouse type %s cannot hold NULL there",
                       column->column->name, column->column->type->text);
    if (value_is_null(value) && !takes_null(column, level))
        return err_set(err, SQLSTATE_NOT_NULL_VIOLATION, 0,
                       "null value in column \"%s\" violates not-null constraint",
                       column->column->name);
    return value_is_null(value) || value->kind == wanted ||
           err_set(err, SQLSTATE_INTERNAL_ERROR, 0,
                   "a value of another kind was given for column \"%s\"", column->column->name);
}

static bool write_scalar(struct writer_column *column, const struct value *value, struct err *err)
{
    if (value_is_null(value))
        write_null(column);
    else if (!column->row->write(column, value, err))
        return false;
    if (column->nullable)
        buf_putc(&column->nulls, value_is_null(value));
    return true;
}

/* At `level` of the Arrays around the scalars. */
static bool write_cell(struct writer_column *column, const struct value *value, int level,
                       struct err *err)
{
    if (!check_kind(column, value, level, err))
        return false;
    if (level == column->n_levels)
        return write_scalar(column, value, err);
    if (column->is_tuple && level == 0)
        buf_putc(&column->array_nulls, value_is_null(value));
    size_t n = value_is_null(value) ? 0 : value->as.array.n;
    for (size_t i = 0; i < n; i++)
        if (!write_cell(column, &value->as.array.items[i], level + 1, err))
            return false;
    column->lengths[level] += n;
    put_little_endian(&column->offsets[level], column->lengths[level], 8);
    return true;
}

static struct writer_sizes sizes_of(const struct writer_column *column)
{
    struct writer_sizes sizes = {.array_nulls = buf_size(&column->array_nulls),
                                 .nulls = buf_size(&column->nulls),
                                 .values = buf_size(&column->values)};
    for (int i = 0; i < column->n_levels; i++) {
        sizes.offsets[i] = buf_size(&column->offsets[i]);
        sizes.lengths[i] = column->lengths[i];
    }
    return sizes;
}

static size_t bytes_of(const struct writer_sizes *sizes)
{
    size_t bytes = sizes->array_nulls + sizes->nulls + sizes->values;
    for (int i = 0; i < ARRAY_MAX_DIMS; i++)
        bytes += sizes->offsets[i];
    return bytes;
}

static void cut(struct buf *buf, size_t size)
{
    buf->end = buf->start + size;
    buf->failed = false;
}

/* Takes the value of the current row back, or what was written of it. */
static void column_drop(struct native_writer *writer, struct writer_column *column)
{
    const struct writer_sizes *before = &column->before_row;
    writer->bytes -= column->bytes;
    cut(&column->values, before->values);
    cut(&column->nulls, before->nulls);
    cut(&column->array_nulls, before->array_nulls);
    for (int i = 0; i < column->n_levels; i++) {
        cut(&column->offsets[i], before->offsets[i]);
        column->lengths[i] = before->lengths[i];
    }
    column->bytes = 0;
}

static bool within_limit(const struct native_writer *writer, const struct writer_column *column,
                         struct err *err)
{
    bool failed = column->values.failed || column->nulls.failed || column->array_nulls.failed;
    for (int i = 0; i < column->n_levels; i++)
        failed |= column->offsets[i].failed;
    if (writer->bytes <= writer->limit && !failed)
        return true;
    return err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                   "the rows held take more than %zu bytes", writer->limit);
}

bool native_writer_add(struct native_writer *writer, const struct value *value, struct err *err)
{
    struct writer_column *column = &writer->columns[writer->next];
    column->before_row = sizes_of(column);
    bool written = write_cell(column, value, 0, err);
    struct writer_sizes after = sizes_of(column);
    column->bytes = bytes_of(&after) - bytes_of(&column->before_row);
    writer->bytes += column->bytes;
    if (!written || !within_limit(writer, column, err)) {
        column_drop(writer, column);
        return false;
    }
    if (++writer->next == writer->n_columns) {
        writer->next = 0;
        writer->n_rows++;
    }
    return true;
}

void native_writer_drop_row(struct native_writer *writer)
{
    while (writer->next > 0)
        column_drop(writer, &writer->columns[--writer->next]);
}

size_t native_writer_rows(const struct native_writer *writer)
{
    return writer->n_rows;
}

size_t native_writer_bytes(const struct native_writer *writer)
{
    return writer->bytes;
}

static void put_varint(struct buf *out, size_t number)
{
    for (; number >= 0x80; number >>= 7)
        buf_putc(out, (char)(number | 0x80));
    buf_putc(out, (char)number);
}

static void put_text(struct buf *out, const char *text)
{
    put_varint(out, strlen(text));
    buf_puts(out, text);
}

void native_writer_write(struct native_writer *writer, struct buf *out)
{
    if (writer->n_rows == 0)
        return;
    put_varint(out, writer->n_columns);
    put_varint(out, writer->n_rows);
    for (size_t i = 0; i < writer->n_columns; i++) {
        struct writer_column *column = &writer->columns[i];
        put_text(out, column->column->name);
        put_text(out, column->sent_type);
        buf_append_str(out, buf_str(&column->array_nulls));
        buf_clear(&column->array_nulls);
        for (int level = 0; level < column->n_levels; level++) {
            buf_append_str(out, buf_str(&column->offsets[level]));
            buf_clear(&column->offsets[level]);
            column->lengths[level] = 0;
        }
        buf_append_str(out, buf_str(&column->nulls));
        buf_append_str(out, buf_str(&column->values));
        buf_clear(&column->nulls);
        buf_clear(&column->values);
    }
    writer->n_rows = writer->bytes = 0;
}
