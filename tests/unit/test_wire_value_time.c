/* value_in.h: dates and times as PostgreSQL 15 takes and refuses them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "wire/value_in.h"

static struct err error;

static bool parse(struct value *value, struct chtype type, const char *text)
{
    const struct chtype *plain = &type;
    type.text = "?";
    memset(&error, 0, sizeof error);
    value_parse *parser = value_parser_choose(&plain, chtype_to_pg(plain).oid, &error);
    return parser && parser(value, str_of(text), plain, &error);
}

static int64_t parse_good(struct chtype type, const char *text)
{
    struct value value = {0};
    if (!parse(&value, type, text))
        fail_msg("%s: %s", text, error.message);
    assert_int_equal(value.kind, VALUE_INT64);
    return value.as.int64;
}

static void assert_refused(enum chtype_kind kind, const char *text, const char *sqlstate,
                           const char *message)
{
    struct value value;
    assert_false(parse(&value, (struct chtype){.kind = kind}, text));
    assert_string_equal(error.message, message);
    assert_string_equal(error.sqlstate, sqlstate);
}

static void test_date_forms(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "2024-01-15",  "2024/1/15",    "2024.01.15",   "20240115",           "1/15/2024",
        "1/15/24",     "15-Jan-2024",  "Jan 15, 2024", "January 15 2024",    "15 Jan 2024",
        "2024-Jan-15", " 2024-01-15 ", "01-15-2024",   "2024-01-15 10:30:00"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        assert_int_equal(parse_good((struct chtype){.kind = CH_DATE32}, forms[i]), 19737);
}

static void test_date_ranges(void **state)
{
    (void)state;
    assert_int_equal(parse_good((struct chtype){.kind = CH_DATE}, "1970-01-01"), 0);
    assert_int_equal(parse_good((struct chtype){.kind = CH_DATE}, "2149-06-06"), 65535);
    assert_int_equal(parse_good((struct chtype){.kind = CH_DATE32}, "1900-01-01"), -25567);
    assert_int_equal(parse_good((struct chtype){.kind = CH_DATE32}, "2024-02-29"), 19782);
    assert_refused(CH_DATE, "1969-12-31", "22008",
                   "value \"1969-12-31\" is out of range for type ?");
    assert_refused(CH_DATE, "2149-06-07", "22008",
                   "value \"2149-06-07\" is out of range for type ?");
    assert_refused(CH_DATE32, "2300-01-01", "22008",
                   "value \"2300-01-01\" is out of range for type ?");
}

static void test_date_refusals(void **state)
{
    (void)state;
    assert_refused(CH_DATE32, "2024-02-30", "22008",
                   "date/time field value out of range: \"2024-02-30\"");
    assert_string_equal(error.hint, "");
    assert_refused(CH_DATE32, "13/01/2024", "22008",
                   "date/time field value out of range: \"13/01/2024\"");
    assert_string_equal(error.hint, "Perhaps you need a different \"datestyle\" setting.");
    static const char *const bad[] = {"",
                                      "abc",
                                      "2024-01",

                                      "2024-01/15",

                                      "15-Foo-2024",
                                      "2024-01-",
                                      "2024",
                                      "Jan 15",
                                      "-",
                                      "1/2/",
                                      "99999999999999999999-01-01"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct value value;
        assert_false(parse(&value, (struct chtype){.kind = CH_DATE32}, bad[i]));
        assert_string_equal(error.sqlstate, "22007");
    }
    assert_refused(CH_DATE32, "infinity", "0A000",
                   "this date/time value is not supported: \"infinity\"");
    assert_refused(CH_DATE32, "today", "0A000", "this date/time value is not supported: \"today\"");
}

static int64_t ticks(int scale, const char *text)
{
    return parse_good((struct chtype){.kind = CH_DATETIME64, .scale = scale}, text);
}

static void test_timestamps(void **state)
{
    (void)state;
    const int64_t seconds = 1705311000; /* 2024-01-15 09:30:00 */
    assert_int_equal(parse_good((struct chtype){.kind = CH_DATETIME}, "2024-01-15 09:30"), seconds);
    assert_int_equal(ticks(3, "2024-01-15 09:30:00.123"), seconds * 1000 + 123);
    assert_int_equal(ticks(3, "2024-01-15T09:30:00.1235"), seconds * 1000 + 124);
    assert_int_equal(ticks(3, "2024-01-15T09:30:00Z"), seconds * 1000);
    assert_int_equal(ticks(0, "2024-01-15 09:30:00.5"), seconds + 1);
    assert_int_equal(ticks(9, "2024-01-15 09:30:00.123456789"), seconds * 1000000000 + 123456789);
    assert_int_equal(ticks(6, "1969-12-31 23:59:59.999999"), -1);
    assert_int_equal(ticks(0, "2024-01-15"), 1705276800);
    assert_int_equal(ticks(0, "2024-01-15 24:00:00"), 1705363200);
    assert_int_equal(ticks(0, "2024-01-15 23:59:60"), 1705363200);
}

/* timestamp without time zone takes no heed of a zone. */
static void test_zones_are_read_and_ignored(void **state)
{
    (void)state;
    static const char *const zones[] = {"Z",     "z",       "+05",  "+05:30",
                                        "-0530", " +05:30", " UTC", "+05:30:15"};
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        char text[64] = "2024-01-15 09:30:00";
        strcat(text, zones[i]);
        assert_int_equal(ticks(0, text), 1705311000);
    }
}

static void test_timestamp_refusals(void **state)
{
    (void)state;
    assert_refused(CH_DATETIME64, "2024-01-15 25:00", "22008",
                   "date/time field value out of range: \"2024-01-15 25:00\"");
    assert_refused(CH_DATETIME64, "2024-01-15 09:30:61", "22008",
                   "date/time field value out of range: \"2024-01-15 09:30:61\"");
    assert_refused(CH_DATETIME64, "2024-01-15 24:00:01", "22008",
                   "date/time field value out of range: \"2024-01-15 24:00:01\"");
    assert_refused(CH_DATETIME, "2107-01-01", "22008",
                   "value \"2107-01-01\" is out of range for type ?");
    assert_refused(CH_DATETIME64, "2024-01-15 09", "22007",
                   "invalid input syntax for type timestamp without time zone: \"2024-01-15 09\"");
    assert_refused(CH_DATETIME64, "2024-01-15 09:30 Europe/Paris", "0A000",
                   "this date/time value is not supported: \"2024-01-15 09:30 Europe/Paris\"");
    assert_refused(CH_DATETIME64, "2024-01-15 09:30+16", "22009",
                   "time zone displacement out of range: \"2024-01-15 09:30+16\"");
}

static void test_times(void **state)
{
    (void)state;
    struct chtype type = {.kind = CH_TIME64, .scale = 3};
    assert_int_equal(parse_good(type, "09:30:00.5"), 34200500);
    assert_int_equal(parse_good(type, "24:00"), 86400000);
    assert_refused(CH_TIME64, "24:01", "22008", "date/time field value out of range: \"24:01\"");
    assert_refused(CH_TIME64, "noon", "22007",
                   "invalid input syntax for type time without time zone: \"noon\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_date_forms),
        cmocka_unit_test(test_date_ranges),
        cmocka_unit_test(test_date_refusals),
        cmocka_unit_test(test_timestamps),
        cmocka_unit_test(test_zones_are_read_and_ignored),
        cmocka_unit_test(test_timestamp_refusals),
        cmocka_unit_test(test_times),
    };
    return cmocka_run_group_tests_name("wire_value_time", tests, NULL, NULL);
}
