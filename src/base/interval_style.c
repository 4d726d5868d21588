/* Prints intervals in the styles other than postgres (EncodeInterval's rules). */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/interval.h"

#define MICROS_PER_HOUR INT64_C(3600000000)
#define MICROS_PER_MINUTE INT64_C(60000000)
#define MILLION 1000000

struct parts {
    int64_t year, month, day, hour, minute, second, micros; /* each with a sign */
};

struct text {
    char *out;
    size_t size;
};

static struct parts parts_of(const struct interval *interval)
{
    return (struct parts){
        .year = interval->months / 12,
        .month = interval->months % 12,
        .day = interval->days,
        .hour = interval->micros / MICROS_PER_HOUR,
        .minute = interval->micros / MICROS_PER_MINUTE % 60,
        .second = interval->micros / MILLION % 60,
        .micros = interval->micros % MILLION,
    };
}

static void put(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void put(struct text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(text->out + text->size, INTERVAL_ROOM - text->size, format, arguments);
    va_end(arguments);
    if (size > 0 && text->size + (size_t)size < INTERVAL_ROOM)
        text->size += (size_t)size;
}

/* Without a sign; the fraction without zeros at its end. */
static void put_seconds(struct text *text, const struct parts *parts, int width)
{
    put(text, "%0*" PRId64, width, (int64_t)llabs(parts->second));
    if (!parts->micros)
        return;
    put(text, ".%06" PRId64, (int64_t)llabs(parts->micros));
    while (text->out[text->size - 1] == '0')
        text->size--;
}

/* ---- postgres_verbose: "@ 1 year 2 mons -3 days 4 hours 5 mins 6.7 secs ago" ---- */

/* The first part that there is says whether all are ago; the others' signs are seen from there. */
struct verbose {
    struct text text;
    bool is_zero, is_before;
};

static void put_verbose(struct verbose *verbose, int64_t value, const char *unit)
{
    if (value == 0)
        return;
    if (verbose->is_zero)
        verbose->is_before = value < 0;
    int64_t shown = verbose->is_before ? -value : value;
    put(&verbose->text, " %" PRId64 " %s%s", shown, unit, shown == 1 ? "" : "s");
    verbose->is_zero = false;
}

static void put_verbose_seconds(struct verbose *verbose, const struct parts *parts)
{
    if (!parts->second && !parts->micros)
        return;
    bool is_negative = parts->second < 0 || parts->micros < 0;
    if (verbose->is_zero)
        verbose->is_before = is_negative;
    put(&verbose->text, " %s", is_negative != verbose->is_before ? "-" : "");
    put_seconds(&verbose->text, parts, 1);
    put(&verbose->text, " sec%s", llabs(parts->second) != 1 || parts->micros ? "s" : "");
    verbose->is_zero = false;
}

static size_t print_verbose(const struct parts *parts, struct text text)
{
    struct verbose verbose = {text, true, false};
    put(&verbose.text, "@");
    put_verbose(&verbose, parts->year, "year");
    put_verbose(&verbose, parts->month, "mon");
    put_verbose(&verbose, parts->day, "day");
    put_verbose(&verbose, parts->hour, "hour");
    put_verbose(&verbose, parts->minute, "min");
    put_verbose_seconds(&verbose, parts);
    put(&verbose.text, "%s%s", verbose.is_zero ? " 0" : "", verbose.is_before ? " ago" : "");
    return verbose.text.size;
}

/* ---- iso_8601: P1Y2M-3DT4H5M6.7S ---- */

static void put_iso(struct text *text, int64_t value, char unit)
{
    if (value)
        put(text, "%" PRId64 "%c", value, unit);
}

static size_t print_iso(const struct parts *parts, struct text text)
{
    bool has_seconds = parts->second || parts->micros;
    put(&text, "P");
    put_iso(&text, parts->year, 'Y');
    put_iso(&text, parts->month, 'M');
    put_iso(&text, parts->day, 'D');
    if (parts->hour || parts->minute || has_seconds)
        put(&text, "T");
    put_iso(&text, parts->hour, 'H');
    put_iso(&text, parts->minute, 'M');
    if (has_seconds) {
        put(&text, "%s", parts->second < 0 || parts->micros < 0 ? "-" : "");
        put_seconds(&text, parts, 1);
        put(&text, "S");
    }
    if (text.size == 1)
        put(&text, "T0S");
    return text.size;
}

/* ---- sql_standard: 1-2, 3 4:05:06, or both with all their signs ---- */

static void put_clock(struct text *text, const struct parts *parts)
{
    put(text, "%" PRId64 ":%02" PRId64 ":", (int64_t)llabs(parts->hour),
        (int64_t)llabs(parts->minute));
    put_seconds(text, parts, 2);
}

/* Not a value of the standard: signs everywhere. */
static void put_mixed(struct text *text, const struct interval *interval, const struct parts *parts)
{
    put(text, "%c%" PRId64 "-%" PRId64 " %c%" PRId64 " %c", interval->months < 0 ? '-' : '+',
        (int64_t)llabs(parts->year), (int64_t)llabs(parts->month), parts->day < 0 ? '-' : '+',
        (int64_t)llabs(parts->day), interval->micros < 0 ? '-' : '+');
    put_clock(text, parts);
}

static size_t print_standard(const struct interval *interval, const struct parts *parts,
                             struct text text)
{
    bool has_negative = interval->months < 0 || interval->days < 0 || interval->micros < 0;
    bool has_positive = interval->months > 0 || interval->days > 0 || interval->micros > 0;
    bool is_mixed = (has_negative && has_positive) ||
                    (interval->months && (interval->days || interval->micros));
    if (!has_negative && !has_positive) {
        put(&text, "0");
    } else if (is_mixed) {
        put_mixed(&text, interval, parts);
    } else {
        put(&text, "%s", has_negative ? "-" : "");
        if (interval->months)
            put(&text, "%" PRId64 "-%" PRId64, (int64_t)llabs(parts->year),
                (int64_t)llabs(parts->month));
        else if (interval->days)
            put(&text, "%" PRId64 " ", (int64_t)llabs(parts->day));
        if (!interval->months)
            put_clock(&text, parts);
    }
    return text.size;
}

size_t interval_print_by(enum interval_style style, const struct interval *interval,
                         char out[INTERVAL_ROOM])
{
    struct parts parts = parts_of(interval);
    struct text text = {out, 0};
    switch (style) {
    case INTERVAL_VERBOSE:
        return print_verbose(&parts, text);
    case INTERVAL_ISO_8601:
        return print_iso(&parts, text);
    case INTERVAL_SQL_STANDARD:
        return print_standard(interval, &parts, text);
    default:
        return interval_print(interval, out);
    }
}
