/* The integer functions against the C library's. */
#include "datagen/normal.h"

#include "datagen/fixed.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static double value(int64_t fixed)
{
    return (double)fixed / FIXED_ONE;
}

static void assert_near(int64_t fixed, double expected, double limit)
{
    assert_true(fabs(value(fixed) - expected) <= limit);
}

static void test_against_libm(void **state)
{
    (void)state;
    for (int64_t x = -8 * FIXED_ONE; x <= 8 * FIXED_ONE; x += 12345678) {
        double real = value(x);
        assert_near(normal_exp(x), exp(real), 2e-9 + exp(real) * 1e-8);
        assert_near(normal_density(x), exp(-real * real / 2) / sqrt(2 * acos(-1)), 1e-8);
        assert_near(normal_below(x), erfc(-real / sqrt(2)) / 2, 1e-7);
        if (x >= 0)
            assert_near(normal_sqrt(x), sqrt(real), 2e-9);
    }
    assert_near(normal_exp(-100 * FIXED_ONE), 0, 0);
    assert_near(normal_sqrt(0), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_libm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
