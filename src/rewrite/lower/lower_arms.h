#ifndef PGPIVOT_REWRITE_LOWER_ARMS_H
#define PGPIVOT_REWRITE_LOWER_ARMS_H

#include "rewrite/ir.h"

/*
 * Where values of several origins meet, ClickHouse has no type that holds the UInt64 of a count and
 * a negative number: bigints that may be a count become Int64. Of CASE, COALESCE, GREATEST, LEAST
 * and NULLIF; and of set operations.
 */
void lower_count_arms(struct arena *arena, struct expr *expr);
/* One value of several. */
void lower_count_arm(struct arena *arena, struct expr **at);
void lower_count_rows(struct arena *arena, struct query *query);

/* NULLs of array types in the arms of a set operation get as many dimensions as the other arms. */
void lower_null_arrays(struct query *query);

#endif
