/* Offsets of the tz database, against what the database itself says in other programs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/time_zone.h"

static struct time_zone *load(const char *name)
{
    struct time_zone *zone = time_zone_load(name);
    assert_non_null(zone);
    return zone;
}

/* 2024-03-31 01:00 UTC and 2024-10-27 01:00 UTC */
#define SPRING INT64_C(1711846800)
#define AUTUMN INT64_C(1729990800)

static void offsets(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t utc;
        int offset;
    } rows[] = {
        {"Europe/Berlin", SPRING - 1, 3600},
        {"Europe/Berlin", SPRING, 7200},
        {"Europe/Berlin", AUTUMN - 1, 7200},
        {"Europe/Berlin", AUTUMN, 3600},
        {"Europe/Berlin", 4086504000, 7200}, /* 2099-06-30, by the rule */
        {"Europe/Berlin", 4102444800, 3600}, /* 2100-01-01 */
        {"Australia/Lord_Howe", 4102444800, 39600},
        {"Australia/Lord_Howe", 4118083200, 37800}, /* 2100-07-01 */
        {"America/St_Johns", SPRING, -9000},
        {"Europe/Amsterdam", -2000000000, 1172},
        {"Asia/Kathmandu", 0, 19800},
        {"EST5EDT", 1720000000, -14400},
        {"<+05>-05", 0, 18000},
        {"GMT+02:30", 0, -9000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct time_zone *zone = load(rows[i].name);
        if (time_zone_offset(zone, rows[i].utc) != rows[i].offset)
            fail_msg("%s at %lld: %d", rows[i].name, (long long)rows[i].utc,
                     time_zone_offset(zone, rows[i].utc));
        time_zone_free(zone);
    }
    assert_int_equal(time_zone_offset(NULL, 0), 0);
}

static void clocks(void **state)
{
    (void)state;
    struct time_zone *zone = load("Europe/Berlin");
    /* 02:30 is skipped: read as +01. 02:30 in autumn comes twice: the second one. */
    assert_int_equal(time_zone_to_utc(zone, SPRING + 5400), SPRING + 1800);
    assert_int_equal(time_zone_to_utc(zone, AUTUMN + 3600 + 1800), AUTUMN + 1800);
    assert_int_equal(time_zone_to_utc(zone, SPRING + 3600 - 1), SPRING - 1);
    assert_int_equal(time_zone_to_utc(zone, SPRING + 7200), SPRING);
    time_zone_free(zone);
    assert_int_equal(time_zone_to_utc(NULL, 7), 7);
}

static void refuses(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",
        "Nowhere/Town",
        "Europe",
        "../zoneinfo/UTC",
        "/etc/passwd",
        "zone.tab",
        "A1",
        "<+1",
        "GMT+25",
        "EST5EDT,M3.2.0,M13.1.0",
        "Europe/Berlin/Mitte/Mitte/Mitte/Mitte/Mitte/Mitte/Mitte/Mitte/Mitte",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (time_zone_load(names[i]))
            fail_msg("%s is a zone", names[i]);
}

static void switches(void **state)
{
    (void)state;
    struct time_zone *zone = time_zone_switch(NULL, "Asia/Tokyo");
    assert_string_equal(time_zone_name(zone), "Asia/Tokyo");
    assert_ptr_equal(time_zone_switch(zone, "Asia/Tokyo"), zone);
    assert_null(time_zone_switch(zone, "etc/utc"));
    int offset;
    assert_true(time_zone_is_fixed(NULL, &offset));
    zone = time_zone_switch(NULL, "<-03>+03");
    assert_true(time_zone_is_fixed(zone, &offset));
    assert_int_equal(offset, -3 * 3600);
    time_zone_free(zone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offsets),
        cmocka_unit_test(clocks),
        cmocka_unit_test(refuses),
        cmocka_unit_test(switches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
