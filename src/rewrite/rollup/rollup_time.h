#ifndef PGPIVOT_REWRITE_ROLLUP_TIME_H
#define PGPIVOT_REWRITE_ROLLUP_TIME_H

#include "rewrite/ir.h"

/* Units of time that rows are grouped by, each finer than those below it but for the week, which
 * only the year and its parts do not consist of. */
enum rollup_unit {
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

/* The unit that ClickHouse's function of a column gives the start of, for a column of that type;
 * `word` is the first argument of dateTrunc, NULL of others. UNIT_NONE: none, or not for all
 * values of the type. */
enum rollup_unit rollup_unit_of_function(const char *function, const char *word,
                                         const struct chtype *type);

/* What date_trunc, extract and casts to date look at of their column, which `column` gets.
 * UNIT_NONE: the expression is none of these. */
enum rollup_unit rollup_unit_of_call(const struct expr *expr, const struct expr **column);

/* Whether each `wanted` consists of whole units of `held`. */
bool rollup_unit_divides(enum rollup_unit held, enum rollup_unit wanted);

/* Microseconds since 1970: the start of the unit that the moment lies in. */
int64_t rollup_unit_floor(enum rollup_unit unit, int64_t micros);
/* The first start of a unit that is not before. */
int64_t rollup_unit_ceiling(enum rollup_unit unit, int64_t micros);

#endif
