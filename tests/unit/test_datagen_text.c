/* Fields: exact digits, and texts as COPY reads them back. */
#include "datagen/text.h"

#include "datagen/fixed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check_fixed(int64_t value, const char *expected)
{
    char text[TEXT_NUMBER_MAX + 1];
    *text_put_fixed(text, value) = '\0';
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
    check_fixed(INT64_MAX - 1, "9223372036.854775806");
    check_fixed(FIXED_INFINITY, "Infinity");
    check_fixed(-FIXED_INFINITY, "-Infinity");
    check_fixed(FIXED_NAN, "NaN");
}

static void check_uint(uint64_t value, const char *expected)
{
    char text[TEXT_NUMBER_MAX + 1];
    *text_put_uint(text, value) = '\0';
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
    *text_put_csv(text, value) = '\0';
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
    char text[TEXT_TIME_MAX + 1];
    *text_put_time(text, "2024-01-15", 0) = '\0';
    assert_string_equal(text, "2024-01-15 00:00:00.000");
    *text_put_time(text, "2024-01-15", 86399999) = '\0';
    assert_string_equal(text, "2024-01-15 23:59:59.999");
    *text_put_time(text, "2024-01-15", 32401002) = '\0';
    assert_string_equal(text, "2024-01-15 09:00:01.002");
}

static void test_texts_that_mean_something_to_readers(void **state)
{
    (void)state;
    check_text("\\N", "\"\\N\"");
    check_text(" a", "\" a\"");
    check_text("a ", "\"a \"");
    check_text("a b", "a b");
}

static void check_tsv(const char *value, const char *expected)
{
    char text[64];
    *text_put_tsv(text, value) = '\0';
    assert_string_equal(text, expected);
}

static void test_tsv(void **state)
{
    (void)state;
    check_tsv("", "");
    check_tsv("a, \"b\"", "a, \"b\"");
    check_tsv("a\tb\nc\rd\\N", "a\\tb\\nc\\rd\\\\N");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fixed), cmocka_unit_test(test_uint),
        cmocka_unit_test(test_tsv),   cmocka_unit_test(test_texts_that_mean_something_to_readers),
        cmocka_unit_test(test_text),  cmocka_unit_test(test_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
