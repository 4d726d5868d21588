#ifndef PGPIVOT_REWRITE_ROW_RANGE_H
#define PGPIVOT_REWRITE_ROW_RANGE_H

#include "rewrite/bind/bind.h"

/*
 * Makes conditions on the numbers of rows of a LIMIT, OFFSET or WITH TIES that cannot be counted
 * for each value of outer columns otherwise: those that refer to them, and those behind DISTINCT
 * ON. The query keeps its targets; it becomes a block around what it was, without an order.
 */
void row_range_number(struct binder *binder, struct query *query);

#endif
