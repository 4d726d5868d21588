#ifndef PGPIVOT_WIRE_DIGITS_H
#define PGPIVOT_WIRE_DIGITS_H

#include <stddef.h>
#include <stdint.h>

/* Room that any int64 needs. */
#define DIGITS_INT64 20

/* Decimal text of value, not terminated; returns its length. */
size_t digits_put_int64(char *to, int64_t value);
/* Exactly `width` digits (up to 10), with leading zeros. */
void digits_put_padded(char *to, uint32_t value, int width);

#endif
