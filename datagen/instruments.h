#ifndef PGPIVOT_DATAGEN_INSTRUMENTS_H
#define PGPIVOT_DATAGEN_INSTRUMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct constituent {
    const char *symbol;
    int weight_thousandths;          /* share of the parent's value */
    int shares_per_unit_thousandths; /* units of it in one unit of the parent */
};

enum { MAX_CONSTITUENTS = 8 };

/* One row of pivot.instruments, with what the generator needs to trade it. */
struct instrument {
    const char *symbol, *name, *asset_class, *instrument_type, *product, *currency, *exchange,
        *sector;
    const char *exposure_type; /* of a trade in it */
    int price_cents;           /* its price before the path moves it */
    struct constituent constituents[MAX_CONSTITUENTS];
    int n_constituents; /* 0: not a composite */
};

/* Funds of funds stand at the end, and are not among the first n_instruments. */
enum { N_FUNDS_OF_FUNDS = 2 };
extern const struct instrument instruments[];
extern const size_t n_instruments, n_instruments_in_all;

/* The days on which every constituent row is valid; trade dates lie between. */
#define CONSTITUENTS_EFFECTIVE_DATE "2000-01-01"
#define CONSTITUENTS_EXPIRY_DATE "2099-12-31"

#endif
