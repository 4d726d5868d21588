#ifndef PGPIVOT_WIRE_WIDE_H
#define PGPIVOT_WIRE_WIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Integers of 256 bits, two's complement: for Int128, Int256 and the widest Decimals. */
struct wide {
    uint64_t limbs[4]; /* the least significant first */
};

/* 256 bits have 78 digits. */
#define WIDE_MAX_DIGITS 78

/* From width (1 to 32) little-endian bytes, sign-extended when is_signed. */
struct wide wide_load(const void *data, size_t width, bool is_signed);
/* To 32 little-endian bytes. */
void wide_store(const struct wide *wide, uint8_t bytes[32]);
struct wide wide_of_int64(int64_t value);

bool wide_is_negative(const struct wide *wide);
void wide_negate(struct wide *wide);
/* Whether it is an int64; *value is set only then. */
bool wide_to_int64(const struct wide *wide, int64_t *value);

/* As unsigned numbers: */
/* wide = wide * factor + summand; true when it did not fit. */
bool wide_multiply_add(struct wide *wide, uint64_t factor, uint64_t summand);
/* wide = wide / divisor; returns the remainder. */
uint64_t wide_divide(struct wide *wide, uint64_t divisor);
/* -1, 0 or 1. */
int wide_compare(const struct wide *a, const struct wide *b);
/* The decimal digits, without leading zeros ("0" for zero); returns how many. */
size_t wide_digits(struct wide wide, char digits[WIDE_MAX_DIGITS]);

#endif
