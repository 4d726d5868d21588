#ifndef PGPIVOT_WIRE_COLUMN_LOAD_H
#define PGPIVOT_WIRE_COLUMN_LOAD_H

#include <string.h>

#include "base/column.h"
#include "wire/wide.h"

/* Values of a plain column's row, by what they mean. The kinds that each reads stand beside it;
 * another is the caller's mistake. Inside wire/. */

static inline const char *column_cell(const struct column *column, size_t row, size_t width)
{
    return (const char *)column->values + row * width;
}

#define COLUMN_LOAD(type)                                                                          \
    do {                                                                                           \
        type loaded;                                                                               \
        memcpy(&loaded, column_cell(column, row, sizeof loaded), sizeof loaded);                   \
        return loaded;                                                                             \
    } while (0)

/* Bool, and integers but UInt64 and wider ones. */
static inline int64_t column_int(const struct column *column, size_t row)
{
    switch (column->type->kind) {
    case CH_INT8:
        COLUMN_LOAD(int8_t);
    case CH_INT16:
        COLUMN_LOAD(int16_t);
    case CH_INT32:
        COLUMN_LOAD(int32_t);
    case CH_UINT16:
        COLUMN_LOAD(uint16_t);
    case CH_UINT32:
        COLUMN_LOAD(uint32_t);
    case CH_INT64:
        COLUMN_LOAD(int64_t);
    default: /* Bool and UInt8 */
        COLUMN_LOAD(uint8_t);
    }
}

/* UInt64, wider integers, Decimal. */
static inline struct wide column_wide(const struct column *column, size_t row)
{
    enum chtype_kind kind = column->type->kind;
    size_t width = chtype_width(column->type);
    bool is_signed = kind == CH_INT128 || kind == CH_INT256 || kind == CH_DECIMAL;
    return wide_load(column_cell(column, row, width), width, is_signed);
}

/* The same where they fit; most do, and then need no wide arithmetic. */
static inline bool column_as_int64(const struct column *column, size_t row, int64_t *value)
{
    if (column->type->kind == CH_UINT64) {
        memcpy(value, column_cell(column, row, sizeof *value), sizeof *value);
        return *value >= 0;
    }
    struct wide wide = column_wide(column, row);
    return wide_to_int64(&wide, value) &&
           !(column->type->kind == CH_UINT256 && wide_is_negative(&wide));
}

/* Decimals of 4 or 8 bytes, without their scale. */
static inline int64_t column_small_decimal(const struct column *column, size_t row)
{
    if (chtype_width(column->type) == sizeof(int64_t))
        COLUMN_LOAD(int64_t);
    COLUMN_LOAD(int32_t);
}

static inline float column_float32(const struct column *column, size_t row)
{
    COLUMN_LOAD(float);
}

/* Float32 and Float64. */
static inline double column_float64(const struct column *column, size_t row)
{
    if (column->type->kind == CH_FLOAT32)
        return (double)column_float32(column, row);
    COLUMN_LOAD(double);
}

/* Date and Date32: since 1970-01-01. */
static inline int64_t column_days(const struct column *column, size_t row)
{
    if (column->type->kind == CH_DATE)
        COLUMN_LOAD(uint16_t);
    COLUMN_LOAD(int32_t);
}

/* PostgreSQL's ranges, in days since 1970-01-01: 4714-11-24 BC to 5874897-12-31 for dates, to
 * 294276-12-31 for timestamps. */
#define COLUMN_MIN_DAYS (-2440588)
#define COLUMN_MAX_DATE_DAYS 2145042905
#define COLUMN_MAX_TIMESTAMP_DAYS 106762939

static inline bool column_days_are_date(int64_t days)
{
    return days >= COLUMN_MIN_DAYS && days <= COLUMN_MAX_DATE_DAYS;
}

#define MICROS_PER_SECOND 1000000

/* A moment: whole seconds since the epoch, and microseconds from 0. */
struct column_moment {
    int64_t seconds;
    int64_t micros;
};

/* DateTime, DateTime64, Time64. Ticks finer than a microsecond are rounded to the nearest, as
 * PostgreSQL does on input. */
struct column_moment column_moment(const struct column *column, size_t row);
/* Whether PostgreSQL's timestamps have it. */
static inline bool column_moment_is_timestamp(struct column_moment moment)
{
    return moment.seconds >= COLUMN_MIN_DAYS * INT64_C(86400) &&
           moment.seconds < (COLUMN_MAX_TIMESTAMP_DAYS + 1) * INT64_C(86400);
}

#endif
