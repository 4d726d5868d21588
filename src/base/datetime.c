/* Reads dates and times written for people. Knows no columns and no calendar beyond Gregory's. */
#include "base/datetime.h"

#include <string.h>
#include <strings.h>
#include <time.h>

#define MAX_DIGITS 9
#define MAX_ZONE_HOURS 15

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct str trim(struct str text)
{
    while (text.size && is_space(text.data[0]))
        text = str_skip(text, 1);
    while (text.size && is_space(text.data[text.size - 1]))
        text.size--;
    return text;
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
    while (text->size && is_space(text->data[0]))
        *text = str_skip(*text, 1);
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

/* A month's name or its first three letters; 0 if it is none. */
static int month_of(struct str word)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    for (int i = 0; i < 12; i++)
        if (is_word(word, names[i]) || (word.size == 3 && strncasecmp(word.data, names[i], 3) == 0))
            return i + 1;
    return 0;
}

/* Years of two digits are those around the turn of the millennium. */
static int full_year(int year, int n_digits)
{
    if (n_digits > 2)
        return year;
    return year < 70 ? 2000 + year : 1900 + year;
}

/* Month DD[,] YYYY */
static bool take_named_date(struct str *text, struct datetime *result)
{
    result->month = month_of(take_word(text));
    skip_spaces(text);
    int n = take_number(text, &result->day);
    take_char(text, ',');
    skip_spaces(text);
    return result->month && n >= 1 && n <= 2 && take_number(text, &result->year) >= 3;
}

/* A number of a date, and with how many digits it is written. */
struct field {
    int value, n_digits;
};

static bool take_field(struct str *text, struct field *field)
{
    field->n_digits = take_number(text, &field->value);
    return field->n_digits > 0;
}

static bool set_fields(struct datetime *result, struct field year, int month, struct field day)
{
    result->year = full_year(year.value, year.n_digits);
    result->month = month;
    result->day = day.n_digits <= 2 ? day.value : 0; /* out of range */
    return true;
}

/* The month and what follows it, behind the first field: Mon-YYYY or Mon-YY after a day, Mon-DD
 * after a year, which has three digits or more, or is where DateStyle has it. */
static bool take_month_name(struct str *text, char separator, enum date_order order,
                            struct field first, struct datetime *result)
{
    struct field last;
    int month = month_of(take_word(text));
    if (!month || !take_char(text, separator) || !take_field(text, &last))
        return false;
    bool year_first = first.n_digits >= 3 || (order == ORDER_YMD && last.n_digits <= 2);
    return year_first ? set_fields(result, first, month, last)
                      : set_fields(result, last, month, first);
}

/* The fields behind the first: YYYY-MM-DD, or as DateStyle has them. */
static bool take_fields(struct str *text, enum date_order order, struct field first,
                        struct datetime *result)
{
    struct field second, third;
    char separator = text->size ? text->data[0] : '\0';
    if (separator != '-' && separator != '/' && separator != '.' && separator != ' ')
        return false;
    *text = str_skip(*text, 1);
    if (text->size && is_letter(text->data[0]))
        return take_month_name(text, separator, order, first, result);
    if (separator == ' ' || !take_field(text, &second) || !take_char(text, separator) ||
        !take_field(text, &third))
        return false;
    if (first.n_digits >= 3 || order == ORDER_YMD)
        return set_fields(result, first, second.value, third);
    return order == ORDER_DMY ? set_fields(result, third, second.value, first)
                              : set_fields(result, third, first.value, second);
}

static bool take_date(struct str *text, enum date_order order, struct datetime *result)
{
    struct field first;
    if (text->size && is_letter(text->data[0]))
        return take_named_date(text, result);
    if (!take_field(text, &first))
        return false;
    if (first.n_digits == 8) {
        result->year = first.value / 10000;
        result->month = first.value / 100 % 100;
        result->day = first.value % 100;
        return true;
    }
    return take_fields(text, order, first, result);
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

/* HH:MM[:SS[.fraction]] */
static bool take_clock(struct str *text, struct datetime *result)
{
    int n = take_number(text, &result->hour);
    if (n < 1 || n > 2 || !take_char(text, ':') || !take_number(text, &result->minute))
        return false;
    if (!take_char(text, ':'))
        return true;
    if (!take_number(text, &result->second))
        return false;
    if (take_char(text, '.'))
        take_fraction(text, &result->nanos);
    return true;
}

/* HH, HHMM, HH:MM or HH:MM:SS behind the sign. */
static enum datetime_status take_offset(struct str *text, int sign, struct datetime *result)
{
    int hours, minutes = 0, seconds = 0;
    int n = take_number(text, &hours);
    if (n != 1 && n != 2 && n != 4)
        return DATETIME_SYNTAX;
    if (n == 4) {
        minutes = hours % 100;
        hours /= 100;
    } else if (take_char(text, ':')) {
        if (take_number(text, &minutes) != 2)
            return DATETIME_SYNTAX;
        if (take_char(text, ':') && take_number(text, &seconds) != 2)
            return DATETIME_SYNTAX;
    }
    if (hours > MAX_ZONE_HOURS || minutes > 59 || seconds > 59)
        return DATETIME_ZONE_RANGE;
    result->zone_seconds = sign * (hours * 3600 + minutes * 60 + seconds);
    return DATETIME_OK;
}

static enum datetime_status take_zone(struct str *text, struct datetime *result)
{
    skip_spaces(text);
    if (text->size == 0)
        return DATETIME_OK;
    result->has_zone = true;
    if (take_char(text, '+'))
        return take_offset(text, 1, result);
    if (take_char(text, '-'))
        return take_offset(text, -1, result);
    struct str word = take_word(text);
    if (is_word(word, "z") || is_word(word, "utc") || is_word(word, "gmt"))
        return DATETIME_OK;
    return word.size ? DATETIME_UNSUPPORTED : DATETIME_SYNTAX;
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

static enum datetime_status check(const struct datetime *t)
{
    if (t->month > 12)
        return DATETIME_RANGE_MONTH;
    if (t->month < 1 || t->day < 1 || t->year < 1 || t->day > days_of_month(t->year, t->month))
        return DATETIME_RANGE;
    if (!clock_is_valid(t))
        return DATETIME_RANGE;
    return t->year > 9999 ? DATETIME_UNSUPPORTED : DATETIME_OK;
}

/* Words that stand for a whole timestamp. */
static bool is_special(struct str text)
{
    static const char *const words[] = {"infinity", "epoch",    "now",
                                        "today",    "tomorrow", "yesterday"};
    if (text.size && (text.data[0] == '-' || text.data[0] == '+'))
        text = str_skip(text, 1);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_word(text, words[i]))
            return true;
    return false;
}

enum datetime_status datetime_parse(struct str text, struct datetime *result)
{
    return datetime_parse_by(ORDER_MDY, text, result);
}

enum datetime_status datetime_parse_by(enum date_order order, struct str text,
                                       struct datetime *result)
{
    *result = (struct datetime){0};
    text = trim(text);
    if (is_special(text))
        return DATETIME_UNSUPPORTED;
    if (!take_date(&text, order, result))
        return DATETIME_SYNTAX;
    bool separated = text.size > 1 && (text.data[0] | 0x20) == 't' && is_digit(text.data[1]);
    if (separated || (text.size && is_space(text.data[0]))) {
        text = str_skip(text, 1);
        skip_spaces(&text);
        if (text.size && is_digit(text.data[0]) && !take_clock(&text, result))
            return DATETIME_SYNTAX;
    }
    enum datetime_status status = take_zone(&text, result);
    if (status == DATETIME_OK && text.size)
        status = DATETIME_SYNTAX;
    return status == DATETIME_OK ? check(result) : status;
}

/* AM and PM behind the hours 1 to 12. */
static bool take_half(struct str *text, struct datetime *result)
{
    skip_spaces(text);
    struct str rest = *text, word = take_word(&rest);
    bool is_pm = is_word(word, "pm");
    if (!is_pm && !is_word(word, "am"))
        return true;
    *text = rest;
    if (result->hour < 1 || result->hour > 12)
        return false;
    result->hour = result->hour % 12 + (is_pm ? 12 : 0);
    return true;
}

enum datetime_status datetime_parse_time(struct str text, struct datetime *result)
{
    *result = (struct datetime){0};
    text = trim(text);
    if (!take_clock(&text, result))
        return DATETIME_SYNTAX;
    if (!take_half(&text, result))
        return DATETIME_RANGE;
    enum datetime_status status = take_zone(&text, result);
    if (status != DATETIME_OK || text.size)
        return status == DATETIME_OK ? DATETIME_SYNTAX : status;
    return clock_is_valid(result) ? DATETIME_OK : DATETIME_RANGE;
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
