#ifndef PGPIVOT_BASE_BUF_H
#define PGPIVOT_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"

/*
 * A growable byte buffer with a limit given at construction: bytes are added at the end and taken
 * from the front. Failure is sticky: past the limit (or out of memory) `failed` is set and
 * later additions do nothing, so a writer checks once at the end.
 */
struct buf {
    char *memory;
    size_t start, end, capacity, limit;
    bool failed;
};

void buf_init(struct buf *buf, size_t limit_bytes);
void buf_free(struct buf *buf);

/* NULL while nothing was ever added. */
static inline const char *buf_data(const struct buf *buf)
{
    return buf->memory ? buf->memory + buf->start : NULL;
}

static inline size_t buf_size(const struct buf *buf)
{
    return buf->end - buf->start;
}

static inline struct str buf_str(const struct buf *buf)
{
    return (struct str){buf_data(buf), buf_size(buf)};
}

/* Makes the room that buf_reserve has not found. */
char *buf_make_room(struct buf *buf, size_t size);
/* Room for size more bytes at the end, or NULL (failed is set). Follow with buf_commit. Inline, as
 * are the additions of few bytes: they are what a result is made of. */
static inline char *buf_reserve(struct buf *buf, size_t size)
{
    if (buf->memory && !buf->failed && buf->capacity - buf->end >= size)
        return buf->memory + buf->end;
    return buf_make_room(buf, size);
}
static inline void buf_commit(struct buf *buf, size_t size)
{
    buf->end += size;
}

static inline void buf_append(struct buf *buf, const void *data, size_t size)
{
    char *room = size && data ? buf_reserve(buf, size) : NULL;
    if (!room)
        return;
    memcpy(room, data, size);
    buf_commit(buf, size);
}

static inline void buf_append_str(struct buf *buf, struct str text)
{
    buf_append(buf, text.data, text.size);
}

static inline void buf_putc(struct buf *buf, char c)
{
    buf_append(buf, &c, 1);
}

void buf_puts(struct buf *buf, const char *text);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Integers in network byte order, as the PostgreSQL protocol wants them. */
static inline void buf_put_u16(struct buf *buf, uint16_t value)
{
    value = __builtin_bswap16(value);
    buf_append(buf, &value, sizeof value);
}

static inline void buf_put_u32(struct buf *buf, uint32_t value)
{
    value = __builtin_bswap32(value);
    buf_append(buf, &value, sizeof value);
}

static inline void buf_put_u64(struct buf *buf, uint64_t value)
{
    value = __builtin_bswap64(value);
    buf_append(buf, &value, sizeof value);
}

/* Takes size bytes from the front; size must not pass buf_size. */
void buf_consume(struct buf *buf, size_t size);
/* Empties the buffer, clears `failed`, keeps the memory. */
void buf_clear(struct buf *buf);

#endif
