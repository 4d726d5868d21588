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

/* Fields that a typmod names: INTERVAL '3' MONTH (src/include/utils/timestamp.h). */
#define INTERVAL_ANY (-1)

/*
 * Reads '1 year 2 mons 3 days 04:05:06.7', with PostgreSQL's names of units, signs and "ago".
 * typmod names the unit of a bare number, INTERVAL_ANY seconds. Refused as not supported: ISO
 * 8601's P…, '1-2', and fractions whose days PostgreSQL rounds.
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

/* From the 16 bytes of the Int128. */
struct interval interval_unpack(const void *int128);
/* The same number, sign-extended to 32 bytes, little endian. */
void interval_pack(const struct interval *interval, uint8_t wide[32]);

#endif
