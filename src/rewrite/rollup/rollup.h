#ifndef PGPIVOT_REWRITE_ROLLUP_H
#define PGPIVOT_REWRITE_ROLLUP_H

#include "rewrite/bind/bind.h"

/*
 * Rollups (docs/rollups.md): a block that aggregates one table is answered from a materialized view
 * of it that provably gives the same answer. Leaves in query->remarks what was chosen, and why the
 * others were not.
 */
bool rollup_choose(struct binder *binder, struct query *query);

/* One stored measure: sum(column), or the row count (column NULL). */
struct rollup_measure {
    const struct catalog_column *base;   /* summed; NULL: count() */
    const struct catalog_column *stored; /* of the rollup's table */
    bool is_state;                       /* AggregateFunction: finalized on reading */
};

/* A materialized view that was understood. */
struct rollup {
    const struct catalog_table *view, *target, *base;
    struct list keys;     /* struct rollup_key */
    struct list measures; /* struct rollup_measure */
};

struct rollup_key {
    const struct catalog_column *base, *stored;
};

/* A materialized view, read. */
struct rollup_view {
    struct rollup rollup;
    const char *why; /* not understood: a reason in words, static text; else NULL */
};

/* All of a catalog, in its order. Immutable. */
struct rollup_set {
    const struct rollup_view *views;
    size_t n_views;
};

/* What the SELECTs of the materialized views say. */
const struct rollup_set *rollups_of_catalog(struct arena *arena, const struct catalog *catalog);

const struct rollup_key *rollup_find_key(const struct rollup *rollup, const char *base_column);
/* base_column NULL: the row count. */
const struct rollup_measure *rollup_find_measure(const struct rollup *rollup,
                                                 const char *base_column);

#endif
