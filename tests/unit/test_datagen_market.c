/* Holdings: the first version is the table's, later ones differ within their limits. */
#include "datagen/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct market market = {.seed = 42, .n_instruments = 31, .rebalance_days = 2};

static size_t number_of(const char *symbol)
{
    size_t i = 0;
    while (strcmp(instruments[i].symbol, symbol) != 0)
        i++;
    return i;
}

static void test_versions(void **state)
{
    (void)state;
    struct market still = market;
    still.rebalance_days = 0;
    assert_int_equal(market_version(&market, 1), 0);
    assert_int_equal(market_version(&market, 2), 1);
    assert_int_equal(market_n_versions(&market, 5), 3);
    assert_int_equal(market_n_versions(&market, 4), 2);
    assert_int_equal(market_n_versions(&still, 10000), 1);
}

static void test_first_is_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_instruments_in_all; i++) {
        struct holdings holdings;
        market_holdings(&market, i, 0, &holdings);
        assert_int_equal(holdings.n, instruments[i].n_constituents);
        for (int c = 0; c < holdings.n; c++)
            assert_int_equal(holdings.constituents[c].weight_thousandths,
                             instruments[i].constituents[c].weight_thousandths);
    }
}

static void test_rebalanced(void **state)
{
    (void)state;
    struct holdings first, later, again;
    size_t spy = number_of("SPY"), gld = number_of("GLD");
    market_holdings(&market, spy, 0, &first);
    market_holdings(&market, spy, 1, &later);
    market_holdings(&market, spy, 1, &again);
    assert_int_equal(later.n, first.n - 1);
    assert_int_equal(again.n, later.n);
    for (int i = 0; i < later.n; i++) {
        int c = 0;
        while (strcmp(first.constituents[c].symbol, later.constituents[i].symbol) != 0)
            c++;
        int before = first.constituents[c].weight_thousandths;
        int after = later.constituents[i].weight_thousandths;
        assert_int_equal(after, again.constituents[i].weight_thousandths);
        assert_in_range(after, before * 9 / 10, before);
    }
    market_holdings(&market, gld, 3, &later);
    assert_int_equal(later.n, 1);
}

static void test_funds_of_funds(void **state)
{
    (void)state;
    size_t harbor = number_of("HARBOR");
    assert_true(harbor >= n_instruments);
    struct holdings holdings;
    market_holdings(&market, harbor, 0, &holdings);
    size_t inner = number_of(holdings.constituents[0].symbol);
    assert_true(instruments[inner].n_constituents > 0);
    assert_true(instruments[number_of(instruments[inner].constituents[0].symbol)].n_constituents >
                0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_first_is_the_table),
        cmocka_unit_test(test_rebalanced),
        cmocka_unit_test(test_funds_of_funds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
