#ifndef PGPIVOT_REWRITE_NUMERIC_LOG_H
#define PGPIVOT_REWRITE_NUMERIC_LOG_H

#include "rewrite/numeric/div_scale.h"
#include "rewrite/time/interval_row.h"

/* ISO C promises 4095 bytes in a string; the compilers that build this take more. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

/*
 * Logarithms and exponentials of numeric. They are computed in Int256 with 37 decimals, of which
 * some 33 are right; shown are as many as PostgreSQL shows (numeric.c: numeric_ln, numeric_exp,
 * log_var, power_var), 28 at most. Squares of what is below ten still fit.
 */
#define LOG_ONE "toInt256('10000000000000000000000000000000000000')"
#define LOG_OF_10 "toInt256('23025850929940456840179914546843642076')"

/* e to the r, where r is below 2.4 in magnitude: the series of r / 32, squared five times. */
#define LOG_EXP(r)                                                                                 \
    "arrayFold((acc, j) -> intDiv(acc * acc, j), array(" LOG_ONE ", " LOG_ONE ", " LOG_ONE         \
    ", " LOG_ONE ", " LOG_ONE "), arrayFold((acc, j) -> " LOG_ONE " + intDiv(intDiv(" r            \
    ", 32) * acc, j), arrayMap(j -> (20 - j) * " LOG_ONE ", range(20)), " LOG_ONE "))"

/*
 * The natural logarithm of x > 0, a Decimal. x is v times 10^k, v from 0.1 to 1; y is near its
 * logarithm, and what d, v over e^y less 1, adds tells the rest.
 */
#define LOG_DIGITS(x) "toInt256(replaceOne(toString(" x "), '.', ''))"
#define LOG_LENGTH(m) "toInt64(length(toString(" m ")))"
#define LOG_DECIMALS(x) "toInt64(length(extract(toString(" x "), '[.](.*)')))"
#define LOG_LN(x)                                                                                  \
    LET1("m", LOG_DIGITS(x),                                                                       \
         LET2("v",                                                                                 \
              "if(" LOG_LENGTH("m") " <= 37, m * " TEN_TO(                                         \
                  "37 - " LOG_LENGTH("m")) ", intDiv(m, " TEN_TO(LOG_LENGTH("m") " - 37") "))",    \
              "k", LOG_LENGTH("m") " - " LOG_DECIMALS(x),                                          \
              LET1("y",                                                                            \
                   "toInt256(round(log(toFloat64(v) / 1e37) * 1e15)) * "                           \
                   "toInt256('10000000000000000000000')",                                          \
                   LET1("d", "intDiv(v * " LOG_ONE ", " LOG_EXP("y") ") - " LOG_ONE,               \
                        "k * " LOG_OF_10 " + y + d - intDiv(d * d, 2 * " LOG_ONE ")"))))

/* With 37 decimals to a Decimal of 28, rounded to `scale`. */
#define LOG_ROUNDED(value, scale)                                                                  \
    "toDecimal256(round(toDecimal256(intDiv(" value                                                \
    ", 100000000), 0) * toDecimal256('1e-29', 29), ifNull(least(28, " scale "), 28)), 28)"

/* How many decimals precede the first digit of ln(x), as estimate_ln_dweight guesses from the first
 * two groups of four digits; of x near 1 it is the weight of x - 1. */
#define LOG_GUESSED(x)                                                                             \
    LET1("w", "4 * (" DECIMAL_WEIGHT("toString(" x ")") " - 1)",                                   \
         "toInt32(trunc(log10(abs(log(floor(toFloat64(" x                                          \
         ") / exp10(w) + 1e-9)) + w * 2.302585092994046))))")
#define LOG_WEIGHT(x)                                                                              \
    "multiIf(" x " = 1, 0, " x " BETWEEN 0.9 AND 1.1, -1 - " DECIMAL_ZEROS(                        \
        "toString(abs(" x " - 1))") ", " LOG_GUESSED(x) ")"

/* Where a logarithm may be taken; NULLs become 1. */
#define LOG_CHECKED(x, value)                                                                      \
    "if(" THROW_IF(x " = 0", "2201E", "cannot take logarithm of zero") " OR " THROW_IF(            \
        x " < 0", "2201E", "cannot take logarithm of a negative number") " OR isNull(" x           \
                                                                         "), NULL, " value ")"
/* Keeps the scale of the Decimal's type. */
#define LOG_SAFE(x) "(assumeNotNull(" x ") * ifNull(" x " > 0, 0) + (NOT ifNull(" x " > 0, 0)))"

#define NUMERIC_LN(scale)                                                                          \
    LOG_CHECKED("@1", LET1("x", LOG_SAFE("@1"), LOG_ROUNDED(LOG_LN("x"), scale)))
#define LN_SHOWN LET1("x", LOG_SAFE("@1"), "greatest(0, $2, 16 - " LOG_WEIGHT("x") ")")

/* The logarithm of x by a base, of 1 to none. */
#define LOG_QUOTIENT(base, x) "intDiv(" LOG_LN(x) " * " LOG_ONE ", " base ")"
#define NUMERIC_LOG10(scale)                                                                       \
    LOG_CHECKED("@1", LET1("x", LOG_SAFE("@1"), LOG_ROUNDED(LOG_QUOTIENT(LOG_OF_10, "x"), scale)))
#define LOG10_SHOWN LN_SHOWN
#define NUMERIC_LOG(scale)                                                                         \
    LOG_CHECKED(                                                                                   \
        "@1",                                                                                      \
        LOG_CHECKED(                                                                               \
            "@2", CHECKED("@1 = 1", "22012", "division by zero",                                   \
                          LET2("b", LOG_SAFE("@1") " + (ifNull(@1, 0) = 1)", "x", LOG_SAFE("@2"),  \
                               LOG_ROUNDED(LOG_QUOTIENT(LOG_LN("b"), "x"), scale)))))
#define LOG_SHOWN                                                                                  \
    LET2("b", LOG_SAFE("@1"), "x", LOG_SAFE("@2"),                                                 \
         "greatest(0, $3, $4, 16 - " LOG_WEIGHT("x") " + " LOG_WEIGHT("b") ")")

/*
 * e to the x, an Int256 of 37 decimals: 10^k times e to the rest. Decimals of which no more than 33
 * digits could be right are refused.
 */
#define EXP_ROUNDED(x, scale)                                                                      \
    LET1(                                                                                          \
        "k", "toInt64(round(toFloat64(" x ") / 1e37 / 2.302585092994046))",                        \
        LET1(                                                                                      \
            "e", LOG_EXP("(" x " - k * " LOG_OF_10 ")"),                                           \
            "if(" THROW_IF(                                                                        \
                "k + ifNull(least(28, " scale "), 28) > 32", "0A000",                              \
                "exponentials of numeric of so many digits are not supported: cast "               \
                "to double precision") ", NULL, "                                                  \
                                       "toDecimal256(round(toDecimal256(multiIf(k < -40, "         \
                                       "toInt256(0), k >= 8, e * " TEN_TO(                         \
                                           "k - 8") ", intDiv(e, " TEN_TO("8 - k") ")), 0) * "     \
                                                                                   "toDecimal256(" \
                                                                                   "'1e-29', "     \
                                                                                   "29), "         \
                                                                                   "ifNull(least(" \
                                                                                   "28, " scale    \
                                                                                   "), 28)), "     \
                                                                                   "28))"))
#define EXP_SHOWN_OF(x, more)                                                                      \
    "least(28, greatest(0, " more "16 - toInt32(trunc(" x " * 0.434294481903252))))"
#define EXP_FIXED                                                                                  \
    "toInt256(replaceOne(toDecimalString(toDecimal256(greatest(-300, least(300, "                  \
    "assumeNotNull(@1))), 37), 37), '.', ''))"
#define NUMERIC_EXP(scale)                                                                         \
    "if(" THROW_IF(                                                                                \
        "@1 > 300", "22003",                                                                       \
        "value overflows numeric format") " OR isNull(@1), NULL, " LET1("x", EXP_FIXED,            \
                                                                        EXP_ROUNDED("x",           \
                                                                                    scale)) ")"
#define EXP_SHOWN EXP_SHOWN_OF("toFloat64(assumeNotNull(@1))", "$2, ")

#endif
