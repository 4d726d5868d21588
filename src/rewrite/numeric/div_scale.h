#ifndef PGPIVOT_REWRITE_DIV_SCALE_H
#define PGPIVOT_REWRITE_DIV_SCALE_H

#include "rewrite/routines/routine_row.h"

/* Of the text of a positive number: its weight, in groups of four digits, 0 being the one before
 * the point. */
#define DECIMAL_ZEROS(t) "toInt32(length(extract(" t ", '^0.(0*)')))"
#define DECIMAL_WHOLE(t) "toInt32(length(substringIndex(" t ", '.', 1)))"
#define DECIMAL_WEIGHT(t)                                                                          \
    "if(startsWith(" t                                                                             \
    ", '0.'), -1 - intDiv(" DECIMAL_ZEROS(t) ", 4), intDiv(" DECIMAL_WHOLE(t) " - 1, 4))"

/*
 * How many decimals a numeric quotient has: PostgreSQL's select_div_scale. It counts in groups of
 * four digits, weight 0 being the one before the point, and wants 16 significant digits by what the
 * first groups tell. Of a number with so many decimals: its digits in whole groups, as text; the
 * first group, and its weight.
 */
#define DIGITS_OF(x, decimals)                                                                     \
    "concat(toString(reinterpretAsInt256(abs(" x "))), repeat('0', modulo(76 - " decimals ", 4)))"
#define DIGITS_WEIGHT(t, decimals)                                                                 \
    "if(startsWith(" t ", '0'), 0, intDiv(toInt32(length(" t ")) - 1, 4) - intDiv(" decimals       \
    " + 3, 4))"
#define DIGITS_FIRST(t) "toUInt16OrZero(substring(" t ", 1, modulo(length(" t ") - 1, 4) + 1))"
/* Of two numbers, their decimals, and the decimals that they show. */
#define DIV_SHOWN_OF(dividend, dividend_decimals, divisor, divisor_decimals, dividend_scale,                             \
                     divisor_scale)                                                                                      \
    "arrayElement(arrayMap((n, d) -> greatest(0, " dividend_scale ", " divisor_scale                                     \
    ", 16 - 4 * (" DIGITS_WEIGHT("n", dividend_decimals) " - " DIGITS_WEIGHT("d", divisor_decimals) " - (" DIGITS_FIRST( \
        "n") " <= " DIGITS_FIRST("d") "))), array(" DIGITS_OF(dividend,                                                  \
                                                              dividend_decimals) "), "                                   \
                                                                                 "array"                                 \
                                                                                 "(" DIGITS_OF(                          \
                                                                                     divisor,                            \
                                                                                     divisor_decimals) ")), 1)"
#define DIV_SHOWN(dividend, divisor, dividend_scale, divisor_scale)                                \
    DIV_SHOWN_OF(dividend, DECIMALS_OF(dividend), divisor, DECIMALS_OF(divisor), dividend_scale,   \
                 divisor_scale)
/*
 * The quotient, rounded to the number of decimals that it shows. Where that is at most 20 (of what
 * is not much smaller than its divisor it is, unless they have more) it is cut at the 21st.
 */
#define DIV_SHORT_QUOTIENT(dividend, divisor)                                                      \
    QUOTIENT_OF(dividend, divisor,                                                                 \
                DECIMALS_OF("n") " <= 20 AND " DECIMALS_OF("d") " <= 20 AND " HAS_DIGITS(          \
                    "n", "17") " AND abs(toFloat64(n)) >= abs(toFloat64(d)) * 0.001 AND d != 0"    \
                               ", 1), " DIVIDED_128(21))
/* By a count, for each group: shorter for ClickHouse to read. */
#define COUNT_QUOTIENT(dividend, count)                                                            \
    "arrayElement(arrayMap((n, d) -> if(" DECIMALS_OF(                                             \
        "n") " > 29 OR abs(toFloat64(n)) >= 1e47, "                                                \
             "divideDecimal(n, toDecimal256(d, 0), 29), "                                          \
             "reinterpret(intDiv(reinterpretAsInt256(n) * "                                        \
             "toInt256(concat('1', repeat('0', greatest(0, 29 - " DECIMALS_OF(                     \
                 "n") ")))), toInt256(d)), "                                                       \
                      "'Decimal256(29)')), array(" dividend "), array(" count ")), 1)"
/* A quotient that was cut, not rounded, behind the last decimal that it shows. */
#define DIV_ROUNDED(quotient, scale)                                                               \
    "toDecimal256(round(" quotient ", ifNull(least(28, " scale "), 28)), 28)"

/* Ten to the power of it, an Int256. */
#define TEN_TO(exponent) "toInt256(concat('1', repeat('0', greatest(0, " exponent "))))"

#endif
