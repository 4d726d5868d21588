#ifndef PGPIVOT_DATAGEN_DIMENSIONS_H
#define PGPIVOT_DATAGEN_DIMENSIONS_H

#include <stddef.h>

/* Values that a trade's column is drawn from, each as likely as it is often listed. */
struct dimension {
    const char *const *values;
    size_t n;
};

extern const struct dimension books, strategies, counterparties, risk_buckets, scenarios;

struct region {
    const char *name;
    struct dimension countries;
};
enum { N_REGIONS = 3 };
extern const struct region regions[N_REGIONS];

/* Each class is traded by its own desk and by Derivatives for the most part. */
const struct dimension *desks_of_asset_class(const char *asset_class);

#endif
