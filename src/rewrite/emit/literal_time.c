/* Reads dates and timestamps as PostgreSQL's input functions do, in UTC. */
#include <stdio.h>
#include <time.h>

#include "base/interval.h"
#include "base/pgtype.h"
#include "base/time_zone.h"
#include "rewrite/emit/literal_parse.h"

/* What Date32 and DateTime64 hold, by ClickHouse's manual. */
#define FIRST_YEAR 1900
#define LAST_YEAR 2299

#define MICROSECONDS 1000000
/* PostgreSQL counts from then. */
#define MICROS_OF_2000 (INT64_C(946684800) * MICROSECONDS)

static const char *fail(const struct literal *literal, enum datetime_status status)
{
    switch (status) {
    case DATETIME_SYNTAX:
        literal_bad_syntax(literal);
        memcpy(literal->err->sqlstate, SQLSTATE_INVALID_DATETIME_FORMAT,
               sizeof literal->err->sqlstate);
        return NULL;
    case DATETIME_ZONE_RANGE:
        return literal_fail(literal, "22009", "time zone displacement out of range");
    case DATETIME_UNSUPPORTED:
        return literal_fail(literal, SQLSTATE_FEATURE_NOT_SUPPORTED,
                            "this date/time value is not supported");
    default:
        literal_fail(literal, SQLSTATE_DATETIME_FIELD_OVERFLOW,
                     "date/time field value out of range");
        if (status == DATETIME_RANGE_MONTH)
            err_hint(literal->err, "Perhaps you need a different \"datestyle\" setting.");
        return NULL;
    }
}

static const char *beyond_clickhouse(const struct literal *literal)
{
    return literal_fail(literal, SQLSTATE_FEATURE_NOT_SUPPORTED,
                        "dates outside the years 1900 to 2299 are not supported");
}

const char *literal_parse_date(const struct literal *literal)
{
    struct datetime t;
    enum datetime_status status = datetime_parse_by(literal->style->order, literal->text, &t);
    if (status != DATETIME_OK)
        return fail(literal, status);
    if (t.year < FIRST_YEAR || t.year > LAST_YEAR)
        return beyond_clickhouse(literal);
    return arena_printf(literal->arena, "%04d-%02d-%02d", t.year, t.month, t.day);
}

/* Nanoseconds as microseconds; may be a whole second. */
static int64_t nearest_micros(int nanos)
{
    return (nanos + 500) / 1000;
}

/* To `typmod` decimals of the second, halves away from `zero`. */
static int64_t round_micros(int64_t micros, int32_t typmod, int64_t zero)
{
    int64_t unit = 1;
    for (int32_t i = typmod < 0 ? 6 : typmod; i < 6; i++)
        unit *= 10;
    int64_t from_zero = micros - zero, half = from_zero < 0 ? -unit / 2 : unit / 2;
    return zero + (from_zero + half) / unit * unit;
}

/* .5 of 500000 microseconds; nothing of none. */
static void print_fraction(char fraction[16], int micros)
{
    fraction[0] = '\0';
    if (!micros)
        return;
    size_t n = (size_t)snprintf(fraction, 16, ".%06d", micros);
    while (fraction[n - 1] == '0')
        fraction[--n] = '\0';
}

static const char *print_timestamp(const struct literal *literal, time_t seconds, int micros)
{
    struct tm tm;
    char fraction[16];
    if (!gmtime_r(&seconds, &tm) || tm.tm_year + 1900 < FIRST_YEAR || tm.tm_year + 1900 > LAST_YEAR)
        return beyond_clickhouse(literal);
    print_fraction(fraction, micros);
    return arena_printf(literal->arena, "%04d-%02d-%02d %02d:%02d:%02d%s%s", tm.tm_year + 1900,
                        tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, fraction,
                        literal->type == PG_TIMESTAMPTZ ? "+00" : "");
}

const char *literal_parse_interval(const struct literal *literal)
{
    struct interval interval;
    char text[INTERVAL_ROOM];
    enum datetime_status status =
        interval_parse_by(literal->style->interval, literal->text, literal->typmod, &interval);
    if (status == DATETIME_RANGE)
        return literal_fail(literal, "22015", "interval field value out of range");
    if (status != DATETIME_OK)
        return fail(literal, status);
    size_t size = interval_print(&interval, text);
    return arena_strndup(literal->arena, text, size);
}

/* A whole timestamp is read too; its day does not count, nor does a zone. */
const char *literal_parse_time(const struct literal *literal)
{
    struct datetime t, whole;
    enum datetime_status status = datetime_parse_time(literal->text, &t);
    if (status == DATETIME_SYNTAX &&
        datetime_parse_by(literal->style->order, literal->text, &whole) == DATETIME_OK) {
        t = whole;
        status = DATETIME_OK;
    }
    if (status != DATETIME_OK)
        return fail(literal, status);
    int64_t micros = (int64_t)(t.hour * 3600 + t.minute * 60 + t.second) * MICROSECONDS +
                     nearest_micros(t.nanos);
    micros = round_micros(micros, literal->typmod, 0);
    int seconds = (int)(micros / MICROSECONDS);
    char fraction[16];
    print_fraction(fraction, (int)(micros % MICROSECONDS));
    return arena_printf(literal->arena, "%02d:%02d:%02d%s", seconds / 3600, seconds / 60 % 60,
                        seconds % 60, fraction);
}

/* A zone moves a timestamptz to UTC; a timestamp does not heed it. */
const char *literal_parse_timestamp(const struct literal *literal)
{
    struct datetime t;
    enum datetime_status status = datetime_parse_by(literal->style->order, literal->text, &t);
    if (status != DATETIME_OK)
        return fail(literal, status);
    time_t seconds = datetime_seconds(&t);
    if (literal->type == PG_TIMESTAMPTZ)
        seconds = t.has_zone ? seconds - t.zone_seconds : time_zone_to_utc(literal->zone, seconds);
    int64_t micros = (int64_t)seconds * MICROSECONDS + nearest_micros(t.nanos);
    micros = round_micros(micros, literal->typmod, MICROS_OF_2000);
    int64_t of_second = (micros % MICROSECONDS + MICROSECONDS) % MICROSECONDS;
    return print_timestamp(literal, (time_t)((micros - of_second) / MICROSECONDS), (int)of_second);
}
