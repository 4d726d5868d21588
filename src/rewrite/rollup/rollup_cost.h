#ifndef PGPIVOT_REWRITE_ROLLUP_COST_H
#define PGPIVOT_REWRITE_ROLLUP_COST_H

#include "rewrite/rollup/rollup.h"

/*
 * About how many rows of the table are read for the block, which reads `base`: those of the
 * partitions that its WHERE leaves, less where it is sorted by what WHERE compares with constants.
 * `rollup`: the table is that one's; NULL: it is the base.
 */
double rollup_cost(const struct query *block, const struct catalog_table *base,
                   const struct rollup *rollup);

#endif
