/* The data tables against docs/data-model.md, and the room a row needs. */
#include "datagen/dimensions.h"
#include "datagen/format.h"
#include "datagen/instruments.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct instrument *find_instrument(const char *symbol)
{
    for (size_t i = 0; i < n_instruments_in_all; i++)
        if (strcmp(instruments[i].symbol, symbol) == 0)
            return &instruments[i];
    return NULL;
}

static int sum_weights(const struct instrument *instrument)
{
    int sum = 0;
    for (int i = 0; i < instrument->n_constituents; i++)
        sum += instrument->constituents[i].weight_thousandths;
    return sum;
}

static void test_counts(void **state)
{
    (void)state;
    int n_constituents = 0;
    assert_int_equal(n_instruments, 29);
    for (size_t i = 0; i < n_instruments; i++)
        n_constituents += instruments[i].n_constituents;
    assert_int_equal(n_constituents, 25);
}

static void test_constituents_are_instruments(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_instruments_in_all; i++)
        for (int c = 0; c < instruments[i].n_constituents; c++)
            assert_non_null(find_instrument(instruments[i].constituents[c].symbol));
}

static void test_weights(void **state)
{
    (void)state;
    assert_int_equal(sum_weights(find_instrument("SPY")), 300);
    assert_int_equal(sum_weights(find_instrument("QQQ")), 520);
    assert_int_equal(sum_weights(find_instrument("XLF")), 240);
    assert_int_equal(sum_weights(find_instrument("XLE")), 220);
    assert_int_equal(sum_weights(find_instrument("PMET")), 1000);
}

/* format.c reserves room for texts of so many characters. */
static void test_texts_fit(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_instruments_in_all; i++)
        assert_true(strlen(instruments[i].name) <= FORMAT_TEXT_MAX);
    for (size_t i = 0; i < counterparties.n; i++)
        assert_true(strlen(counterparties.values[i]) <= FORMAT_TEXT_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_constituents_are_instruments),
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_texts_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
