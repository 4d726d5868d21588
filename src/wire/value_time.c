/* Dates and times from the client into ClickHouse's columns. Does not know how they are written:
 * that is base/datetime.c. */
#include "base/civil.h"
#include "base/datetime.h"
#include "base/interval.h"
#include "base/pgtype.h"
#include "base/time_zone.h"
#include "wire/value_convert.h"

#define SECONDS_PER_DAY 86400
#define YEAR_2000 946684800 /* in seconds since 1970 */
#define NANOS_PER_SECOND 1000000000

static bool fail_range(struct str text, bool month, struct err *err)
{
    err_set(err, SQLSTATE_DATETIME_FIELD_OVERFLOW, 0,
            "date/time field value out of range: \"%.*s\"", (int)text.size, text.data);
    return month && err_hint(err, "Perhaps you need a different \"datestyle\" setting.");
}

/* True when there is no failure. */
static bool check(enum datetime_status status, struct str text, const struct chtype *type,
                  struct err *err)
{
    switch (status) {
    case DATETIME_OK:
        return true;
    case DATETIME_SYNTAX:
        return err_set(err, SQLSTATE_INVALID_DATETIME_FORMAT, 0,
                       "invalid input syntax for type %s: \"%.*s\"",
                       pgtype_sql_name(chtype_to_pg(type).oid), (int)text.size, text.data);
    case DATETIME_ZONE_RANGE:
        return err_set(err, SQLSTATE_INVALID_TIME_ZONE_DISPLACEMENT_VALUE, 0,
                       "time zone displacement out of range: \"%.*s\"", (int)text.size, text.data);
    case DATETIME_UNSUPPORTED:
        return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "this date/time value is not supported: \"%.*s\"", (int)text.size,
                       text.data);
    default:
        return fail_range(text, status == DATETIME_RANGE_MONTH, err);
    }
}

static int64_t days_of(const struct datetime *t)
{
    return civil_to_days((struct civil_date){t->year, t->month, t->day});
}

static int64_t clock_of(const struct datetime *t)
{
    return t->hour * 3600 + t->minute * 60 + t->second;
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
               seconds < (type->scale == 9 ? INT64_MAX / NANOS_PER_SECOND : year_2300);
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

static bool parse_date(const struct value_input *input, struct value *value, struct str text,
                       const struct chtype *type, struct err *err)
{
    struct datetime t;
    if (!check(datetime_parse_by(input->style.order, text, &t), text, type, err))
        return false;
    int64_t days = days_of(&t);
    if (!type_holds(type, days * SECONDS_PER_DAY))
        return beyond_type(text, type, err);
    *value = (struct value){VALUE_INT64, .as.int64 = days};
    return true;
}

static int64_t power_of_10(int exponent)
{
    int64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

static int64_t divide_half_up(int64_t value, int64_t divisor)
{
    return (value + divisor / 2) / divisor;
}

/*
 * Ticks of 10^-scale s, rounded to the nearest; in PostgreSQL there are microseconds first. A half
 * goes up at and after the second `zero`, down before it.
 */
static int64_t to_ticks(int64_t seconds, int64_t nanos, int scale, int64_t zero)
{
    int64_t per_second = power_of_10(scale);
    if (scale >= FULL_PRECISION)
        return seconds * per_second + divide_half_up(nanos, power_of_10(9 - scale));
    int64_t fraction = divide_half_up(nanos, 1000), tick = power_of_10(FULL_PRECISION - scale);
    int64_t down = seconds < zero; /* by one microsecond, the half is less than that */
    return seconds * per_second + (fraction + tick / 2 - down) / tick;
}

static bool parse_moment(const struct value_input *input, struct value *value, struct str text,
                         const struct chtype *type, bool in_zone, struct err *err)
{
    struct datetime t;
    if (!check(datetime_parse_by(input->style.order, text, &t), text, type, err))
        return false;
    int64_t seconds = days_of(&t) * SECONDS_PER_DAY + clock_of(&t);
    if (in_zone)
        seconds = t.has_zone ? seconds - t.zone_seconds : time_zone_to_utc(input->zone, seconds);
    if (!type_holds(type, seconds))
        return beyond_type(text, type, err);
    int scale = type->kind == CH_DATETIME64 ? type->scale : 0;
    int64_t ticks = to_ticks(seconds, t.nanos, scale, YEAR_2000);
    if (t.nanos && !type_holds(type, ticks / power_of_10(scale)))
        return beyond_type(text, type, err);
    *value = (struct value){VALUE_INT64, .as.int64 = ticks};
    return true;
}

/* A zone is read and not heeded, as PostgreSQL does for timestamp without time zone. */
static bool parse_timestamp(const struct value_input *input, struct value *value, struct str text,
                            const struct chtype *type, struct err *err)
{
    return parse_moment(input, value, text, type, false, err);
}

static bool parse_timestamptz(const struct value_input *input, struct value *value, struct str text,
                              const struct chtype *type, struct err *err)
{
    return parse_moment(input, value, text, type, true, err);
}

bool value_parse_time(struct value *value, struct str text, const struct chtype *type,
                      struct err *err)
{
    struct datetime t;
    if (!check(datetime_parse_time(text, &t), text, type, err))
        return false;
    *value =
        (struct value){VALUE_INT64, .as.int64 = to_ticks(clock_of(&t), t.nanos, type->scale, 0)};
    return true;
}

/* As base/interval.h has it: months * 2^96 + days * 2^64 + micros. */
static bool parse_interval(const struct value_input *input, struct value *value, struct str text,
                           const struct chtype *type, struct err *err)
{
    struct interval interval;
    (void)type;
    switch (interval_parse_by(input->style.interval, text, INTERVAL_ANY, &interval)) {
    case DATETIME_OK:
        break;
    case DATETIME_SYNTAX:
        return err_set(err, SQLSTATE_INVALID_DATETIME_FORMAT, 0,
                       "invalid input syntax for type interval: \"%.*s\"", (int)text.size,
                       text.data);
    case DATETIME_UNSUPPORTED:
        return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "this interval is not supported: \"%.*s\"", (int)text.size, text.data);
    default:
        return err_set(err, "22015", 0, "interval field value out of range: \"%.*s\"",
                       (int)text.size, text.data);
    }
    *value = (struct value){VALUE_WIDE};
    interval_pack(&interval, value->as.wide);
    return true;
}

/* ---- by the settings of a session, or without them ---- */

static const struct value_input defaults;

#define BY_DEFAULTS(name, parse)                                                                   \
    bool name(struct value *value, struct str text, const struct chtype *type, struct err *err)    \
    {                                                                                              \
        return parse(&defaults, value, text, type, err);                                           \
    }

BY_DEFAULTS(value_parse_date, parse_date)
BY_DEFAULTS(value_parse_timestamp, parse_timestamp)
BY_DEFAULTS(value_parse_timestamptz, parse_timestamptz)
BY_DEFAULTS(value_parse_interval, parse_interval)

bool value_parse_by(const struct value_input *input, value_parse *parse, struct value *value,
                    struct str text, const struct chtype *type, struct err *err)
{
    static const struct {
        value_parse *parse;
        bool (*by)(const struct value_input *input, struct value *value, struct str text,
                   const struct chtype *type, struct err *err);
    } rows[] = {{value_parse_date, parse_date},
                {value_parse_timestamp, parse_timestamp},
                {value_parse_timestamptz, parse_timestamptz},
                {value_parse_interval, parse_interval}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].parse == parse)
            return rows[i].by(input, value, text, type, err);
    return parse(value, text, type, err);
}
