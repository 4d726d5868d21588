/* Days of the generator. */
#include "datagen/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_parse(void **state)
{
    (void)state;
    struct calendar_day day;
    assert_true(calendar_parse("1970-01-01", &day));
    assert_int_equal(day.number, 0);
    assert_true(calendar_parse("2024-02-29", &day));
    assert_int_equal(day.number, 19782);
    assert_string_equal(day.text, "2024-02-29");
    assert_true(calendar_parse("1969-12-31", &day));
    assert_int_equal(day.number, -1);
}

static void test_parse_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {"",           "2024-1-15",   "2024-02-30",  "2023-02-29",
                                      "2024-13-01", "2024-00-01",  "2024-01-00",  "24-01-15",
                                      "2024/01/15", "2024-01-15 ", " 2024-01-15", "0999-01-01",
                                      "+024-01-15", "2024-01-1x",  "today"};
    struct calendar_day day;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(calendar_parse(bad[i], &day));
}

static void check_next(const char *from, const char *expected)
{
    struct calendar_day day;
    assert_true(calendar_parse(from, &day));
    day = calendar_next_weekday(&day);
    assert_string_equal(day.text, expected);
}

static void test_next_weekday(void **state)
{
    (void)state;
    check_next("2024-01-15", "2024-01-16"); /* Monday */
    check_next("2024-01-18", "2024-01-19"); /* Thursday */
    check_next("2024-01-19", "2024-01-22"); /* Friday */
    check_next("2024-01-20", "2024-01-22"); /* Saturday */
    check_next("2024-01-21", "2024-01-22"); /* Sunday */
    check_next("2023-12-29", "2024-01-01");
    check_next("1969-12-26", "1969-12-29"); /* before day 0 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_parse_refuses),
        cmocka_unit_test(test_next_weekday),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
