/* Trades: the ranges, relations and mix that docs/data-generator.md promises, over many of them. */
#include "datagen/trade.h"

#include "datagen/dimensions.h"
#include "datagen/fixed.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { N_TRADES = 20000 };

static const struct calendar_day days[] = {{19737, "2024-01-15"}, {19738, "2024-01-16"}};
static const struct trade_plan plan = {.seed = 42,
                                       .n_trades = N_TRADES,
                                       .n_portfolio_managers = 10,
                                       .days = days,
                                       .n_days = 2,
                                       .market = {.seed = 42, .n_instruments = 29}};

#define ASSERT_BETWEEN(value, low, high)                                                           \
    do {                                                                                           \
        assert_true((value) >= (low));                                                             \
        assert_true((value) <= (high));                                                            \
    } while (0)

static const size_t value_offsets[] = {
    offsetof(struct trade, quantity), offsetof(struct trade, price),
    offsetof(struct trade, pnl),      offsetof(struct trade, delta),
    offsetof(struct trade, gamma),    offsetof(struct trade, vega),
    offsetof(struct trade, theta),    offsetof(struct trade, rho),
    offsetof(struct trade, slippage), offsetof(struct trade, vol),
    offsetof(struct trade, rate),     offsetof(struct trade, metrics),
};
static const double value_bounds[][2] = {
    {100, 10000}, {10, 500}, {-50000, 50000}, {-1, 1},    {0, 0.1},     {-100, 100},
    {-50, 0},     {-10, 10}, {0, 0.005},      {0.1, 0.8}, {0.01, 0.05}, {-100, 100},
};
enum { N_VALUES = sizeof value_offsets / sizeof value_offsets[0] };

static double value_of(const struct trade *trade, size_t i)
{
    return (double)*(const int64_t *)((const char *)trade + value_offsets[i]) / FIXED_ONE;
}

/* Every value stays in its range; all but price, which follows its path, nearly fill it. */
static void test_ranges(void **state)
{
    (void)state;
    double low[N_VALUES], high[N_VALUES];
    for (uint64_t row = 0; row < N_TRADES; row++) {
        struct trade trade;
        trade_make(&trade, &plan, row);
        for (size_t i = 0; i < N_VALUES; i++) {
            double value = value_of(&trade, i);
            ASSERT_BETWEEN(value, value_bounds[i][0], value_bounds[i][1]);
            low[i] = row == 0 || value < low[i] ? value : low[i];
            high[i] = row == 0 || value > high[i] ? value : high[i];
        }
    }
    for (size_t i = 0; i < N_VALUES; i++) {
        double width = value_bounds[i][1] - value_bounds[i][0];
        if (value_offsets[i] != offsetof(struct trade, price))
            assert_true(high[i] - low[i] > 0.99 * width);
    }
}

static void test_identity_and_organisation(void **state)
{
    (void)state;
    for (uint64_t row = 0; row < N_TRADES; row++) {
        struct trade trade;
        trade_make(&trade, &plan, row);
        assert_int_equal(trade.trade_id, row + 1);
        assert_int_equal(trade.order_id, row / 5 + 1);
        assert_string_equal(trade.trade_date->text,
                            row < N_TRADES / 2 ? "2024-01-15" : "2024-01-16");
        ASSERT_BETWEEN(trade.ts.day_ms, 9 * 3600000, 17 * 3600000 - 1);
        ASSERT_BETWEEN(trade.portfolio_manager_id, 1, 10);
        ASSERT_BETWEEN(trade.fund_id, 1, 50);
        ASSERT_BETWEEN(trade.portfolio_id - trade.portfolio_manager_id * 1000, 1, 99);
        ASSERT_BETWEEN(trade.account_id - trade.fund_id * 10000, 1, 999);
    }
}

static void test_shares_of_notional(void **state)
{
    (void)state;
    const int64_t half_cent = FIXED_ONE / 200;
    for (uint64_t row = 0; row < N_TRADES; row++) {
        struct trade trade;
        trade_make(&trade, &plan, row);
        int64_t notional = trade.notional;
        assert_int_equal(notional, trade.quantity / FIXED_ONE * trade.price);
        assert_int_equal(trade.weight, FIXED_ONE);
        ASSERT_BETWEEN(trade.margin, notional / 20 - half_cent, notional / 5 + half_cent);
        ASSERT_BETWEEN(trade.fees, notional / 10000 - half_cent, notional / 1000 + half_cent);
        ASSERT_BETWEEN(trade.exposure, notional / 2 - half_cent, notional / 2 * 3 + half_cent);
    }
}

static bool contains(const struct dimension *dimension, const char *word)
{
    for (size_t i = 0; i < dimension->n; i++)
        if (strcmp(dimension->values[i], word) == 0)
            return true;
    return false;
}

static void test_country_fits_region_and_venue_instrument(void **state)
{
    (void)state;
    for (uint64_t row = 0; row < N_TRADES; row++) {
        struct trade trade;
        trade_make(&trade, &plan, row);
        const struct instrument *instrument = &instruments[trade_instrument(&plan, row)];
        assert_string_equal(trade.symbol, instrument->symbol);
        assert_string_equal(trade.underlying_symbol, instrument->symbol);
        assert_string_equal(trade.parent_symbol, "");
        assert_string_equal(trade.venue, instrument->exchange);
        assert_true(contains(desks_of_asset_class(trade.asset_class), trade.desk));
        bool fits = false;
        for (size_t i = 0; i < N_REGIONS; i++)
            if (strcmp(regions[i].name, trade.region) == 0)
                fits = contains(&regions[i].countries, trade.country);
        assert_true(fits);
    }
}

/* 25 constituents over 29 instruments, drawn evenly: 1 + 25 / 29 rows a trade. */
static void test_rows_per_trade(void **state)
{
    (void)state;
    uint64_t n_rows = 0;
    for (uint64_t row = 0; row < N_TRADES; row++)
        n_rows += 1 + (uint64_t)instruments[trade_instrument(&plan, row)].n_constituents;
    double rows_per_trade = (double)n_rows / N_TRADES;
    ASSERT_BETWEEN(rows_per_trade, 1.83, 1.89);
}

/* Counts of n equally likely values among all trades are as far from their mean as chance has it:
 * Pearson's sum stays below what it passes once in a billion samples. */
static void assert_even(const unsigned *counts, size_t n)
{
    double sum = 0, mean = (double)N_TRADES / (double)n, freedom = (double)n - 1;
    for (size_t i = 0; i < n; i++)
        sum += (counts[i] - mean) * (counts[i] - mean) / mean;
    assert_true(sum < freedom + 6 * sqrt(2 * freedom) + 36);
}

static size_t place_of(const struct dimension *dimension, const char *word)
{
    size_t i = 0;
    while (strcmp(dimension->values[i], word) != 0)
        i++;
    return i;
}

static void test_distributions_are_even(void **state)
{
    (void)state;
    unsigned symbols[29] = {0}, managers[10] = {0}, funds[50] = {0}, hours[8] = {0};
    unsigned of_book[6] = {0}, of_scenario[4] = {0}, of_counterparty[10] = {0}, deciles[10] = {0};
    for (uint64_t row = 0; row < N_TRADES; row++) {
        struct trade trade;
        trade_make(&trade, &plan, row);
        symbols[trade_instrument(&plan, row)]++;
        managers[trade.portfolio_manager_id - 1]++;
        funds[trade.fund_id - 1]++;
        hours[trade.ts.day_ms / 3600000 - 9]++;
        of_book[place_of(&books, trade.book)]++;
        of_scenario[place_of(&scenarios, trade.scenario)]++;
        of_counterparty[place_of(&counterparties, trade.counterparty)]++;
        deciles[(int)((double)(trade.pnl / FIXED_ONE + 50000) / 10000.1)]++;
    }
    assert_even(symbols, 29);
    assert_even(managers, 10);
    assert_even(funds, 50);
    assert_even(hours, 8);
    assert_even(of_book, 6);
    assert_even(of_scenario, 4);
    assert_even(of_counterparty, 10);
    assert_even(deciles, 10);
}

/* Half of the quantities are below 100 + 9900 / 8: they are cubes. */
static void test_quantities_are_skewed(void **state)
{
    (void)state;
    unsigned n_small = 0;
    for (uint64_t row = 0; row < N_TRADES; row++) {
        struct trade trade;
        trade_make(&trade, &plan, row);
        n_small += trade.quantity < (100 + 9901 / 8) * FIXED_ONE;
    }
    ASSERT_BETWEEN(n_small, N_TRADES * 0.48, N_TRADES * 0.52);
}

/* Each fault of the dirty mode comes, and nine trades of ten are as they would be without. */
static void test_dirty(void **state)
{
    (void)state;
    struct trade_plan dirty = plan;
    unsigned n_changed = 0, n_nan = 0, n_zero = 0, n_quoted = 0, n_far = 0, n_empty = 0;
    dirty.is_dirty = true;
    for (uint64_t row = 0; row < N_TRADES; row++) {
        struct trade trade, clean;
        memset(&trade, 0, sizeof trade);
        memset(&clean, 0, sizeof clean);
        trade_make(&clean, &plan, row);
        trade_make(&trade, &dirty, row);
        n_changed += memcmp(&clean, &trade, sizeof clean) != 0;
        n_nan += trade.pnl == FIXED_NAN;
        n_zero += trade.quantity == 0;
        n_quoted += strchr(trade.counterparty, '"') != NULL;
        n_far += trade.trade_date->number > 60000;
        n_empty += trade.counterparty[0] == '\0';
    }
    ASSERT_BETWEEN(n_changed, N_TRADES * 0.09, N_TRADES * 0.11);
    assert_true(n_nan && n_zero && n_quoted && n_far && n_empty);
}

static void check_share(const struct trade *share, const struct trade *trade,
                        const struct constituent *constituent)
{
    assert_string_equal(share->exposure_type, "Constituent");
    assert_string_equal(share->product, "Constituent");
    assert_string_equal(share->instrument_type, "Constituent");
    assert_string_equal(share->symbol, trade->symbol);
    assert_string_equal(share->parent_symbol, trade->symbol);
    assert_string_equal(share->underlying_symbol, constituent->symbol);
    assert_int_equal(share->trade_id, trade->trade_id);
    assert_int_equal(share->weight, constituent->weight_thousandths * (FIXED_ONE / 1000));
    assert_int_equal(share->quantity * 1000,
                     trade->quantity * constituent->shares_per_unit_thousandths);
    assert_int_equal(share->notional * 1000, trade->notional * constituent->weight_thousandths);
    assert_int_equal(share->gamma * 1000, trade->gamma * constituent->weight_thousandths);
    assert_int_equal(share->theta * 1000, trade->theta * constituent->weight_thousandths);
    assert_int_equal(share->vol, trade->vol);
    assert_int_equal(share->slippage, trade->slippage);
    assert_int_equal(share->rate, trade->rate);
    assert_true(memcmp(share->metrics, trade->metrics, sizeof share->metrics) != 0);
}

static void test_explode(void **state)
{
    (void)state;
    for (uint64_t row = 0; row < 1000; row++) {
        const struct instrument *instrument = &instruments[trade_instrument(&plan, row)];
        struct trade trade, share;
        struct holdings holdings;
        trade_holdings(&holdings, &plan, row);
        assert_int_equal(holdings.n, instrument->n_constituents);
        trade_make(&trade, &plan, row);
        for (int i = 0; i < instrument->n_constituents; i++) {
            trade_explode(&share, &trade, &plan, row, &holdings, i);
            check_share(&share, &trade, &instrument->constituents[i]);
        }
    }
}

static void test_seed_changes_rows(void **state)
{
    (void)state;
    struct trade_plan other = plan;
    struct trade a, b;
    other.seed = 43;
    trade_make(&a, &plan, 7);
    trade_make(&b, &other, 7);
    assert_true(memcmp(a.metrics, b.metrics, sizeof a.metrics) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_identity_and_organisation),
        cmocka_unit_test(test_shares_of_notional),
        cmocka_unit_test(test_country_fits_region_and_venue_instrument),
        cmocka_unit_test(test_rows_per_trade),
        cmocka_unit_test(test_distributions_are_even),
        cmocka_unit_test(test_quantities_are_skewed),
        cmocka_unit_test(test_dirty),
        cmocka_unit_test(test_explode),
        cmocka_unit_test(test_seed_changes_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
