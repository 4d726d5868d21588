#ifndef PGPIVOT_AUTH_BASE64_H
#define PGPIVOT_AUTH_BASE64_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Characters of `size` bytes in base64 (RFC 4648, section 4, padded), and a NUL. */
#define BASE64_SIZE(size) (((size) + 2) / 3 * 4 + 1)

void base64_encode(const void *bytes, size_t size, char *text);
/* Strict: nothing but whole groups. False too when it is more than max bytes. */
bool base64_decode(struct str text, uint8_t *bytes, size_t max, size_t *size);

#endif
