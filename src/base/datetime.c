/* Reads dates and times written for people. Knows no columns and no calendar beyond Gregory's. */
#include "base/datetime.h"

#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/civil.h"
#include "base/datetime_scan.h"
#include "base/zone_abbreviation.h"

#define MAX_DIGITS 9
#define MAX_ZONE_HOURS 15
#define JULIAN_OF_1970 2440588

/* What the fields before have given; the date can also be given by a word or a day's number. */
enum { HAS_YEAR = 1, HAS_MONTH = 2, HAS_DAY = 4, HAS_TIME = 8, HAS_ZONE = 16, HAS_DATE = 7 };

enum half { HALF_NONE, HALF_AM, HALF_PM };

struct reading {
    struct datetime *result;
    enum date_order order;
    unsigned has;
    enum half half;
    bool is_bc, has_era, two_digits, has_month_name;
    int day_of_year;
    char prefix; /* j or t before a number */
    bool time_only;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool take_char(struct str *text, char c)
{
    if (text->size == 0 || text->data[0] != c)
        return false;
    *text = str_skip(*text, 1);
    return true;
}

/* A run of digits off the front: how many; 0 when there are none or too many. */
static int take_number(struct str *text, int *number)
{
    int n = 0;
    *number = 0;
    for (; text->size && is_digit(text->data[0]); *text = str_skip(*text, 1), n++) {
        if (n == MAX_DIGITS)
            return 0;
        *number = *number * 10 + (text->data[0] - '0');
    }
    return n;
}

static struct str take_word(struct str *text)
{
    struct str word = {text->data, 0};
    while (word.size < text->size && is_letter(word.data[word.size]))
        word.size++;
    *text = str_skip(*text, word.size);
    return word;
}

static bool is_word(struct str word, const char *name)
{
    return word.size == strlen(name) && strncasecmp(word.data, name, word.size) == 0;
}

/* Whether the word is among those, which have spaces around. */
static bool is_among(struct str word, const char *names)
{
    for (const char *at = names; *at;) {
        size_t size = strcspn(at, " ");
        if (size && size == word.size && strncasecmp(at, word.data, size) == 0)
            return true;
        at += size + (at[size] == ' ');
    }
    return false;
}

/* A month's name or its first three letters; 0 if it is none. */
static int month_of(struct str word)
{
    static const char *const names[] = {"jan january", "feb february", "mar march",
                                        "apr april",   "may",          "jun june",
                                        "jul july",    "aug august",   "sep sept september",
                                        "oct october", "nov november", "dec december"};
    for (int i = 0; i < 12; i++)
        if (is_among(word, names[i]))
            return i + 1;
    return 0;
}

/* Nine digits count; what follows is cut, the value in use is rounded to six. */
static void take_fraction(struct str *text, int *nanos)
{
    int n = 0;
    *nanos = 0;
    for (; text->size && is_digit(text->data[0]); *text = str_skip(*text, 1))
        if (n < 9) {
            *nanos = *nanos * 10 + (text->data[0] - '0');
            n++;
        }
    for (; n < 9; n++)
        *nanos *= 10;
}

/* Says that the field is given; false if it was before. */
static bool give(struct reading *reading, unsigned what)
{
    bool is_new = !(reading->has & what);
    reading->has |= what;
    return is_new;
}

/* HH:MM[:SS[.fraction]]; MM:SS.fraction */
static bool take_clock(struct reading *reading, struct str text)
{
    struct datetime *t = reading->result;
    if (!give(reading, HAS_TIME) || !take_number(&text, &t->hour) || !take_char(&text, ':') ||
        !take_number(&text, &t->minute))
        return false;
    if (take_char(&text, '.')) {
        t->second = t->minute;
        t->minute = t->hour;
        t->hour = 0;
        take_fraction(&text, &t->nanos);
    } else if (take_char(&text, ':')) {
        if (!take_number(&text, &t->second))
            return false;
        if (take_char(&text, '.'))
            take_fraction(&text, &t->nanos);
    }
    return text.size == 0;
}

/* HH, HHMM, HH:MM or HH:MM:SS behind the sign. */
static enum datetime_status take_offset(struct reading *reading, struct str text)
{
    int hours, minutes = 0, seconds = 0, sign = text.data[0] == '-' ? -1 : 1;
    text = str_skip(text, 1);
    while (text.size && !is_digit(text.data[0]))
        text = str_skip(text, 1);
    int n = take_number(&text, &hours);
    if (!n || !give(reading, HAS_ZONE))
        return DATETIME_SYNTAX;
    if (take_char(&text, ':')) {
        if (!take_number(&text, &minutes) ||
            (take_char(&text, ':') && !take_number(&text, &seconds)))
            return DATETIME_SYNTAX;
    } else if (n > 2) {
        minutes = hours % 100;
        hours /= 100;
    }
    if (text.size)
        return DATETIME_SYNTAX;
    if (hours > MAX_ZONE_HOURS || minutes > 59 || seconds > 59)
        return DATETIME_ZONE_RANGE;
    reading->result->has_zone = true;
    reading->result->zone_seconds = sign * (hours * 3600 + minutes * 60 + seconds);
    return DATETIME_OK;
}

static bool set_zone(struct reading *reading, int seconds)
{
    reading->result->has_zone = true;
    reading->result->zone_seconds = seconds;
    return give(reading, HAS_ZONE);
}

/* The day of the year is put in place when the year is whole. */
static bool give_day_of_year(struct reading *reading, int day)
{
    reading->day_of_year = day;
    return give(reading, HAS_MONTH) && give(reading, HAS_DAY);
}

/* A number of digits that says what it is by its place (manual, B.1, step 3). */
static bool take_part(struct reading *reading, int value, int n_digits)
{
    struct datetime *t = reading->result;
    unsigned has = reading->has & HAS_DATE;
    if (n_digits == 3 && has == HAS_YEAR && value >= 1 && value <= 366)
        return give_day_of_year(reading, value);
    bool is_long = n_digits >= 3 || reading->order == ORDER_YMD;
    bool is_year = has == (HAS_MONTH | HAS_DAY) ||
                   (is_long && (has == 0 || (has == HAS_MONTH && reading->has_month_name)));
    if (has == (HAS_YEAR | HAS_MONTH) && reading->has_month_name && n_digits >= 3 &&
        reading->two_digits) {
        t->day = t->year; /* it was the day */
        reading->has |= HAS_DAY;
        reading->has &= ~(unsigned)HAS_YEAR;
        is_year = true;
    }
    if (is_year) {
        t->year = value;
        reading->two_digits = n_digits <= 2;
        return give(reading, HAS_YEAR);
    }
    bool is_day = has == (HAS_YEAR | HAS_MONTH) || has == HAS_MONTH ||
                  (has == 0 && reading->order == ORDER_DMY);
    *(is_day ? &t->day : &t->month) = value;
    return has != HAS_DATE && give(reading, is_day ? HAS_DAY : HAS_MONTH);
}

/* YYYYMMDD, YYMMDD, HHMMSS or HHMM. */
static bool take_run(struct reading *reading, struct str text)
{
    struct datetime *t = reading->result;
    int value, nanos = 0, n = take_number(&text, &value);
    bool has_fraction = take_char(&text, '.');
    if (has_fraction)
        take_fraction(&text, &nanos);
    if (!n || text.size)
        return false;
    if (!(reading->has & HAS_DATE) && n >= 6 && !reading->time_only) {
        t->year = value / 10000;
        t->month = value / 100 % 100;
        t->day = value % 100;
        t->nanos = nanos;
        reading->two_digits = n == 6;
        return give(reading, HAS_DATE);
    }
    if (!give(reading, HAS_TIME) || (n != 6 && (n != 4 || has_fraction)))
        return false;
    value = n == 4 ? value * 100 : value;
    t->hour = value / 10000;
    t->minute = value / 100 % 100;
    t->second = value % 100;
    t->nanos = nanos;
    return true;
}

/* The parts of 2024-02-29 or 29-Feb-2024: the month's name first. */
static bool take_date(struct reading *reading, struct str text)
{
    for (struct str rest = text; rest.size;) {
        struct str word = take_word(&rest);
        int month = month_of(word);
        if (word.size && (!month || !give(reading, HAS_MONTH)))
            return false;
        if (word.size) {
            reading->result->month = month;
            reading->has_month_name = true;
        } else {
            rest = str_skip(rest, 1);
        }
    }
    while (text.size) {
        int value;
        struct str digits = text;
        if (is_digit(text.data[0])) {
            int n = take_number(&text, &value);
            digits.size -= text.size;
            if (n >= 5 && !(reading->has & HAS_DATE) ? !take_run(reading, digits)
                                                     : !n || !take_part(reading, value, n))
                return false;
        } else {
            text = str_skip(text, 1);
        }
    }
    return (reading->has & HAS_DATE) == HAS_DATE;
}

/* A name with a slash, or one of a POSIX offset: whether it exists is another's to say. */
static bool take_zone_name(struct reading *reading, struct str text)
{
    reading->result->zone_name = text;
    return give(reading, HAS_ZONE);
}

static bool is_zone_name(struct str text)
{
    return memchr(text.data, '/', text.size) || zone_name_is_single(text);
}

static bool take_date_or_zone(struct reading *reading, struct str text)
{
    struct str rest = text;
    if (is_letter(text.data[0]) && !month_of(take_word(&rest)))
        return is_zone_name(text) && take_zone_name(reading, text);
    if ((reading->has & HAS_DATE) == HAS_DATE)
        return !is_letter(text.data[0]) && !(reading->has & HAS_TIME) && take_run(reading, text);
    return !reading->time_only && take_date(reading, text);
}

static bool take_julian(struct reading *reading, struct str text)
{
    int day;
    if (!take_number(&text, &day) || text.size || !give(reading, HAS_DATE))
        return false;
    struct civil_date date = civil_from_days((int64_t)day - JULIAN_OF_1970);
    *reading->result =
        (struct datetime){.year = (int)date.year, .month = date.month, .day = date.day};
    return true;
}

static bool take_number_field(struct reading *reading, struct str text)
{
    char prefix = reading->prefix;
    reading->prefix = '\0';
    if (prefix == 'j')
        return take_julian(reading, text);
    const char *point = memchr(text.data, '.', text.size);
    size_t n_whole = point ? (size_t)(point - text.data) : text.size;
    if (prefix == 't' || reading->time_only)
        return take_run(reading, text);
    if (point && !(reading->has & HAS_DATE))
        return take_date(reading, text);
    bool is_run = (point && n_whole > 2) ||
                  (n_whole >= 6 && (!(reading->has & HAS_DATE) || !(reading->has & HAS_TIME)));
    if (is_run || (reading->has & HAS_DATE) == HAS_DATE)
        return take_run(reading, text);
    int value, n = take_number(&text, &value);
    return n && !text.size && take_part(reading, value, n);
}

static const struct {
    const char *name;
    enum datetime_special special;
} specials[] = {
    {"epoch", SPECIAL_EPOCH}, {"infinity", SPECIAL_INFINITY}, {"now", SPECIAL_NOW},
    {"today", SPECIAL_TODAY}, {"tomorrow", SPECIAL_TOMORROW}, {"yesterday", SPECIAL_YESTERDAY},
};

/* A word that stands for a whole date, or more. */
static bool take_special(struct reading *reading, struct str word)
{
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
        if (is_word(word, specials[i].name)) {
            reading->result->special = specials[i].special;
            return true;
        }
    return false;
}

static bool take_month(struct reading *reading, int month)
{
    /* A number that was taken for the month is the day then. */
    if ((reading->has & HAS_MONTH) && !reading->has_month_name && !(reading->has & HAS_DAY) &&
        reading->result->month >= 1 && reading->result->month <= 31) {
        reading->result->day = reading->result->month;
        reading->has = (reading->has & ~(unsigned)HAS_MONTH) | HAS_DAY;
    }
    reading->result->month = month;
    reading->has_month_name = true;
    return give(reading, HAS_MONTH);
}

static bool take_word_field(struct reading *reading, struct str word)
{
    static const char *const ignored =
        "at on sun sunday mon monday tue tues tuesday wed wednesday weds thu thur thurs thursday "
        "fri friday sat saturday";
    int month = month_of(word), offset;
    if (month)
        return take_month(reading, month);
    if (is_among(word, ignored))
        return true;
    if (is_word(word, "am") || is_word(word, "pm")) {
        reading->half = is_word(word, "am") ? HALF_AM : HALF_PM;
        return true;
    }
    if (is_among(word, "ad bc")) {
        reading->is_bc = is_word(word, "bc");
        return !reading->has_era && (reading->has_era = true);
    }
    if (is_among(word, "j t")) {
        reading->prefix = (char)(word.data[0] | 0x20);
        return true;
    }
    if (is_word(word, "allballs"))
        return give(reading, HAS_TIME) && set_zone(reading, 0);
    if (zone_abbreviation(word, &offset))
        return set_zone(reading, offset);
    return take_special(reading, word) ||
           (zone_name_is_single(word) && take_zone_name(reading, word));
}

static enum datetime_status take_field(struct reading *reading, const struct datetime_field *field)
{
    bool done = false;
    if (reading->prefix && field->kind != FIELD_NUMBER &&
        !(reading->prefix == 't' && field->kind == FIELD_CLOCK))
        return DATETIME_SYNTAX;
    switch (field->kind) {
    case FIELD_NUMBER:
        done = take_number_field(reading, field->text);
        break;
    case FIELD_DATE:
        done = take_date_or_zone(reading, field->text);
        break;
    case FIELD_CLOCK:
        reading->prefix = '\0';
        done = take_clock(reading, field->text);
        break;
    case FIELD_OFFSET:
        return take_offset(reading, field->text);
    case FIELD_WORD:
        done = take_word_field(reading, field->text);
        break;
    case FIELD_SIGNED_WORD:
        done = take_special(reading, str_skip(field->text, 1)) &&
               reading->result->special == SPECIAL_INFINITY;
        if (done && field->text.data[0] == '-')
            reading->result->special = SPECIAL_MINUS_INFINITY;
        break;
    }
    return done ? DATETIME_OK : DATETIME_SYNTAX;
}

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

/* 24:00:00 is the end of the day; a second of 60 the next minute. */
static bool clock_is_valid(const struct datetime *t)
{
    if (t->hour == 24)
        return t->minute == 0 && t->second == 0 && t->nanos == 0;
    return t->hour < 24 && t->minute < 60 && t->second <= 60;
}

static bool apply_half(struct reading *reading)
{
    int *hour = &reading->result->hour;
    if (reading->half != HALF_NONE && *hour > 12)
        return false;
    if (reading->half == HALF_AM && *hour == 12)
        *hour = 0;
    else if (reading->half == HALF_PM && *hour != 12)
        *hour += 12;
    return clock_is_valid(reading->result);
}

/* Years of two digits are those around the turn of the millennium. */
static void complete_year(struct reading *reading)
{
    struct datetime *t = reading->result;
    if (reading->is_bc)
        t->year = 1 - t->year;
    else if (reading->two_digits)
        t->year += t->year < 70 ? 2000 : 1900;
    if (!reading->day_of_year)
        return;
    int64_t first = civil_to_days((struct civil_date){t->year, 1, 1});
    struct civil_date date = civil_from_days(first + reading->day_of_year - 1);
    t->year = (int)date.year; /* 2023.366 is the day after */
    t->month = date.month;
    t->day = date.day;
}

static enum datetime_status check_date(struct reading *reading)
{
    struct datetime *t = reading->result;
    if ((reading->has & HAS_DATE) != HAS_DATE)
        return DATETIME_SYNTAX;
    bool is_zero = t->year == 0 && !reading->two_digits && !reading->is_bc;
    complete_year(reading);
    if (t->month < 1 || t->month > 12 || t->day < 1 || t->day > 31)
        return DATETIME_RANGE_MONTH;
    if (is_zero || (reading->is_bc && t->year > 0) || t->day > days_of_month(t->year, t->month))
        return DATETIME_RANGE;
    return DATETIME_OK;
}

/* today 10:30 */
static enum datetime_status check_special(const struct reading *reading)
{
    bool is_day = reading->result->special >= SPECIAL_TODAY;
    unsigned others = HAS_DATE | (is_day ? 0 : HAS_TIME | HAS_ZONE);
    return reading->has & others ? DATETIME_SYNTAX : DATETIME_OK;
}

static enum datetime_status read_fields(struct reading *reading, struct str text)
{
    struct datetime_field fields[DATETIME_MAX_FIELDS];
    enum datetime_status status = DATETIME_OK;
    int n = datetime_scan(text, fields);
    *reading->result = (struct datetime){0};
    for (int i = 0; i < n && status == DATETIME_OK; i++)
        status = take_field(reading, &fields[i]);
    return n <= 0 || (status == DATETIME_OK && reading->prefix) ? DATETIME_SYNTAX : status;
}

enum datetime_status datetime_read(enum date_order order, struct str text, struct datetime *result)
{
    struct reading reading = {.result = result, .order = order};
    enum datetime_status status = read_fields(&reading, text);
    if (status == DATETIME_OK)
        status = result->special ? check_special(&reading) : check_date(&reading);
    if (status == DATETIME_OK && !apply_half(&reading))
        status = DATETIME_RANGE;
    if (status == DATETIME_OK && !result->special && (result->year < 1 || result->year > 9999))
        status = DATETIME_UNSUPPORTED;
    return status;
}

enum datetime_status datetime_parse_by(enum date_order order, struct str text,
                                       struct datetime *result)
{
    enum datetime_status status = datetime_read(order, text, result);
    if (status == DATETIME_OK && result->special == SPECIAL_EPOCH) {
        *result = (struct datetime){.year = 1970, .month = 1, .day = 1, .has_zone = true};
        return DATETIME_OK;
    }
    bool is_more = result->special || result->zone_name.size;
    return status == DATETIME_OK && is_more ? DATETIME_UNSUPPORTED : status;
}

enum datetime_status datetime_parse(struct str text, struct datetime *result)
{
    return datetime_parse_by(ORDER_MDY, text, result);
}

enum datetime_status datetime_parse_time(struct str text, struct datetime *result)
{
    struct reading reading = {.result = result, .time_only = true};
    enum datetime_status status = read_fields(&reading, text);
    if (status != DATETIME_OK)
        return status;
    if (result->special || result->zone_name.size)
        return result->special == SPECIAL_NOW || result->zone_name.size ? DATETIME_UNSUPPORTED
                                                                        : DATETIME_SYNTAX;
    if (!(reading.has & HAS_TIME) || (reading.has & HAS_DATE))
        return DATETIME_SYNTAX;
    return apply_half(&reading) ? DATETIME_OK : DATETIME_RANGE;
}

int64_t datetime_seconds(const struct datetime *t)
{
    struct tm tm = {.tm_year = t->year - 1900,
                    .tm_mon = t->month - 1,
                    .tm_mday = t->day,
                    .tm_hour = t->hour,
                    .tm_min = t->minute,
                    .tm_sec = t->second};
    return timegm(&tm);
}
