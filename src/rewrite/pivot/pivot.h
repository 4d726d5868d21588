#ifndef PGPIVOT_REWRITE_PIVOT_H
#define PGPIVOT_REWRITE_PIVOT_H

#include "rewrite/bind/bind.h"

/*
 * Turns each REL_PIVOT below `query`, the statement's outermost block, into a subquery with the
 * same columns. When that block reads nothing but a PIVOT and has no ORDER BY, its rows come
 * ordered by the pivot's group columns.
 */
bool pivot_expand(struct binder *binder, struct query *query);

#endif
