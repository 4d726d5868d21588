/* Days and their texts, without time zones. */
#include "datagen/calendar.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define DAY_S 86400

static struct calendar_day day_of_number(int64_t number)
{
    struct calendar_day day = {.number = number};
    time_t seconds = (time_t)(number * DAY_S);
    struct tm tm;
    gmtime_r(&seconds, &tm);
    strftime(day.text, sizeof day.text, "%Y-%m-%d", &tm);
    return day;
}

static bool has_form(const char *text)
{
    for (size_t i = 0; i < 10; i++) {
        bool dash = i == 4 || i == 7;
        if (dash ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
    }
    return text[10] == '\0' && text[0] != '0';
}

bool calendar_parse(const char *text, struct calendar_day *day)
{
    struct tm tm = {0};
    if (!has_form(text) || sscanf(text, "%4d-%2d-%2d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday) != 3)
        return false;
    tm.tm_year -= 1900;
    tm.tm_mon -= 1;
    *day = day_of_number((int64_t)timegm(&tm) / DAY_S);
    /* timegm takes the 31st of April for the 1st of May. */
    return strcmp(day->text, text) == 0;
}

struct calendar_day calendar_next_weekday(const struct calendar_day *day)
{
    /* 1970-01-01 was a Thursday: day 1 of 7 is a Friday, 2 a Saturday, 3 a Sunday. */
    int64_t next = day->number + 1;
    int64_t weekday = (next % 7 + 7) % 7;
    if (weekday == 2 || weekday == 3)
        next += 4 - weekday;
    return day_of_number(next);
}

struct calendar_day calendar_day_before(const struct calendar_day *day)
{
    return day_of_number(day->number - 1);
}
