/* The values of one trade and of its constituents' shares. Knows nothing of files. */
#include "datagen/trade.h"

#include "datagen/dimensions.h"
#include "datagen/dirty.h"
#include "datagen/draw.h"
#include "datagen/fixed.h"
#include "datagen/price_path.h"
#include "datagen/random.h"
#include "datagen/realistic.h"

enum { N_FUNDS = 50, N_PORTFOLIOS = 99, N_ACCOUNTS = 999, TRADES_PER_ORDER = 5 };

/* Keys under the seed: rows, and one price path per instrument. */
enum { KEY_ROWS, KEY_PRICES };

/* Values drawn evenly from low to high, in steps of a decimal. */
static const struct range {
    size_t offset;
    enum draw draw;
    int64_t low, high, step; /* low and high in steps, step a fixed number */
} ranges[] = {
    {offsetof(struct trade, pnl), DRAW_PNL, -5000000, 5000000, FIXED_ONE / 100},
    {offsetof(struct trade, delta), DRAW_DELTA, -10000, 10000, FIXED_ONE / 10000},
    {offsetof(struct trade, gamma), DRAW_GAMMA, 0, 10000, FIXED_ONE / 100000},
    {offsetof(struct trade, vega), DRAW_VEGA, -1000000, 1000000, FIXED_ONE / 10000},
    {offsetof(struct trade, theta), DRAW_THETA, -500000, 0, FIXED_ONE / 10000},
    {offsetof(struct trade, rho), DRAW_RHO, -100000, 100000, FIXED_ONE / 10000},
    {offsetof(struct trade, slippage), DRAW_SLIPPAGE, 0, 5000, FIXED_ONE / 1000000},
    {offsetof(struct trade, vol), DRAW_VOL, 1000, 8000, FIXED_ONE / 10000},
    {offsetof(struct trade, rate), DRAW_RATE, 1000, 5000, FIXED_ONE / 100000},
};

/* Values that are a share of notional, from low to high, rounded to cents. */
static const struct share {
    size_t offset;
    enum draw draw;
    int64_t low_ppm, high_ppm;
} shares_of_notional[] = {
    {offsetof(struct trade, margin), DRAW_MARGIN, 50000, 200000},
    {offsetof(struct trade, fees), DRAW_FEES, 100, 1000},
    {offsetof(struct trade, exposure), DRAW_EXPOSURE, 500000, 1500000},
};

/* What an exploded row takes times the constituent's weight. */
static const size_t weighted[] = {
    offsetof(struct trade, price), offsetof(struct trade, notional), offsetof(struct trade, pnl),
    offsetof(struct trade, delta), offsetof(struct trade, gamma),    offsetof(struct trade, vega),
    offsetof(struct trade, theta), offsetof(struct trade, rho),      offsetof(struct trade, margin),
    offsetof(struct trade, fees),  offsetof(struct trade, exposure),
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static int64_t *value_at(struct trade *trade, size_t offset)
{
    return (int64_t *)((char *)trade + offset);
}

static uint64_t row_key(const struct trade_plan *plan, uint64_t row)
{
    return random_key(random_key(plan->seed, KEY_ROWS), row);
}

static size_t draw_instrument(const struct trade_plan *plan, uint64_t key)
{
    if (plan->is_realistic)
        return realistic_instrument(&plan->market, key);
    return (size_t)random_below(key, DRAW_INSTRUMENT, plan->market.n_instruments);
}

size_t trade_instrument(const struct trade_plan *plan, uint64_t row)
{
    return draw_instrument(plan, row_key(plan, row));
}

static size_t day_index(const struct trade_plan *plan, uint64_t row)
{
    return row * plan->n_days / plan->n_trades;
}

void trade_holdings(struct holdings *holdings, const struct trade_plan *plan, uint64_t row)
{
    market_holdings(&plan->market, trade_instrument(plan, row),
                    market_version(&plan->market, day_index(plan, row)), holdings);
}

static const char *draw_word(uint64_t key, enum draw draw, const struct dimension *dimension)
{
    return dimension->values[random_below(key, draw, dimension->n)];
}

static void set_organisation(struct trade *trade, uint64_t key, uint64_t n_portfolio_managers)
{
    trade->portfolio_manager_id =
        1 + random_below(key, DRAW_PORTFOLIO_MANAGER, n_portfolio_managers);
    trade->fund_id = 1 + random_below(key, DRAW_FUND, N_FUNDS);
    trade->portfolio_id =
        trade->portfolio_manager_id * 1000 + 1 + random_below(key, DRAW_PORTFOLIO, N_PORTFOLIOS);
    trade->account_id = trade->fund_id * 10000 + 1 + random_below(key, DRAW_ACCOUNT, N_ACCOUNTS);
    trade->book = draw_word(key, DRAW_BOOK, &books);
    trade->strategy = draw_word(key, DRAW_STRATEGY, &strategies);
    trade->counterparty = draw_word(key, DRAW_COUNTERPARTY, &counterparties);
    trade->risk_bucket = draw_word(key, DRAW_RISK_BUCKET, &risk_buckets);
    trade->scenario = draw_word(key, DRAW_SCENARIO, &scenarios);
}

static void set_geography(struct trade *trade, uint64_t key)
{
    const struct region *region = &regions[random_below(key, DRAW_REGION, N_REGIONS)];
    trade->region = region->name;
    trade->country = draw_word(key, DRAW_COUNTRY, &region->countries);
}

static void set_instrument(struct trade *trade, uint64_t key, const struct instrument *instrument)
{
    trade->desk = draw_word(key, DRAW_DESK, desks_of_asset_class(instrument->asset_class));
    trade->venue = instrument->exchange;
    trade->asset_class = instrument->asset_class;
    trade->product = instrument->product;
    trade->instrument_type = instrument->instrument_type;
    trade->symbol = trade->underlying_symbol = instrument->symbol;
    trade->parent_symbol = "";
    trade->exposure_type = instrument->exposure_type;
    trade->currency = instrument->currency;
}

/* 100 to 10 000 units, small ones more often: the cube of an even number from 0 to 1. */
static int64_t draw_quantity(uint64_t key)
{
    uint64_t x = random_bits(key, DRAW_QUANTITY) >> 32;
    uint64_t cube = ((x * x >> 32) * x) >> 32;
    return 100 + (int64_t)(cube * 9901 >> 32);
}

static void set_values(struct trade *trade, uint64_t key, int64_t quantity, int64_t price_cents)
{
    int64_t notional_cents = quantity * price_cents;
    trade->quantity = quantity * FIXED_ONE;
    trade->price = FIXED_CENTS(price_cents);
    trade->notional = FIXED_CENTS(notional_cents);
    trade->weight = FIXED_ONE;
    for (size_t i = 0; i < COUNT(shares_of_notional); i++) {
        const struct share *share = &shares_of_notional[i];
        int64_t ppm = random_between(key, share->draw, share->low_ppm, share->high_ppm);
        *value_at(trade, share->offset) = FIXED_CENTS((notional_cents * ppm + 500000) / 1000000);
    }
    for (size_t i = 0; i < COUNT(ranges); i++) {
        const struct range *range = &ranges[i];
        *value_at(trade, range->offset) =
            random_between(key, range->draw, range->low, range->high) * range->step;
    }
}

static void set_metrics(struct trade *trade, uint64_t key)
{
    for (uint64_t i = 0; i < N_METRICS; i++)
        trade->metrics[i] =
            random_between(key, DRAW_METRICS + i, -1000000, 1000000) * (FIXED_ONE / 10000);
}

void trade_make(struct trade *trade, const struct trade_plan *plan, uint64_t row)
{
    uint64_t key = row_key(plan, row);
    size_t index = draw_instrument(plan, key);
    const struct instrument *instrument = &instruments[index];
    const struct calendar_day *day = &plan->days[day_index(plan, row)];
    int64_t session_ms = plan->is_realistic
                             ? realistic_session_ms(key)
                             : random_between(key, DRAW_TIME, 0, SESSION_LENGTH_MS - 1);
    uint64_t path = random_key(random_key(plan->seed, KEY_PRICES), index);

    trade->trade_date = day;
    trade->ts = (struct moment){day, SESSION_START_MS + session_ms};
    trade->trade_id = row + 1;
    trade->order_id = row / TRADES_PER_ORDER + 1;
    set_organisation(trade, key, plan->n_portfolio_managers);
    set_geography(trade, key);
    set_instrument(trade, key, instrument);
    int64_t quantity = draw_quantity(key);
    if (plan->is_realistic)
        quantity = realistic_quantity(key, quantity);
    set_values(trade, key, quantity,
               price_path_cents(path, instrument->price_cents, day->number, session_ms));
    set_metrics(trade, key);
    if (plan->is_realistic)
        realistic_set_values(
            trade, key,
            price_path_cents(path, instrument->price_cents, day->number, SESSION_LENGTH_MS - 1));
    if (plan->is_dirty)
        dirty_set_fault(trade, key);
}

void trade_explode(struct trade *share, const struct trade *trade, const struct trade_plan *plan,
                   uint64_t row, const struct holdings *holdings, int i)
{
    const struct constituent *constituent = &holdings->constituents[i];
    *share = *trade;
    share->product = share->instrument_type = share->exposure_type = "Constituent";
    share->underlying_symbol = constituent->symbol;
    share->parent_symbol = trade->symbol;
    share->quantity =
        fixed_times_thousandths(trade->quantity, constituent->shares_per_unit_thousandths);
    share->weight = FIXED_THOUSANDTHS((int64_t)constituent->weight_thousandths);
    for (size_t w = 0; w < COUNT(weighted); w++) {
        int64_t *value = value_at(share, weighted[w]);
        *value = fixed_times_thousandths(*value, constituent->weight_thousandths);
    }
    set_metrics(share, random_key(row_key(plan, row), DRAW_SHARES + (uint64_t)i));
}
