/* The three CSV files: which columns each has, in which order. Knows nothing of how a trade's
 * values come about. */
#include "datagen/table.h"

#include "datagen/csv.h"
#include "datagen/fixed.h"

#include <stddef.h>
#include <string.h>

enum column_kind { COLUMN_TEXT, COLUMN_TIME, COLUMN_UINT, COLUMN_FIXED };

struct trade_column {
    const char *name;
    enum column_kind kind;
    size_t offset; /* of struct trade */
};

#define COLUMN(kind_, field)                                                                       \
    {                                                                                              \
        .name = #field, .kind = kind_, .offset = offsetof(struct trade, field)                     \
    }
#define TEXT(field) COLUMN(COLUMN_TEXT, field)
#define UINT(field) COLUMN(COLUMN_UINT, field)
#define FIXED(field) COLUMN(COLUMN_FIXED, field)
#define METRIC(n)                                                                                  \
    {                                                                                              \
        .name = "metric_" #n, .kind = COLUMN_FIXED,                                                \
        .offset = offsetof(struct trade, metrics[n - 1])                                           \
    }

static const struct trade_column trade_columns[] = {
    TEXT(trade_date),
    {"ts", COLUMN_TIME, offsetof(struct trade, day_ms)},
    UINT(portfolio_manager_id),
    UINT(fund_id),
    UINT(portfolio_id),
    UINT(account_id),
    TEXT(desk),
    TEXT(book),
    TEXT(strategy),
    TEXT(region),
    TEXT(country),
    TEXT(venue),
    TEXT(asset_class),
    TEXT(product),
    TEXT(instrument_type),
    TEXT(symbol),
    TEXT(underlying_symbol),
    TEXT(parent_symbol),
    TEXT(exposure_type),
    TEXT(currency),
    TEXT(counterparty),
    TEXT(risk_bucket),
    TEXT(scenario),
    UINT(trade_id),
    UINT(order_id),
    FIXED(quantity),
    FIXED(price),
    FIXED(notional),
    FIXED(pnl),
    FIXED(delta),
    FIXED(gamma),
    FIXED(vega),
    FIXED(theta),
    FIXED(rho),
    FIXED(margin),
    FIXED(fees),
    FIXED(slippage),
    FIXED(vol),
    FIXED(rate),
    FIXED(exposure),
    FIXED(weight),
    METRIC(1),
    METRIC(2),
    METRIC(3),
    METRIC(4),
    METRIC(5),
    METRIC(6),
    METRIC(7),
    METRIC(8),
    METRIC(9),
    METRIC(10),
    METRIC(11),
    METRIC(12),
    METRIC(13),
    METRIC(14),
};
enum { N_TRADE_COLUMNS = sizeof trade_columns / sizeof trade_columns[0] };

/* No text of the data tables is longer than this (tests/unit/test_datagen_instruments.c). */
enum { TEXT_MAX = 40, FIELD_MAX = 2 * TEXT_MAX + 3, ROW_MAX = N_TRADE_COLUMNS * FIELD_MAX };

static char *put_field(char *at, const struct trade *trade, const struct trade_column *column)
{
    const void *value = (const char *)trade + column->offset;
    switch (column->kind) {
    case COLUMN_TEXT:
        return csv_put_text(at, *(const char *const *)value);
    case COLUMN_TIME:
        return csv_put_time(at, trade->trade_date, *(const int64_t *)value);
    case COLUMN_UINT:
        return csv_put_uint(at, *(const uint64_t *)value);
    case COLUMN_FIXED:
        return csv_put_fixed(at, *(const int64_t *)value);
    }
    return at;
}

static bool write_trade(struct output *output, const struct trade *trade, struct err *err)
{
    char *at = output_reserve(output, ROW_MAX, err);
    if (!at)
        return false;
    for (size_t i = 0; i < N_TRADE_COLUMNS; i++) {
        at = put_field(at, trade, &trade_columns[i]);
        *at++ = ',';
    }
    at[-1] = '\n';
    output_commit(output, at);
    return true;
}

static bool write_line(struct output *output, const char *line, struct err *err)
{
    size_t size = strlen(line);
    char *at = output_reserve(output, size + 1, err);
    if (!at)
        return false;
    memcpy(at, line, size);
    at[size] = '\n';
    output_commit(output, at + size + 1);
    return true;
}

static bool write_trades_header(struct output *output, struct err *err)
{
    char *at = output_reserve(output, ROW_MAX, err);
    if (!at)
        return false;
    for (size_t i = 0; i < N_TRADE_COLUMNS; i++) {
        at = csv_put_text(at, trade_columns[i].name);
        *at++ = ',';
    }
    at[-1] = '\n';
    output_commit(output, at);
    return true;
}

static bool write_shares(struct output *output, const struct trade_plan *plan, uint64_t row,
                         const struct trade *trade, struct trade_counts *counts, struct err *err)
{
    int n = trade_instrument(plan, row)->n_constituents;
    for (int i = 0; i < n; i++) {
        struct trade share;
        trade_explode(&share, trade, plan, row, i);
        if (!write_trade(output, &share, err))
            return false;
        counts->n_constituents++;
    }
    return true;
}

bool table_write_trades(struct output *output, const struct trade_plan *plan, bool explode,
                        struct trade_counts *counts, struct err *err)
{
    *counts = (struct trade_counts){0};
    if (!write_trades_header(output, err))
        return false;
    for (uint64_t row = 0; row < plan->n_trades; row++) {
        struct trade trade;
        trade_make(&trade, plan, row);
        if (!write_trade(output, &trade, err))
            return false;
        counts->n_trades++;
        if (explode && !write_shares(output, plan, row, &trade, counts, err))
            return false;
    }
    return true;
}

static bool write_instrument(struct output *output, const struct instrument *instrument,
                             struct err *err)
{
    const char *const texts[] = {instrument->symbol,      instrument->name,
                                 instrument->asset_class, instrument->instrument_type,
                                 instrument->currency,    instrument->exchange,
                                 instrument->sector};
    char *at = output_reserve(output, ROW_MAX, err);
    if (!at)
        return false;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        at = csv_put_text(at, texts[i]);
        *at++ = ',';
    }
    *at++ = instrument->n_constituents > 0 ? '1' : '0';
    *at++ = '\n';
    output_commit(output, at);
    return true;
}

bool table_write_instruments(struct output *output, struct err *err)
{
    bool done = write_line(output,
                           "symbol,name,asset_class,instrument_type,currency,exchange,sector,"
                           "is_composite",
                           err);
    for (size_t i = 0; i < n_instruments && done; i++)
        done = write_instrument(output, &instruments[i], err);
    return done;
}

static bool write_constituent(struct output *output, const char *parent_symbol,
                              const struct constituent *constituent, struct err *err)
{
    char *at = output_reserve(output, ROW_MAX, err);
    if (!at)
        return false;
    at = csv_put_text(at, parent_symbol);
    *at++ = ',';
    at = csv_put_text(at, constituent->symbol);
    *at++ = ',';
    at = csv_put_fixed(at, FIXED_THOUSANDTHS((int64_t)constituent->weight_thousandths));
    *at++ = ',';
    at = csv_put_fixed(at, FIXED_THOUSANDTHS((int64_t)constituent->shares_per_unit_thousandths));
    *at++ = ',';
    at = csv_put_text(at, CONSTITUENTS_EFFECTIVE_DATE);
    *at++ = ',';
    at = csv_put_text(at, CONSTITUENTS_EXPIRY_DATE);
    *at++ = '\n';
    output_commit(output, at);
    return true;
}

bool table_write_constituents(struct output *output, struct err *err)
{
    bool done = write_line(output,
                           "parent_symbol,constituent_symbol,weight,shares_per_unit,"
                           "effective_date,expiry_date",
                           err);
    for (size_t i = 0; i < n_instruments && done; i++)
        for (int c = 0; c < instruments[i].n_constituents && done; c++)
            done = write_constituent(output, instruments[i].symbol, &instruments[i].constituents[c],
                                     err);
    return done;
}
