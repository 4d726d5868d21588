#ifndef PGPIVOT_DATAGEN_CALENDAR_H
#define PGPIVOT_DATAGEN_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

struct calendar_day {
    int64_t number; /* days since 1970-01-01 */
    char text[11];  /* YYYY-MM-DD */
};

/* False if text is not a day written YYYY-MM-DD, of the years 1000 to 9999. */
bool calendar_parse(const char *text, struct calendar_day *day);

/* The next day that is no Saturday or Sunday. */
struct calendar_day calendar_next_weekday(const struct calendar_day *day);

struct calendar_day calendar_day_before(const struct calendar_day *day);

#endif
