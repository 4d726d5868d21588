/* Growable byte buffers with sticky failure. */
#include "base/buf.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 256

void buf_init(struct buf *buf, size_t limit_bytes)
{
    *buf = (struct buf){.limit = limit_bytes};
}

void buf_free(struct buf *buf)
{
    free(buf->memory);
    *buf = (struct buf){.limit = buf->limit};
}

static void move_to_front(struct buf *buf)
{
    if (buf->start == 0)
        return;
    assert(buf->memory);
    memmove(buf->memory, buf->memory + buf->start, buf_size(buf));
    buf->end -= buf->start;
    buf->start = 0;
}

static bool grow(struct buf *buf, size_t needed)
{
    size_t capacity = buf->capacity ? buf->capacity : FIRST_CAPACITY;
    while (capacity < needed)
        capacity *= 2;
    char *memory = realloc(buf->memory, capacity);
    if (!memory)
        return false;
    buf->memory = memory;
    buf->capacity = capacity;
    return true;
}

char *buf_make_room(struct buf *buf, size_t size)
{
    if (buf->failed)
        return NULL;
    /* Moving costs less than the growth it saves only while at least half is consumed. */
    if (buf->start >= buf_size(buf))
        move_to_front(buf);
    size_t needed = buf->end + size;
    if (size > buf->limit || buf_size(buf) + size > buf->limit ||
        (needed > buf->capacity && !grow(buf, needed)) || (!buf->memory && !grow(buf, 1))) {
        buf->failed = true;
        return NULL;
    }
    return buf->memory + buf->end;
}

void buf_puts(struct buf *buf, const char *text)
{
    buf_append(buf, text, strlen(text));
}

void buf_vprintf(struct buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int size = vsnprintf(NULL, 0, format, args);
    char *room = buf_reserve(buf, (size_t)size + 1);
    if (room) {
        vsnprintf(room, (size_t)size + 1, format, again);
        buf_commit(buf, (size_t)size);
    }
    va_end(again);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vprintf(buf, format, args);
    va_end(args);
}

void buf_consume(struct buf *buf, size_t size)
{
    buf->start += size;
    if (buf->start == buf->end)
        buf->start = buf->end = 0;
}

void buf_clear(struct buf *buf)
{
    buf->start = buf->end = 0;
    buf->failed = false;
}
