#ifndef PGPIVOT_REWRITE_NUMERIC_POWER_H
#define PGPIVOT_REWRITE_NUMERIC_POWER_H

#include "rewrite/numeric/numeric_log.h"

/* Powers of numeric (numeric.c: power_var, power_var_int). */

/*
 * Whole powers of a numeric, which show 16 decimals or as many as the base. The base is m times
 * 10^-z, the exponent e or, where n holds, -e; the result an Int256 of 28 decimals. Exact as long
 * as the digits of all factors fit, else computed with 30 decimals where it is not too large.
 */
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
/* Digits of m to the e, or one more. */
#define POWER_LENGTH "(toInt64(e * log10(greatest(1., abs(toFloat64(m))))) + 2)"
#define POWER_DIGITS                                                                               \
    "" POWER_LENGTH " <= 75 AND if(n, e * z <= 48, e * z > 28 OR "                                 \
    "" POWER_LENGTH " + 28 - e * z <= 76)"
#define POWER_OF_PARTS                                                                             \
    "arrayElement(arrayMap((m, z, e, n) -> arrayElement(arrayMap(f -> if(" THROW_IF(               \
        "NOT f AND (e > 10000 OR z > 30 OR abs(toFloat64(@1)) >= 1e8 OR "                          \
        "abs(pow(toFloat64(@1), if(n, -e, e))) >= 1e8 OR abs(pow(toFloat64(@1), e)) >= 1e8)",      \
        "0A000",                                                                                   \
        "this power of numeric has too many digits") ", toInt256(0), if(f, " POWER_EXACT           \
                                                     ", " POWER_LONG ")), array(" POWER_DIGITS     \
                                                     ")), 1), "                                    \
                                                     "array(toInt256(replaceOne(toString("         \
                                                     "assumeNotNull(@1)), '.', ''))), "            \
                                                     "array(toInt64(length(extract(toString("      \
                                                     "assumeNotNull(@1)), '[.](.*)')))), "         \
                                                     "array(toInt64(abs(assumeNotNull(@2)) * "     \
                                                     "ifNull(@2 = trunc(@2), 0))), "               \
                                                     "array(assumeNotNull(@2) < 0)), 1)"
#define POWER_WHOLE(scale)                                                                         \
    "toDecimal256(round(toDecimal256(" POWER_OF_PARTS                                              \
    ", 0) * toDecimal256('1e-28', 28), ifNull(least(28, " scale "), 28)), 28)"

/*
 * Other powers: e to the exponent times the logarithm of the base. How many decimals they show is
 * guessed from the same with some 8 digits.
 */
#define POWER_GUESSED                                                                              \
    LET1("g", "greatest(0, 8 - " LOG_WEIGHT("b") ")",                                              \
         "toFloat64(round(round(toDecimal256(log(toFloat64(b)), 28), g) * assumeNotNull(@2), g))")
#define POWER_FRACTION_SHOWN EXP_SHOWN_OF(POWER_GUESSED, "$3, $4, ")
#define POWER_FRACTION(scale)                                                                                                                      \
    LET1("b", LOG_SAFE("@1"),                                                                                                                      \
         "if(" THROW_IF("abs(log(toFloat64(b)) * toFloat64(@2)) > 300", "0A000", "this power of numeric has too many digits") " OR " THROW_IF(     \
             "length(toString(abs(@2))) > 34", "0A000",                                                                                            \
             "this power of numeric has too many digits") ", NULL, " LET1("x",                                                                     \
                                                                          "intDiv(" LOG_LN("b") " * " LOG_DIGITS("assumeNotNull(@2)") ", " TEN_TO( \
                                                                              LOG_DECIMALS(                                                        \
                                                                                  "assumeNotNull("                                                 \
                                                                                  "@2)")) ")",                                                     \
                                                                          EXP_ROUNDED("x",                                                         \
                                                                                      scale)) ")")

#define POWER_IS_WHOLE "trunc(@2) = @2"
#define NUMERIC_POWER_SCALED(whole_scale, fraction_scale)                                                                                                                                                                                               \
    "if(" THROW_IF("@1 = 0 AND @2 < 0", "2201F", "zero raised to a negative power is undefined") " OR " THROW_IF("@1 < 0 AND NOT " POWER_IS_WHOLE, "2201F", "a negative number raised to a non-integer power yields a complex result") " OR " THROW_IF( \
        "abs(@2) > 1000000", "0A000",                                                                                                                                                                                                                   \
        "this power of numeric has too many digits") " OR isNull(@1) OR isNull(@2), NULL, "                                                                                                                                                             \
                                                     "multiIf(" POWER_IS_WHOLE ", " POWER_WHOLE(                                                                                                                                                        \
                                                         whole_scale) ", @1 = 0, "                                                                                                                                                                      \
                                                                      "toDecimal256("                                                                                                                                                                   \
                                                                      "0, "                                                                                                                                                                             \
                                                                      "28),"                                                                                                                                                                            \
                                                                      " " POWER_FRACTION(                                                                                                                                                               \
                                                                          fraction_scale) "))"
#define NUMERIC_POWER NUMERIC_POWER_SCALED("28", "28")
#define POWER_WHOLE_SHOWN "greatest(16, $3)"
#define NUMERIC_POWER_SHOWN NUMERIC_POWER_SCALED(POWER_WHOLE_SHOWN, POWER_FRACTION_SHOWN)
#define POWER_SHOWN                                                                                \
    "multiIf(" POWER_IS_WHOLE " OR isNull(@1) OR isNull(@2), " POWER_WHOLE_SHOWN                   \
    ", @1 <= 0, 16, " LET1("b", LOG_SAFE("@1"), POWER_FRACTION_SHOWN) ")"

#endif
