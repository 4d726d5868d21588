#ifndef PGPIVOT_DATAGEN_FIXED_H
#define PGPIVOT_DATAGEN_FIXED_H

#include <stdint.h>

/*
 * Decimal numbers as whole billionths, so that every machine makes the same digits and that
 * products hold exactly as printed. Good for +-9.2e9.
 */
#define FIXED_DECIMALS 9
#define FIXED_ONE INT64_C(1000000000)

/* What a file's Float64 can be besides numbers; they stay what they are when they are multiplied.
 */
#define FIXED_INFINITY INT64_MAX
#define FIXED_NAN INT64_MIN

/* A number of hundredths, of thousandths … as a fixed number. */
#define FIXED_CENTS(n) ((n)*INT64_C(10000000))
#define FIXED_THOUSANDTHS(n) ((n)*INT64_C(1000000))

/* Weights and units of constituents are whole thousandths; value must have at most 6 decimals. */
static inline int64_t fixed_times_thousandths(int64_t value, int64_t thousandths)
{
    if (value == FIXED_NAN || value == FIXED_INFINITY || value == -FIXED_INFINITY)
        return value;
    return value / 1000 * thousandths;
}

#endif
