#ifndef PGPIVOT_REWRITE_LOWER_JOIN_H
#define PGPIVOT_REWRITE_LOWER_JOIN_H

#include "rewrite/bind.h"

/* Conditions of joins in forms in which ClickHouse finds the keys of its hash tables; outer joins
 * that have none get one that is the same for all rows. 0A000 for a FULL JOIN without. */
bool lower_joins(struct binder *binder, struct query *query);

#endif
