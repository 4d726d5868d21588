#ifndef PGPIVOT_BACKEND_NATIVE_H
#define PGPIVOT_BACKEND_NATIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/column.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Reads ClickHouse's Native format as it comes over HTTP: without client_protocol_version there is
 * neither block info nor custom serialization. Bytes may be cut anywhere; each is parsed once. All
 * blocks of one result have the same columns.
 */
struct native_reader;

struct native_limits {
    size_t bytes; /* of one block, as received */
    size_t columns, rows;
};

/* What a session reads by default: 256 MiB, 1664 columns (PostgreSQL's limit), 2^24 rows. */
extern const struct native_limits native_limits_default;

struct native_reader *native_reader_new(const struct native_limits *limits);
void native_reader_free(struct native_reader *reader);

/* Copies. False past the limit of bytes (54000). Ends the life of the last block. */
bool native_reader_feed(struct native_reader *reader, struct str bytes, struct err *err);

enum native_next { NATIVE_BLOCK, NATIVE_MORE, NATIVE_BAD };

/*
 * The next block, valid until the next call for this reader; NATIVE_MORE when its bytes have not
 * all come. NATIVE_BAD: malformed bytes (08P01), a type that is not read (0A000), a limit (54000,
 * 54011); the reader is of no use any more.
 */
enum native_next native_reader_next(struct native_reader *reader, struct block *block,
                                    struct err *err);

/* Whether nothing is left over: a result that ends elsewhere was cut off. */
bool native_reader_at_boundary(const struct native_reader *reader);

/* The bytes since the last block: of one that is incomplete, or that is none. */
struct str native_reader_rest(const struct native_reader *reader);

#endif
