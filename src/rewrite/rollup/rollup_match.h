#ifndef PGPIVOT_REWRITE_ROLLUP_MATCH_H
#define PGPIVOT_REWRITE_ROLLUP_MATCH_H

#include "rewrite/rollup/rollup.h"

/*
 * Whether the rollup gives the block's answer. NULL: yes; else the first rule that stops it, in
 * words that begin with its name (docs/rollups.md lists the rules).
 */
const char *rollup_mismatch(struct binder *binder, struct query *block,
                            const struct rollup *rollup);

/* Rewrites the block, which matched, to read the rollup, and the base while the rollup is not
 * complete. */
bool rollup_apply(struct binder *binder, struct query *block, const struct rollup *rollup);

/* The aggregates a rollup of sums and counts can serve. */
enum rollup_aggregate { ROLLUP_NONE, ROLLUP_COUNT, ROLLUP_SUM, ROLLUP_AVG };
enum rollup_aggregate rollup_aggregate_of(const struct expr *aggregate);

#endif
