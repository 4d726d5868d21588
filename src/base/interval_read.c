/* Reads intervals (PostgreSQL's DecodeInterval). Knows no columns. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/interval.h"

#define MILLION 1000000
#define MICROS_PER_MINUTE INT64_C(60000000)
#define MICROS_PER_HOUR INT64_C(3600000000)
#define MICROS_PER_DAY (24 * MICROS_PER_HOUR)
#define DAYS_PER_MONTH 30
#define MONTHS_PER_YEAR 12
#define MAX_ITEMS 25

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
    {" m min mins minute minutes ", PART_MICROS, MICROS_PER_MINUTE, 3},
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
#define MINUTE_UNIT (&units[3])
#define HOUR_UNIT (&units[4])
#define DAY_UNIT (&units[5])
#define WEEK_UNIT (&units[6])
#define MONTH_UNIT (&units[7])
#define YEAR_UNIT (&units[8])
#define ALL_SECONDS (1u << 0 | 1u << 1 | 1u << 2)
#define TIME_FIELDS (1u << 2 | 1u << 3 | 1u << 4)

struct reading {
    const char *at, *end;
    struct interval *interval;
    int32_t typmod;
    unsigned fields; /* that were given */
};

/* What is read before it is known what it means: 3, 3.5 days, 1-2, 4:05:06. */
enum item_kind { ITEM_NUMBER, ITEM_YEARS_MONTHS, ITEM_TIME };

struct item {
    enum item_kind kind;
    bool negative;
    int64_t whole;           /* of ITEM_YEARS_MONTHS: months; of ITEM_TIME: microseconds */
    double fraction;         /* of the whole, with its sign */
    const struct unit *unit; /* NULL: none is said */
};

static void skip_spaces(struct reading *reading)
{
    while (reading->at < reading->end && strchr(" \t\n\r\v\f", *reading->at))
        reading->at++;
}

static char next_char(const struct reading *reading)
{
    return reading->at < reading->end ? *reading->at : '\0';
}

static bool is_digit(const struct reading *reading)
{
    return next_char(reading) >= '0' && next_char(reading) <= '9';
}

static bool is_letter(const struct reading *reading)
{
    return (next_char(reading) | 32) >= 'a' && (next_char(reading) | 32) <= 'z';
}

static bool take_char(struct reading *reading, char c)
{
    bool found = reading->at < reading->end && *reading->at == c;
    reading->at += found;
    return found;
}

static enum datetime_status read_whole(struct reading *reading, int64_t *whole)
{
    *whole = 0;
    for (; is_digit(reading); reading->at++)
        if (__builtin_mul_overflow(*whole, 10, whole) ||
            __builtin_add_overflow(*whole, *reading->at - '0', whole))
            return DATETIME_RANGE;
    return DATETIME_OK;
}

/* .5, as the double that strtod makes of it. */
static double read_fraction(struct reading *reading)
{
    char digits[40] = "0.";
    size_t n = 2;
    if (!take_char(reading, '.'))
        return 0;
    for (; is_digit(reading); reading->at++)
        if (n < sizeof digits - 1)
            digits[n++] = *reading->at;
    return strtod(digits, NULL);
}

/* ---- adding up ---- */

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

/* To the nearest; half a microsecond goes to zero. */
static bool add_fraction_of_micros(struct interval *interval, double fraction, int64_t scale)
{
    double value = fraction * (double)scale;
    int64_t micros = (int64_t)value;
    double rest = value - (double)micros;
    micros += (rest > 0.5) - (rest < -0.5);
    return add(interval, PART_MICROS, micros, 1);
}

static bool add_fraction_of_days(struct interval *interval, double fraction, int scale)
{
    double value = fraction * scale;
    int days = (int)value;
    return add(interval, PART_DAYS, days, 1) &&
           add_fraction_of_micros(interval, value - days, MICROS_PER_DAY);
}

/* What a fraction of a unit is in smaller ones. */
static bool add_fraction(struct interval *interval, const struct unit *unit, double fraction)
{
    if (fraction == 0)
        return true;
    if (unit->part == PART_MICROS)
        return add_fraction_of_micros(interval, fraction, unit->factor);
    if (unit->part == PART_DAYS)
        return add_fraction_of_days(interval, fraction, (int)unit->factor);
    if (unit == MONTH_UNIT)
        return add_fraction_of_days(interval, fraction, DAYS_PER_MONTH);
    return add(interval, PART_MONTHS, (int64_t)rint(fraction * (double)unit->factor), 1);
}

static enum datetime_status add_number(struct reading *reading, const struct unit *unit,
                                       const struct item *item)
{
    bool is_all_seconds = unit == SECOND_UNIT && item->fraction != 0;
    unsigned fields = is_all_seconds ? ALL_SECONDS : 1u << unit->field;
    if (reading->fields & fields)
        return DATETIME_SYNTAX;
    reading->fields |= fields;
    int64_t whole = item->negative ? -item->whole : item->whole;
    bool fits = add(reading->interval, unit->part, whole, unit->factor) &&
                add_fraction(reading->interval, unit, item->fraction);
    return fits ? DATETIME_OK : DATETIME_RANGE;
}

static enum datetime_status add_time(struct reading *reading, const struct item *item)
{
    if (reading->fields & TIME_FIELDS)
        return DATETIME_SYNTAX;
    reading->fields |= TIME_FIELDS;
    bool fits = add(reading->interval, PART_MICROS, item->negative ? -item->whole : item->whole, 1);
    return fits ? DATETIME_OK : DATETIME_RANGE;
}

/* ---- units ---- */

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

static const char *const usual[N_UNITS] = {"microseconds", "milliseconds", "second",  "minute",
                                           "hour",         "day",          "week",    "month",
                                           "year",         "decade",       "century", "millennium"};

const char *interval_unit_names(const char *name)
{
    for (size_t i = 0; i < N_UNITS; i++)
        if (strcmp(usual[i], name) == 0)
            return units[i].names;
    return "";
}

const char *interval_unit_name(const char *name)
{
    const struct unit *unit = find_unit(name, strlen(name));
    return unit ? usual[unit - units] : strcasecmp(name, "qtr") == 0 ? "quarter" : name;
}

/* The smallest field that the typmod names. */
static const struct unit *range_unit(int32_t typmod)
{
    static const struct {
        int32_t mask;
        const struct unit *unit;
    } ranges[] = {
        {INTERVAL_RANGE_SECOND, SECOND_UNIT}, {INTERVAL_RANGE_MINUTE, MINUTE_UNIT},
        {INTERVAL_RANGE_HOUR, HOUR_UNIT},     {INTERVAL_RANGE_DAY, DAY_UNIT},
        {INTERVAL_RANGE_MONTH, MONTH_UNIT},   {INTERVAL_RANGE_YEAR, YEAR_UNIT},
    };
    int32_t range = interval_range(typmod);
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (range & ranges[i].mask)
            return ranges[i].unit;
    return SECOND_UNIT;
}

/* ---- items ---- */

/* The minutes and seconds after HH:, or the seconds after MM: where there is a point, or the typmod
 * says so. */
static enum datetime_status read_time(struct reading *reading, struct item *item)
{
    int64_t hours = item->whole, minutes = 0, seconds = 0;
    item->kind = ITEM_TIME;
    enum datetime_status status =
        is_digit(reading) ? read_whole(reading, &minutes) : DATETIME_SYNTAX;
    bool is_minutes =
        interval_range(reading->typmod) == (INTERVAL_RANGE_MINUTE | INTERVAL_RANGE_SECOND);
    if (status == DATETIME_OK && take_char(reading, ':'))
        status = is_digit(reading) ? read_whole(reading, &seconds) : DATETIME_SYNTAX;
    else if (status == DATETIME_OK && (is_minutes || next_char(reading) == '.')) {
        seconds = minutes;
        minutes = hours;
        hours = 0;
    }
    if (status != DATETIME_OK)
        return status;
    struct interval time = {0};
    bool fits = minutes < 60 && seconds <= 60 && add(&time, PART_MICROS, hours, MICROS_PER_HOUR) &&
                add(&time, PART_MICROS, minutes * 60 + seconds, MILLION) &&
                add(&time, PART_MICROS, (int64_t)rint(read_fraction(reading) * MILLION), 1);
    item->whole = time.micros;
    return fits ? DATETIME_OK : DATETIME_RANGE;
}

/* The months of 1-2. */
static enum datetime_status read_months(struct reading *reading, struct item *item)
{
    int64_t months;
    item->kind = ITEM_YEARS_MONTHS;
    if (!is_digit(reading))
        return DATETIME_SYNTAX;
    enum datetime_status status = read_whole(reading, &months);
    if (status == DATETIME_OK &&
        (months >= MONTHS_PER_YEAR || __builtin_mul_overflow(item->whole, 12, &item->whole) ||
         __builtin_add_overflow(item->whole, months, &item->whole)))
        status = DATETIME_RANGE;
    return status;
}

/* A number with its unit, or a time. */
static enum datetime_status read_item(struct reading *reading, struct item *item)
{
    *item = (struct item){0};
    item->negative = take_char(reading, '-');
    if (!item->negative)
        take_char(reading, '+');
    skip_spaces(reading);
    if (!is_digit(reading) && next_char(reading) != '.')
        return DATETIME_SYNTAX;
    enum datetime_status status = read_whole(reading, &item->whole);
    if (status == DATETIME_OK && take_char(reading, ':'))
        return read_time(reading, item);
    if (status == DATETIME_OK && take_char(reading, '-'))
        return read_months(reading, item);
    if (status != DATETIME_OK)
        return status;
    item->fraction = read_fraction(reading) * (item->negative ? -1 : 1);
    skip_spaces(reading);
    size_t size = word_size(reading);
    if (!size || (size == 3 && strncasecmp(reading->at, "ago", 3) == 0))
        return DATETIME_OK;
    item->unit = find_unit(reading->at, size);
    reading->at += size;
    return item->unit ? DATETIME_OK : DATETIME_SYNTAX;
}

/* From the last: a number without a unit is of the one behind it, and days before hours. */
static enum datetime_status add_items(struct reading *reading, const struct item *items, int n)
{
    const struct unit *unit = range_unit(reading->typmod);
    enum datetime_status status = DATETIME_OK;
    while (n-- && status == DATETIME_OK) {
        unit = items[n].unit                        ? items[n].unit
               : items[n].kind == ITEM_YEARS_MONTHS ? MONTH_UNIT
                                                    : unit;
        if (items[n].kind == ITEM_TIME) {
            status = add_time(reading, &items[n]);
            unit = DAY_UNIT;
        } else {
            status = add_number(reading, unit, &items[n]);
            unit = unit == HOUR_UNIT ? DAY_UNIT : unit;
        }
    }
    return status;
}

static bool take_ago(struct reading *reading)
{
    if (word_size(reading) != 3 || strncasecmp(reading->at, "ago", 3) != 0)
        return false;
    reading->at += 3;
    skip_spaces(reading);
    return reading->at == reading->end;
}

static enum datetime_status negate(struct interval *interval)
{
    struct interval zero = {0};
    bool fits = !__builtin_sub_overflow(zero.months, interval->months, &interval->months) &&
                !__builtin_sub_overflow(zero.days, interval->days, &interval->days) &&
                !__builtin_sub_overflow(zero.micros, interval->micros, &interval->micros);
    return fits ? DATETIME_OK : DATETIME_RANGE;
}

static enum datetime_status read_items(struct reading *reading)
{
    struct item items[MAX_ITEMS];
    int n = 0;
    bool is_ago = false;
    while (reading->at < reading->end && !is_ago) {
        enum datetime_status status = DATETIME_SYNTAX;
        if (is_letter(reading)) {
            is_ago = n && take_ago(reading);
            status = is_ago ? DATETIME_OK : DATETIME_SYNTAX;
        } else if (n < MAX_ITEMS) {
            status = read_item(reading, &items[n++]);
        }
        if (status != DATETIME_OK)
            return status;
        skip_spaces(reading);
    }
    enum datetime_status status = n ? add_items(reading, items, n) : DATETIME_SYNTAX;
    return status == DATETIME_OK && is_ago ? negate(reading->interval) : status;
}

/* ---- ISO 8601 ---- */

static bool read_signed(struct reading *reading, struct item *item)
{
    *item = (struct item){.negative = take_char(reading, '-')};
    if (!is_digit(reading) && next_char(reading) != '.')
        return false;
    if (read_whole(reading, &item->whole) != DATETIME_OK)
        return false;
    item->fraction = read_fraction(reading) * (item->negative ? -1 : 1);
    return true;
}

static const struct unit *iso_unit(char letter, bool is_time)
{
    static const char *const letters[] = {"YMWD", "HMS"};
    static const struct unit *const meanings[][4] = {
        {YEAR_UNIT, MONTH_UNIT, WEEK_UNIT, DAY_UNIT},
        {HOUR_UNIT, MINUTE_UNIT, SECOND_UNIT},
    };
    const char *found = letter ? strchr(letters[is_time], letter) : NULL;
    return found ? meanings[is_time][found - letters[is_time]] : NULL;
}

/* P1Y2M3DT4H5M6S, and P0001-02-03T04:05:06 whose parts are told by their place. */
static enum datetime_status read_iso(struct reading *reading)
{
    static const struct unit *const places[][3] = {{YEAR_UNIT, MONTH_UNIT, DAY_UNIT},
                                                   {HOUR_UNIT, MINUTE_UNIT, SECOND_UNIT}};
    bool is_time = false, any = false;
    for (int place = 0; reading->at < reading->end; any = true) {
        struct item item;
        if (!is_time && take_char(reading, 'T')) {
            is_time = true;
            place = 0;
            continue;
        }
        if (!read_signed(reading, &item))
            return DATETIME_SYNTAX;
        char next = next_char(reading), separator = is_time ? ':' : '-';
        const struct unit *unit = iso_unit(next, is_time);
        if (!unit && place < 3 && (place || next == separator) &&
            (next == separator || next == 'T' || !next))
            unit = places[is_time][place++];
        if (!unit)
            return next ? DATETIME_SYNTAX : DATETIME_UNSUPPORTED;
        reading->at += next && next != 'T';
        reading->fields &= ~(1u << unit->field);
        enum datetime_status status = add_number(reading, unit, &item);
        if (status != DATETIME_OK)
            return status;
        reading->fields = 0;
    }
    return any ? DATETIME_OK : DATETIME_SYNTAX;
}

enum datetime_status interval_parse(struct str text, int32_t typmod, struct interval *result)
{
    struct reading reading = {text.data, text.data + text.size, result, typmod, 0};
    *result = (struct interval){0};
    skip_spaces(&reading);
    take_char(&reading, '@');
    skip_spaces(&reading);
    enum datetime_status status =
        take_char(&reading, 'P') ? read_iso(&reading) : read_items(&reading);
    if (status == DATETIME_OK)
        interval_apply_typmod(result, typmod);
    return status;
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

/* ---- type modifiers ---- */

int32_t interval_range(int32_t typmod)
{
    return typmod < 0 ? INTERVAL_RANGE_FULL : typmod >> 16 & INTERVAL_RANGE_FULL;
}

int interval_precision(int32_t typmod)
{
    int precision = typmod < 0 ? 6 : typmod & 0xffff;
    return precision > 6 ? 6 : precision;
}

void interval_apply_typmod(struct interval *interval, int32_t typmod)
{
    int32_t range = interval_range(typmod), time = INTERVAL_RANGE_TIME;
    int64_t unit = 1;
    if (!(range & time) && range != INTERVAL_RANGE_FULL) {
        interval->micros = 0;
        if (!(range & INTERVAL_RANGE_DAY))
            interval->days = 0;
        if (range == INTERVAL_RANGE_YEAR)
            interval->months -= interval->months % MONTHS_PER_YEAR;
    } else if (!(range & INTERVAL_RANGE_SECOND)) {
        unit = range & INTERVAL_RANGE_MINUTE ? MICROS_PER_MINUTE : MICROS_PER_HOUR;
        interval->micros -= interval->micros % unit;
    }
    unit = 1;
    for (int i = interval_precision(typmod); i < 6; i++)
        unit *= 10;
    int64_t half = interval->micros < 0 ? -unit / 2 : unit / 2;
    interval->micros = (interval->micros + half) / unit * unit;
}
