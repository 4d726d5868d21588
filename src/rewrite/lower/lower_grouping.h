#ifndef PGPIVOT_REWRITE_LOWER_GROUPING_H
#define PGPIVOT_REWRITE_LOWER_GROUPING_H

#include "rewrite/bind/bind.h"

/*
 * Lowers GROUPING SETS of a block: a key that is not in a row's grouping set is NULL there, where
 * ClickHouse shows the default of its type. GROUPING of plain GROUP BY is 0. 0A000 for keys without
 * a column: ClickHouse drops constants from GROUP BY.
 */
bool lower_grouping_sets(struct binder *binder, struct query *query);

/* Makes the one group of a block that aggregates without GROUP BY and without an aggregate call
 * (HAVING alone, an empty grouping set), which ClickHouse would not see; nor would it see that of
 * an empty grouping set beside others when a query around does not ask for the aggregates. */
bool lower_lone_group(struct binder *binder, struct query *query);

#endif
