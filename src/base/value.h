#ifndef PGPIVOT_BASE_VALUE_H
#define PGPIVOT_BASE_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * One value on its way into a ClickHouse column: made by wire/ from what the client sent, written
 * by backend/native_write.c. The member in use follows from the column's type, the one under
 * Nullable, LowCardinality and SimpleAggregateFunction (chtype_strip):
 *
 *   Bool                             uint64   0 or 1
 *   Int8 … Int64                     int64
 *   UInt8 … UInt64                   uint64
 *   Int128, Int256, UInt128, UInt256 wide     32 bytes, little endian, two's complement
 *   Decimal                          wide     value x 10^scale of the column's type, as above
 *   Float32, Float64                 float64
 *   String, FixedString              text     FixedString is padded with zero bytes on writing
 *   Date, Date32                     int64    days since 1970-01-01
 *   DateTime                         int64    seconds since the epoch
 *   DateTime64                       int64    ticks of 10^-scale s since the epoch
 *   Time                             int64    seconds
 *   Time64                           int64    ticks of 10^-scale s
 *   UUID                             bytes16  in the order of the text form
 *   IPv4                             uint64   the address as a number: 127.0.0.1 is 0x7F000001
 *   IPv6                             bytes16  network order
 *   Enum8, Enum16                    int64    the number behind the name
 *   Array                            array    of as many levels as the type has
 *
 * `kind` says which one was filled; the writer refuses a value of another kind, and one outside
 * the range of the column's type.
 */
enum value_kind {
    VALUE_NULL, /* a zeroed struct is NULL */
    VALUE_INT64,
    VALUE_UINT64,
    VALUE_FLOAT64,
    VALUE_WIDE,
    VALUE_TEXT,
    VALUE_BYTES16,
    VALUE_ARRAY,
};

struct value {
    enum value_kind kind;
    union {
        int64_t int64;
        uint64_t uint64;
        double float64;
        uint8_t wide[32];
        struct str text; /* not owned */
        uint8_t bytes16[16];
        struct {
            const struct value *items; /* not owned */
            size_t n;
        } array;
    } as;
};

static inline bool value_is_null(const struct value *value)
{
    return value->kind == VALUE_NULL;
}

#endif
