/*
 * Reads dates and times: ISO 8601 and the numeric forms that PostgreSQL takes with DateStyle "ISO,
 * MDY", and names of months. Refuses infinity, words such as now and today, eras, AM and PM.
 */
#include <string.h>
#include <strings.h>

#include "base/pgtype.h"
#include "wire/civil.h"
#include "wire/value_convert.h"

#define SECONDS_PER_DAY 86400

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    c |= 0x20;
    return c >= 'a' && c <= 'z';
}

static bool bad_syntax(struct str text, const struct chtype *type, struct err *err)
{
    return err_set(err, SQLSTATE_INVALID_DATETIME_FORMAT, 0,
                   "invalid input syntax for type %s: \"%.*s\"",
                   pgtype_sql_name(chtype_to_pg(type).oid), (int)text.size, text.data);
}

static bool field_overflow(struct str text, struct err *err)
{
    return err_set(err, SQLSTATE_DATETIME_FIELD_OVERFLOW, 0,
                   "date/time field value out of range: \"%.*s\"", (int)text.size, text.data);
}

static bool take_char(struct str *text, char c)
{
    if (text->size == 0 || text->data[0] != c)
        return false;
    *text = str_skip(*text, 1);
    return true;
}

static void skip_spaces(struct str *text)
{
    while (take_char(text, ' '))
        ;
}

#define MAX_NUMBER_DIGITS 9

/* A run of digits off the front; how many, 0 when there are none or too many. */
static int take_number(struct str *text, int *number)
{
    int n = 0;
    *number = 0;
    for (; (size_t)n < text->size && is_digit(text->data[n]); n++) {
        if (n == MAX_NUMBER_DIGITS)
            return 0;
        *number = *number * 10 + (text->data[n] - '0');
    }
    *text = str_skip(*text, (size_t)n);
    return n;
}

/* The name of a month, or its first three letters, off the front; 0 if it is none. */
static int take_month_name(struct str *text)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    size_t size = 0;
    while (size < text->size && is_letter(text->data[size]))
        size++;
    for (int i = 0; i < 12 && size >= 3; i++)
        if ((size == 3 || size == strlen(names[i])) &&
            strncasecmp(text->data, names[i], size) == 0) {
            *text = str_skip(*text, size);
            return i + 1;
        }
    return 0;
}

static bool take_separator(struct str *text, char *separator)
{
    if (text->size == 0 || !strchr("-/. ", text->data[0]) || text->data[0] == '\0')
        return false;
    *separator = text->data[0];
    *text = str_skip(*text, 1);
    return true;
}

/* Month DD, YYYY */
static bool take_named_date(struct str *text, struct civil_date *date)
{
    int year;
    date->month = take_month_name(text);
    skip_spaces(text);
    if (!date->month || !take_number(text, &date->day))
        return false;
    take_char(text, ',');
    skip_spaces(text);
    bool good = take_number(text, &year) >= 3;
    date->year = year;
    return good;
}

/* Behind the day: -Mon-YYYY or " Month YYYY". */
static bool take_day_first(struct str *text, char separator, struct civil_date *date)
{
    int year;
    date->month = take_month_name(text);
    if (!date->month || !take_char(text, separator) || take_number(text, &year) < 3)
        return false;
    date->year = year;
    return true;
}

/* YYYYMMDD */
static struct civil_date split_digits(int number)
{
    return (struct civil_date){number / 10000, number / 100 % 100, number % 100};
}

/* Years of two digits are those around the turn of the millennium. */
static int full_year(int year, int n_digits)
{
    if (n_digits > 2)
        return year;
    return year < 70 ? 2000 + year : 1900 + year;
}

/* YYYY-MM-DD, YYYY-Mon-DD, MM/DD/YYYY, DD-Mon-YYYY, YYYYMMDD and the same with / . and spaces. */
static bool take_date(struct str *text, struct civil_date *date)
{
    int first, second, third;
    char separator;
    if (text->size && is_letter(text->data[0]))
        return take_named_date(text, date);
    int n = take_number(text, &first);
    if (n == 8 && (text->size == 0 || !strchr("-/.", text->data[0]))) {
        *date = split_digits(first);
        return true;
    }
    if (n == 0 || !take_separator(text, &separator))
        return false;
    bool year_first = n >= 3;
    if (text->size && is_letter(text->data[0])) {
        if (!year_first) {
            date->day = first;
            return take_day_first(text, separator, date);
        }
        second = take_month_name(text);
    } else if (separator == ' ' || !take_number(text, &second)) {
        return false;
    }
    if (!take_char(text, separator))
        return false;
    int n_third = take_number(text, &third);
    *date = year_first ? (struct civil_date){first, second, third}
                       : (struct civil_date){full_year(third, n_third), first, second};
    return year_first ? n_third == 1 || n_third == 2 : n_third >= 2;
}

/* A time of the day; the fraction in units of 10^-9 s. */
struct clock {
    int hour, minute, second;
    int64_t nanos;
};

static bool take_fraction(struct str *text, int64_t *nanos)
{
    int n = 0;
    *nanos = 0;
    for (; text->size && is_digit(text->data[0]); *text = str_skip(*text, 1), n++)
        if (n < 9)
            *nanos = *nanos * 10 + (text->data[0] - '0');
    for (; n < 9; n++)
        *nanos *= 10;
    return true;
}

/* HH:MM, HH:MM:SS, HH:MM:SS.fraction */
static bool take_clock(struct str *text, struct clock *clock)
{
    *clock = (struct clock){0};
    int n = take_number(text, &clock->hour);
    if (n < 1 || n > 2 || !take_char(text, ':') || !take_number(text, &clock->minute))
        return false;
    if (!take_char(text, ':'))
        return true;
    return take_number(text, &clock->second) &&
           (!take_char(text, '.') || take_fraction(text, &clock->nanos));
}

/* 24:00:00 is the end of the day; a second of 60 the next minute. */
static bool clock_is_valid(const struct clock *clock)
{
    if (clock->hour == 24)
        return clock->minute == 0 && clock->second == 0 && clock->nanos == 0;
    return clock->hour < 24 && clock->minute < 60 && clock->second <= 60;
}

/* Z, UTC, GMT, +HH, +HHMM, +HH:MM, +HH:MM:SS. */
static bool take_zone(struct str *text)
{
    static const char *const names[] = {"z", "utc", "gmt"};
    int part;
    skip_spaces(text);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text->size == strlen(names[i]) && strncasecmp(text->data, names[i], text->size) == 0) {
            *text = str_skip(*text, text->size);
            return true;
        }
    if (!take_char(text, '+') && !take_char(text, '-'))
        return false;
    int n = take_number(text, &part);
    bool good = n == 1 || n == 2 || n == 4;
    for (int i = 0; i < 2 && good && take_char(text, ':'); i++)
        good = take_number(text, &part) == 2;
    return good;
}

/* Between date and time. */
static bool take_time_separator(struct str *text)
{
    if (text->size > 1 && (text->data[0] == 'T' || text->data[0] == 't')) {
        *text = str_skip(*text, 1);
        return true;
    }
    bool space = text->size && text->data[0] == ' ';
    skip_spaces(text);
    return space;
}

/* The whole of a date or timestamp text; a zone is read and not heeded, as PostgreSQL does for
 * timestamp without time zone. */
static bool take_all(struct str text, struct civil_date *date, struct clock *clock)
{
    text = value_trim(text);
    *clock = (struct clock){0};
    if (!take_date(&text, date))
        return false;
    if (text.size == 0)
        return true;
    if (!take_time_separator(&text) || !take_clock(&text, clock))
        return false;
    return text.size == 0 || (take_zone(&text) && text.size == 0);
}

/* Words that PostgreSQL knows and a ClickHouse column has no value for, or that mean the present.
 */
static bool is_special(struct str text)
{
    static const char *const words[] = {"infinity", "-infinity", "+infinity", "epoch",
                                        "now",      "today",     "tomorrow",  "yesterday"};
    text = value_trim(text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text.size == strlen(words[i]) && strncasecmp(text.data, words[i], text.size) == 0)
            return true;
    return false;
}

static bool not_supported(struct str text, struct err *err)
{
    return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                   "special date/time value \"%.*s\" is not supported", (int)text.size, text.data);
}

static bool parse(struct str text, const struct chtype *type, struct civil_date *date,
                  struct clock *clock, struct err *err)
{
    if (!take_all(text, date, clock))
        return is_special(text) ? not_supported(text, err) : bad_syntax(text, type, err);
    if (date->year >= 1 && civil_is_valid(*date) && clock_is_valid(clock))
        return true;
    field_overflow(text, err);
    if (date->month > 12)
        err_hint(err, "Perhaps you need a different \"datestyle\" setting.");
    return false;
}

/* Seconds since the epoch that the columns hold, by ClickHouse's manual. */
static bool type_holds(const struct chtype *type, int64_t seconds)
{
    const int64_t year_1900 = -2208988800, year_2300 = 10413792000;
    switch (type->kind) {
    case CH_DATE:
        return seconds >= 0 && seconds <= (int64_t)UINT16_MAX * SECONDS_PER_DAY;
    case CH_DATETIME:
        return seconds >= 0 && seconds <= UINT32_MAX;
    case CH_DATETIME64: /* nanoseconds in 64 bits end in 2262 */
        return seconds >= year_1900 &&
               seconds < (type->scale == 9 ? INT64_MAX / 1000000000 : year_2300);
    default:
        return seconds >= year_1900 && seconds < year_2300;
    }
}

static bool beyond_type(struct str text, const struct chtype *type, struct err *err)
{
    return err_set(err, SQLSTATE_DATETIME_FIELD_OVERFLOW, 0,
                   "value \"%.*s\" is out of range for type %s", (int)text.size, text.data,
                   type->text);
}

bool value_parse_date(struct value *value, struct str text, const struct chtype *type,
                      struct err *err)
{
    struct civil_date date;
    struct clock clock;
    if (!parse(text, type, &date, &clock, err))
        return false;
    int64_t days = civil_to_days(date);
    if (!type_holds(type, days * SECONDS_PER_DAY))
        return beyond_type(text, type, err);
    *value = (struct value){VALUE_INT64, .as.int64 = days};
    return true;
}

/* Ticks of 10^-scale s, rounded to the nearest. */
static int64_t to_ticks(int64_t seconds, int64_t nanos, int scale)
{
    int64_t per_second = 1, nanos_per_tick = 1000000000;
    for (int i = 0; i < scale; i++) {
        per_second *= 10;
        nanos_per_tick /= 10;
    }
    return seconds * per_second + (nanos + nanos_per_tick / 2) / nanos_per_tick;
}

static int64_t clock_seconds(const struct clock *clock)
{
    return clock->hour * 3600 + clock->minute * 60 + clock->second;
}

bool value_parse_timestamp(struct value *value, struct str text, const struct chtype *type,
                           struct err *err)
{
    struct civil_date date;
    struct clock clock;
    if (!parse(text, type, &date, &clock, err))
        return false;
    int64_t seconds = civil_to_days(date) * SECONDS_PER_DAY + clock_seconds(&clock);
    if (!type_holds(type, seconds))
        return beyond_type(text, type, err);
    int scale = type->kind == CH_DATETIME64 ? type->scale : 0;
    *value = (struct value){VALUE_INT64, .as.int64 = to_ticks(seconds, clock.nanos, scale)};
    return true;
}

bool value_parse_time(struct value *value, struct str text, const struct chtype *type,
                      struct err *err)
{
    struct clock clock;
    struct str rest = value_trim(text);
    if (!take_clock(&rest, &clock) || rest.size)
        return bad_syntax(text, type, err);
    if (!clock_is_valid(&clock))
        return field_overflow(text, err);
    *value = (struct value){VALUE_INT64,
                            .as.int64 = to_ticks(clock_seconds(&clock), clock.nanos, type->scale)};
    return true;
}
