#ifndef PGPIVOT_DATAGEN_NORMAL_H
#define PGPIVOT_DATAGEN_NORMAL_H

#include <stdint.h>

/*
 * Functions of fixed numbers (fixed.h) in whole numbers only, so that every machine gives the same
 * digits. Good to 6 decimals and more.
 */

/* e^x; x at most 20. */
int64_t normal_exp(int64_t x);
/* Density and distribution of the standard normal. */
int64_t normal_density(int64_t x);
int64_t normal_below(int64_t x);
/* Square root of x >= 0. */
int64_t normal_sqrt(int64_t x);

#endif
