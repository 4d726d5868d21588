/* Prints intervals (PostgreSQL's EncodeInterval), and packs them. */
#include "base/interval.h"

#include <stdio.h>
#include <string.h>

#define MILLION 1000000

/* "+1 day": the plus only after something negative. */
static size_t print_part(char *out, size_t used, int value, const char *unit, bool *after_negative)
{
    if (value == 0)
        return used;
    used += (size_t)snprintf(out + used, INTERVAL_ROOM - used, "%s%s%d %s%s", used ? " " : "",
                             *after_negative && value > 0 ? "+" : "", value, unit,
                             value == 1 ? "" : "s");
    *after_negative = value < 0;
    return used;
}

static size_t print_time(char *out, size_t used, int64_t micros, bool after_negative)
{
    uint64_t magnitude = micros < 0 ? 0 - (uint64_t)micros : (uint64_t)micros;
    const char *sign = micros < 0 ? "-" : after_negative ? "+" : "";
    uint64_t seconds = magnitude / MILLION;
    used += (size_t)snprintf(out + used, INTERVAL_ROOM - used, "%s%s%02u:%02u:%02u",
                             used ? " " : "", sign, (unsigned)(seconds / 3600),
                             (unsigned)(seconds / 60 % 60), (unsigned)(seconds % 60));
    if (magnitude % MILLION == 0)
        return used;
    used += (size_t)snprintf(out + used, INTERVAL_ROOM - used, ".%06u",
                             (unsigned)(magnitude % MILLION));
    while (out[used - 1] == '0')
        used--;
    return used;
}

size_t interval_print(const struct interval *interval, char out[INTERVAL_ROOM])
{
    bool after_negative = false;
    size_t used = print_part(out, 0, interval->months / 12, "year", &after_negative);
    used = print_part(out, used, interval->months % 12, "mon", &after_negative);
    used = print_part(out, used, interval->days, "day", &after_negative);
    if (used == 0 || interval->micros)
        used = print_time(out, used, interval->micros, after_negative);
    return used;
}

struct interval interval_unpack(const void *int128)
{
    struct interval interval;
    int64_t high;
    memcpy(&interval.micros, int128, sizeof interval.micros);
    memcpy(&high, (const char *)int128 + sizeof interval.micros, sizeof high);
    /* A negative low part has borrowed one from the high part. */
    high = (int64_t)((uint64_t)high + (interval.micros < 0));
    interval.days = (int32_t)(uint32_t)(uint64_t)high;
    high = (int64_t)((uint64_t)high - (uint64_t)(int64_t)interval.days);
    interval.months = (int32_t)(high >> 32);
    return interval;
}

void interval_pack(const struct interval *interval, uint8_t wide[32])
{
    int64_t high = (int64_t)interval->months * 4294967296 + interval->days;
    high = (int64_t)((uint64_t)high - (interval->micros < 0));
    memset(wide, high < 0 ? 0xFF : 0, 32);
    memcpy(wide, &interval->micros, sizeof interval->micros);
    memcpy(wide + sizeof interval->micros, &high, sizeof high);
}
