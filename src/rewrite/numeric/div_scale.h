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
/* Of two numbers, and the decimals that they show. */
#define DIV_SHOWN(dividend, divisor, dividend_scale, divisor_scale)                                \
    "arrayElement(arrayMap((n, d) -> greatest(0, " dividend_scale ", " divisor_scale               \
    ", 16 - 4 * (" DECIMAL_WEIGHT("n") " - " DECIMAL_WEIGHT("d") " - (" DECIMAL_FIRST(             \
        "n") " <= " DECIMAL_FIRST("d") "))), array(toString(abs(" dividend                         \
                                       "))), array(toString(abs(" divisor ")))), 1)"
/* A quotient that was cut, not rounded, at the 29th decimal. */
#define DIV_ROUNDED(quotient, scale)                                                               \
    "toDecimal256(round(" quotient ", ifNull(least(28, " scale "), 28)), 28)"

/* Ten to the power of it, an Int256. */
#define TEN_TO(exponent) "toInt256(concat('1', repeat('0', greatest(0, " exponent "))))"

#endif
