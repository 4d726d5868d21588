#ifndef PGPIVOT_REWRITE_ADVISE_H
#define PGPIVOT_REWRITE_ADVISE_H

#include "base/arena.h"
#include "base/list.h"
#include "rewrite/rewrite.h"

/* A statement that would help, and why. */
struct advice {
    const char *schema, *table;
    const char *statement; /* CREATE ROLLUP … or DROP ROLLUP … */
    const char *reason;
    uint64_t n_queries;
    uint64_t rows;       /* of the rollup: estimated, or what it has */
    uint64_t saved_rows; /* that those queries would not have read; 0 of DROP */
};

/*
 * What rollups to make for queries like those that were seen, best first, and which were of no use:
 * greedy over the lattice of their groupings (Harinarayan, Rajaraman, Ullman 1996). Sizes are
 * estimated from results that showed all groups, and from types. Pure.
 */
struct list advise(struct arena *arena, const struct catalog *catalog,
                   const struct session_shape *shapes, size_t n_shapes); /* struct advice */

#endif
