#ifndef PGPIVOT_REWRITE_ARRAY_DEPTH_H
#define PGPIVOT_REWRITE_ARRAY_DEPTH_H

#include "rewrite/ir.h"

/*
 * How many dimensions an array has: PostgreSQL's type does not say, ClickHouse's does. 0 where any
 * number fits: NULL, and the empty array.
 */
int array_depth(const struct expr *expr);

#endif
