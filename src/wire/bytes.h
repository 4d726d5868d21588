#ifndef PGPIVOT_WIRE_BYTES_H
#define PGPIVOT_WIRE_BYTES_H

#include <stdint.h>
#include <string.h>

#include "base/buf.h"

/* Integers in network byte order, read from and written over bytes that are there. */
static inline uint16_t bytes_u16(const char *data)
{
    const unsigned char *b = (const unsigned char *)data;
    return (uint16_t)(b[0] << 8 | b[1]);
}

static inline uint32_t bytes_u32(const char *data)
{
    const unsigned char *b = (const unsigned char *)data;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static inline void bytes_patch_u32(struct buf *buf, size_t offset, uint32_t value)
{
    value = __builtin_bswap32(value);
    memcpy(buf->memory + buf->start + offset, &value, sizeof value);
}

#endif
