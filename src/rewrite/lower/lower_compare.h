#ifndef PGPIVOT_REWRITE_LOWER_COMPARE_H
#define PGPIVOT_REWRITE_LOWER_COMPARE_H

#include "rewrite/ir.h"

/*
 * GREATEST, LEAST and NULLIF of types that ClickHouse compares otherwise than PostgreSQL: NaN,
 * UUIDs, intervals, blanks at the end of character(n). Others stay as they are.
 */
void lower_min_max(struct arena *arena, struct expr **at);
void lower_nullif(struct arena *arena, struct expr **at);

#endif
