/* Rows that wait: in memory, then in an unlinked file. Knows of a row only how long it is. */
#include "spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MEMORY ((size_t)16 << 20) /* of the tail, before it goes to the file */
#define WINDOW ((size_t)256 << 10)
#define HEADER 5 /* of a message: its type, and a length that counts itself */

void spool_init(struct spool *spool, struct spool_quota *quota, bool keeps, size_t max_memory)
{
    *spool = (struct spool){.quota = quota, .keeps = keeps, .fd = -1, .row = 1};
    buf_init(&spool->tail, max_memory);
    buf_init(&spool->window, max_memory);
}

static uint64_t file_size(const struct spool *spool)
{
    return spool->fd < 0 ? 0 : spool->tail_offset - spool->file_offset;
}

void spool_free(struct spool *spool)
{
    if (!spool->quota)
        return;
    spool->quota->used -= file_size(spool);
    if (spool->fd >= 0)
        close(spool->fd);
    buf_free(&spool->tail);
    buf_free(&spool->window);
    free(spool->index);
    spool->quota = NULL;
}

bool spool_is_full(const struct spool *spool)
{
    return spool->quota && spool->quota->used + buf_size(&spool->tail) >= spool->quota->limit;
}

/* --- the file --- */

static bool file_failed(const char *what, struct err *err)
{
    const char *state = errno == ENOSPC || errno == EDQUOT ? SQLSTATE_DISK_FULL : SQLSTATE_IO_ERROR;
    return err_set(err, state, 0, "could not %s the temporary file of a cursor: %s", what,
                   strerror(errno));
}

static bool file_open(struct spool *spool, struct err *err)
{
    char path[4096];
    if (spool->fd >= 0)
        return true;
    snprintf(path, sizeof path, "%s/pgpivot-cursor-XXXXXX", spool->quota->folder);
    spool->fd = mkostemp(path, O_CLOEXEC);
    if (spool->fd < 0)
        return file_failed("create", err);
    unlink(path);
    spool->file_offset = spool->tail_offset;
    return true;
}

static bool file_write(struct spool *spool, struct str bytes, struct err *err)
{
    uint64_t at = file_size(spool);
    while (bytes.size) {
        ssize_t n = pwrite(spool->fd, bytes.data, bytes.size, (off_t)at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return file_failed("write", err);
        at += (uint64_t)n;
        bytes = str_skip(bytes, (size_t)n);
    }
    return true;
}

static bool file_read(struct spool *spool, char *room, size_t size, uint64_t at, struct err *err)
{
    while (size) {
        ssize_t n = pread(spool->fd, room, size, (off_t)at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return file_failed("read", err);
        room += n;
        at += (uint64_t)n;
        size -= (size_t)n;
    }
    return true;
}

/* Rows that are not kept may stay in memory: whoever makes them sees to its limit. */
static bool spill(struct spool *spool, struct err *err)
{
    struct str bytes = buf_str(&spool->tail);
    if (spool->quota->used + bytes.size > spool->quota->limit)
        return !spool->keeps || err_set(err, SQLSTATE_CONFIGURATION_LIMIT_EXCEEDED, 0,
                                        "the rows of this session's cursors take more than %llu "
                                        "bytes (max_cursor_spool)",
                                        (unsigned long long)spool->quota->limit);
    if (!file_open(spool, err) || !file_write(spool, bytes, err))
        return false;
    spool->quota->used += bytes.size;
    spool->tail_offset += bytes.size;
    buf_clear(&spool->tail);
    return true;
}

/* --- rows --- */

static bool index_row(struct spool *spool, uint64_t offset, struct err *err)
{
    size_t i = (size_t)(spool->n_rows / SPOOL_STRIDE);
    if (!spool->keeps || spool->n_rows % SPOOL_STRIDE)
        return true;
    if (i >= spool->index_capacity) {
        size_t capacity = spool->index_capacity ? 2 * spool->index_capacity : 64;
        uint64_t *index = realloc(spool->index, capacity * sizeof *index);
        if (!index)
            return err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
        spool->index = index;
        spool->index_capacity = capacity;
    }
    spool->index[i] = offset;
    return true;
}

bool spool_note_row(struct spool *spool, struct err *err)
{
    if (!index_row(spool, spool->end, err))
        return false;
    spool->n_rows++;
    spool->end = spool->tail_offset + buf_size(&spool->tail);
    return buf_size(&spool->tail) < MEMORY || spill(spool, err);
}

/* Bytes of the file: the window moves there. */
static bool read_window(struct spool *spool, uint64_t offset, size_t size, struct err *err)
{
    uint64_t left = spool->tail_offset - offset;
    size_t wanted = size > WINDOW ? size : WINDOW;
    if (wanted > left)
        wanted = (size_t)left;
    buf_clear(&spool->window);
    char *room = buf_reserve(&spool->window, wanted);
    if (!room)
        return err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
    if (!file_read(spool, room, wanted, offset - spool->file_offset, err))
        return false;
    buf_commit(&spool->window, wanted);
    spool->window_offset = offset;
    return true;
}

static const char *bytes_at(struct spool *spool, uint64_t offset, size_t size, struct err *err)
{
    if (offset >= spool->tail_offset)
        return buf_data(&spool->tail) + (offset - spool->tail_offset);
    bool inside = offset >= spool->window_offset &&
                  offset + size <= spool->window_offset + buf_size(&spool->window);
    if (!inside && !read_window(spool, offset, size, err))
        return NULL;
    return buf_data(&spool->window) + (offset - spool->window_offset);
}

/* 0 with err set. */
static size_t message_size(struct spool *spool, uint64_t offset, struct err *err)
{
    const unsigned char *head = (const unsigned char *)bytes_at(spool, offset, HEADER, err);
    if (!head)
        return 0;
    return 1 +
           ((size_t)head[1] << 24 | (size_t)head[2] << 16 | (size_t)head[3] << 8 | (size_t)head[4]);
}

static void step_back(struct spool *spool, uint64_t row)
{
    if (row >= spool->row && row - spool->row < SPOOL_STRIDE)
        return;
    if (!spool->keeps)
        return;
    spool->row = (row - 1) / SPOOL_STRIDE * SPOOL_STRIDE + 1;
    spool->offset = spool->index[(row - 1) / SPOOL_STRIDE];
}

bool spool_read(struct spool *spool, uint64_t row, struct str *message, struct err *err)
{
    step_back(spool, row);
    for (; spool->row < row; spool->row++) {
        size_t size = message_size(spool, spool->offset, err);
        if (!size)
            return false;
        spool->offset += size;
    }
    message->size = message_size(spool, spool->offset, err);
    message->data = message->size ? bytes_at(spool, spool->offset, message->size, err) : NULL;
    return message->data != NULL;
}

/* Everything that was in the file is read. */
static void empty_file(struct spool *spool)
{
    if (spool->fd < 0)
        return;
    spool->quota->used -= file_size(spool);
    close(spool->fd);
    spool->fd = -1;
    buf_clear(&spool->window);
}

void spool_forget(struct spool *spool, uint64_t row)
{
    struct err ignored = {0};
    struct str message;
    if (spool->keeps || !spool_read(spool, row, &message, &ignored))
        return;
    spool->row = row + 1;
    spool->offset += message.size;
    if (spool->offset < spool->tail_offset)
        return;
    empty_file(spool);
    buf_consume(&spool->tail, (size_t)(spool->offset - spool->tail_offset));
    spool->tail_offset = spool->offset;
}
