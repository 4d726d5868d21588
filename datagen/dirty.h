#ifndef PGPIVOT_DATAGEN_DIRTY_H
#define PGPIVOT_DATAGEN_DIRTY_H

#include "datagen/trade.h"

#include <stdint.h>

/*
 * Faults as files from elsewhere have them, in one trade of ten (--dirty): texts with separators,
 * quotes, newlines, no characters or many; symbols that no table knows; words in other cases; a
 * trade_id that was there before; zero, negative, infinite and no numbers; first and last days of
 * ClickHouse's Date. Every value still is of its column's type. key: the row's.
 */
void dirty_set_fault(struct trade *trade, uint64_t key);

#endif
