/* The tables: which columns each has, in which order, and where their rows come from. Knows nothing
 * of formats, nor of how a trade's values come about. */
#include "datagen/table.h"

#include "datagen/fixed.h"

#define TRADE(kind_, type_, field)                                                                 \
    {                                                                                              \
        .name = #field, .kind = kind_, .type = type_, .offset = offsetof(struct trade, field)      \
    }
#define TEXT(field) TRADE(COLUMN_TEXT, "String", field)
#define WORD(field) TRADE(COLUMN_TEXT, "LowCardinality(String)", field)
#define UINT32(field) TRADE(COLUMN_UINT, "UInt32", field)
#define UINT64(field) TRADE(COLUMN_UINT, "UInt64", field)
#define FIXED(field) TRADE(COLUMN_FIXED, "Float64", field)
#define METRIC(n)                                                                                  \
    {                                                                                              \
        .name = "metric_" #n, .kind = COLUMN_FIXED, .type = "Float64",                             \
        .offset = offsetof(struct trade, metrics[n - 1])                                           \
    }

static const struct column trade_columns[] = {
    TRADE(COLUMN_DATE, "Date", trade_date),
    TRADE(COLUMN_TIME, "DateTime64(3)", ts),
    UINT32(portfolio_manager_id),
    UINT32(fund_id),
    UINT64(portfolio_id),
    UINT64(account_id),
    WORD(desk),
    WORD(book),
    WORD(strategy),
    WORD(region),
    WORD(country),
    WORD(venue),
    WORD(asset_class),
    WORD(product),
    WORD(instrument_type),
    TEXT(symbol),
    TEXT(underlying_symbol),
    TEXT(parent_symbol),
    WORD(exposure_type),
    WORD(currency),
    TEXT(counterparty),
    WORD(risk_bucket),
    WORD(scenario),
    UINT64(trade_id),
    UINT64(order_id),
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
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
const struct table trades_table = {trade_columns, COUNT(trade_columns), sizeof(struct trade)};

void table_put_trades(struct buf *out, const struct format *format, const struct trade_plan *plan,
                      bool explode, uint64_t first, size_t n, struct trade *rows,
                      struct trade_counts *counts)
{
    size_t n_rows = 0;
    for (uint64_t row = first; row < first + n; row++) {
        struct trade *trade = &rows[n_rows++];
        struct holdings holdings;
        trade_make(trade, plan, row);
        if (!explode)
            continue;
        trade_holdings(&holdings, plan, row);
        for (int i = 0; i < holdings.n; i++)
            trade_explode(&rows[n_rows++], trade, plan, row, &holdings, i);
    }
    format->put_rows(out, &trades_table, rows, n_rows);
    counts->n_trades += n;
    counts->n_constituents += n_rows - n;
}

struct instrument_row {
    const char *symbol, *name, *asset_class, *instrument_type, *currency, *exchange, *sector;
    uint64_t is_composite;
};

#define INSTRUMENT(field, type_)                                                                   \
    {                                                                                              \
        .name = #field, .kind = COLUMN_TEXT, .type = type_,                                        \
        .offset = offsetof(struct instrument_row, field)                                           \
    }
static const struct column instrument_columns[] = {
    INSTRUMENT(symbol, "String"),
    INSTRUMENT(name, "String"),
    INSTRUMENT(asset_class, "LowCardinality(String)"),
    INSTRUMENT(instrument_type, "LowCardinality(String)"),
    INSTRUMENT(currency, "LowCardinality(String)"),
    INSTRUMENT(exchange, "LowCardinality(String)"),
    INSTRUMENT(sector, "LowCardinality(String)"),
    {"is_composite", COLUMN_UINT, "UInt8", offsetof(struct instrument_row, is_composite)},
};
static const struct table instruments_table = {instrument_columns, COUNT(instrument_columns),
                                               sizeof(struct instrument_row)};

void table_put_instruments(struct buf *out, const struct format *format,
                           const struct trade_plan *plan)
{
    struct instrument_row rows[64];
    size_t n = plan->market.n_instruments;
    for (size_t i = 0; i < n; i++) {
        const struct instrument *from = &instruments[i];
        rows[i] = (struct instrument_row){.symbol = from->symbol,
                                          .name = from->name,
                                          .asset_class = from->asset_class,
                                          .instrument_type = from->instrument_type,
                                          .currency = from->currency,
                                          .exchange = from->exchange,
                                          .sector = from->sector,
                                          .is_composite = from->n_constituents > 0};
    }
    format->put_head(out, &instruments_table);
    format->put_rows(out, &instruments_table, rows, n);
}

struct constituent_row {
    const char *parent_symbol, *constituent_symbol;
    int64_t weight, shares_per_unit;
    const struct calendar_day *effective_date, *expiry_date;
};

#define CONSTITUENT(field, kind_, type_)                                                           \
    {                                                                                              \
        .name = #field, .kind = kind_, .type = type_,                                              \
        .offset = offsetof(struct constituent_row, field)                                          \
    }
static const struct column constituent_columns[] = {
    CONSTITUENT(parent_symbol, COLUMN_TEXT, "String"),
    CONSTITUENT(constituent_symbol, COLUMN_TEXT, "String"),
    CONSTITUENT(weight, COLUMN_FIXED, "Float64"),
    CONSTITUENT(shares_per_unit, COLUMN_FIXED, "Float64"),
    CONSTITUENT(effective_date, COLUMN_DATE, "Date"),
    CONSTITUENT(expiry_date, COLUMN_DATE, "Date"),
};
static const struct table constituents_table = {constituent_columns, COUNT(constituent_columns),
                                                sizeof(struct constituent_row)};

/* First and last day of a version of the holdings. */
struct validity {
    struct calendar_day first, last;
};

static struct validity validity_of(const struct trade_plan *plan, size_t version)
{
    struct validity validity;
    size_t days = plan->market.rebalance_days;
    calendar_parse(CONSTITUENTS_EFFECTIVE_DATE, &validity.first);
    calendar_parse(CONSTITUENTS_EXPIRY_DATE, &validity.last);
    if (version > 0)
        validity.first = plan->days[version * days];
    if (version + 1 < market_n_versions(&plan->market, plan->n_days))
        validity.last = calendar_day_before(&plan->days[(version + 1) * days]);
    return validity;
}

static void put_holdings(struct buf *out, const struct format *format,
                         const struct trade_plan *plan, size_t instrument, size_t version)
{
    struct constituent_row rows[MAX_CONSTITUENTS];
    struct validity validity = validity_of(plan, version);
    struct holdings holdings;
    market_holdings(&plan->market, instrument, version, &holdings);
    for (int i = 0; i < holdings.n; i++) {
        const struct constituent *held = &holdings.constituents[i];
        rows[i] = (struct constituent_row){
            .parent_symbol = instruments[instrument].symbol,
            .constituent_symbol = held->symbol,
            .weight = FIXED_THOUSANDTHS((int64_t)held->weight_thousandths),
            .shares_per_unit = FIXED_THOUSANDTHS((int64_t)held->shares_per_unit_thousandths),
            .effective_date = &validity.first,
            .expiry_date = &validity.last};
    }
    format->put_rows(out, &constituents_table, rows, (size_t)holdings.n);
}

void table_put_constituents(struct buf *out, const struct format *format,
                            const struct trade_plan *plan)
{
    size_t n_versions = market_n_versions(&plan->market, plan->n_days);
    format->put_head(out, &constituents_table);
    for (size_t version = 0; version < n_versions; version++)
        for (size_t i = 0; i < plan->market.n_instruments; i++)
            put_holdings(out, format, plan, i, version);
}
