#ifndef PGPIVOT_BASE_INTERVAL_H
#define PGPIVOT_BASE_INTERVAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/datetime.h"

/*
 * PostgreSQL's interval: three numbers that are never converted into one another. ClickHouse holds
 * it as one Int128, months * 2^96 + days * 2^64 + micros, so that sums of intervals and products
 * with integers are sums and products of that.
 */
struct interval {
    int32_t months, days;
    int64_t micros;
};

/* What a typmod says (src/include/utils/timestamp.h): fields, INTERVAL '3' MONTH, and a precision.
 */
#define INTERVAL_ANY (-1)
#define INTERVAL_RANGE_FULL 0x7fff
#define INTERVAL_RANGE_MONTH (1 << 1)
#define INTERVAL_RANGE_YEAR (1 << 2)
#define INTERVAL_RANGE_DAY (1 << 3)
#define INTERVAL_RANGE_HOUR (1 << 10)
#define INTERVAL_RANGE_MINUTE (1 << 11)
#define INTERVAL_RANGE_SECOND (1 << 12)
#define INTERVAL_RANGE_TIME (INTERVAL_RANGE_HOUR | INTERVAL_RANGE_MINUTE | INTERVAL_RANGE_SECOND)
int32_t interval_range(int32_t typmod);
int interval_precision(int32_t typmod); /* decimals of the second, up to 6 */
/* Cuts what the fields do not have, and rounds to the precision (AdjustIntervalForTypmod). */
void interval_apply_typmod(struct interval *interval, int32_t typmod);

/*
 * Reads '1 year 2 mons 3 days 04:05:06.7', '1-2 3 4:05:06' and ISO 8601's 'P1Y2M3DT4H5M6S', with
 * PostgreSQL's names of units, fractions, signs and "ago", as the typmod has it. Refused as not
 * supported: ISO 8601's digits without designators.
 */
enum datetime_status interval_parse(struct str text, int32_t typmod, struct interval *result);
/* The same under IntervalStyle: in sql_standard a sign at the front is of all fields, unless there
 * are others. */
enum datetime_status interval_parse_by(enum interval_style style, struct str text, int32_t typmod,
                                       struct interval *result);

/* Longest: six signed numbers of up to ten digits with units. */
#define INTERVAL_ROOM 128
/* As IntervalStyle postgres shows it; gives the number of bytes. */
size_t interval_print(const struct interval *interval, char out[INTERVAL_ROOM]);

/* interval_style.c: in any of the styles. */
size_t interval_print_by(enum interval_style style, const struct interval *interval,
                         char out[INTERVAL_ROOM]);

/* The unit that one of its names means to intervals, EXTRACT and date_trunc ("mons" is "month"), of
 * any case; or the name itself. */
const char *interval_unit_name(const char *name);
/* All names of the unit that interval_unit_name gives, each between spaces; "" of others. */
const char *interval_unit_names(const char *name);

/* From the 16 bytes of the Int128. */
struct interval interval_unpack(const void *int128);
/* The same number, sign-extended to 32 bytes, little endian. */
void interval_pack(const struct interval *interval, uint8_t wide[32]);

#endif
