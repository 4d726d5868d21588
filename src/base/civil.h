#ifndef PGPIVOT_BASE_CIVIL_H
#define PGPIVOT_BASE_CIVIL_H

#include <stdint.h>

/* Dates of the proleptic Gregorian calendar. Years as astronomers count: 0 is 1 BC. */
struct civil_date {
    int64_t year;
    int month, day; /* from 1 */
};

/* days: since 1970-01-01. */
struct civil_date civil_from_days(int64_t days);
int64_t civil_to_days(struct civil_date date);

#endif
