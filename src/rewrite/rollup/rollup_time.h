#ifndef PGPIVOT_REWRITE_ROLLUP_TIME_H
#define PGPIVOT_REWRITE_ROLLUP_TIME_H

#include "base/time_unit.h"
#include "rewrite/ir.h"

/* The unit that ClickHouse's function of a column gives the start of, for a column of that type;
 * `word` is the first argument of dateTrunc, NULL of others. UNIT_NONE: none, or not for all
 * values of the type. */
enum time_unit rollup_unit_of_function(const char *function, const char *word,
                                       const struct chtype *type);

/* What date_trunc, extract and casts to date look at of their column, which `column` gets.
 * UNIT_NONE: the expression is none of these. */
enum time_unit rollup_unit_of_call(const struct expr *expr, const struct expr **column);

#endif
