#ifndef PGPIVOT_REWRITE_DIV_SCALE_H
#define PGPIVOT_REWRITE_DIV_SCALE_H

#include "rewrite/routine_row.h"

/*
 * How many decimals a numeric quotient has: PostgreSQL's select_div_scale. It counts in groups of
 * four digits, weight 0 being the one before the point, and wants 16 significant digits by what the
 * first groups tell. t is the text of a positive number.
 */
#define DECIMAL_ZEROS(t) "toInt32(length(extract(" t ", '^0.(0*)')))"
#define DECIMAL_WHOLE(t) "toInt32(length(substringIndex(" t ", '.', 1)))"
#define DECIMAL_WEIGHT(t)                                                                          \
    "if(startsWith(" t                                                                             \
    ", '0.'), -1 - intDiv(" DECIMAL_ZEROS(t) ", 4), intDiv(" DECIMAL_WHOLE(t) " - 1, 4))"
#define DECIMAL_FIRST(t)                                                                           \
    "toUInt16OrZero(if(startsWith(" t ", '0.'), rightPad(substring(" t                             \
    ", 3 + 4 * intDiv(" DECIMAL_ZEROS(t) ", 4), 4), 4, '0'), substring(" t ", 1, " DECIMAL_WHOLE(  \
        t) " - 4 * intDiv(" DECIMAL_WHOLE(t) " - 1, 4))))"
/* Of two numbers, and the decimals that they show. */
#define DIV_SHOWN(dividend, divisor, dividend_scale, divisor_scale)                                \
    "arrayElement(arrayMap((n, d) -> greatest(0, " dividend_scale ", " divisor_scale               \
    ", 16 - 4 * (" DECIMAL_WEIGHT("n") " - " DECIMAL_WEIGHT("d") " - (" DECIMAL_FIRST(             \
        "n") " <= " DECIMAL_FIRST("d") "))), array(toString(abs(" dividend                         \
                                       "))), array(toString(abs(" divisor ")))), 1)"
/* A quotient that was cut, not rounded, at the 29th decimal. */
#define DIV_ROUNDED(quotient, scale)                                                               \
    "toDecimal256(round(" quotient ", ifNull(least(28, " scale "), 28)), 28)"

/*
 * Whole powers of a numeric, which show 16 decimals or as many as the base. The base is m times
 * 10^-z, the exponent e or, where n holds, -e; the result an Int256 of 28 decimals. Exact as long
 * as the digits of all factors fit, else computed with 30 decimals where it is not too large.
 */
#define TEN_TO(exponent) "toInt256(concat('1', repeat('0', greatest(0, " exponent "))))"
#define POWER_EXACT                                                                                \
    "arrayElement(arrayMap(p -> multiIf(n, intDiv(" TEN_TO(                                        \
        "e * z + 28") ", if(p = 0, 1, p)), "                                                       \
                      "e * z <= 28, p * " TEN_TO("28 - e * z") ", intDiv(p, " TEN_TO(              \
                          "e * z - 28") ")), "                                                     \
                                        "array(arrayFold((acc, x) -> acc * m, "                    \
                                        "range(toUInt64(if(f, e, 0))), toInt256(1)))), 1)"
#define POWER_LONG                                                                                 \
    "arrayElement(arrayMap(p -> if(n, intDiv(" TEN_TO(                                             \
        "58") ", if(p = 0, 1, p)), intDiv(p, 100)), "                                              \
              "array(arrayFold((acc, x) -> intDiv(acc * m * " TEN_TO("30 - z") ", " TEN_TO(        \
                  "30") "), "                                                                      \
                        "range(toUInt64(if(f, 0, e))), " TEN_TO("30") "))), 1)"
#define POWER_DIGITS                                                                               \
    "e * length(toString(abs(m))) <= 75 AND if(n, e * z <= 48, e * z > 28 OR "                     \
    "e * length(toString(abs(m))) + 28 - e * z <= 76)"
#define POWER_OF_PARTS                                                                             \
    "arrayElement(arrayMap((m, z, e, n) -> arrayElement(arrayMap(f -> if(" THROW_IF(               \
        "NOT f AND (e > 10000 OR z > 30 OR abs(toFloat64(@1)) >= 1e8 OR "                          \
        "abs(pow(toFloat64(@1), toFloat64(@2))) >= 1e8 OR abs(pow(toFloat64(@1), e)) >= 1e8)",     \
        "0A000",                                                                                   \
        "this power of numeric has too many digits") ", toInt256(0), if(f, " POWER_EXACT           \
                                                     ", " POWER_LONG ")), array(" POWER_DIGITS     \
                                                     ")), 1), "                                    \
                                                     "array(toInt256(replaceOne(toString("         \
                                                     "assumeNotNull(@1)), '.', ''))), "            \
                                                     "array(toInt64(length(extract(toString("      \
                                                     "assumeNotNull(@1)), '[.](.*)')))), "         \
                                                     "array(toInt64(abs(assumeNotNull(@2)))), "    \
                                                     "array(assumeNotNull(@2) < 0)), 1)"
#define NUMERIC_POWER(scale)                                                                                                                                                                                                                        \
    "if(" THROW_IF("@1 = 0 AND @2 < 0", "2201F", "zero raised to a negative power is undefined") " OR " THROW_IF("@1 < 0 AND trunc(@2) != @2", "2201F", "a negative number raised to a non-integer power yields a complex result") " OR " THROW_IF( \
        "trunc(@2) != @2 OR abs(@2) > 1000000", "0A000",                                                                                                                                                                                            \
        "this power of numeric is not supported: cast an argument to double precision") " OR "                                                                                                                                                      \
                                                                                        "isNull(@"                                                                                                                                                  \
                                                                                        "1) OR "                                                                                                                                                    \
                                                                                        "isNull(@"                                                                                                                                                  \
                                                                                        "2), "                                                                                                                                                      \
                                                                                        "NULL, "                                                                                                                                                    \
                                                                                        "toDecima"                                                                                                                                                  \
                                                                                        "l256("                                                                                                                                                     \
                                                                                        "round("                                                                                                                                                    \
                                                                                        "toDecima"                                                                                                                                                  \
                                                                                        "l256"                                                                                                                                                      \
                                                                                        "(" POWER_OF_PARTS                                                                                                                                          \
                                                                                        ", 0) * "                                                                                                                                                   \
                                                                                        "toDecima"                                                                                                                                                  \
                                                                                        "l256('"                                                                                                                                                    \
                                                                                        "1e-28', "                                                                                                                                                  \
                                                                                        "28), "                                                                                                                                                     \
                                                                                        "ifNull("                                                                                                                                                   \
                                                                                        "least("                                                                                                                                                    \
                                                                                        "28,"                                                                                                                                                       \
                                                                                        " " scale                                                                                                                                                   \
                                                                                        "), "                                                                                                                                                       \
                                                                                        "28)), "                                                                                                                                                    \
                                                                                        "28))"
#define POWER_SHOWN "greatest(16, $3)"

#endif
