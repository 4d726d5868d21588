#ifndef PGPIVOT_REWRITE_COLUMN_DEFAULT_H
#define PGPIVOT_REWRITE_COLUMN_DEFAULT_H

#include "rewrite/bind/bind.h"

/* Whether values can be written to the column: not when ClickHouse computes it. */
bool column_is_written(const struct catalog_column *column);
/* DEFAULT as an expression: ClickHouse's own, else NULL. NULL with err set: 23502 where NULL is not
 * allowed, 0A000 for a default that cannot be written down. */
struct expr *column_default(struct binder *binder, const struct catalog_column *column,
                            const char *table);

#endif
