#ifndef PGPIVOT_DATAGEN_DRAW_H
#define PGPIVOT_DATAGEN_DRAW_H

#include "datagen/instruments.h"
#include "datagen/trade.h"

/* What is drawn for a row, one number each: adding one at the end changes no other. */
enum draw {
    DRAW_INSTRUMENT,
    DRAW_TIME,
    DRAW_PORTFOLIO_MANAGER,
    DRAW_FUND,
    DRAW_PORTFOLIO,
    DRAW_ACCOUNT,
    DRAW_DESK,
    DRAW_BOOK,
    DRAW_STRATEGY,
    DRAW_REGION,
    DRAW_COUNTRY,
    DRAW_COUNTERPARTY,
    DRAW_RISK_BUCKET,
    DRAW_SCENARIO,
    DRAW_QUANTITY,
    DRAW_MARGIN,
    DRAW_FEES,
    DRAW_EXPOSURE,
    DRAW_PNL,
    DRAW_DELTA,
    DRAW_GAMMA,
    DRAW_VEGA,
    DRAW_THETA,
    DRAW_RHO,
    DRAW_SLIPPAGE,
    DRAW_VOL,
    DRAW_RATE,
    DRAW_METRICS,                           /* N_METRICS numbers */
    DRAW_SHARES = DRAW_METRICS + N_METRICS, /* MAX_CONSTITUENTS keys */
    DRAW_POPULARITY = DRAW_SHARES + MAX_CONSTITUENTS,
    DRAW_NEAR_OPEN_OR_CLOSE,
    DRAW_ROUND_LOT,
    DRAW_SIDE,
    DRAW_IS_PUT,
    DRAW_EXPIRY,
    DRAW_MONEYNESS, /* 3 numbers */
    DRAW_FAULT = DRAW_MONEYNESS + 3
};

#endif
