/*
 * Date and time functions: rows of pg_proc and how ClickHouse says the same. The time zone is UTC.
 * Needs the setting enable_extended_results_for_datetime_functions = 1: without it ClickHouse's
 * toStartOf… answer a Date, which wraps outside 1970 to 2149.
 */
#include "rewrite/time/interval_row.h"
#include "rewrite/time/zone_row.h"

#define TS_EXAMPLE "timestamp '2024-02-29 13:45:07.120034'"
#define TZ_EXAMPLE "timestamptz '2024-02-29 13:45:07.120034+00'"
#define OLD_EXAMPLE "timestamp '1955-12-31 23:59:59.9'"

/* Numeric results are wide Decimals, as @ takes them to be. */
#define WHOLE(value) "toDecimal256(" value ", 0)"

/* EXTRACT gives numeric, date_part float8. `date` and `ts` are templates of $2. */
#define EXTRACT_TS(unit, ts, scale_)                                                               \
    ROW2("extract", NUMERIC, TEXT, TIMESTAMP, ts,                                                  \
         "extract(" unit " FROM " TS_EXAMPLE "), extract(" unit " FROM " OLD_EXAMPLE ")",          \
         .literal = unit, .scale = scale_),                                                        \
        ROW2("extract", NUMERIC, TEXT, TIMESTAMPTZ, ts, "extract(" unit " FROM " TZ_EXAMPLE ")",   \
             .literal = unit, .scale = scale_)
#define EXTRACT_DATE(unit, date)                                                                   \
    ROW2("extract", NUMERIC, TEXT, DATE, date, "extract(" unit " FROM date '2024-02-29')",         \
         .literal = unit, .scale = SCALE_NONE)
#define PART_TS(unit, ts)                                                                          \
    ROW2("date_part", FLOAT8, TEXT, TIMESTAMP, ts,                                                 \
         "date_part('" unit "', " TS_EXAMPLE "), date_part('" unit "', " OLD_EXAMPLE ")",          \
         .literal = unit),                                                                         \
        ROW2("date_part", FLOAT8, TEXT, TIMESTAMPTZ, ts, "date_part('" unit "', " TZ_EXAMPLE ")",  \
             .literal = unit)
#define PART_DATE(unit, date)                                                                      \
    ROW2("date_part", FLOAT8, TEXT, DATE, date, "date_part('" unit "', date '2024-02-29')",        \
         .literal = unit)

/* Fields of the calendar, by a ClickHouse expression of a date or a timestamp. */
#define CALENDAR(X)                                                                                \
    X("year", "toYear(", ")"), X("month", "toMonth(", ")"), X("day", "toDayOfMonth(", ")"),        \
        X("quarter", "toQuarter(", ")"), X("week", "toISOWeek(", ")"),                             \
        X("isoyear", "toISOYear(", ")"), X("dow", "toDayOfWeek(", ", 2)"),                         \
        X("isodow", "toDayOfWeek(", ", 0)"),                                                       \
        X("doy", "toInt32(toDate32(", ")) - toInt32(toStartOfYear(toDate32($2))) + 1"),            \
        X("decade", "intDiv(toYear(", "), 10)"), X("century", "intDiv(toYear(", ") + 99, 100)"),   \
        X("millennium", "intDiv(toYear(", ") + 999, 1000)")
#define IV_EXAMPLE "interval '-13 years 2 mons -3 days 27:04:05.067'"
#define EXTRACT_INTERVAL(unit, template_, scale_)                                                  \
    ROW2("extract", NUMERIC, TEXT, INTERVAL, template_, "extract(" unit " FROM " IV_EXAMPLE ")",   \
         .literal = unit, .scale = scale_)
#define PART_INTERVAL(unit, template_)                                                             \
    ROW2("date_part", FLOAT8, TEXT, INTERVAL, template_, "date_part('" unit "', " IV_EXAMPLE ")",  \
         .literal = unit)
/* Fields of an interval that are whole numbers. */
#define INTERVAL_FIELDS(X)                                                                         \
    X("millennium", "intDiv(" INTERVAL_YEARS("$2") ", 1000)"),                                     \
        X("century", "intDiv(" INTERVAL_YEARS("$2") ", 100)"),                                     \
        X("decade", "intDiv(" INTERVAL_YEARS("$2") ", 10)"), X("year", INTERVAL_YEARS("$2")),      \
        X("quarter", "(intDiv(" INTERVAL_MONTH("$2") ", 3) + 1)"),                                 \
        X("month", INTERVAL_MONTH("$2")), X("day", INTERVAL_DAYS("$2")),                           \
        X("hour", INTERVAL_HOURS("$2")), X("minute", INTERVAL_MINUTE("$2")),                       \
        X("microseconds", INTERVAL_OF_MINUTE("$2"))
#define EXTRACT_INTERVAL_FIELD(unit, field) EXTRACT_INTERVAL(unit, WHOLE(field), SCALE_NONE)
#define PART_INTERVAL_FIELD(unit, field) PART_INTERVAL(unit, "toFloat64(" field ")")

#define JULIAN_DAY "(toInt32(toDate32($2)) + 2440588)"
/* With the part of the day that is over. */
#define JULIAN                                                                                     \
    "(toInt32(toDate32(" TIMESTAMP("$2") ")) + 2440588 + positiveModulo(" MICROSECONDS(            \
        "$2") ", " DAY_MICROS ") / 86400000000.)"
#define EXTRACT_ZONE(unit)                                                                         \
    ROW2("extract", NUMERIC, TEXT, TIMESTAMPTZ, WHOLE("if(isNull($2), NULL, 0)"),                  \
         "extract(" unit " FROM " TZ_EXAMPLE ")", .literal = unit, .scale = SCALE_NONE)
#define PART_ZONE(unit)                                                                            \
    ROW2("date_part", FLOAT8, TEXT, TIMESTAMPTZ, "if(isNull($2), NULL, toFloat64(0))",             \
         "date_part('" unit "', " TZ_EXAMPLE ")", .literal = unit)

#define EXTRACT_CALENDAR(unit, before, after)                                                      \
    EXTRACT_TS(unit, WHOLE(before TIMESTAMP("$2") after), SCALE_NONE),                             \
        EXTRACT_DATE(unit, WHOLE(before "$2" after))
#define PART_CALENDAR(unit, before, after)                                                         \
    PART_TS(unit, "toFloat64(" before TIMESTAMP("$2") after ")"),                                  \
        PART_DATE(unit, "toFloat64(" before "$2" after ")")

#define HOUR "toHour(" TIMESTAMP("$2") ")"
#define MINUTE "toMinute(" TIMESTAMP("$2") ")"
/* Of the minute, in microseconds. */
#define OF_MINUTE "positiveModulo(" MICROSECONDS("$2") ", 60000000)"
#define AS_DECIMAL(microseconds)                                                                   \
    "toDecimal256(fromUnixTimestamp64Micro(" microseconds ", 'UTC'), 6)"

/* date_trunc: units of a fixed length, and units of the calendar. */
#define TRUNC(unit, template_)                                                                     \
    ROW2("date_trunc", TIMESTAMP, TEXT, TIMESTAMP, template_,                                      \
         "date_trunc('" unit "', " TS_EXAMPLE "), date_trunc('" unit "', " OLD_EXAMPLE ")",        \
         .literal = unit),                                                                         \
        ROW2("date_trunc", TIMESTAMPTZ, TEXT, TIMESTAMPTZ, template_,                              \
             "date_trunc('" unit "', " TZ_EXAMPLE ")", .literal = unit)
#define TRUNC_TICKS(unit, ticks)                                                                   \
    TRUNC(unit, "fromUnixTimestamp64Micro(" MICROSECONDS("$2") " - positiveModulo(" MICROSECONDS(  \
                    "$2") ", " ticks "), 'UTC')")
#define TO_DATE32 "toDate32(" TIMESTAMP("$2") ")"
#define TRUNC_DATE(unit, date) TRUNC(unit, TIMESTAMP(date))

/* Centuries and millennia begin with a year 1. */
#define TRUNCATED_YEARS(first, before, years)                                                      \
    CHECKED("toYear(" TO_DATE32 ") < " first, "0A000",                                             \
            "timestamps outside the years 1900 to 2299 are not supported",                         \
            TIMESTAMP("makeDate32(intDiv(toYear(" TO_DATE32 ") + " before ", " years ") * " years  \
                      " - " before ", 1, 1)"))
#define TRUNC_YEARS(unit, template_)                                                               \
    ROW2("date_trunc", TIMESTAMP, TEXT, TIMESTAMP, template_,                                      \
         "date_trunc('" unit "', " TS_EXAMPLE ")", .literal = unit),                               \
        ROW2("date_trunc", TIMESTAMPTZ, TEXT, TIMESTAMPTZ, template_,                              \
             "date_trunc('" unit "', " TZ_EXAMPLE ")", .literal = unit)
#define TRUNC_INTERVAL(unit, template_)                                                            \
    ROW2("date_trunc", INTERVAL, TEXT, INTERVAL, template_,                                        \
         "date_trunc('" unit "', " IV_EXAMPLE ")", .literal = unit)
#define TRUNC_MONTHS(unit, months)                                                                 \
    TRUNC_INTERVAL(                                                                                \
        unit, INTERVAL_OF("intDiv(" INTERVAL_MONTHS("$2") ", " months ") * " months, "0", "0"))
#define TRUNC_TIME(unit, micros)                                                                   \
    TRUNC_INTERVAL(unit, "($2 - modulo(" INTERVAL_MICROS("$2") ", toInt64(" micros ")))")

/* date_bin: whole strides from the origin, towards the past. */
#define STRIDE "(toInt128(" INTERVAL_DAYS("$1") ") * 86400000000 + " INTERVAL_MICROS("$1") ")"
#define BIN                                                                                        \
    CHECKED(                                                                                       \
        INTERVAL_MONTHS("$1") " != 0", "0A000",                                                    \
        "timestamps cannot be binned into intervals containing months or years",                   \
        CHECKED(STRIDE " <= 0", "22008", "stride must be greater than zero",                       \
                FROM_MICROS(                                                                       \
                    "(toInt128(" MICROSECONDS("$2") ") - positiveModulo(toInt128(" MICROSECONDS(   \
                        "$2") ") - " MICROSECONDS("$3") ", greatest(" STRIDE ", toInt128(1))))")))
/* Where a timestamp may leave what ClickHouse holds. */
#define FROM_MICROS(micros)                                                                        \
    LET1("u", micros,                                                                              \
         CHECKED("u < -2208988800000000 OR u >= 10413792000000000", "0A000",                       \
                 "timestamps outside the years 1900 to 2299 are not supported",                    \
                 "fromUnixTimestamp64Micro(toInt64(u), 'UTC')"))
#define TO_TIMESTAMP                                                                               \
    "if(" THROW_IF("isNaN($1)", "22008", "timestamp cannot be NaN") " OR " THROW_IF(               \
        "$1 < -2208988800 OR $1 >= 10413792000", "0A000",                                          \
        "timestamps outside the years 1900 to 2299 are not supported") ", NULL, "                  \
                                                                       "fromUnixTimestamp64Micro(" \
                                                                       "toInt64(roundBankers((if(" \
                                                                       "isFinite($1), $1, 0) - "   \
                                                                       "946684800.) * "            \
                                                                       "1000000.)) + "             \
                                                                       "946684800000000, 'UTC'))"

/* Ends in order, NULLs known to be unknown. */
#define OVERLAPS                                                                                   \
    LET2("s", "least($1, $2)", "x", "least($3, $4)",                                               \
         LET2("e", "if(isNull($1) OR isNull($2), NULL, greatest($1, $2))", "y",                    \
              "if(isNull($3) OR isNull($4), NULL, greatest($3, $4))",                              \
              "multiIf(isNull(s) OR isNull(x), NULL, s > x, multiIf(isNull(y), NULL, s < y, "      \
              "true, isNull(e), NULL, false), s < x, multiIf(isNull(e), NULL, x < e, true, "       \
              "isNull(y), NULL, false), isNull(e) OR isNull(y), NULL, true)"))
#define ALWAYS_FINITE "if(isNull($1), NULL, true)"

#define NO_DAY                                                                                     \
    "$1 = 0 OR $2 < 1 OR $2 > 12 OR $3 < 1 OR $3 > 31 OR "                                         \
    "toDayOfMonth(makeDate32(1900 + positiveModulo($1 - 1900, 400), $2, $3)) != $3"
#define NO_TIME                                                                                    \
    "$4 < 0 OR $4 > 24 OR $5 < 0 OR $5 > 59 OR NOT ($6 >= 0 AND $6 <= 60) OR "                     \
    "($4 = 24 AND ($5 > 0 OR $6 > 0))"
#define MADE_TIMESTAMP                                                                             \
    FROM_MICROS("(toInt128(toInt32(makeDate32($1, $2, $3))) * 86400000000 + toInt64($4) * "        \
                "3600000000 + toInt64($5) * 60000000 + toInt64(roundBankers($6 * 1000000.)))")
#define MAKE_TIMESTAMP                                                                             \
    "if(" THROW_IF(NO_DAY, "22008", "date field value out of range") " OR " THROW_IF(              \
        NO_TIME, "22008",                                                                          \
        "time field value out of range") " OR " THROW_IF("$1 < 1900 OR $1 > 2299", "0A000",        \
                                                         "timestamps outside the years "           \
                                                         "1900 to 2299 are not "                   \
                                                         "supported") ", " MADE_TIMESTAMP          \
                                                                      ", " MADE_TIMESTAMP ")"
/* make_interval(years, months, weeks, days, hours, mins, secs); what is left out is 0. */
#define MAKE_INTERVAL(years, months, weeks, days, hours, mins, secs)                               \
    INTERVAL_CHECKED("(toInt128(" years ") * 12 + " months ")",                                    \
                     "(toInt128(" weeks ") * 7 + " days ")",                                       \
                     "(toInt128(" hours ") * 3600000000 + toInt128(" mins                          \
                     ") * 60000000 + toInt64(roundBankers(" secs " * 1000000.)))")

/* Whole seconds of the interval. */
#define MOVED_BY_ZONE(sign)                                                                        \
    CHECKED(INTERVAL_MONTHS("$1") " != 0 OR " INTERVAL_DAYS("$1") " != 0", "22023",                \
            "interval time zone must not include months or days",                                  \
            FROM_MICROS("(" MICROSECONDS("$2") " " sign " intDiv(" INTERVAL_MICROS(                \
                "$1") ", 1000000) * 1000000)"))

/* The pattern gives the template. */
#define BY_PATTERN "$1"

#define READ_NOTE "years 1900 to 2299; texts that do not have the fields of the pattern raise 0A000"
#define ZONE_NOTE "where the zone is no constant it is a full name (Europe/Berlin) or UTC"
#define NOW_NOTE "the time the query started, not the transaction"
#define NOW(name, call, result, template_)                                                         \
    ROW0(name, result, template_, call " IS NOT NULL", .never_null = true, .note = NOW_NOTE)

static const struct routine rows[] = {
    CALENDAR(EXTRACT_CALENDAR),
    EXTRACT_TS("hour", WHOLE(HOUR), SCALE_NONE),
    EXTRACT_TS("minute", WHOLE(MINUTE), SCALE_NONE),
    EXTRACT_TS("second", AS_DECIMAL(OF_MINUTE), SCALE_MICROS),
    EXTRACT_TS("milliseconds", "(toDecimal256(" OF_MINUTE ", 3) / 1000)", SCALE_MILLIS),
    EXTRACT_TS("microseconds", WHOLE(OF_MINUTE), SCALE_NONE),
    EXTRACT_TS("epoch", "toDecimal256(" TIMESTAMP("$2") ", 6)", SCALE_MICROS),
    EXTRACT_DATE("epoch", WHOLE("toInt64(toDate32($2)) * 86400")),
    EXTRACT_DATE("julian", WHOLE(JULIAN_DAY)),
    EXTRACT_ZONE("timezone"),
    EXTRACT_ZONE("timezone_hour"),
    EXTRACT_ZONE("timezone_minute"),
    INTERVAL_FIELDS(EXTRACT_INTERVAL_FIELD),
    EXTRACT_INTERVAL("second", "(toDecimal256(" INTERVAL_OF_MINUTE("$2") ", 6) / 1000000)",
                     SCALE_MICROS),
    EXTRACT_INTERVAL("milliseconds", "(toDecimal256(" INTERVAL_OF_MINUTE("$2") ", 3) / 1000)",
                     SCALE_MILLIS),
    EXTRACT_INTERVAL("epoch", "(toDecimal256(" INTERVAL_EPOCH_MICROS("$2") ", 6) / 1000000)",
                     SCALE_MICROS),
    ROW2("extract", NUMERIC, TEXT, TIMESTAMP, REFUSED, NULL),
    ROW2("extract", NUMERIC, TEXT, TIMESTAMPTZ, REFUSED, NULL),
    ROW2("extract", NUMERIC, TEXT, DATE, REFUSED, NULL),
    ROW2("extract", NUMERIC, TEXT, INTERVAL, REFUSED, NULL),
    ROW2("extract", NUMERIC, TEXT, TIME, REFUSED, NULL),

    CALENDAR(PART_CALENDAR),
    PART_TS("hour", "toFloat64(" HOUR ")"),
    PART_TS("minute", "toFloat64(" MINUTE ")"),
    PART_TS("second",
            "(intDiv(" OF_MINUTE ", 1000000) + modulo(" OF_MINUTE ", 1000000) / 1000000.)"),
    PART_TS("epoch", "(" MICROSECONDS("$2") " / 1000000.)"),
    PART_DATE("epoch", "toFloat64(toInt64(toDate32($2)) * 86400)"),
    PART_TS("milliseconds", "(" OF_MINUTE " / 1000.)"),
    PART_TS("microseconds", "toFloat64(" OF_MINUTE ")"),
    PART_TS("julian", JULIAN),
    PART_DATE("julian", "toFloat64(" JULIAN_DAY ")"),
    PART_ZONE("timezone"),
    PART_ZONE("timezone_hour"),
    PART_ZONE("timezone_minute"),
    INTERVAL_FIELDS(PART_INTERVAL_FIELD),
    PART_INTERVAL("second", "(" INTERVAL_OF_MINUTE("$2") " / 1000000.)"),
    PART_INTERVAL("milliseconds", "(" INTERVAL_OF_MINUTE("$2") " / 1000.)"),
    PART_INTERVAL("epoch", "(toFloat64(" INTERVAL_EPOCH_MICROS("$2") ") / 1000000.)"),
    ROW2("date_part", FLOAT8, TEXT, TIMESTAMP, REFUSED, NULL),
    ROW2("date_part", FLOAT8, TEXT, TIMESTAMPTZ, REFUSED, NULL),
    ROW2("date_part", FLOAT8, TEXT, DATE, REFUSED, NULL),
    ROW2("date_part", FLOAT8, TEXT, INTERVAL, REFUSED, NULL),
    ROW2("date_part", FLOAT8, TEXT, TIME, REFUSED, NULL),

    TRUNC("microseconds", TIMESTAMP("$2")),
    TRUNC_TICKS("milliseconds", "1000"),
    TRUNC_TICKS("second", "1000000"),
    TRUNC_TICKS("minute", "60000000"),
    TRUNC_TICKS("hour", "3600000000"),
    TRUNC_DATE("day", TO_DATE32),
    TRUNC_DATE("week", "toMonday(" TO_DATE32 ")"),
    TRUNC_DATE("month", "toStartOfMonth(" TO_DATE32 ")"),
    TRUNC_DATE("quarter", "toStartOfQuarter(" TO_DATE32 ")"),
    TRUNC_DATE("year", "toStartOfYear(" TO_DATE32 ")"),
    TRUNC_DATE("decade", "makeDate32(intDiv(toYear(" TO_DATE32 "), 10) * 10, 1, 1)"),
    TRUNC_YEARS("century", TRUNCATED_YEARS("1901", "99", "100")),
    TRUNC_YEARS("millennium", TRUNCATED_YEARS("2001", "999", "1000")),
    TRUNC_MONTHS("millennium", "12000"),
    TRUNC_MONTHS("century", "1200"),
    TRUNC_MONTHS("decade", "120"),
    TRUNC_MONTHS("year", "12"),
    TRUNC_MONTHS("quarter", "3"),
    TRUNC_MONTHS("month", "1"),
    TRUNC_INTERVAL("day", INTERVAL_OF(INTERVAL_MONTHS("$2"), INTERVAL_DAYS("$2"), "0")),
    TRUNC_TIME("hour", "3600000000"),
    TRUNC_TIME("minute", "60000000"),
    TRUNC_TIME("second", "1000000"),
    TRUNC_TIME("milliseconds", "1000"),
    TRUNC_INTERVAL("microseconds", "$2"),
    ROW2("date_trunc", TIMESTAMP, TEXT, TIMESTAMP, REFUSED, NULL),
    ROW2("date_trunc", TIMESTAMPTZ, TEXT, TIMESTAMPTZ, REFUSED, NULL),
    ROW2("date_trunc", INTERVAL, TEXT, INTERVAL, REFUSED, NULL),
    ROW3("date_trunc", TIMESTAMPTZ, TEXT, TIMESTAMPTZ, TEXT, REFUSED, NULL),

    ROW3("make_date", DATE, INT4, INT4, INT4,
         CHECKED("($1 + $2 + $3) IS NOT NULL AND ($1 < 1900 OR $1 > 2299 OR $2 < 1 OR $2 > 12 OR "
                 "$3 < 1 OR $3 > 31 OR toDayOfMonth(makeDate32($1, $2, $3)) != $3)",
                 "22008", "date field value out of range", "makeDate32($1, $2, $3)"),
         "make_date(2024, 2, 29)", .note = "years 1900 to 2299"),
    ROW2("to_char", TEXT, TIMESTAMP, TEXT, BY_PATTERN,
         "to_char(" TS_EXAMPLE ", 'FMDay, DDth Mon YYYY HH12:MI:SS.MS am')",
         .pattern = pattern_of_timestamp),
    ROW2("to_char", TEXT, TIMESTAMPTZ, TEXT, BY_PATTERN,
         "to_char(" TZ_EXAMPLE ", 'IYYY-IW \"week\" HH24:MI:SS.US TZ OF')",
         .pattern = pattern_of_timestamptz),
    ROW2("to_char", TEXT, INTERVAL, TEXT, BY_PATTERN,
         "to_char(interval '1 year 2 mons 3 days 27:04:05.6', 'YYYY MM DD HH24:MI:SS.MS')",
         .pattern = pattern_of_interval),
    ROW2("to_char", TEXT, NUMERIC, TEXT, BY_PATTERN,
         "to_char(-1234.567, 'FM9,999.00'), to_char(0.5, '990.99')", .pattern = pattern_of_numeric),
    ROW2("to_char", TEXT, INT4, TEXT, BY_PATTERN, "to_char(-1234, '9,999'), to_char(7, '000')",
         .pattern = pattern_of_integer),
    ROW2("to_char", TEXT, INT8, TEXT, BY_PATTERN,
         "to_char(1234567890123::int8, 'FM999,999,999,999,999')", .pattern = pattern_of_integer),
    ROW2("to_char", TEXT, FLOAT4, TEXT, BY_PATTERN, "to_char(1.5::float4, 'S99.99')",
         .pattern = pattern_of_float4),
    ROW2("to_char", TEXT, FLOAT8, TEXT, BY_PATTERN, "to_char(-1.5::float8, '99.99PR')",
         .pattern = pattern_of_float8),
    ROW2("to_number", NUMERIC, TEXT, TEXT, BY_PATTERN,
         "to_number('12,454.8-', '99G999D9S'), to_number('<7>', '9PR'), to_number(' $1,234.50', "
         "'L9,999.99')",
         .pattern = pattern_to_number),
    ROW2("to_date", DATE, TEXT, TEXT, BY_PATTERN,
         "to_date('2024-02-29', 'YYYY-MM-DD'), to_date('5 Feb 99', 'DD Mon YY')",
         .pattern = pattern_read_date, .note = READ_NOTE),
    ROW2("to_timestamp", TIMESTAMPTZ, TEXT, TEXT, BY_PATTERN,
         "to_timestamp('2024-02-29 01:45:07.12 pm', 'YYYY-MM-DD HH12:MI:SS.US am')",
         .pattern = pattern_read_timestamp, .note = READ_NOTE),
    ROW1("to_timestamp", TIMESTAMPTZ, FLOAT8, TO_TIMESTAMP,
         "to_timestamp(1709214307.120034), to_timestamp(-1.5)"),
    ROW2("age", INTERVAL, TIMESTAMP, TIMESTAMP, AGE("$1", "$2"),
         "age(timestamp '2024-03-01 01:00', timestamp '2023-01-31 23:30:00.5'), "
         "age(timestamp '2023-01-31 23:30:00.5', timestamp '2024-03-01 01:00')"),
    ROW2("age", INTERVAL, TIMESTAMPTZ, TIMESTAMPTZ, AGE("$1", "$2"),
         "age(timestamptz '2024-03-31 00:00+00', date '2024-02-29')"),
    ROW1("age", INTERVAL, TIMESTAMP, AGE("toDate(now('UTC'))", "$1"),
         "age(timestamp '2000-01-01') > interval '24 years'"),
    ROW1("age", INTERVAL, TIMESTAMPTZ, AGE("toDate(now('UTC'))", "$1"),
         "age(timestamptz '2000-01-01+00') > interval '24 years'"),
    ROW3("date_bin", TIMESTAMP, INTERVAL, TIMESTAMP, TIMESTAMP, BIN,
         "date_bin('15 minutes', " TS_EXAMPLE ", timestamp '2001-01-01'), "
         "date_bin('7 hours', " OLD_EXAMPLE ", timestamp '2001-01-01')"),
    ROW3("date_bin", TIMESTAMPTZ, INTERVAL, TIMESTAMPTZ, TIMESTAMPTZ, BIN,
         "date_bin('15 minutes', " TZ_EXAMPLE ", timestamptz '2001-01-01+00')"),
    ROW1("justify_hours", INTERVAL, INTERVAL, INTERVAL_JUSTIFY_HOURS,
         "justify_hours(interval '2 days -27:04:05.6'), justify_hours(interval '-1 day 50:00')"),
    ROW1("justify_days", INTERVAL, INTERVAL, INTERVAL_JUSTIFY_DAYS,
         "justify_days(interval '1 mon -35 days'), justify_days(interval '-1 mon 65 days 25:00')"),
    ROW1("justify_interval", INTERVAL, INTERVAL, INTERVAL_JUSTIFY,
         "justify_interval(interval '1 mon -1 hour'), "
         "justify_interval(interval '-1 mon 65 days 25:00:01')"),
    ROW1("isfinite", BOOL, DATE, ALWAYS_FINITE, "isfinite(date '2024-02-29')"),
    ROW1("isfinite", BOOL, TIMESTAMP, ALWAYS_FINITE, "isfinite(" TS_EXAMPLE ")"),
    ROW1("isfinite", BOOL, TIMESTAMPTZ, ALWAYS_FINITE, "isfinite(" TZ_EXAMPLE ")"),
    ROW1("isfinite", BOOL, INTERVAL, ALWAYS_FINITE, "isfinite(" IV_EXAMPLE ")"),
    ROW4("overlaps", BOOL, TIMESTAMP, TIMESTAMP, TIMESTAMP, TIMESTAMP, OVERLAPS,
         "(timestamp '2024-01-01', timestamp '2024-03-01') OVERLAPS (timestamp '2024-04-01', "
         "timestamp '2024-02-01'), (timestamp '2024-01-01', interval '1 mon') OVERLAPS "
         "(timestamp '2024-01-31', interval '-1 day')",
         .called_on_null = true),
    ROW4("overlaps", BOOL, TIMESTAMPTZ, TIMESTAMPTZ, TIMESTAMPTZ, TIMESTAMPTZ, OVERLAPS,
         "(date '2024-01-01', date '2024-02-01') OVERLAPS (date '2024-02-01', date '2024-03-01')",
         .called_on_null = true),
    {"make_timestamp",
     PG_TIMESTAMP,
     {PG_INT4, PG_INT4, PG_INT4, PG_INT4, PG_INT4, PG_FLOAT8},
     6,
     .clickhouse = MAKE_TIMESTAMP,
     .example = "make_timestamp(2024, 2, 29, 23, 59, 60), make_timestamp(2024, 2, 29, 7, 5, 3.25)",
     .note = "years 1900 to 2299"},
    {"make_timestamptz",
     PG_TIMESTAMPTZ,
     {PG_INT4, PG_INT4, PG_INT4, PG_INT4, PG_INT4, PG_FLOAT8},
     6,
     .clickhouse = MAKE_TIMESTAMP,
     .example = "make_timestamptz(2024, 2, 29, 7, 5, 3.25)",
     .note = "years 1900 to 2299"},
    ROW0("make_interval", INTERVAL, "toInt128(0)", "make_interval()"),
    ROW1("make_interval", INTERVAL, INT4, MAKE_INTERVAL("$1", "0", "0", "0", "0", "0", "0"),
         "make_interval(3)"),
    ROW2("make_interval", INTERVAL, INT4, INT4, MAKE_INTERVAL("$1", "$2", "0", "0", "0", "0", "0"),
         "make_interval(3, -5)"),
    ROW3("make_interval", INTERVAL, INT4, INT4, INT4,
         MAKE_INTERVAL("$1", "$2", "$3", "0", "0", "0", "0"), "make_interval(0, 1, 2)"),
    ROW4("make_interval", INTERVAL, INT4, INT4, INT4, INT4,
         MAKE_INTERVAL("$1", "$2", "$3", "$4", "0", "0", "0"), "make_interval(1, 2, 3, 4)"),
    {"make_interval",
     PG_INTERVAL,
     {PG_INT4, PG_INT4, PG_INT4, PG_INT4, PG_INT4},
     5,
     .clickhouse = MAKE_INTERVAL("$1", "$2", "$3", "$4", "$5", "0", "0"),
     .example = "make_interval(1, 2, 3, 4, 25)"},
    {"make_interval",
     PG_INTERVAL,
     {PG_INT4, PG_INT4, PG_INT4, PG_INT4, PG_INT4, PG_INT4},
     6,
     .clickhouse = MAKE_INTERVAL("$1", "$2", "$3", "$4", "$5", "$6", "0"),
     .example = "make_interval(1, 2, 3, 4, 25, -6)"},
    {"make_interval",
     PG_INTERVAL,
     {PG_INT4, PG_INT4, PG_INT4, PG_INT4, PG_INT4, PG_INT4, PG_FLOAT8},
     7,
     .clickhouse = MAKE_INTERVAL("$1", "$2", "$3", "$4", "$5", "$6", "$7"),
     .example = "make_interval(1, 2, 3, 4, 25, -6, 7.25), make_interval(days => 10, secs => 1.5), "
                "make_interval(1, weeks => 2)"},
    ROW2("timezone", TIMESTAMPTZ, INTERVAL, TIMESTAMP, MOVED_BY_ZONE("-"),
         "timestamp '2024-03-31 02:30' AT TIME ZONE interval '-05:30'"),
    ROW2("timezone", TIMESTAMP, INTERVAL, TIMESTAMPTZ, MOVED_BY_ZONE("+"),
         TZ_EXAMPLE " AT TIME ZONE interval '05:45'"),
    ROW2("timezone", TIMESTAMPTZ, TEXT, TIMESTAMP, BY_PATTERN,
         "timestamp '2024-03-31 02:30' AT TIME ZONE 'Europe/Berlin', "
         "timestamp '2024-10-27 02:30' AT TIME ZONE 'Europe/Berlin'",
         .pattern = pattern_to_zone, .constant_arg = 1),
    ROW2("timezone", TIMESTAMP, TEXT, TIMESTAMPTZ, BY_PATTERN,
         TZ_EXAMPLE " AT TIME ZONE 'America/New_York'", .pattern = pattern_in_zone,
         .constant_arg = 1),
    ROW2("timezone", TIMESTAMPTZ, TEXT, TIMESTAMP, TO_ROW_ZONE,
         "timestamp '2024-03-31 02:30' AT TIME ZONE concat('Europe/', 'Berlin'), "
         "timestamp '2024-10-27 02:30' AT TIME ZONE concat('Europe/', 'Berlin')",
         .note = ZONE_NOTE),
    ROW2("timezone", TIMESTAMP, TEXT, TIMESTAMPTZ, IN_ROW_ZONE,
         TZ_EXAMPLE " AT TIME ZONE concat('America/', 'New_York')", .note = ZONE_NOTE),

    NOW("now", "now()", TIMESTAMPTZ, "now64(6, 'UTC')"),
    NOW("transaction_timestamp", "transaction_timestamp()", TIMESTAMPTZ, "now64(6, 'UTC')"),
    NOW("statement_timestamp", "statement_timestamp()", TIMESTAMPTZ, "now64(6, 'UTC')"),
    NOW("clock_timestamp", "clock_timestamp()", TIMESTAMPTZ, "now64(6, 'UTC')"),
    /* What the grammar writes without parentheses. */
    NOW("current_timestamp", "current_timestamp", TIMESTAMPTZ, "now64(6, 'UTC')"),
    NOW("localtimestamp", "localtimestamp", TIMESTAMP, "now64(6, 'UTC')"),
    NOW("current_date", "current_date", DATE, "toDate(now('UTC'))"),
};

const struct routine_table functions_datetime = TABLE(rows);
