#ifndef PGPIVOT_BASE_DATETIME_H
#define PGPIVOT_BASE_DATETIME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "base/style.h"

/* Words that stand for a date and time. */
enum datetime_special {
    SPECIAL_NONE,
    SPECIAL_EPOCH,
    SPECIAL_INFINITY,
    SPECIAL_MINUS_INFINITY,
    SPECIAL_NOW,
    SPECIAL_TODAY, /* and a clock, where one is given */
    SPECIAL_TOMORROW,
    SPECIAL_YESTERDAY,
};

/* A date and time as written, of the proleptic Gregorian calendar. */
struct datetime {
    int year, month, day; /* from 1; a year is 1 to 9999 */
    int hour, minute, second;
    int nanos; /* of the second */
    bool has_zone;
    int zone_seconds;     /* east of Greenwich */
    struct str zone_name; /* of the tz database, in the text that was read; then no has_zone */
    enum datetime_special special; /* of datetime_read only: the date is not set */
};

enum datetime_status {
    DATETIME_OK,
    DATETIME_SYNTAX,      /* 22007: invalid input syntax for type … */
    DATETIME_RANGE,       /* 22008: date/time field value out of range */
    DATETIME_RANGE_MONTH, /* the same, with the hint that DateStyle may be another */
    DATETIME_ZONE_RANGE,  /* 22009: time zone displacement out of range */
    DATETIME_UNSUPPORTED, /* PostgreSQL reads it: years before 1 and after 9999, now … */
};

/*
 * Reads dates and timestamps as PostgreSQL does (manual, appendix B.1): numbers in the order of
 * DateStyle, names of months, 19990108T040506, J2451187, 1999.008, zones as offsets, abbreviations
 * and names, today and its kin.
 */
enum datetime_status datetime_read(enum date_order order, struct str text, struct datetime *result);
/* The same without words and names of zones, DATETIME_UNSUPPORTED; order "MDY". */
enum datetime_status datetime_parse(struct str text, struct datetime *result);
enum datetime_status datetime_parse_by(enum date_order order, struct str text,
                                       struct datetime *result);
/* A time of the day alone: HH:MM[:SS[.fraction]], HHMM[SS], AM or PM, and a zone. */
enum datetime_status datetime_parse_time(struct str text, struct datetime *result);

/* Seconds since 1970-01-01 00:00:00 of the clock it shows; zone and nanos are not looked at. */
int64_t datetime_seconds(const struct datetime *t);

#endif
