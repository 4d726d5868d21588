/* Values of columns in binary, without a text between. Of types that are not here, and of numbers
 * too wide for 64 bits, the binary form is made of the text. */
#include <math.h>

#include "base/interval.h"
#include "base/pgtype.h"
#include "wire/binary_convert.h"
#include "wire/column_load.h"
#include "wire/text_convert.h"

/* ---- integers and booleans ---- */

static bool send_bool(struct buf *out, const struct column *column, size_t row,
                      const struct text_converter *converter, struct err *err)
{
    (void)converter, (void)err;
    buf_putc(out, column_int(column, row) != 0);
    return true;
}

static bool out_of_range(const char *type, struct err *err)
{
    return err_set(err, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, 0, "%s out of range", type);
}

static bool send_int2(struct buf *out, const struct column *column, size_t row,
                      const struct text_converter *converter, struct err *err)
{
    (void)converter;
    int64_t value = column_int(column, row);
    if (value < INT16_MIN || value > INT16_MAX)
        return out_of_range("smallint", err);
    buf_put_u16(out, (uint16_t)value);
    return true;
}

static bool send_int4(struct buf *out, const struct column *column, size_t row,
                      const struct text_converter *converter, struct err *err)
{
    (void)converter;
    int64_t value = column_int(column, row);
    if (value < INT32_MIN || value > INT32_MAX)
        return out_of_range("integer", err);
    buf_put_u32(out, (uint32_t)value);
    return true;
}

static bool send_int8(struct buf *out, const struct column *column, size_t row,
                      const struct text_converter *converter, struct err *err)
{
    (void)converter, (void)err;
    buf_put_u64(out, (uint64_t)column_int(column, row));
    return true;
}

static bool send_wide(struct buf *out, const struct column *column, size_t row,
                      const struct text_converter *converter, struct err *err)
{
    (void)converter;
    int64_t value;
    if (!column_as_int64(column, row, &value))
        return out_of_range("bigint", err);
    buf_put_u64(out, (uint64_t)value);
    return true;
}

/* ---- floating-point numbers ---- */

/* Of all the NaNs there are, PostgreSQL's. */
static bool send_float4(struct buf *out, const struct column *column, size_t row,
                        const struct text_converter *converter, struct err *err)
{
    (void)converter, (void)err;
    uint32_t bits;
    float value = column_float32(column, row);
    memcpy(&bits, &value, sizeof bits);
    buf_put_u32(out, isnan(value) ? 0x7FC00000U : bits);
    return true;
}

static bool send_float8(struct buf *out, const struct column *column, size_t row,
                        const struct text_converter *converter, struct err *err)
{
    (void)converter, (void)err;
    uint64_t bits;
    double value = column_float64(column, row);
    memcpy(&bits, &value, sizeof bits);
    buf_put_u64(out, isnan(value) ? 0x7FF8000000000000ULL : bits);
    return true;
}

/* ---- numeric ---- */

/* Of 64 bits, and one that the scale may cut in two. */
#define MAX_GROUPS 6

static void put_numeric(struct buf *out, int64_t value, int scale)
{
    static const uint16_t powers[] = {1, 10, 100, 1000, 10000};
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    uint16_t groups[MAX_GROUPS];
    int n = 0, digits = scale % 4, place = -((scale + 3) / 4);
    if (digits) { /* the lowest group is padded with zeros */
        groups[0] = (uint16_t)(rest % powers[digits] * powers[4 - digits]);
        rest /= powers[digits];
        n = groups[0] != 0;
        place += !n;
    }
    for (; rest; rest /= 10000) {
        groups[n] = (uint16_t)(rest % 10000);
        if (n || groups[0])
            n++;
        else
            place++;
    }
    buf_put_u16(out, (uint16_t)n);
    buf_put_u16(out, (uint16_t)(n ? place + n - 1 : 0));
    buf_put_u16(out, value < 0 ? BINARY_NUMERIC_NEGATIVE : 0);
    buf_put_u16(out, (uint16_t)scale);
    while (n)
        buf_put_u16(out, groups[--n]);
}

static bool send_small_decimal(struct buf *out, const struct column *column, size_t row)
{
    int64_t value;
    if (chtype_width(column->type) <= sizeof value)
        value = column_small_decimal(column, row);
    else if (!column_as_int64(column, row, &value))
        return false;
    put_numeric(out, value, column->type->scale);
    return true;
}

static bool send_decimal(struct buf *out, const struct column *column, size_t row,
                         const struct text_converter *converter, struct err *err)
{
    if (send_small_decimal(out, column, row))
        return true;
    size_t start = buf_size(out);
    return text_convert_decimal(out, column, row, converter, err) &&
           binary_from_end(out, start, PG_NUMERIC, err);
}

static bool send_int_as_numeric(struct buf *out, const struct column *column, size_t row,
                                const struct text_converter *converter, struct err *err)
{
    (void)converter, (void)err;
    put_numeric(out, column_int(column, row), 0);
    return true;
}

static bool send_wide_as_numeric(struct buf *out, const struct column *column, size_t row,
                                 const struct text_converter *converter, struct err *err)
{
    int64_t value;
    size_t start = buf_size(out);
    if (column_as_int64(column, row, &value)) {
        put_numeric(out, value, 0);
        return true;
    }
    return text_convert_wide(out, column, row, converter, err) &&
           binary_from_end(out, start, PG_NUMERIC, err);
}

/* ---- dates and times: since 2000-01-01 ---- */

#define DAYS_TO_2000 10957
#define SECONDS_TO_2000 (DAYS_TO_2000 * INT64_C(86400))

static bool send_date(struct buf *out, const struct column *column, size_t row,
                      const struct text_converter *converter, struct err *err)
{
    (void)converter;
    int64_t days = column_days(column, row);
    if (!column_days_are_date(days))
        return err_set(err, SQLSTATE_DATETIME_FIELD_OVERFLOW, 0, "date out of range");
    buf_put_u32(out, (uint32_t)(int32_t)(days - DAYS_TO_2000));
    return true;
}

static bool put_moment(struct buf *out, struct column_moment moment, struct err *err)
{
    if (!column_moment_is_timestamp(moment))
        return err_set(err, SQLSTATE_DATETIME_FIELD_OVERFLOW, 0, "timestamp out of range");
    int64_t seconds = moment.seconds - SECONDS_TO_2000; /* the last years overflow from 1970 on */
    buf_put_u64(out, (uint64_t)(seconds * MICROS_PER_SECOND + moment.micros));
    return true;
}

static bool send_timestamp(struct buf *out, const struct column *column, size_t row,
                           const struct text_converter *converter, struct err *err)
{
    (void)converter;
    return put_moment(out, column_moment(column, row), err);
}

static bool send_date_as_timestamp(struct buf *out, const struct column *column, size_t row,
                                   const struct text_converter *converter, struct err *err)
{
    (void)converter;
    return put_moment(out, (struct column_moment){column_days(column, row) * 86400, 0}, err);
}

static bool send_interval(struct buf *out, const struct column *column, size_t row,
                          const struct text_converter *converter, struct err *err)
{
    (void)converter, (void)err;
    struct interval interval = interval_unpack(column_cell(column, row, 16));
    buf_put_u64(out, (uint64_t)interval.micros);
    buf_put_u32(out, (uint32_t)interval.days);
    buf_put_u32(out, (uint32_t)interval.months);
    return true;
}

/* ---- bytes ---- */

static bool send_bytea(struct buf *out, const struct column *column, size_t row,
                       const struct text_converter *converter, struct err *err)
{
    (void)converter, (void)err;
    buf_append_str(out, column->strings[row]);
    return true;
}

/* Two little-endian words, the high one first. */
static bool send_uuid(struct buf *out, const struct column *column, size_t row,
                      const struct text_converter *converter, struct err *err)
{
    (void)converter, (void)err;
    uint64_t words[2];
    memcpy(words, column_cell(column, row, sizeof words), sizeof words);
    buf_put_u64(out, words[0]);
    buf_put_u64(out, words[1]);
    return true;
}

static const struct sending {
    text_convert *text;
    uint32_t type;
    text_convert *binary;
} sendings[] = {
    {text_convert_bool, PG_BOOL, send_bool},
    {text_convert_int2, PG_INT2, send_int2},
    {text_convert_int4, PG_INT4, send_int4},
    {text_convert_int8, PG_INT8, send_int8},
    {text_convert_wide_as_int, PG_INT8, send_wide},
    {text_convert_int8, PG_NUMERIC, send_int_as_numeric},
    {text_convert_wide, PG_NUMERIC, send_wide_as_numeric},
    {text_convert_decimal, PG_NUMERIC, send_decimal},
    {text_convert_float32, PG_FLOAT4, send_float4},
    {text_convert_float64, PG_FLOAT8, send_float8},
    {text_convert_date, PG_DATE, send_date},
    {text_convert_date_as_timestamp, PG_TIMESTAMP, send_date_as_timestamp},
    {text_convert_timestamp, PG_TIMESTAMP, send_timestamp},
    {text_convert_timestamptz, PG_TIMESTAMPTZ, send_timestamp},
    {text_convert_interval, PG_INTERVAL, send_interval},
    {text_convert_bytea, PG_BYTEA, send_bytea},
    {text_convert_uuid, PG_UUID, send_uuid},
};

void text_converter_make_binary(struct text_converter *converter, uint32_t type)
{
    converter->binary_type = type;
    converter->is_through_text = true;
    for (size_t i = 0; i < sizeof sendings / sizeof *sendings; i++) {
        if (sendings[i].text != converter->convert || sendings[i].type != type)
            continue;
        converter->convert = sendings[i].binary;
        converter->is_through_text = false;
    }
}
