#ifndef PGPIVOT_SPOOL_H
#define PGPIVOT_SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Rows that wait for a client to ask for them: DataRow messages, added at the end and read by their
 * number, from 1. The newest are in memory; those that do not fit go to a file without a name. A
 * spool that keeps rows can be read backward, from any other a row is gone once a later one is
 * read.
 */

/* Of one session: bytes of all its files. */
struct spool_quota {
    const char *folder; /* of the files */
    uint64_t limit, used;
};

struct spool {
    struct spool_quota *quota; /* NULL: not in use */
    bool keeps;
    struct buf tail;      /* the newest rows */
    uint64_t tail_offset; /* where they begin, counted in bytes ever added */
    int fd;               /* of what is before the tail, from file_offset on; or -1 */
    uint64_t file_offset;
    uint64_t n_rows, end; /* ever added; where the last of them ends */
    uint64_t row, offset; /* a row and where it begins: the next read starts from there */
    uint64_t *index;      /* where each SPOOL_STRIDE-th row begins, when rows are kept */
    size_t index_capacity;
    struct buf window; /* of the file */
    uint64_t window_offset;
};

#define SPOOL_STRIDE 32

/* max_memory: bytes that may not go to the file for want of room there. */
void spool_init(struct spool *spool, struct spool_quota *quota, bool keeps, size_t max_memory);
void spool_free(struct spool *spool);

/* A row is appended to `tail` by anyone, then noted. False with err set: 53400 past the quota,
 * 53100 and 58030 of the file. */
bool spool_note_row(struct spool *spool, struct err *err);

/* Row `row`, 1 … n_rows and not gone; valid until the next call. */
bool spool_read(struct spool *spool, uint64_t row, struct str *message, struct err *err);
/* The row was read, and those before it: they go unless they are kept. */
void spool_forget(struct spool *spool, uint64_t row);

/* More rows would pass what may be in memory and the quota. */
bool spool_is_full(const struct spool *spool);

#endif
