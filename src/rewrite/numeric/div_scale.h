#ifndef PGPIVOT_REWRITE_DIV_SCALE_H
#define PGPIVOT_REWRITE_DIV_SCALE_H

#include "rewrite/routines/routine_row.h"

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
#define DIV_DIGITS_OF_TEXTS                                                                        \
    "arrayElement(arrayMap((t, u) -> 16 - 4 * (" DECIMAL_WEIGHT("t") " - " DECIMAL_WEIGHT(         \
        "u") " - (" DECIMAL_FIRST("t") " <= " DECIMAL_FIRST("u") ")), array(toString(n)), "        \
                                                                 "array(toString(d))), 1)"
/* The same of numbers of at most 15 digits, without their texts: v and w are whole groups. */
#define GROUPS_OF(x)                                                                               \
    "toInt64(reinterpretAsInt256(" x                                                               \
    ")) * toInt64(intExp10(modulo(4 - modulo(" DECIMALS_OF(x) ", 4), 4)))"
#define N_GROUPS(v)                                                                                \
    "((" v " >= 10000) + (" v " >= 100000000) + (" v " >= 1000000000000) + (" v                    \
    " >= 10000000000000000))"
#define GROUPS_WEIGHT(v, x) "if(" v " = 0, 0, " N_GROUPS(v) " - intDiv(" DECIMALS_OF(x) " + 3, 4))"
#define GROUPS_FIRST(v) "intDiv(" v ", toInt64(intExp10(4 * " N_GROUPS(v) ")))"
#define DIV_DIGITS_OF_GROUPS                                                                              \
    "arrayElement(arrayMap((v, w) -> 16 - 4 * (" GROUPS_WEIGHT("v", "n") " - " GROUPS_WEIGHT(             \
        "w",                                                                                              \
        "d") " - (" GROUPS_FIRST("v") " <= " GROUPS_FIRST("w") ")), array(" GROUPS_OF("n") "), "          \
                                                                                           "array"        \
                                                                                           "(" GROUPS_OF( \
                                                                                               "d") ")), 1)"
/* Of two numbers, and the decimals that they show. */
#define DIV_SHOWN(dividend, divisor, dividend_scale, divisor_scale)                                \
    "arrayElement(arrayMap((n, d) -> greatest(0, " dividend_scale ", " divisor_scale               \
    ", if(toFloat64(n) < exp10(15 - " DECIMALS_OF(                                                 \
        "n") ") AND toFloat64(d) < exp10(15 - " DECIMALS_OF("d") "), " DIV_DIGITS_OF_GROUPS        \
                                                                 ", " DIV_DIGITS_OF_TEXTS          \
                                                                 ")), array(abs(" dividend         \
                                                                 ")), array(abs(" divisor          \
                                                                 "))), 1)"
/*
 * The quotient, rounded to the number of decimals that it shows. Where that is at most 20 (of what
 * is not much smaller than its divisor it is, unless they have more) it is cut at the 21st.
 */
#define DIV_IN_SHORT                                                                               \
    DECIMALS_OF("n")                                                                               \
    " <= 20 AND " DECIMALS_OF("d") " <= 20 AND " HAS_DIGITS(                                       \
        "n", "17") " AND abs(toFloat64(n)) >= abs(toFloat64(d)) * "                                \
                   "0.001 AND d != 0, " DIVIDED_128(21) ", "
#define DIV_SHORT_QUOTIENT(dividend, divisor) QUOTIENT_OF(dividend, divisor, DIV_IN_SHORT)
/* A quotient that was cut, not rounded, behind the last decimal that it shows. */
#define DIV_ROUNDED(quotient, scale)                                                               \
    "toDecimal256(round(" quotient ", ifNull(least(28, " scale "), 28)), 28)"

/* Ten to the power of it, an Int256. */
#define TEN_TO(exponent) "toInt256(concat('1', repeat('0', greatest(0, " exponent "))))"

#endif
