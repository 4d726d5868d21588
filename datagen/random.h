#ifndef PGPIVOT_DATAGEN_RANDOM_H
#define PGPIVOT_DATAGEN_RANDOM_H

#include <stdint.h>

/*
 * Counter-based random numbers: a value depends on a key and a number only, never on what was drawn
 * before, so any row can be made alone, in any order. The mixing function is the finalizer of
 * SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
 */

/* A key for everything under number `n` of `key`: a row of a seed, a constituent of a row. */
uint64_t random_key(uint64_t key, uint64_t n);

/* 64 random bits: number `n` of `key`. */
uint64_t random_bits(uint64_t key, uint64_t n);

/* One of 0 … bound - 1; bound > 0. Uneven by less than bound / 2^64. */
uint64_t random_below(uint64_t key, uint64_t n, uint64_t bound);

/* One of low … high, both included; high - low must not pass 2^63. */
int64_t random_between(uint64_t key, uint64_t n, int64_t low, int64_t high);

#endif
