/* Arithmetic on 256-bit integers: as little of it as printing and reading numbers needs. */
#include "wire/wide.h"

#include <string.h>

__extension__ typedef unsigned __int128 uint128;

#define N_LIMBS 4
/* The largest power of ten in a limb. */
#define CHUNK 10000000000000000000ULL
#define CHUNK_DIGITS 19

struct wide wide_load(const void *data, size_t width, bool is_signed)
{
    struct wide wide;
    const uint8_t *bytes = data;
    memset(&wide, is_signed && (bytes[width - 1] & 0x80) ? 0xFF : 0, sizeof wide);
    memcpy(&wide, bytes, width);
    return wide;
}

void wide_store(const struct wide *wide, uint8_t bytes[32])
{
    memcpy(bytes, wide, sizeof *wide);
}

struct wide wide_of_int64(int64_t value)
{
    return wide_load(&value, sizeof value, true);
}

bool wide_is_negative(const struct wide *wide)
{
    return wide->limbs[N_LIMBS - 1] >> 63;
}

void wide_negate(struct wide *wide)
{
    uint64_t carry = 1;
    for (int i = 0; i < N_LIMBS; i++) {
        wide->limbs[i] = ~wide->limbs[i] + carry;
        carry = carry && wide->limbs[i] == 0;
    }
}

bool wide_to_int64(const struct wide *wide, int64_t *value)
{
    int64_t low = (int64_t)wide->limbs[0];
    struct wide same = wide_of_int64(low);
    if (wide_compare(&same, wide) != 0)
        return false;
    *value = low;
    return true;
}

bool wide_multiply_add(struct wide *wide, uint64_t factor, uint64_t summand)
{
    uint128 carry = summand;
    for (int i = 0; i < N_LIMBS; i++) {
        carry += (uint128)wide->limbs[i] * factor;
        wide->limbs[i] = (uint64_t)carry;
        carry >>= 64;
    }
    return carry != 0;
}

uint64_t wide_divide(struct wide *wide, uint64_t divisor)
{
    uint128 rest = 0;
    for (int i = N_LIMBS - 1; i >= 0; i--) {
        rest = rest << 64 | wide->limbs[i];
        wide->limbs[i] = (uint64_t)(rest / divisor);
        rest %= divisor;
    }
    return (uint64_t)rest;
}

int wide_compare(const struct wide *a, const struct wide *b)
{
    for (int i = N_LIMBS - 1; i >= 0; i--)
        if (a->limbs[i] != b->limbs[i])
            return a->limbs[i] < b->limbs[i] ? -1 : 1;
    return 0;
}

size_t wide_digits(struct wide wide, char digits[WIDE_MAX_DIGITS])
{
    char reversed[5 * CHUNK_DIGITS];
    size_t n = 0;
    while (wide.limbs[0] | wide.limbs[1] | wide.limbs[2] | wide.limbs[3]) {
        uint64_t chunk = wide_divide(&wide, CHUNK);
        for (int i = 0; i < CHUNK_DIGITS; i++, chunk /= 10)
            reversed[n++] = (char)('0' + chunk % 10);
    }
    while (n > 0 && reversed[n - 1] == '0')
        n--;
    if (n == 0)
        reversed[n++] = '0';
    for (size_t i = 0; i < n; i++)
        digits[i] = reversed[n - 1 - i];
    return n;
}
