#ifndef PGPIVOT_REWRITE_MERGED_H
#define PGPIVOT_REWRITE_MERGED_H

#include "rewrite/routines/routine.h"

/* What count(*) becomes over rows that stand for many, $1 how many; and avg(x): $1 the sums of x,
 * $2 how many. */
extern const struct routine routine_merged_count, routine_merged_avg;

#endif
