#ifndef PGPIVOT_REWRITE_QUERY_PART_H
#define PGPIVOT_REWRITE_QUERY_PART_H

#include "rewrite/bind/bind.h"

/*
 * Queries in the emitted text of a query that take long, depend on few tables, and are asked for
 * again and again in other queries: those that are marked (rel.part, query.is_part) and depend on
 * tables alone. Fills in the plan's `parts`; what becomes of each is said in the query's remarks.
 */
void query_parts_find(struct binder *binder, struct query *query, struct plan *plan);

#endif
