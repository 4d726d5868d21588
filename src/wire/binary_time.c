/* Dates, times and intervals in binary: days and microseconds since 2000-01-01. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/interval.h"
#include "base/pgtype.h"
#include "wire/binary_convert.h"

#define MICROS_PER_SECOND 1000000LL
#define MICROS_PER_DAY (86400 * MICROS_PER_SECOND)
#define DAYS_TO_2000 10957 /* since 1970-01-01 */

/* PostgreSQL's ranges, in days since 2000-01-01: 4714-11-24 BC to the ends of date and timestamp.
 */
#define MIN_DAYS (-2451545)
#define END_DATE_DAYS 2145031949
#define END_TIMESTAMP_DAYS 106751983

/* ---- texts to binary ---- */

/* YYYY-MM-DD at the front of the text, " BC" at its end. */
static bool scan_days(struct str text, int64_t *days, int *size)
{
    long year;
    struct civil_date date;
    if (sscanf(text.data, "%ld-%2d-%2d%n", &year, &date.month, &date.day, size) != 3)
        return false;
    bool is_bc = text.size > 3 && strcmp(text.data + text.size - 3, " BC") == 0;
    date.year = is_bc ? 1 - year : year;
    *days = civil_to_days(date) - DAYS_TO_2000;
    return true;
}

/* HH:MM:SS[.ffffff] */
static bool scan_micros(const char *text, int64_t *micros)
{
    int hours, minutes, seconds, size;
    if (sscanf(text, "%2d:%2d:%2d%n", &hours, &minutes, &seconds, &size) != 3)
        return false;
    *micros = (hours * 3600LL + minutes * 60 + seconds) * MICROS_PER_SECOND;
    if (text[size] != '.')
        return true;
    int64_t place = MICROS_PER_SECOND / 10;
    for (const char *c = text + size + 1; *c >= '0' && *c <= '9'; c++, place /= 10)
        *micros += (*c - '0') * place;
    return true;
}

bool binary_put_date(struct buf *out, uint32_t type, struct str text, struct err *err)
{
    int64_t days;
    int size;
    if (!scan_days(text, &days, &size))
        return binary_bad_text(type, text, err);
    buf_put_u32(out, (uint32_t)(int32_t)days);
    return true;
}

bool binary_put_time(struct buf *out, uint32_t type, struct str text, struct err *err)
{
    int64_t micros;
    if (!scan_micros(text.data, &micros))
        return binary_bad_text(type, text, err);
    buf_put_u64(out, (uint64_t)micros);
    return true;
}

/* Of a timestamptz, behind its time: +HH[:MM[:SS]]; in microseconds. */
static int64_t scan_offset(const char *time)
{
    int hours, minutes = 0, seconds = 0;
    const char *sign = strpbrk(time, "+-");
    if (!sign || sscanf(sign + 1, "%2d:%2d:%2d", &hours, &minutes, &seconds) < 1)
        return 0;
    int64_t offset = (hours * 3600LL + minutes * 60 + seconds) * MICROS_PER_SECOND;
    return *sign == '-' ? -offset : offset;
}

bool binary_put_timestamp(struct buf *out, uint32_t type, struct str text, struct err *err)
{
    int64_t days, micros;
    int size;
    if (!scan_days(text, &days, &size) || text.data[size] != ' ' ||
        !scan_micros(text.data + size + 1, &micros))
        return binary_bad_text(type, text, err);
    micros -= scan_offset(text.data + size + 1);
    buf_put_u64(out, (uint64_t)(days * MICROS_PER_DAY + micros));
    return true;
}

bool binary_put_interval(struct buf *out, uint32_t type, struct str text, struct err *err)
{
    struct interval interval;
    if (interval_parse(text, INTERVAL_ANY, &interval) != DATETIME_OK)
        return binary_bad_text(type, text, err);
    buf_put_u64(out, (uint64_t)interval.micros);
    buf_put_u32(out, (uint32_t)interval.days);
    buf_put_u32(out, (uint32_t)interval.months);
    return true;
}

/* ---- binary to texts ---- */

static bool out_of_range(struct reader *reader, const char *message)
{
    return binary_fail(reader, SQLSTATE_DATETIME_FIELD_OVERFLOW, message);
}

static void print_date(struct buf *out, struct civil_date date)
{
    buf_printf(out, "%04lld-%02d-%02d", (long long)(date.year > 0 ? date.year : 1 - date.year),
               date.month, date.day);
}

static void print_micros(struct buf *out, int64_t micros)
{
    int seconds = (int)(micros / MICROS_PER_SECOND), rest = (int)(micros % MICROS_PER_SECOND);
    buf_printf(out, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (rest)
        buf_printf(out, ".%06d", rest);
}

bool binary_get_date(struct buf *out, uint32_t type, struct reader *reader)
{
    (void)type;
    int32_t days = (int32_t)reader_u32(reader);
    if (days == INT32_MIN || days == INT32_MAX) {
        buf_puts(out, days < 0 ? "-infinity" : "infinity");
        return true;
    }
    if (days < MIN_DAYS || days >= END_DATE_DAYS)
        return out_of_range(reader, "date out of range");
    struct civil_date date = civil_from_days((int64_t)days + DAYS_TO_2000);
    print_date(out, date);
    buf_puts(out, date.year > 0 ? "" : " BC");
    return true;
}

bool binary_get_time(struct buf *out, uint32_t type, struct reader *reader)
{
    (void)type;
    int64_t micros = (int64_t)binary_get_u64(reader);
    if (micros < 0 || micros > MICROS_PER_DAY)
        return out_of_range(reader, "time out of range");
    print_micros(out, micros);
    return true;
}

bool binary_get_timestamp(struct buf *out, uint32_t type, struct reader *reader)
{
    int64_t value = (int64_t)binary_get_u64(reader);
    if (value == INT64_MIN || value == INT64_MAX) {
        buf_puts(out, value < 0 ? "-infinity" : "infinity");
        return true;
    }
    int64_t days = value / MICROS_PER_DAY, micros = value % MICROS_PER_DAY;
    if (micros < 0) {
        micros += MICROS_PER_DAY;
        days--;
    }
    if (days < MIN_DAYS || days >= END_TIMESTAMP_DAYS)
        return out_of_range(reader, "timestamp out of range");
    struct civil_date date = civil_from_days(days + DAYS_TO_2000);
    print_date(out, date);
    buf_putc(out, ' ');
    print_micros(out, micros);
    buf_puts(out, type == PG_TIMESTAMPTZ ? "+00" : "");
    buf_puts(out, date.year > 0 ? "" : " BC");
    return true;
}

bool binary_get_interval(struct buf *out, uint32_t type, struct reader *reader)
{
    (void)type;
    char text[INTERVAL_ROOM];
    struct interval interval;
    interval.micros = (int64_t)binary_get_u64(reader);
    interval.days = (int32_t)reader_u32(reader);
    interval.months = (int32_t)reader_u32(reader);
    buf_append(out, text, interval_print(&interval, text));
    return true;
}
