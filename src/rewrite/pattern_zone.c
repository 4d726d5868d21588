/*
 * AT TIME ZONE with the name of a zone, as ClickHouse expressions. Knows no rules of zones: those
 * are ClickHouse's.
 */
#include <string.h>

#include "rewrite/interval_row.h"
#include "rewrite/pattern.h"

#define FIRST "-2208988800000000"
#define PAST_LAST "10413792000000000"

/* Microseconds that the zone %s is ahead of UTC at a moment. */
#define OFFSET(micros)                                                                             \
    "(timeZoneOffset(fromUnixTimestamp64Micro(" micros ", '%1$s')) * toInt64(1000000))"
#define TIMESTAMP_OF(micros)                                                                       \
    LET1("u", micros,                                                                              \
         CHECKED("u < " FIRST " OR u >= " PAST_LAST, "0A000",                                      \
                 "timestamps outside the years 1900 to 2299 are not supported",                    \
                 "fromUnixTimestamp64Micro(u, 'UTC')"))
#define IN_ZONE TIMESTAMP_OF(LET1("v", MICROSECONDS("$1"), "v + " OFFSET("v")))
/* By the offset of the day after if that holds at the moment it gives, else by that of the day
 * before: what the clock skips and what it shows twice are then read as PostgreSQL does. */
#define TO_ZONE                                                                                    \
    TIMESTAMP_OF(                                                                                  \
        LET1("v", MICROSECONDS("$1"),                                                              \
             LET2("b", "v - " OFFSET("v - 86400000000"), "a", "v - " OFFSET("v + 86400000000"),    \
                  "if(a + " OFFSET("a") " = v, a, b)")))

/* Names of the tz database. Abbreviations mean other things to PostgreSQL, and so do offsets. */
static bool is_known_form(const char *name)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
    if (strcmp(name, "UTC") == 0 || strcmp(name, "GMT") == 0)
        return true;
    size_t area = strspn(name, letters);
    return area && name[area] == '/' && name[area + 1] && strlen(name) < 64 &&
           name[area + strspn(name + area, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"
                                           "0123456789/+-")] == '\0';
}

static const char *translate(struct arena *arena, const char *zone, const char *format,
                             struct err *err)
{
    if (is_known_form(zone))
        return arena_printf(arena, format, zone);
    err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
            "time zone \"%s\" is not supported: only names like Europe/Berlin, and UTC", zone);
    return NULL;
}

const char *pattern_to_zone(struct arena *arena, const char *pattern, struct err *err)
{
    return translate(arena, pattern, TO_ZONE, err);
}

const char *pattern_in_zone(struct arena *arena, const char *pattern, struct err *err)
{
    return translate(arena, pattern, IN_ZONE, err);
}
