#ifndef PGPIVOT_BASE_TIME_UNIT_H
#define PGPIVOT_BASE_TIME_UNIT_H

#include <stdbool.h>
#include <stdint.h>

/* Units of time that rows are grouped by, each finer than those below it but for the week, which
 * only the year and its parts do not consist of. */
enum time_unit {
    UNIT_NONE,
    UNIT_SECOND,
    UNIT_MINUTE,
    UNIT_HOUR,
    UNIT_DAY,
    UNIT_WEEK,
    UNIT_MONTH,
    UNIT_QUARTER,
    UNIT_YEAR
};

/* UNIT_NONE: the word, in any case of letters, is none. */
enum time_unit time_unit_of_word(const char *word);

/* Whether each `wanted` consists of whole units of `held`. */
bool time_unit_divides(enum time_unit held, enum time_unit wanted);

/* Microseconds since 1970: the start of the unit that the moment lies in. */
int64_t time_unit_floor(enum time_unit unit, int64_t micros);
/* The first start of a unit that is not before. */
int64_t time_unit_ceiling(enum time_unit unit, int64_t micros);

#endif
