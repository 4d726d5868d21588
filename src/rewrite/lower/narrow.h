#ifndef PGPIVOT_REWRITE_NARROW_H
#define PGPIVOT_REWRITE_NARROW_H

#include "rewrite/ir.h"

/*
 * Arithmetic, comparisons and aggregates whose guards cannot fire get the plain form: numerics
 * whose magnitude the columns' types and the constants bound, floats beside a constant. The last
 * pass over a whole lowered statement: nothing after it may look at scales.
 */
void narrow_query(struct arena *arena, struct query *query);

#endif
