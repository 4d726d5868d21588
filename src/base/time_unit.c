/* Units of time, by the calendar of UTC. Knows no zones. */
#include "base/time_unit.h"

#include <stddef.h>
#include <strings.h>

#include "base/civil.h"

#define DAY_MICROS INT64_C(86400000000)

static const struct {
    const char *word;
    enum time_unit unit;
} words[] = {
    {"second", UNIT_SECOND},   {"minute", UNIT_MINUTE}, {"hour", UNIT_HOUR},
    {"day", UNIT_DAY},         {"week", UNIT_WEEK},     {"month", UNIT_MONTH},
    {"quarter", UNIT_QUARTER}, {"year", UNIT_YEAR},
};

enum time_unit time_unit_of_word(const char *word)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(words[i].word, word) == 0)
            return words[i].unit;
    return UNIT_NONE;
}

bool time_unit_divides(enum time_unit held, enum time_unit wanted)
{
    if (held == UNIT_WEEK || wanted == UNIT_WEEK)
        return held == wanted || (held <= UNIT_DAY && wanted == UNIT_WEEK);
    return held <= wanted;
}

static int64_t floor_to(int64_t value, int64_t step)
{
    int64_t rest = value % step;
    return value - (rest < 0 ? rest + step : rest);
}

/* The first day of the month that is `months` after the unit's first. */
static int64_t start_of_months(int64_t days, int length, int months)
{
    struct civil_date date = civil_from_days(days);
    int64_t month = date.year * 12 + (date.month - 1) / length * length + months;
    int64_t year = floor_to(month, 12) / 12;
    struct civil_date start = {.year = year, .month = (int)(month - year * 12) + 1, .day = 1};
    return civil_to_days(start);
}

static int64_t start_of(enum time_unit unit, int64_t micros, int ahead)
{
    static const int64_t lengths[] = {[UNIT_SECOND] = INT64_C(1000000),
                                      [UNIT_MINUTE] = INT64_C(60000000),
                                      [UNIT_HOUR] = INT64_C(3600000000),
                                      [UNIT_DAY] = DAY_MICROS,
                                      [UNIT_WEEK] = 7 * DAY_MICROS};
    static const int months[] = {[UNIT_MONTH] = 1, [UNIT_QUARTER] = 3, [UNIT_YEAR] = 12};
    if (unit >= UNIT_MONTH)
        return start_of_months(floor_to(micros, DAY_MICROS) / DAY_MICROS, months[unit],
                               ahead * months[unit]) *
               DAY_MICROS;
    /* 1970-01-01 was a Thursday. */
    int64_t origin = unit == UNIT_WEEK ? 4 * DAY_MICROS : 0;
    return floor_to(micros - origin, lengths[unit]) + origin + ahead * lengths[unit];
}

int64_t time_unit_floor(enum time_unit unit, int64_t micros)
{
    return unit == UNIT_NONE ? micros : start_of(unit, micros, 0);
}

int64_t time_unit_ceiling(enum time_unit unit, int64_t micros)
{
    return time_unit_floor(unit, micros) == micros ? micros : start_of(unit, micros, 1);
}
