#ifndef PGPIVOT_DATAGEN_TABLE_H
#define PGPIVOT_DATAGEN_TABLE_H

#include "base/buf.h"
#include "datagen/format.h"
#include "datagen/market.h"
#include "datagen/trade.h"

#include <stdint.h>

/* The columns of the files, as in sql/clickhouse/001_schema.sql. */
extern const struct table trades_table;

struct trade_counts {
    uint64_t n_trades, n_constituents;
};

/*
 * Appends trades number first … first + n - 1 of the plan, each followed by its constituents'
 * shares if explode is set, and adds to counts. rows: room for TABLE_ROWS_MAX(n). Check
 * out->failed.
 */
#define TABLE_ROWS_MAX(n) ((size_t)(n) * (1 + MAX_CONSTITUENTS))
void table_put_trades(struct buf *out, const struct format *format, const struct trade_plan *plan,
                      bool explode, uint64_t first, size_t n, struct trade *rows,
                      struct trade_counts *counts);

/* The whole files, without created_at, which the tables fill in. */
void table_put_instruments(struct buf *out, const struct format *format,
                           const struct trade_plan *plan);
void table_put_constituents(struct buf *out, const struct format *format,
                            const struct trade_plan *plan);

#endif
