#ifndef PGPIVOT_REWRITE_NARROW_RANGE_H
#define PGPIVOT_REWRITE_NARROW_RANGE_H

#include "rewrite/ir.h"

/*
 * A date compared with a constant timestamp, as `d < date '1994-01-01' + interval '1 year'` is, as
 * the same comparison with a date: a third of the time, and the primary key's own type. So is the
 * day of `date_trunc('month', d) = '2024-02-01'`, which the primary key is then used for.
 */
void narrow_range(struct arena *arena, struct expr **at);

#endif
