/* Realistic trades: in their ranges, greeks as an option has them, some instruments and hours busy.
 */
#include "datagen/realistic.h"

#include "datagen/fixed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_TRADES = 20000 };

static const struct calendar_day days[] = {{19737, "2024-01-15"}};
static const struct trade_plan plan = {.seed = 42,
                                       .n_trades = N_TRADES,
                                       .n_portfolio_managers = 10,
                                       .days = days,
                                       .n_days = 1,
                                       .market = {.seed = 42, .n_instruments = 31},
                                       .is_realistic = true};

static void test_ranges_and_signs(void **state)
{
    (void)state;
    for (uint64_t row = 0; row < N_TRADES; row++) {
        struct trade trade;
        trade_make(&trade, &plan, row);
        assert_true(llabs(trade.pnl) <= 50000 * FIXED_ONE);
        assert_true(llabs(trade.delta) <= FIXED_ONE);
        assert_in_range(trade.gamma, 0, FIXED_ONE / 10);
        assert_in_range(trade.vega, 0, 100 * FIXED_ONE);
        assert_true(trade.theta <= 0 && trade.theta >= -50 * FIXED_ONE);
        assert_true(llabs(trade.rho) <= 10 * FIXED_ONE);
        assert_in_range(trade.quantity, 100 * FIXED_ONE, 10000 * FIXED_ONE);
        assert_int_equal(trade.notional, trade.quantity / FIXED_ONE * trade.price);
        /* A call gains when prices and rates rise, a put loses. */
        assert_true((trade.delta >= 0) == (trade.rho >= 0) || trade.rho == 0 || trade.delta == 0);
    }
}

/* SPY has a quarter of all trades, and the first and last hours more than the others. */
static void test_busy(void **state)
{
    (void)state;
    unsigned seen[31] = {0}, hours[8] = {0}, n_lots = 0, n_puts = 0;
    for (uint64_t row = 0; row < N_TRADES; row++) {
        struct trade trade;
        trade_make(&trade, &plan, row);
        seen[trade_instrument(&plan, row)]++;
        hours[trade.ts.day_ms / 3600000 - 9]++;
        n_lots += trade.quantity / FIXED_ONE % 100 == 0;
        n_puts += trade.delta < 0;
    }
    for (size_t i = 0; i < 31; i++)
        assert_true(seen[i] > 0);
    assert_string_equal(instruments[21].symbol, "SPY");
    assert_in_range(seen[21], N_TRADES / 5, N_TRADES / 3);
    assert_true(hours[0] * 10 > hours[3] * 17 && hours[7] * 10 > hours[4] * 17);
    assert_in_range(n_lots, N_TRADES * 7 / 10, N_TRADES * 9 / 10);
    assert_in_range(n_puts, N_TRADES * 4 / 10, N_TRADES * 6 / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranges_and_signs),
        cmocka_unit_test(test_busy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
