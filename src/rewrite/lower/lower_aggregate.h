#ifndef PGPIVOT_REWRITE_LOWER_AGGREGATE_H
#define PGPIVOT_REWRITE_LOWER_AGGREGATE_H

#include "rewrite/bind/bind.h"

/*
 * Aggregates with DISTINCT (but count's) and those whose input is an array: the rows are gathered
 * into an array, which is put in order, and the aggregate is made of that.
 */
void lower_aggregate(struct binder *binder, struct expr **at);

#endif
