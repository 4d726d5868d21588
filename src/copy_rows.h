#ifndef PGPIVOT_COPY_ROWS_H
#define PGPIVOT_COPY_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "rewrite/rewrite.h"
#include "wire/value_in.h"

/*
 * The data of COPY FROM, in any cuts, to blocks of ClickHouse's Native format:
 *
 *     copy_rows_feed(rows, bytes);
 *     while ((status = copy_rows_read(rows, &err)) == COPY_ROWS_BLOCK)
 *         copy_rows_take(rows, &out);
 *     … and at the end copy_rows_finish, the same loop, and copy_rows_take for what is left.
 */
struct copy_rows;

enum copy_rows_status {
    COPY_ROWS_BLOCK, /* a block is full: take it */
    COPY_ROWS_MORE,  /* all whole rows are read: feed or finish */
    COPY_ROWS_ERROR
};

/* The plan must outlive the rows. message_size: bytes of the longest line. NULL with err set. */
struct copy_rows *copy_rows_new(const struct plan_copy *plan, const struct value_input *input,
                                size_t message_size, struct err *err);
void copy_rows_free(struct copy_rows *rows);

/* Bytes are borrowed until copy_rows_read says COPY_ROWS_MORE. */
void copy_rows_feed(struct copy_rows *rows, struct str bytes);
void copy_rows_finish(struct copy_rows *rows);
enum copy_rows_status copy_rows_read(struct copy_rows *rows, struct err *err);

/* Appends the rows held as one block, if there are any; how many. Check out->failed. */
size_t copy_rows_take(struct copy_rows *rows, struct buf *out);

/* Read so far. */
uint64_t copy_rows_count(const struct copy_rows *rows);
/* What a buffer for a block is limited to. */
size_t copy_rows_limit_bytes(size_t message_size);
/* Adds that the line behind the last row was wanted. Returns false. */
bool copy_rows_add_place(const struct copy_rows *rows, struct err *err);

#endif
