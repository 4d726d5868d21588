#ifndef PGPIVOT_DATAGEN_TRADE_H
#define PGPIVOT_DATAGEN_TRADE_H

#include "datagen/calendar.h"
#include "datagen/column.h"
#include "datagen/instruments.h"
#include "datagen/market.h"

#include <stdbool.h>

#include <stddef.h>
#include <stdint.h>

enum { N_METRICS = 14 };

/* One row of pivot.trades_1d; int64_t values from `quantity` on are fixed numbers (fixed.h). */
struct trade {
    const struct calendar_day *trade_date;
    struct moment ts;
    uint64_t portfolio_manager_id, fund_id, portfolio_id, account_id;
    const char *desk, *book, *strategy;
    const char *region, *country, *venue;
    const char *asset_class, *product, *instrument_type, *symbol, *underlying_symbol,
        *parent_symbol, *exposure_type, *currency, *counterparty;
    const char *risk_bucket, *scenario;
    uint64_t trade_id, order_id;
    int64_t quantity, price, notional, pnl;
    int64_t delta, gamma, vega, theta, rho;
    int64_t margin, fees, slippage, vol, rate, exposure, weight;
    int64_t metrics[N_METRICS];
};

/* What the values of row n depend on besides n. */
struct trade_plan {
    uint64_t seed;
    uint64_t n_trades;
    uint64_t n_portfolio_managers;
    const struct calendar_day *days; /* trades are spread over them evenly, in order */
    size_t n_days;
    struct market market;
    bool is_realistic; /* realistic.h */
    bool is_dirty;     /* dirty.h */
};

/* Trade number row, from 0; row < plan->n_trades. Its texts are static, its days the plan's or
 * static. */
void trade_make(struct trade *trade, const struct trade_plan *plan, uint64_t row);

/* The instrument of trade number row, as index of instruments[]. */
size_t trade_instrument(const struct trade_plan *plan, uint64_t row);

/* What trade number row comes down to: nothing, unless it is in a fund. */
void trade_holdings(struct holdings *holdings, const struct trade_plan *plan, uint64_t row);

/* The share of trade number row that constituent number i of its holdings stands for. */
void trade_explode(struct trade *share, const struct trade *trade, const struct trade_plan *plan,
                   uint64_t row, const struct holdings *holdings, int i);

#endif
