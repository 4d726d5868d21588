#ifndef PGPIVOT_REWRITE_CAST_TIME_H
#define PGPIVOT_REWRITE_CAST_TIME_H

#include "rewrite/time/interval_row.h"

/*
 * Text of a column as date, timestamp and timestamptz: ISO 8601's forms, with what PostgreSQL
 * raises for days and hours that do not exist. Other forms are read in constants only.
 */
#define TIME_SPACE "[[:space:]]*"
/* Year, month, day; the same without separators; hour, minute, second, fraction; zone: none, sign,
 * hours, minutes. */
#define ISO_PATTERN                                                                                \
    "^" TIME_SPACE "(?:([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2}))"       \
    "(?:(?:[Tt]|[[:space:]]+)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.]([0-9]*))?)?" TIME_SPACE   \
    "(?:([Zz]|UTC|GMT)|([+-])([0-9]{2})(?::?([0-9]{2}))?)?)?" TIME_SPACE "$"
#define GROUP(n) "toInt32OrZero(arrayElement(g, " n "))"
#define OTHER_WORDS "(?i)inf|now|today|tomorrow|yesterday|epoch|allballs"

/* No condition holds together with one before it: which throwIf runs first is not said. */
#define NOT_ISO(type)                                                                              \
    THROW_IF("empty(g) AND isNotNull(s) AND NOT match(s, '[0-9]|" OTHER_WORDS "')", "22007",       \
             "invalid input syntax for type " type)                                                \
    " OR " THROW_IF("empty(g) AND match(s, '[0-9]|" OTHER_WORDS "')", "0A000",                     \
                    "this form of date or time is not supported but in constants")
#define NO_SUCH_DAY                                                                                \
    THROW_IF("notEmpty(g) AND (y = 0 OR m < 1 OR m > 12 OR d < 1 OR d > 31 OR "                    \
             "toDayOfMonth(makeDate32(1900 + positiveModulo(y - 1900, 400), m, d)) != d)",         \
             "22008", "date/time field value out of range")
#define NO_SUCH_TIME                                                                               \
    THROW_IF(GROUP("7") " > 24 OR " GROUP("8") " > 59 OR " GROUP("9") " > 60 OR (" GROUP(          \
                 "7") " = 24 AND (" GROUP("8") " > 0 OR " GROUP("9") " > 0 OR " FRACTION_MICROS    \
                                                                     " > 0))",                     \
             "22008", "date/time field value out of range")
#define NO_SUCH_YEAR                                                                               \
    THROW_IF("notEmpty(g) AND y > 0 AND (y < 1900 OR y > 2299)", "0A000",                          \
             "dates outside the years 1900 to 2299 are not supported")
#define NO_SUCH_ZONE                                                                               \
    THROW_IF(GROUP("13") " > 15 OR " GROUP("14") " > 59", "22009",                                 \
             "time zone displacement out of range")
#define FRACTION_MICROS                                                                            \
    "toInt64(roundBankers(toFloat64OrZero(concat('0.', arrayElement(g, 10), '0')) * 1000000.))"

/* `value` of s, the text, g, the groups, and y, m, d. */
#define FROM_ISO(type, value)                                                                      \
    LET2("s", "$1", "g", "extractGroups(ifNull($1, ''), '" ISO_PATTERN "')",                       \
         LET3("y", GROUP("1") " + " GROUP("4"), "m", GROUP("2") " + " GROUP("5"), "d",             \
              GROUP("3") " + " GROUP("6"),                                                         \
              "if(" NOT_ISO(type) " OR " NO_SUCH_DAY " OR " NO_SUCH_TIME " OR " NO_SUCH_YEAR       \
                                  " OR isNull(s), NULL, " value ")"))
#define DATE_FROM_TEXT FROM_ISO("date", "makeDate32(y, m, d)")
#define ISO_MICROS                                                                                 \
    "((toInt64(toInt32(makeDate32(y, m, d))) * 86400 + " GROUP("7") " * 3600 + " GROUP(            \
        "8") " * 60 + " GROUP("9") ") * 1000000 + " FRACTION_MICROS ")"
#define ISO_ZONE_MICROS                                                                            \
    "(if(arrayElement(g, 12) = '-', -1, 1) * toInt64(" GROUP("13") " * 3600 + " GROUP(             \
        "14") " * 60) * 1000000)"
#define TIMESTAMP_WITHIN(micros)                                                                   \
    LET1("u", micros,                                                                              \
         CHECKED("u < -2208988800000000 OR u >= 10413792000000000", "0A000",                       \
                 "timestamps outside the years 1900 to 2299 are not supported",                    \
                 "fromUnixTimestamp64Micro(u, 'UTC')"))
#define TIMESTAMP_FROM_TEXT FROM_ISO("timestamp without time zone", TIMESTAMP_WITHIN(ISO_MICROS))
#define TIMESTAMPTZ_FROM_TEXT                                                                      \
    FROM_ISO("timestamp with time zone",                                                           \
             "if(" NO_SUCH_ZONE ", NULL, " TIMESTAMP_WITHIN(ISO_MICROS " - " ISO_ZONE_MICROS) ")")

#endif
