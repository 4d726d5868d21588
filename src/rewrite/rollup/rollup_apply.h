#ifndef PGPIVOT_REWRITE_ROLLUP_APPLY_H
#define PGPIVOT_REWRITE_ROLLUP_APPLY_H

#include "base/buf.h"
#include "rewrite/rollup/rollup_match.h"

/* A column of the block's new source, beside the keys. */
struct rollup_part {
    enum rollup_function function;
    const struct catalog_column *base; /* NULL: of ROLLUP_ROWS */
    const struct rollup_measure *measure;
};

struct rollup_application {
    const struct rollup_match *match;
    struct arena *arena;
    struct rel *rel;
    size_t n_base;     /* columns of rel that are the base's; the parts follow */
    struct list parts; /* struct rollup_part */
    const bool *used;  /* per column of the base: the block refers to it */
};

/* rollup_merge.c: the measure as a column of the new source: of the type that its base has, or a
 * count. */
struct expr *rollup_part_column(struct rollup_application *application,
                                enum rollup_function function, const struct catalog_column *base);
/* The aggregate over groups instead of rows. */
void rollup_merge(struct rollup_application *application,
                  const struct rollup_derivation *derivation);

/* rollup_arms.c: the new source, as ClickHouse's SQL. */
void rollup_put_arms(struct buf *out, const struct rollup_application *application);

#endif
