/*
 * AT TIME ZONE with the name of a zone, as ClickHouse expressions. Knows no rules of zones: those
 * are ClickHouse's.
 */
#include <string.h>

#include "base/time_zone.h"
#include "base/zone_abbreviation.h"
#include "rewrite/regex/pattern.h"
#include "rewrite/time/interval_row.h"

#define FIRST "-2208988800000000"
#define PAST_LAST "10413792000000000"

/* Microseconds that the zone %s is ahead of UTC at a moment. ClickHouse 26.7's timeZoneOffset is a
 * day too much before some zone's time was set by whole hours. */
#define OFFSET(micros)                                                                             \
    LET1("o", "timeZoneOffset(fromUnixTimestamp64Micro(" micros ", '%1$s'))",                      \
         "(if(o > 50400, o - 86400, o) * toInt64(1000000))")
#define TIMESTAMP_OF(micros)                                                                       \
    LET1("u", micros,                                                                              \
         CHECKED("u < " FIRST " OR u >= " PAST_LAST, "0A000",                                      \
                 "timestamps outside the years 1900 to 2299 are not supported",                    \
                 "fromUnixTimestamp64Micro(u, 'UTC')"))
/* A day more on both sides: the session's clock shows a time within the years. */
#define MOMENT_OF(micros)                                                                          \
    LET1("u", micros,                                                                              \
         CHECKED("u < -2209075200000000 OR u >= 10413878400000000", "0A000",                       \
                 "timestamps outside the years 1900 to 2299 are not supported",                    \
                 "fromUnixTimestamp64Micro(u, 'UTC')"))
#define IN_ZONE TIMESTAMP_OF(LET1("v", MICROSECONDS("$1"), "v + " OFFSET("v")))
/* By the offset of the day after if that holds at the moment it gives, else by that of the day
 * before: what the clock skips and what it shows twice are then read as PostgreSQL does. */
#define MICROS_TO_ZONE                                                                             \
    LET1("v", MICROSECONDS("$1"),                                                                  \
         LET2("b", "v - " OFFSET("v - 86400000000"), "a", "v - " OFFSET("v + 86400000000"),        \
              "if(a + " OFFSET("a") " = v, a, b)"))
#define TO_ZONE TIMESTAMP_OF(MICROS_TO_ZONE)

/* Of zones with one offset, of %d seconds. */
#define IN_FIXED TIMESTAMP_OF("(" MICROSECONDS("$1") " + toInt64(%d) * 1000000)")
#define MICROS_TO_FIXED "(" MICROSECONDS("$1") " - toInt64(%d) * 1000000)"

#define TO_FIXED TIMESTAMP_OF(MICROS_TO_FIXED)

/* Names of the tz database. */
static bool is_known_form(const char *name)
{
    if (zone_name_is_single(str_of(name)))
        return true;
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
    size_t area = strspn(name, letters);
    return area && name[area] == '/' && name[area + 1] && strlen(name) < 64 &&
           name[area + strspn(name + area, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"
                                           "0123456789/+-")] == '\0';
}

static const char *fill(struct arena *arena, const char *format, const char *zone)
{
    return arena_printf(arena, format, zone);
}

static const char *fill_offset(struct arena *arena, const char *format, int offset)
{
    return arena_printf(arena, format, offset);
}

static bool find_offset(const char *zone, int *offset)
{
    return zone_abbreviation(str_of(zone), offset) || time_zone_read_offset(zone, offset);
}

static const char *translate(struct arena *arena, const char *zone, enum zone_pattern pattern,
                             struct err *err)
{
    int offset;
    if (find_offset(zone, &offset))
        return fill_offset(arena, pattern == ZONE_CLOCK ? IN_FIXED : TO_FIXED, offset);
    if (is_known_form(zone))
        return fill(arena, pattern == ZONE_CLOCK ? IN_ZONE : TO_ZONE, zone);
    err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
            "time zone \"%s\" is not supported: only names like Europe/Berlin, offsets and common "
            "abbreviations",
            zone);
    return NULL;
}

const char *pattern_to_zone(struct arena *arena, const char *pattern, struct err *err)
{
    return translate(arena, pattern, ZONE_MOMENT, err);
}

const char *pattern_in_zone(struct arena *arena, const char *pattern, struct err *err)
{
    return translate(arena, pattern, ZONE_CLOCK, err);
}

const char *pattern_of_zone(struct arena *arena, const struct time_zone *zone,
                            enum zone_pattern pattern)
{
    static const char *const templates[][2] = {
        [ZONE_CLOCK] = {IN_ZONE, IN_FIXED},
        [ZONE_MOMENT] = {MOMENT_OF(MICROS_TO_ZONE), MOMENT_OF(MICROS_TO_FIXED)},
        [ZONE_MICROS] = {MICROS_TO_ZONE, MICROS_TO_FIXED},
    };
    int offset;
    if (time_zone_is_fixed(zone, &offset))
        return fill_offset(arena, templates[pattern][1], offset);
    return fill(arena, templates[pattern][0], time_zone_name(zone));
}
