#ifndef PGPIVOT_BASE_DATETIME_H
#define PGPIVOT_BASE_DATETIME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "base/style.h"

/* A date and time as written, of the proleptic Gregorian calendar. */
struct datetime {
    int year, month, day; /* from 1; a year is 1 to 9999 */
    int hour, minute, second;
    int nanos; /* of the second */
    bool has_zone;
    int zone_seconds; /* east of Greenwich */
};

enum datetime_status {
    DATETIME_OK,
    DATETIME_SYNTAX,      /* 22007: invalid input syntax for type … */
    DATETIME_RANGE,       /* 22008: date/time field value out of range */
    DATETIME_RANGE_MONTH, /* the same, with the hint that DateStyle may be another */
    DATETIME_ZONE_RANGE,  /* 22009: time zone displacement out of range */
    DATETIME_UNSUPPORTED, /* PostgreSQL reads it: infinity, now, eras, names of time zones … */
};

/*
 * Reads dates and timestamps as PostgreSQL does with DateStyle "ISO, MDY" (manual, appendix B):
 * YYYY-MM-DD, MM/DD/YYYY, YYYYMMDD, names of months, then a time of the day and a numeric zone, Z,
 * UTC or GMT.
 */
enum datetime_status datetime_parse(struct str text, struct datetime *result);
/* The same where DateStyle has another order of day, month and year. */
enum datetime_status datetime_parse_by(enum date_order order, struct str text,
                                       struct datetime *result);
/* A time of the day alone: HH:MM[:SS[.fraction]], AM or PM, and a zone. */
enum datetime_status datetime_parse_time(struct str text, struct datetime *result);

/* Seconds since 1970-01-01 00:00:00 of the clock it shows; zone and nanos are not looked at. */
int64_t datetime_seconds(const struct datetime *t);

#endif
