#ifndef PGPIVOT_DATAGEN_REALISTIC_H
#define PGPIVOT_DATAGEN_REALISTIC_H

#include "datagen/market.h"
#include "datagen/trade.h"

#include <stddef.h>
#include <stdint.h>

/*
 * What --realistic draws otherwise: some instruments are traded far more than others, most at the
 * open and the close, in round lots; greeks are those of an option, pnl is what the day made of the
 * trade. key: the row's. All stays in the ranges of docs/data-generator.md.
 */
size_t realistic_instrument(const struct market *market, uint64_t key);
int64_t realistic_session_ms(uint64_t key);
int64_t realistic_quantity(uint64_t key, int64_t quantity);

/* Once price, notional, vol and rate are set. */
void realistic_set_values(struct trade *trade, uint64_t key, int64_t close_cents);

#endif
