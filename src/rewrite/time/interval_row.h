#ifndef PGPIVOT_REWRITE_INTERVAL_ROW_H
#define PGPIVOT_REWRITE_INTERVAL_ROW_H

#include "rewrite/routines/routine_row.h"

/* Templates for intervals (base/interval.h says how ClickHouse holds them). */

#define DAY_MICROS "toInt64(86400000000)"

/* From its parts, which have to fit. */
#define INTERVAL_OF(months, days, micros)                                                          \
    "((toInt128(toInt32(" months ")) * 4294967296 + toInt32(" days                                 \
    ")) * toInt128('18446744073709551616') + toInt64(" micros "))"
/* From doubles or wide integers, which may not. */
#define INTERVAL_CHECKED(months, days, micros)                                                     \
    CHECKED("abs(" months ") > 2147483647 OR abs(" days ") > 2147483647 OR abs(" micros            \
            ") >= 9.2e18",                                                                         \
            "22008", "interval out of range", INTERVAL_OF(months, days, micros))

/* Names for values in a template: LET1("x", value, "… x …"). */
#define LET1(a, x, value) "arrayElement(arrayMap(" a " -> " value ", array(" x ")), 1)"
#define LET2(a, x, b, y, value)                                                                    \
    "arrayElement(arrayMap((" a ", " b ") -> " value ", array(" x "), array(" y ")), 1)"
#define LET3(a, x, b, y, c, z, value)                                                              \
    "arrayElement(arrayMap((" a ", " b ", " c ") -> " value ", array(" x "), array(" y             \
    "), array(" z ")), 1)"

/* The fields that EXTRACT knows: integers with the sign of their part. */
#define INTERVAL_YEARS(x) "intDiv(" INTERVAL_MONTHS(x) ", 12)"
#define INTERVAL_MONTH(x) "modulo(" INTERVAL_MONTHS(x) ", 12)"
#define INTERVAL_HOURS(x) "intDiv(" INTERVAL_MICROS(x) ", toInt64(3600000000))"
#define INTERVAL_MINUTE(x)                                                                         \
    "intDiv(modulo(" INTERVAL_MICROS(x) ", toInt64(3600000000)), toInt64(60000000))"
#define INTERVAL_OF_MINUTE(x) "modulo(" INTERVAL_MICROS(x) ", toInt64(60000000))"
/* A year has 365.25 days, a month beside years 30. */
#define INTERVAL_EPOCH_MICROS(x)                                                                   \
    "((toInt128(" INTERVAL_YEARS(x) ") * 31557600 + toInt128(" INTERVAL_MONTH(                     \
        x) ") * 2592000 + toInt128(" INTERVAL_DAYS(x) ") * 86400) * 1000000 + " INTERVAL_MICROS(x) ")"

/*
 * interval_mul and interval_div: fractions of months become days, those of days time. `op` is * or
 * /; in the order of PostgreSQL's operations, whose rounding in double precision shows.
 */
#define TO_MICRO_PRECISION(x) "(roundBankers((" x ") * 1000000.) / 1000000.)"
#define INTERVAL_SCALED(interval, op, factor, usable)                                              \
    LET3("m", "toFloat64(" INTERVAL_MONTHS(interval) ")", "d",                                     \
         "toFloat64(" INTERVAL_DAYS(interval) ")", "f",                                            \
         "ifNull(if(" usable ", " factor ", 1.), 1.)",                                             \
         LET2("n", TO_MICRO_PRECISION("(m " op " f - trunc(m " op " f)) * 30."), "t",              \
              "toFloat64(" INTERVAL_MICROS(interval) ")",                                          \
              LET1("s",                                                                            \
                   TO_MICRO_PRECISION("(d " op " f - trunc(d " op " f) + n - trunc(n)) * 86400."), \
                   INTERVAL_CHECKED("trunc(m " op " f)",                                           \
                                    "(trunc(d " op " f) + trunc(s / 86400.) + trunc(n))",          \
                                    "roundBankers(t " op                                           \
                                    " f + (s - trunc(s / 86400.) * 86400.) * 1000000.)"))))
/* The factor is looked at first: what it is multiplied with stands under a NULL, too. */
#define INTERVAL_PRODUCT(interval, factor)                                                         \
    "if(" THROW_IF("NOT isFinite(" factor ")", "22008",                                            \
                   "interval out of range") " OR isNull(" factor                                   \
                                            "), NULL, " INTERVAL_SCALED(                           \
                                                interval, "*", factor, "isFinite(" factor ")") ")"
#define INTERVAL_QUOTIENT(interval, divisor)                                                       \
    "if(" THROW_IF(divisor " = 0", "22012", "division by zero") " OR " THROW_IF(                   \
        "isNaN(" divisor ")", "22008",                                                             \
        "interval out of range") " OR isNull(" divisor                                             \
                                 "), NULL, " INTERVAL_SCALED(                                      \
                                     interval, "/", divisor,                                       \
                                     divisor " != 0 AND NOT isNaN(" divisor ")") ")"

/* Whole days of time, and of months of 30 days: what is left has the sign of the whole. */
#define SIGNED_LIKE(high, low, unit)                                                               \
    "multiIf(" high " > 0 AND " low " < 0, -1, " high " < 0 AND " low " > 0, 1, 0) * (" unit ")"
#define INTERVAL_JUSTIFY_HOURS                                                                     \
    LET2("d",                                                                                      \
         "toInt64(" INTERVAL_DAYS("$1") ") + intDiv(" INTERVAL_MICROS("$1") ", " DAY_MICROS ")",   \
         "t", "modulo(" INTERVAL_MICROS("$1") ", " DAY_MICROS ")",                                 \
         INTERVAL_CHECKED(INTERVAL_MONTHS("$1"), "(d + " SIGNED_LIKE("d", "t", "1") ")",           \
                          "(t - " SIGNED_LIKE("d", "t", DAY_MICROS) ")"))
#define INTERVAL_JUSTIFY_DAYS                                                                      \
    LET2("m", "toInt64(" INTERVAL_MONTHS("$1") ") + intDiv(" INTERVAL_DAYS("$1") ", 30)", "d",     \
         "toInt64(modulo(" INTERVAL_DAYS("$1") ", 30))",                                           \
         INTERVAL_CHECKED("(m + " SIGNED_LIKE("m", "d", "1") ")",                                  \
                          "(d - " SIGNED_LIKE("m", "d", "30") ")", INTERVAL_MICROS("$1")))
/* The sign of the months first, by the days and the time below them; then that of the days. */
#define JUSTIFY_MONTH                                                                              \
    "multiIf(m > 0 AND (d < 0 OR (d = 0 AND t < 0)), -1, "                                         \
    "m < 0 AND (d > 0 OR (d = 0 AND t > 0)), 1, 0)"
#define INTERVAL_JUSTIFY                                                                           \
    LET2("w",                                                                                      \
         "toInt64(" INTERVAL_DAYS("$1") ") + intDiv(" INTERVAL_MICROS("$1") ", " DAY_MICROS ")",   \
         "t", "modulo(" INTERVAL_MICROS("$1") ", " DAY_MICROS ")",                                 \
         LET2("m", "toInt64(" INTERVAL_MONTHS("$1") ") + intDiv(w, 30)", "d",                      \
              "toInt64(modulo(w, 30))",                                                            \
              LET2("n", "m + " JUSTIFY_MONTH, "e", "d - 30 * " JUSTIFY_MONTH,                      \
                   INTERVAL_CHECKED("n", "(e + " SIGNED_LIKE("e", "t", "1") ")",                   \
                                    "(t - " SIGNED_LIKE("e", "t", DAY_MICROS) ")"))))

/* timestamp_age: by fields; a day short is taken from the earlier one's month. */
#define AGE(a, b)                                                                                  \
    LET3("s", "multiIf(isNull(" a ") OR isNull(" b "), NULL, " a " < " b ", -1, 1)", "h",          \
         "greatest(" TIMESTAMP(a) ", " TIMESTAMP(b) ")", "l",                                      \
         "least(" TIMESTAMP(a) ", " TIMESTAMP(b) ")",                                              \
         LET3("m",                                                                                 \
              "(toInt32(toYear(h)) * 12 + toMonth(h)) - (toInt32(toYear(l)) * 12 + toMonth(l))",   \
              "t",                                                                                 \
              "positiveModulo(toUnixTimestamp64Micro(h), " DAY_MICROS                              \
              ") - positiveModulo(toUnixTimestamp64Micro(l), " DAY_MICROS ")",                     \
              "d", "toInt32(toDayOfMonth(h)) - toDayOfMonth(l)",                                   \
              LET1("e", "d - (t < 0)",                                                             \
                   INTERVAL_OF("s * (m - (e < 0))",                                                \
                               "s * if(e < 0, e + toDayOfMonth(toLastDayOfMonth(l)), e)",          \
                               "s * if(t < 0, t + " DAY_MICROS ", t)"))))

/* IntervalStyle postgres. A plus sign follows what is negative. */
#define UNIT_TEXT(n, plus, name)                                                                   \
    "if(" n " = 0, '', concat(if(" n " > 0 AND " plus ", '+', ''), toString(" n "), ' " name       \
    "', if(" n " = 1, '', 's')))"
#define TWO_DIGITS(n) "leftPad(toString(" n "), 2, '0')"
#define CLOCK_TEXT                                                                                 \
    "concat(multiIf(t < 0, '-', d < 0 OR (d = 0 AND m < 0), '+', ''), "                            \
    "if(intDiv(abs(t), 3600000000) < 10, '0', ''), toString(intDiv(abs(t), 3600000000)), "         \
    "':', " TWO_DIGITS("modulo(intDiv(abs(t), 60000000), 60)") ", ':', " TWO_DIGITS(               \
        "modulo(intDiv(abs(t), 1000000), 60)") ", "                                                \
                                               "if(modulo(t, 1000000) = 0, '', concat('.', "       \
                                               "replaceRegexpOne("                                 \
                                               "leftPad(toString(modulo(abs(t), 1000000)), 6, "    \
                                               "'0'), '0+$', ''))))"
#define INTERVAL_TEXT                                                                              \
    LET3("m", INTERVAL_MONTHS("$1"), "d", INTERVAL_DAYS("$1"), "t", INTERVAL_MICROS("$1"),         \
         "if(isNull(m), NULL, arrayStringConcat(arrayFilter(p -> p != '', array(" UNIT_TEXT(       \
             "intDiv(m, 12)", "0",                                                                 \
             "year") ", " UNIT_TEXT("modulo(m, 12)", "0",                                          \
                                    "mon") ", " UNIT_TEXT("d", "m < 0",                            \
                                                          "day") ", if(t = 0 AND (m != 0 OR d != " \
                                                                 "0), '', " CLOCK_TEXT             \
                                                                 "))), ' '))")

#endif
