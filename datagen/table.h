#ifndef PGPIVOT_DATAGEN_TABLE_H
#define PGPIVOT_DATAGEN_TABLE_H

#include "datagen/output.h"
#include "datagen/trade.h"

#include <stdbool.h>

/*
 * The CSV files: a line of column names, as in sql/clickhouse/001_schema.sql, then a line per row.
 * All return false with err set when writing fails.
 */

struct trade_counts {
    uint64_t n_trades, n_constituents;
};

/* Every trade of the plan, each followed by its constituents' shares if explode is set. */
bool table_write_trades(struct output *output, const struct trade_plan *plan, bool explode,
                        struct trade_counts *counts, struct err *err);

/* Without created_at, which the table fills in. */
bool table_write_instruments(struct output *output, struct err *err);
bool table_write_constituents(struct output *output, struct err *err);

#endif
