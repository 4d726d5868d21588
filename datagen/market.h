#ifndef PGPIVOT_DATAGEN_MARKET_H
#define PGPIVOT_DATAGEN_MARKET_H

#include "datagen/instruments.h"

#include <stddef.h>
#include <stdint.h>

/* What is traded, and what funds hold from day to day. */
struct market {
    uint64_t seed;
    size_t n_instruments;  /* the first so many of instruments[] are traded */
    size_t rebalance_days; /* of trading, after which holdings change; 0: never */
};

/* What a fund holds for a while. */
struct holdings {
    struct constituent constituents[MAX_CONSTITUENTS];
    int n;
};

/* Holdings have versions, counted from 0, of rebalance_days each. */
size_t market_version(const struct market *market, size_t day_index);
size_t market_n_versions(const struct market *market, size_t n_days);

/*
 * What instrument number `instrument` holds in a version. In all but the first the weights and
 * units are 90 to 100 % of the first's, and one of three and more constituents is left out.
 */
void market_holdings(const struct market *market, size_t instrument, size_t version,
                     struct holdings *holdings);

#endif
