/* CSV fields: exact digits, and texts as COPY reads them back. */
#include "datagen/csv.h"

#include "datagen/fixed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check_fixed(int64_t value, const char *expected)
{
    char text[CSV_NUMBER_MAX + 1];
    *csv_put_fixed(text, value) = '\0';
    assert_string_equal(text, expected);
}

static void test_fixed(void **state)
{
    (void)state;
    check_fixed(0, "0");
    check_fixed(FIXED_ONE, "1");
    check_fixed(-FIXED_ONE, "-1");
    check_fixed(1, "0.000000001");
    check_fixed(-1, "-0.000000001");
    check_fixed(100000, "0.0001");
    check_fixed(99999, "0.000099999");
    check_fixed(FIXED_CENTS(1250), "12.5");
    check_fixed(-FIXED_CENTS(5), "-0.05");
    check_fixed(FIXED_ONE * 100 + FIXED_ONE / 1000000, "100.000001");
    check_fixed(INT64_MAX, "9223372036.854775807");
    check_fixed(INT64_MIN, "-9223372036.854775808");
}

static void check_uint(uint64_t value, const char *expected)
{
    char text[CSV_NUMBER_MAX + 1];
    *csv_put_uint(text, value) = '\0';
    assert_string_equal(text, expected);
}

static void test_uint(void **state)
{
    (void)state;
    check_uint(0, "0");
    check_uint(9, "9");
    check_uint(10, "10");
    check_uint(100, "100");
    check_uint(UINT64_MAX, "18446744073709551615");
}

static void check_text(const char *value, const char *expected)
{
    char text[64];
    *csv_put_text(text, value) = '\0';
    assert_string_equal(text, expected);
}

static void test_text(void **state)
{
    (void)state;
    check_text("Gold", "Gold");
    check_text("", "\"\"");
    check_text("a,b", "\"a,b\"");
    check_text("a \"b\"", "\"a \"\"b\"\"\"");
    check_text("a\nb", "\"a\nb\"");
}

static void test_time(void **state)
{
    (void)state;
    char text[CSV_TIME_MAX + 1];
    *csv_put_time(text, "2024-01-15", 0) = '\0';
    assert_string_equal(text, "2024-01-15 00:00:00.000");
    *csv_put_time(text, "2024-01-15", 86399999) = '\0';
    assert_string_equal(text, "2024-01-15 23:59:59.999");
    *csv_put_time(text, "2024-01-15", 32401002) = '\0';
    assert_string_equal(text, "2024-01-15 09:00:01.002");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fixed),
        cmocka_unit_test(test_uint),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
