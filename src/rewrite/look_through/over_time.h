#ifndef PGPIVOT_REWRITE_LOOK_THROUGH_OVER_TIME_H
#define PGPIVOT_REWRITE_LOOK_THROUGH_OVER_TIME_H

#include "rewrite/bind/bind.h"

/*
 * Semi-additive measures (docs/look-through.md, "Positions and balances"): sums of columns of
 * top_level(t) and look_through(t) whose comment says "| over_time: …" become sums of the last or
 * first day, or averages over the days. Where it cannot be told which days those are: 0A000, in
 * binder->err.
 */
bool over_time_expand(struct binder *binder, struct query *query);

#endif
