#ifndef PGPIVOT_TESTS_FIXED_CATALOG_H
#define PGPIVOT_TESTS_FIXED_CATALOG_H

#include "rewrite/rewrite.h"

/*
 * A small hand-made catalog for tests of the rewriter, no engine needed. Schema "trading":
 *   fills  trade_id Int64, ts DateTime64(6), trade_date Date, region LowCardinality(String),
 *          desk Nullable(String), quantity Int32, price Decimal(18, 4), pnl Nullable(Float64)
 *   cells  k Int32, s String, n Decimal(18, 4), d Date, b Bool, x Float64
 *   other  k Int32, v Nullable(Int64), tags Array(String) (which no client can read)
 */
extern const struct catalog fixed_catalog;

#endif
