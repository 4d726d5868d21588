/*
 * Date and time functions: rows of pg_proc and how ClickHouse says the same. The time zone is UTC.
 * Needs the setting enable_extended_results_for_datetime_functions = 1: without it ClickHouse's
 * toStartOf… answer a Date, which wraps outside 1970 to 2149.
 */
#include "rewrite/routine_row.h"

#define TS_EXAMPLE "timestamp '2024-02-29 13:45:07.120034'"
#define TZ_EXAMPLE "timestamptz '2024-02-29 13:45:07.120034+00'"
#define OLD_EXAMPLE "timestamp '1955-12-31 23:59:59.9'"

/* Numeric results are wide Decimals, as @ takes them to be. */
#define WHOLE(value) "toDecimal256(" value ", 0)"

/* EXTRACT gives numeric, date_part float8. `date` and `ts` are templates of $2. */
#define EXTRACT_TS(unit, ts)                                                                       \
    ROW2("extract", NUMERIC, TEXT, TIMESTAMP, ts,                                                  \
         "extract(" unit " FROM " TS_EXAMPLE "), extract(" unit " FROM " OLD_EXAMPLE ")",          \
         .literal = unit),                                                                         \
        ROW2("extract", NUMERIC, TEXT, TIMESTAMPTZ, ts, "extract(" unit " FROM " TZ_EXAMPLE ")",   \
             .literal = unit)
#define EXTRACT_DATE(unit, date)                                                                   \
    ROW2("extract", NUMERIC, TEXT, DATE, date, "extract(" unit " FROM date '2024-02-29')",         \
         .literal = unit)
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
#define EXTRACT_CALENDAR(unit, before, after)                                                      \
    EXTRACT_TS(unit, WHOLE(before TIMESTAMP("$2") after)),                                         \
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

/* The pattern gives the template. */
#define BY_PATTERN "$1"

#define NOW_NOTE "the time the query started, not the transaction"
#define NOW(name, call, result, template_)                                                         \
    ROW0(name, result, template_, call " IS NOT NULL", .never_null = true, .note = NOW_NOTE)

static const struct routine rows[] = {
    CALENDAR(EXTRACT_CALENDAR),
    EXTRACT_TS("hour", WHOLE(HOUR)),
    EXTRACT_TS("minute", WHOLE(MINUTE)),
    EXTRACT_TS("second", AS_DECIMAL(OF_MINUTE)),
    EXTRACT_TS("milliseconds", "(toDecimal256(" OF_MINUTE ", 3) / 1000)"),
    EXTRACT_TS("microseconds", WHOLE(OF_MINUTE)),
    EXTRACT_TS("epoch", "toDecimal256(" TIMESTAMP("$2") ", 6)"),
    EXTRACT_DATE("epoch", WHOLE("toInt64(toDate32($2)) * 86400")),
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
    ROW2("to_date", DATE, TEXT, TEXT, REFUSED, NULL),
    ROW2("to_timestamp", TIMESTAMPTZ, TEXT, TEXT, REFUSED, NULL),
    ROW1("to_timestamp", TIMESTAMPTZ, FLOAT8, REFUSED, NULL),
    ROW2("age", INTERVAL, TIMESTAMP, TIMESTAMP, REFUSED, NULL),
    ROW2("age", INTERVAL, TIMESTAMPTZ, TIMESTAMPTZ, REFUSED, NULL),
    ROW1("age", INTERVAL, TIMESTAMP, REFUSED, NULL),
    ROW1("age", INTERVAL, TIMESTAMPTZ, REFUSED, NULL),

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
