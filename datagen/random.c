/* Counter-based random numbers. Knows nothing of trades. */
#include "datagen/random.h"

/* 2^64 divided by the golden ratio, made odd: SplitMix64's step. */
#define STEP UINT64_C(0x9e3779b97f4a7c15)

static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

uint64_t random_bits(uint64_t key, uint64_t n)
{
    return mix(key + (n + 1) * STEP);
}

uint64_t random_key(uint64_t key, uint64_t n)
{
    /* Mixed once more than a value, so that no key equals a value drawn elsewhere. */
    return mix(random_bits(key, n) ^ STEP);
}

uint64_t random_below(uint64_t key, uint64_t n, uint64_t bound)
{
    __extension__ typedef unsigned __int128 uint128;
    return (uint64_t)(((uint128)random_bits(key, n) * bound) >> 64);
}

int64_t random_between(uint64_t key, uint64_t n, int64_t low, int64_t high)
{
    return low + (int64_t)random_below(key, n, (uint64_t)(high - low) + 1);
}
