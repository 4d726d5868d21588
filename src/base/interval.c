/* Reads and prints intervals (PostgreSQL's DecodeInterval and EncodeInterval). */
#include "base/interval.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MILLION 1000000
#define MICROS_PER_HOUR INT64_C(3600000000)
#define MICROS_PER_DAY (24 * MICROS_PER_HOUR)

enum part { PART_MONTHS, PART_DAYS, PART_MICROS };

/* Names of units, and what one is. `field`: no field stands twice. */
static const struct unit {
    const char *names;
    enum part part;
    int64_t factor;
    int field;
} units[] = {
    {" us usec usecs usecond useconds microsecond microseconds ", PART_MICROS, 1, 0},
    {" ms msec msecs msecond mseconds millisecond milliseconds ", PART_MICROS, 1000, 1},
    {" s sec secs second seconds ", PART_MICROS, MILLION, 2},
    {" m min mins minute minutes ", PART_MICROS, INT64_C(60000000), 3},
    {" h hr hrs hour hours ", PART_MICROS, MICROS_PER_HOUR, 4},
    {" d day days ", PART_DAYS, 1, 5},
    {" w week weeks ", PART_DAYS, 7, 6},
    {" mon mons month months ", PART_MONTHS, 1, 7},
    {" y yr yrs year years ", PART_MONTHS, 12, 8},
    {" dec decs decade decades ", PART_MONTHS, 120, 9},
    {" c cent century centuries ", PART_MONTHS, 1200, 10},
    {" mil mils millennium millennia ", PART_MONTHS, 12000, 11},
};
#define N_UNITS (sizeof units / sizeof *units)
#define SECOND_UNIT (&units[2])
#define TIME_FIELDS (1u << 2 | 1u << 3 | 1u << 4)

/* Bits of a typmod's range, and the unit each stands for. */
static const struct {
    int32_t mask;
    const struct unit *unit;
} ranges[] = {
    {1 << 2, &units[8]},  {1 << 1, &units[7]},  {1 << 3, &units[5]},
    {1 << 10, &units[4]}, {1 << 11, &units[3]}, {1 << 12, &units[2]},
};

struct reading {
    const char *at, *end;
    struct interval *interval;
    unsigned fields; /* that were given */
};

static void skip_spaces(struct reading *reading)
{
    while (reading->at < reading->end && strchr(" \t\n\r\v\f", *reading->at))
        reading->at++;
}

static bool is_digit(const struct reading *reading)
{
    return reading->at < reading->end && *reading->at >= '0' && *reading->at <= '9';
}

static bool is_letter(const struct reading *reading)
{
    return reading->at < reading->end && ((*reading->at | 32) >= 'a' && (*reading->at | 32) <= 'z');
}

/* A number with up to six decimals, in millionths of its whole. */
struct number {
    int64_t whole;
    int32_t millionths;
    bool negative, has_fraction;
};

static enum datetime_status read_whole(struct reading *reading, int64_t *whole)
{
    *whole = 0;
    for (; is_digit(reading); reading->at++)
        if (__builtin_mul_overflow(*whole, 10, whole) ||
            __builtin_add_overflow(*whole, *reading->at - '0', whole))
            return DATETIME_RANGE;
    return DATETIME_OK;
}

static enum datetime_status read_fraction(struct reading *reading, struct number *number)
{
    if (reading->at >= reading->end || *reading->at != '.')
        return DATETIME_OK;
    number->has_fraction = true;
    int32_t digit = MILLION / 10;
    for (reading->at++; is_digit(reading); reading->at++, digit /= 10) {
        if (digit == 0)
            return DATETIME_UNSUPPORTED;
        number->millionths += (*reading->at - '0') * digit;
    }
    return DATETIME_OK;
}

/* Adds `value` units; false: out of range. */
static bool add(struct interval *interval, enum part part, int64_t value, int64_t factor)
{
    int64_t product;
    if (__builtin_mul_overflow(value, factor, &product))
        return false;
    switch (part) {
    case PART_MONTHS:
        return !__builtin_add_overflow(interval->months, product, &interval->months);
    case PART_DAYS:
        return !__builtin_add_overflow(interval->days, product, &interval->days);
    case PART_MICROS:
        return !__builtin_add_overflow(interval->micros, product, &interval->micros);
    }
    return false;
}

/* What a fraction of a unit is in smaller ones. */
static enum datetime_status add_fraction(struct interval *interval, const struct unit *unit,
                                         int64_t millionths)
{
    int64_t value = millionths * unit->factor;
    bool fits = true;
    if (unit->part == PART_MICROS) {
        if (value % MILLION)
            return DATETIME_UNSUPPORTED;
        fits = add(interval, PART_MICROS, value / MILLION, 1);
    } else if (unit->part == PART_DAYS) {
        fits = add(interval, PART_DAYS, value / MILLION, 1) &&
               add(interval, PART_MICROS, value % MILLION, MICROS_PER_DAY / MILLION);
    } else {
        if (value % MILLION)
            return DATETIME_UNSUPPORTED;
        fits = add(interval, PART_MONTHS, value / MILLION, 1);
    }
    return fits ? DATETIME_OK : DATETIME_RANGE;
}

static enum datetime_status add_number(struct reading *reading, const struct unit *unit,
                                       const struct number *number)
{
    if (reading->fields & 1u << unit->field)
        return DATETIME_SYNTAX;
    reading->fields |= 1u << unit->field;
    int sign = number->negative ? -1 : 1;
    if (!add(reading->interval, unit->part, sign * number->whole, unit->factor))
        return DATETIME_RANGE;
    return add_fraction(reading->interval, unit, (int64_t)sign * number->millionths);
}

/* The minutes and seconds after HH. */
static enum datetime_status read_time(struct reading *reading, const struct number *hours)
{
    if (reading->fields & TIME_FIELDS)
        return DATETIME_SYNTAX;
    reading->fields |= TIME_FIELDS;
    int64_t minutes = 0, seconds = 0;
    struct number fraction = {0};
    reading->at++;
    enum datetime_status status =
        is_digit(reading) ? read_whole(reading, &minutes) : DATETIME_SYNTAX;
    if (status == DATETIME_OK && reading->at < reading->end && *reading->at == '.')
        return DATETIME_UNSUPPORTED; /* MM:SS.fraction */
    if (status == DATETIME_OK && reading->at < reading->end && *reading->at == ':') {
        reading->at++;
        status = is_digit(reading) ? read_whole(reading, &seconds) : DATETIME_SYNTAX;
        if (status == DATETIME_OK)
            status = read_fraction(reading, &fraction);
    }
    if (status != DATETIME_OK)
        return status;
    int sign = hours->negative ? -1 : 1;
    bool fits = minutes < 60 && seconds < 60 &&
                add(reading->interval, PART_MICROS, sign * hours->whole, MICROS_PER_HOUR) &&
                add(reading->interval, PART_MICROS, sign * (minutes * 60 + seconds), MILLION) &&
                add(reading->interval, PART_MICROS, sign * fraction.millionths, 1);
    return fits ? DATETIME_OK : DATETIME_RANGE;
}

static size_t word_size(const struct reading *reading)
{
    struct reading ahead = *reading;
    while (is_letter(&ahead))
        ahead.at++;
    return (size_t)(ahead.at - reading->at);
}

static const struct unit *find_unit(const char *word, size_t size)
{
    char wanted[16];
    if (size + 3 > sizeof wanted)
        return NULL;
    wanted[0] = ' ';
    for (size_t i = 0; i < size; i++)
        wanted[i + 1] = (char)(word[i] | 32);
    memcpy(wanted + size + 1, " ", 2);
    for (size_t i = 0; i < N_UNITS; i++)
        if (strstr(units[i].names, wanted))
            return &units[i];
    return NULL;
}

const char *interval_unit_name(const char *name)
{
    static const char *const usual[N_UNITS] = {
        "microseconds", "milliseconds", "second", "minute", "hour",    "day",
        "week",         "month",        "year",   "decade", "century", "millennium"};
    const struct unit *unit = find_unit(name, strlen(name));
    return unit ? usual[unit - units] : strcasecmp(name, "qtr") == 0 ? "quarter" : name;
}

static const struct unit *range_unit(int32_t typmod)
{
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if ((typmod >> 16 & 0x7fff) == ranges[i].mask)
            return ranges[i].unit;
    return NULL;
}

/* A number with its unit, or a time. */
static enum datetime_status read_item(struct reading *reading)
{
    struct number number = {0};
    if (*reading->at == '-' || *reading->at == '+')
        number.negative = *reading->at++ == '-';
    skip_spaces(reading);
    if (!is_digit(reading) && !(reading->at < reading->end && *reading->at == '.'))
        return DATETIME_SYNTAX;
    enum datetime_status status = read_whole(reading, &number.whole);
    if (status == DATETIME_OK && reading->at < reading->end && *reading->at == ':')
        return read_time(reading, &number);
    if (status == DATETIME_OK)
        status = read_fraction(reading, &number);
    if (status != DATETIME_OK)
        return status;
    if (reading->at < reading->end && *reading->at == '-')
        return DATETIME_UNSUPPORTED; /* years-months */
    skip_spaces(reading);
    if (reading->at == reading->end)
        return add_number(reading, SECOND_UNIT, &number);
    size_t size = word_size(reading);
    const struct unit *unit = find_unit(reading->at, size);
    reading->at += size;
    return unit ? add_number(reading, unit, &number) : DATETIME_SYNTAX;
}

static bool is_ago(struct reading *reading)
{
    if (word_size(reading) != 3 || strncasecmp(reading->at, "ago", 3) != 0)
        return false;
    reading->at += 3;
    skip_spaces(reading);
    return reading->fields && reading->at == reading->end;
}

static enum datetime_status negate(struct interval *interval)
{
    struct interval zero = {0};
    bool fits = !__builtin_sub_overflow(zero.months, interval->months, &interval->months) &&
                !__builtin_sub_overflow(zero.days, interval->days, &interval->days) &&
                !__builtin_sub_overflow(zero.micros, interval->micros, &interval->micros);
    return fits ? DATETIME_OK : DATETIME_RANGE;
}

/* INTERVAL '3' MONTH: only a whole number; seconds may have decimals. */
static enum datetime_status read_bare(struct reading *reading, int32_t typmod)
{
    struct number number = {0};
    const struct unit *unit = range_unit(typmod);
    if (reading->at < reading->end && (*reading->at == '-' || *reading->at == '+'))
        number.negative = *reading->at++ == '-';
    if (!unit || !is_digit(reading))
        return DATETIME_UNSUPPORTED;
    enum datetime_status status = read_whole(reading, &number.whole);
    if (status == DATETIME_OK && unit == SECOND_UNIT)
        status = read_fraction(reading, &number);
    skip_spaces(reading);
    if (status == DATETIME_OK && reading->at != reading->end)
        return DATETIME_UNSUPPORTED;
    return status == DATETIME_OK ? add_number(reading, unit, &number) : status;
}

enum datetime_status interval_parse(struct str text, int32_t typmod, struct interval *result)
{
    struct reading reading = {.at = text.data, .end = text.data + text.size, .interval = result};
    *result = (struct interval){0};
    skip_spaces(&reading);
    if (typmod != INTERVAL_ANY)
        return read_bare(&reading, typmod);
    if (reading.at < reading.end && *reading.at == '@')
        reading.at++;
    skip_spaces(&reading);
    if (reading.at < reading.end && (*reading.at == 'P' || *reading.at == 'p'))
        return DATETIME_UNSUPPORTED;
    while (reading.at < reading.end) {
        if (is_letter(&reading))
            return is_ago(&reading) ? negate(result) : DATETIME_SYNTAX;
        enum datetime_status status = read_item(&reading);
        if (status != DATETIME_OK)
            return status;
        skip_spaces(&reading);
    }
    return reading.fields ? DATETIME_OK : DATETIME_SYNTAX;
}

enum datetime_status interval_parse_by(enum interval_style style, struct str text, int32_t typmod,
                                       struct interval *result)
{
    bool is_negative = style == INTERVAL_SQL_STANDARD && text.size && text.data[0] == '-';
    for (size_t i = 1; is_negative && i < text.size; i++)
        is_negative = text.data[i] != '-' && text.data[i] != '+';
    if (!is_negative)
        return interval_parse(text, typmod, result);
    enum datetime_status status = interval_parse(str_skip(text, 1), typmod, result);
    return status == DATETIME_OK ? negate(result) : status;
}

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
