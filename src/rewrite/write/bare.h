#ifndef PGPIVOT_REWRITE_BARE_H
#define PGPIVOT_REWRITE_BARE_H

#include "rewrite/ir.h"

/*
 * Expressions over the columns of one table that has no alias: in UPDATE, DEFAULT, MATERIALIZED and
 * CHECK.
 */

/* The lowered expression; columns of `rel` (NULL: none) have the table's full name before them, or
 * nothing where its schema is "". Parameters of lambdas have names that no column has. */
const char *bare_text(struct arena *arena, struct rel *rel, const struct expr *expr);
/* The text for ClickHouse to keep: casts of NULL are NULL without a setting that says so. */
const char *bare_keep_nulls(struct arena *arena, const char *text);

#endif
