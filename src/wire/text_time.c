/* Prints dates and times as DateStyle says. Of zones it knows the offset and its name. */
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/interval.h"
#include "wire/column_load.h"
#include "wire/digits.h"
#include "wire/text_convert.h"

#define SECONDS_PER_DAY 86400

/* Longest: Fri Dec 31 23:59:59.999999 294276 and the name of an offset. */
#define ROOM 80

static char *put_year(char *to, int64_t year)
{
    int64_t shown = year > 0 ? year : 1 - year;
    if (shown >= 10000)
        return to + digits_put_int64(to, shown);
    digits_put_padded(to, (uint32_t)shown, 4);
    return to + 4;
}

static char *put_two(char *to, char separator, int value)
{
    *to++ = separator;
    digits_put_padded(to, (uint32_t)value, 2);
    return to + 2;
}

/* Two fields, as DateStyle orders them, and the year, between separators. */
static char *put_fields(char *to, struct civil_date date, bool day_first, char separator)
{
    digits_put_padded(to, (uint32_t)(day_first ? date.day : date.month), 2);
    to = put_two(to + 2, separator, day_first ? date.month : date.day);
    *to++ = separator;
    return put_year(to, date.year);
}

static char *put_date(char *to, struct civil_date date, const struct value_style *style)
{
    bool day_first = style->order == ORDER_DMY;
    switch (style->date) {
    case DATE_SQL:
        return put_fields(to, date, day_first, '/');
    case DATE_GERMAN:
        return put_fields(to, date, true, '.');
    case DATE_POSTGRES:
        return put_fields(to, date, day_first, '-');
    default:
        to = put_year(to, date.year);
        to = put_two(to, '-', date.month);
        return put_two(to, '-', date.day);
    }
}

static char *put_era(char *to, struct civil_date date)
{
    if (date.year > 0)
        return to;
    memcpy(to, " BC", 3);
    return to + 3;
}

static char *put_micros(char *to, uint32_t micros)
{
    if (micros == 0)
        return to;
    *to++ = '.';
    digits_put_padded(to, micros, 6);
    to += 6;
    while (to[-1] == '0')
        to--;
    return to;
}

/* A space and the time; micros: of the day. */
static char *put_time(char *to, int64_t micros)
{
    int seconds = (int)(micros / MICROS_PER_SECOND);
    to = put_two(to, ' ', seconds / 3600);
    to = put_two(to, ':', seconds / 60 % 60);
    to = put_two(to, ':', seconds % 60);
    return put_micros(to, (uint32_t)(micros % MICROS_PER_SECOND));
}

static bool out_of_range(struct err *err, const char *type)
{
    return err_set(err, SQLSTATE_DATETIME_FIELD_OVERFLOW, 0, "%s out of range", type);
}

static bool put_days(struct buf *out, int64_t days, const struct value_style *style,
                     struct err *err)
{
    if (!column_days_are_date(days))
        return out_of_range(err, "date");
    char text[ROOM];
    struct civil_date date = civil_from_days(days);
    char *at = put_era(put_date(text, date, style), date);
    buf_append(out, text, (size_t)(at - text));
    return true;
}

bool text_convert_date(struct buf *out, const struct column *column, size_t row,
                       const struct text_converter *converter, struct err *err)
{
    return put_days(out, column_days(column, row), &converter->style.values, err);
}

/* Wed Dec 17 07:37:16 1997 */
static char *put_unix(char *to, int64_t days, struct civil_date date, int64_t micros,
                      enum date_order order)
{
    static const char week_days[] = "ThuFriSatSunMonTueWed"; /* 1970-01-01 was a Thursday */
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const char *month = months + 3 * (date.month - 1);
    memcpy(to, week_days + 3 * (((days % 7) + 7) % 7), 3);
    to += 3;
    if (order == ORDER_DMY)
        to = put_two(to, ' ', date.day);
    *to++ = ' ';
    memcpy(to, month, 3);
    to += 3;
    if (order != ORDER_DMY)
        to = put_two(to, ' ', date.day);
    to = put_time(to, micros);
    *to++ = ' ';
    return put_year(to, date.year);
}

static bool put_timestamp(struct buf *out, struct column_moment moment, const char *zone,
                          const struct value_style *style, struct err *err)
{
    if (!column_moment_is_timestamp(moment))
        return out_of_range(err, "timestamp");
    int64_t days = moment.seconds / SECONDS_PER_DAY, seconds = moment.seconds % SECONDS_PER_DAY;
    if (seconds < 0) {
        seconds += SECONDS_PER_DAY;
        days--;
    }
    char text[ROOM];
    struct civil_date date = civil_from_days(days);
    int64_t micros = seconds * MICROS_PER_SECOND + moment.micros;
    char *at = style->date == DATE_POSTGRES ? put_unix(text, days, date, micros, style->order)
                                            : put_time(put_date(text, date, style), micros);
    size_t size = strlen(zone);
    memcpy(at, zone, size);
    at = put_era(at + size, date);
    buf_append(out, text, (size_t)(at - text));
    return true;
}

bool text_convert_timestamp(struct buf *out, const struct column *column, size_t row,
                            const struct text_converter *converter, struct err *err)
{
    return put_timestamp(out, column_moment(column, row), "", &converter->style.values, err);
}

bool text_convert_date_as_timestamp(struct buf *out, const struct column *column, size_t row,
                                    const struct text_converter *converter, struct err *err)
{
    struct column_moment moment = {column_days(column, row) * SECONDS_PER_DAY, 0};
    return put_timestamp(out, moment, "", &converter->style.values, err);
}

/* +01, +05:30, -00:44:30 */
static void print_offset(char zone[16], int offset)
{
    int seconds = offset < 0 ? -offset : offset;
    int size = snprintf(zone, 16, "%c%02d", offset < 0 ? '-' : '+', seconds / 3600 % 100);
    if (seconds % 3600)
        size += snprintf(zone + size, 16 - (size_t)size, ":%02d", seconds / 60 % 60);
    if (seconds % 60)
        snprintf(zone + size, 16 - (size_t)size, ":%02d", seconds % 60);
}

bool text_convert_timestamptz(struct buf *out, const struct column *column, size_t row,
                              const struct text_converter *converter, struct err *err)
{
    char zone[16];
    const struct text_style *style = &converter->style;
    struct column_moment moment = column_moment(column, row);
    int offset = time_zone_offset(style->zone, moment.seconds);
    if (style->values.date == DATE_ISO)
        print_offset(zone, offset);
    else
        snprintf(zone, sizeof zone, " %s", time_zone_abbreviation(style->zone, moment.seconds));
    moment.seconds += offset;
    return put_timestamp(out, moment, zone, &style->values, err);
}

/* 24:00:00 is the end of the day. */
#define MICROS_PER_DAY (INT64_C(86400) * MICROS_PER_SECOND)

static bool put_time_of_day(struct buf *out, int64_t micros, struct err *err)
{
    if (micros < 0 || micros > MICROS_PER_DAY)
        return out_of_range(err, "time");
    char text[ROOM];
    char *at = put_time(text, micros);
    buf_append(out, text + 1, (size_t)(at - text - 1));
    return true;
}

bool text_convert_time(struct buf *out, const struct column *column, size_t row,
                       const struct text_converter *converter, struct err *err)
{
    (void)converter;
    struct column_moment moment = column_moment(column, row);
    return put_time_of_day(out, moment.seconds * MICROS_PER_SECOND + moment.micros, err);
}

bool text_convert_time_of_micros(struct buf *out, const struct column *column, size_t row,
                                 const struct text_converter *converter, struct err *err)
{
    (void)converter;
    int64_t micros;
    memcpy(&micros, (const char *)column->values + row * sizeof micros, sizeof micros);
    return put_time_of_day(out, micros, err);
}

bool text_convert_interval(struct buf *out, const struct column *column, size_t row,
                           const struct text_converter *converter, struct err *err)
{
    (void)err;
    char text[INTERVAL_ROOM];
    struct interval interval = interval_unpack((const char *)column->values + row * 16);
    buf_append(out, text, interval_print_by(converter->style.values.interval, &interval, text));
    return true;
}
