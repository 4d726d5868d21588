#ifndef PGPIVOT_REWRITE_ROLLUP_PROJECTION_H
#define PGPIVOT_REWRITE_ROLLUP_PROJECTION_H

#include "rewrite/rollup/rollup.h"

/*
 * The table that an aggregate projection would be: known as BASE.PROJECTION, with its number of
 * rows, and a column for each target of its SELECT. A column's name is the target in ClickHouse's
 * SQL, its type what that gives; of a target that is no column, function of a time or aggregate of
 * a column, "".
 */
const struct catalog_table *rollup_projection_table(struct arena *arena,
                                                    const struct catalog_table *base,
                                                    const struct catalog_projection *projection,
                                                    const PgQuery__SelectStmt *select);

#endif
