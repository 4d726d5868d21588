/* Prints booleans, integers, floating-point numbers and decimals as PostgreSQL does. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/pgtype.h"
#include "wire/column_load.h"
#include "wire/digits.h"
#include "wire/pg_common.h"
#include "wire/text_convert.h"

bool text_convert_bool(struct buf *out, const struct column *column, size_t row,
                       const struct text_converter *converter, struct err *err)
{
    (void)converter, (void)err;
    buf_putc(out, column_int(column, row) ? 't' : 'f');
    return true;
}

static void put_int(struct buf *out, int64_t value)
{
    char *room = buf_reserve(out, DIGITS_INT64);
    if (room)
        buf_commit(out, digits_put_int64(room, value));
}

static bool put_int_within(struct buf *out, int64_t value, int64_t min, int64_t max,
                           const char *type, struct err *err)
{
    if (value < min || value > max)
        return err_set(err, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, 0, "%s out of range", type);
    put_int(out, value);
    return true;
}

bool text_convert_int2(struct buf *out, const struct column *column, size_t row,
                       const struct text_converter *converter, struct err *err)
{
    (void)converter;
    return put_int_within(out, column_int(column, row), INT16_MIN, INT16_MAX, "smallint", err);
}

bool text_convert_int4(struct buf *out, const struct column *column, size_t row,
                       const struct text_converter *converter, struct err *err)
{
    (void)converter;
    return put_int_within(out, column_int(column, row), INT32_MIN, INT32_MAX, "integer", err);
}

bool text_convert_oid(struct buf *out, const struct column *column, size_t row,
                      const struct text_converter *converter, struct err *err)
{
    (void)converter;
    return put_int_within(out, column_int(column, row), 0, UINT32_MAX, "OID", err);
}

bool text_convert_int8(struct buf *out, const struct column *column, size_t row,
                       const struct text_converter *converter, struct err *err)
{
    (void)converter, (void)err;
    put_int(out, column_int(column, row));
    return true;
}

/* UInt256 needs the top bit for itself: only the signed kinds have a sign. */
static bool take_sign(const struct column *column, struct wide *wide)
{
    if (column->type->kind == CH_UINT256 || !wide_is_negative(wide))
        return false;
    wide_negate(wide);
    return true;
}

bool text_convert_wide(struct buf *out, const struct column *column, size_t row,
                       const struct text_converter *converter, struct err *err)
{
    (void)converter, (void)err;
    int64_t value;
    if (column_as_int64(column, row, &value)) {
        put_int(out, value);
        return true;
    }
    struct wide wide = column_wide(column, row);
    if (take_sign(column, &wide))
        buf_putc(out, '-');
    char digits[WIDE_MAX_DIGITS];
    buf_append(out, digits, wide_digits(wide, digits));
    return true;
}

bool text_convert_wide_as_int(struct buf *out, const struct column *column, size_t row,
                              const struct text_converter *converter, struct err *err)
{
    int64_t value;
    if (!column_as_int64(column, row, &value))
        return err_set(err, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, 0, "%s out of range",
                       converter->pg_type == PG_OID ? "OID" : pgtype_sql_name(converter->pg_type));
    switch (converter->pg_type) {
    case PG_INT2:
        return put_int_within(out, value, INT16_MIN, INT16_MAX, "smallint", err);
    case PG_INT4:
        return put_int_within(out, value, INT32_MIN, INT32_MAX, "integer", err);
    case PG_OID:
        return put_int_within(out, value, 0, UINT32_MAX, "OID", err);
    default:
        put_int(out, value);
        return true;
    }
}

/* PostgreSQL's NUMERIC_MAX_DISPLAY_SCALE. */
#define MAX_SHOWN 1000

/* Sign, digits, point: one more than the digits each, and a zero before the point. */
#define DECIMAL_ROOM (WIDE_MAX_DIGITS + 4)

/* The magnitude's digits with the point put in. */
static void put_decimal(struct buf *out, bool negative, const char *digits, size_t n, size_t scale)
{
    size_t n_zeros = n > scale ? 0 : scale + 1 - n; /* so that one digit stands before the point */
    char *room = buf_reserve(out, DECIMAL_ROOM);
    if (!room)
        return;
    char *at = room;
    *at = '-';
    at += negative;
    memset(at, '0', n_zeros);
    memcpy(at + n_zeros, digits, n);
    at += n_zeros + n;
    if (scale > 0) {
        memmove(at - scale + 1, at - scale, scale);
        at[-(ptrdiff_t)scale] = '.';
        at++;
    }
    buf_commit(out, (size_t)(at - room));
}

bool text_convert_decimal(struct buf *out, const struct column *column, size_t row,
                          const struct text_converter *converter, struct err *err)
{
    (void)converter, (void)err;
    char digits[WIDE_MAX_DIGITS];
    size_t n, width = chtype_width(column->type), scale = (size_t)column->type->scale;
    if (width <= sizeof(int64_t)) {
        int64_t value = column_small_decimal(column, row);
        n = digits_put_int64(digits, value);
        put_decimal(out, value < 0, digits + (value < 0), n - (value < 0), scale);
        return true;
    }
    struct wide wide = column_wide(column, row);
    bool negative = take_sign(column, &wide);
    n = wide_digits(wide, digits);
    put_decimal(out, negative, digits, n, scale);
    return true;
}

/* Leaves out the last `dropped` of n digits, halves away from zero; gives how many there are then.
 * There is room for one more in front: digits[-1]. */
static size_t round_digits(char **digits, size_t n, size_t dropped)
{
    bool is_up = dropped <= n && (*digits)[n - dropped] >= '5';
    size_t kept = dropped < n ? n - dropped : 0, at = kept;
    while (is_up && at > 0 && (*digits)[at - 1] == '9')
        (*digits)[--at] = '0';
    if (is_up && at > 0) {
        (*digits)[at - 1]++;
    } else if (is_up || kept == 0) {
        *--*digits = is_up ? '1' : '0';
        kept++;
    }
    return kept;
}

static void put_zeros(struct buf *out, size_t n)
{
    char *room = buf_reserve(out, n);
    if (!room)
        return;
    memset(room, '0', n);
    buf_commit(out, n);
}

bool text_convert_shown(struct buf *out, const struct column *column, size_t row,
                        const struct text_converter *converter, struct err *err)
{
    const struct column *value = &column->children[0], *decimals = &column->children[1];
    int64_t shown = column_int(decimals, row);
    size_t scale = (size_t)value->type->scale;
    if (shown < 0 || shown > MAX_SHOWN)
        return err_set(err, SQLSTATE_INTERNAL_ERROR, 0, "a number cannot show %lld decimals",
                       (long long)shown);
    if ((size_t)shown >= scale) {
        text_convert_decimal(out, value, row, converter, err);
        buf_puts(out, scale == 0 && shown > 0 ? "." : "");
        put_zeros(out, (size_t)shown - scale);
        return true;
    }
    char room[1 + WIDE_MAX_DIGITS], *digits = room + 1;
    struct wide wide = column_wide(value, row);
    bool negative = take_sign(value, &wide);
    size_t n = wide_digits(wide, digits);
    n = round_digits(&digits, n, scale - (size_t)shown);
    put_decimal(out, negative && *digits != '0', digits, n, (size_t)shown);
    return true;
}

/* extra_float_digits of 0 or less: that many digits, not the shortest exact text. */
static void put_rounded(struct buf *out, double value, int digits)
{
    if (isnan(value))
        buf_puts(out, "NaN");
    else if (isinf(value))
        buf_puts(out, value < 0 ? "-Infinity" : "Infinity");
    else
        buf_printf(out, "%.*g", digits, value);
}

static void put_float64(struct buf *out, double value, const struct text_style *style)
{
    int digits = value_style_digits(&style->values, DBL_DIG);
    if (digits) {
        put_rounded(out, value, digits);
        return;
    }
    char *room = buf_reserve(out, DOUBLE_SHORTEST_DECIMAL_LEN);
    if (room)
        buf_commit(out, (size_t)double_to_shortest_decimal_bufn(value, room));
}

bool text_convert_float64(struct buf *out, const struct column *column, size_t row,
                          const struct text_converter *converter, struct err *err)
{
    (void)err;
    put_float64(out, column_float64(column, row), &converter->style);
    return true;
}

static void put_float32(struct buf *out, float value, const struct text_style *style)
{
    int digits = value_style_digits(&style->values, FLT_DIG);
    if (digits) {
        put_rounded(out, (double)value, digits);
        return;
    }
    char *room = buf_reserve(out, FLOAT_SHORTEST_DECIMAL_LEN);
    if (room)
        buf_commit(out, (size_t)float_to_shortest_decimal_bufn(value, room));
}

bool text_convert_float32(struct buf *out, const struct column *column, size_t row,
                          const struct text_converter *converter, struct err *err)
{
    (void)err;
    put_float32(out, column_float32(column, row), &converter->style);
    return true;
}

/* ClickHouse sums and averages of Float32 are Float64, PostgreSQL's sum of real is real. */
bool text_convert_float64_as_float4(struct buf *out, const struct column *column, size_t row,
                                    const struct text_converter *converter, struct err *err)
{
    double value = column_float64(column, row);
    float narrow = (float)value;
    if (isinf(narrow) && !isinf(value))
        return err_set(err, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, 0, "value out of range: overflow");
    if (narrow == 0 && value != 0)
        return err_set(err, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, 0,
                       "value out of range: underflow");
    put_float32(out, narrow, &converter->style);
    return true;
}

bool text_convert_int_as_float8(struct buf *out, const struct column *column, size_t row,
                                const struct text_converter *converter, struct err *err)
{
    (void)err;
    put_float64(out, (double)column_int(column, row), &converter->style);
    return true;
}
