#ifndef PGPIVOT_REWRITE_PIVOT_H
#define PGPIVOT_REWRITE_PIVOT_H

#include "rewrite/bind/bind.h"

/*
 * Turns each REL_PIVOT below `query`, the statement's outermost block, into a subquery with the
 * same columns. When that block reads nothing but a PIVOT and has no ORDER BY, its rows come
 * ordered by the pivot's group columns.
 */
bool pivot_expand(struct binder *binder, struct query *query);
/* Cells that are elements of arrays go to the client as such, so that ClickHouse does not have to
 * plan as many columns: changes the targets of `query`, all of whose stages are done, and says in
 * the plan's sources where the columns are. */
void pivot_spread(struct arena *arena, struct query *query, struct plan *plan);

#endif
