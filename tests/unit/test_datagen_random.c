/* The generator's random numbers: fixed for ever, even, and independent of order. */
#include "datagen/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_bits_are_splitmix64(void **state)
{
    (void)state;
    /* The first outputs of SplitMix64 from state 1234567, as in its published test vectors. */
    assert_int_equal(random_bits(1234567, 0), UINT64_C(6457827717110365317));
    assert_int_equal(random_bits(1234567, 1), UINT64_C(3203168211198807973));
    assert_int_equal(random_bits(1234567, 2), UINT64_C(9817491932198370423));
}

static void test_keys_differ_from_values(void **state)
{
    (void)state;
    for (uint64_t n = 0; n < 1000; n++)
        assert_true(random_key(42, n) != random_bits(42, n));
}

static void test_between_reaches_both_ends(void **state)
{
    (void)state;
    int64_t low = INT64_MAX, high = INT64_MIN;
    for (uint64_t n = 0; n < 1000; n++) {
        int64_t value = random_between(7, n, -3, 3);
        low = value < low ? value : low;
        high = value > high ? value : high;
    }
    assert_int_equal(low, -3);
    assert_int_equal(high, 3);
}

static void test_below_is_even(void **state)
{
    (void)state;
    int counts[10] = {0};
    for (uint64_t n = 0; n < 100000; n++)
        counts[random_below(1, n, 10)]++;
    for (int i = 0; i < 10; i++)
        assert_in_range(counts[i], 9500, 10500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bits_are_splitmix64),
        cmocka_unit_test(test_keys_differ_from_values),
        cmocka_unit_test(test_between_reaches_both_ends),
        cmocka_unit_test(test_below_is_even),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
