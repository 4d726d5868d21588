/*
 * time without time zone: functions and operators of pg_proc and how ClickHouse says the same. A
 * time is an Int64 of microseconds since midnight, 24:00:00 the largest.
 */
#include "rewrite/routines/routine_row.h"

#define E_TIME "'13:45:07.120034'::time"
#define E_OTHER_TIME "'23:59:59.9'::time"
#define E_DATE "'2024-02-29'::date"
#define E_INTERVAL "'1 mon 2 days 11:04:05.5'::interval"

#define WHOLE(value) "toDecimal256(" value ", 0)"
#define OF_MINUTE "modulo($2, 60000000)"
/* Microseconds as a numeric with six decimals. */
#define SECONDS(micros) "toDecimal256(fromUnixTimestamp64Micro(toInt64(" micros "), 'UTC'), 6)"
#define HOUR "intDiv($2, 3600000000)"
#define MINUTE "intDiv(modulo($2, 3600000000), 60000000)"

#define EXTRACT(unit, value, scale_)                                                               \
    ROW2("extract", NUMERIC, TEXT, TIME, value,                                                    \
         "extract(" unit " FROM " E_TIME "), extract(" unit " FROM '24:00'::time)",                \
         .literal = unit, .scale = scale_)
#define PART(unit, value)                                                                          \
    ROW2("date_part", FLOAT8, TEXT, TIME, "toFloat64(" value ")",                                  \
         "date_part('" unit "', " E_TIME ")", .literal = unit)

static const struct routine function_rows[] = {
    EXTRACT("hour", WHOLE(HOUR), SCALE_NONE),
    EXTRACT("minute", WHOLE(MINUTE), SCALE_NONE),
    EXTRACT("second", SECONDS(OF_MINUTE), SCALE_MICROS),
    EXTRACT("milliseconds", "(toDecimal256(" OF_MINUTE ", 3) / 1000)", SCALE_MILLIS),
    EXTRACT("microseconds", WHOLE(OF_MINUTE), SCALE_NONE),
    EXTRACT("epoch", SECONDS("$2"), SCALE_MICROS),
    PART("hour", HOUR),
    PART("minute", MINUTE),
    PART("second", OF_MINUTE " / 1000000."),
    PART("milliseconds", OF_MINUTE " / 1000."),
    PART("microseconds", OF_MINUTE),
    PART("epoch", "$2 / 1000000."),
    ROW3("make_time", TIME, INT4, INT4, FLOAT8,
         CHECKED("$1 < 0 OR $1 > 24 OR $2 < 0 OR $2 > 59 OR $3 < 0 OR $3 > 60 OR NOT isFinite($3) "
                 "OR ($1 = 24 AND ($2 > 0 OR $3 > 0))",
                 "22008", "time field value out of range",
                 "(toInt64($1) * 3600000000 + toInt64($2) * 60000000 + "
                 "toInt64(roundBankers($3 * 1000000)))"),
         "make_time(8, 15, 23.5), make_time(24, 0, 0)"),
    ROW0("localtime", TIME,
         "toInt64(positiveModulo(toUnixTimestamp64Micro(now64(6, 'UTC')), 86400000000))",
         "localtime IS NOT NULL", .never_null = true),
};

const struct routine_table functions_time = TABLE(function_rows);

#define BINARY(op, result, a, b, template_)                                                        \
    ROW2(op, result, a, b, template_, E_##a " " op " " E_##b)
#define COMPARE(op)                                                                                \
    ROW2(op, BOOL, TIME, TIME, "($1 " op " $2)",                                                   \
         E_TIME " " op " " E_OTHER_TIME ", " E_TIME " " op " " E_TIME)

/* Days and months of the interval do not count. */
#define DAY_MICROS "toInt64(86400000000)"
#define MOVED(time, op, interval)                                                                  \
    "toInt64(positiveModulo(" time " " op                                                          \
    " modulo(" INTERVAL_MICROS(interval) ", " DAY_MICROS "), " DAY_MICROS "))"
/* The one value that date + time can leave DateTime64's years with. */
#define ON_DAY(date, time)                                                                         \
    CHECKED(MICROSECONDS(date) " + " time " >= 10413792000000000", "0A000",                        \
            "timestamps outside the years 1900 to 2299 are not supported",                         \
            "fromUnixTimestamp64Micro(" MICROSECONDS(date) " + " time ", 'UTC')")

static const struct routine operator_rows[] = {
    COMPARE("="),
    COMPARE("<>"),
    COMPARE("<"),
    COMPARE("<="),
    COMPARE(">"),
    COMPARE(">="),
    BINARY("+", TIME, TIME, INTERVAL, MOVED("$1", "+", "$2")),
    BINARY("+", TIME, INTERVAL, TIME, MOVED("$2", "+", "$1")),
    BINARY("-", TIME, TIME, INTERVAL, MOVED("$1", "-", "$2")),
    ROW2("-", INTERVAL, TIME, TIME, "toInt128($1 - $2)",
         E_TIME " - " E_OTHER_TIME ", " E_OTHER_TIME " - " E_TIME),
    BINARY("+", TIMESTAMP, DATE, TIME, ON_DAY("$1", "$2")),
    BINARY("+", TIMESTAMP, TIME, DATE, ON_DAY("$2", "$1")),
};

const struct routine_table operators_time = TABLE(operator_rows);
