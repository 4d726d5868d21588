#ifndef PGPIVOT_BACKEND_RESPONSE_H
#define PGPIVOT_BACKEND_RESPONSE_H

#include <stdbool.h>

#include "backend/backend.h"
#include "backend/native.h"
#include "base/buf.h"

/*
 * What comes back for one request over ClickHouse's HTTP interface (manual, "HTTP Interface"):
 * headers, then blocks in Native format or the text of an exception. An exception can also follow
 * blocks that have been sent already, under status 200. Does no I/O.
 */
struct response {
    long status; /* 0 until the headers have come */
    int exception_code;
    bool is_framed; /* by a length or in chunks: the end can be told from a lost connection */
    bool is_own_engine;
    struct backend_summary summary;
    struct native_reader *reader;
    struct block block; /* the last one read, of which `n_given` rows have been given */
    size_t n_given;
    struct buf text; /* of an exception, or what followed bytes that are no block */
    bool is_broken;  /* the body is not, or no longer, readable as blocks */
    struct err err;  /* why, until something better is known */
};

void response_init(struct response *response);
void response_free(struct response *response);

/* One header line as it comes, the status line and the empty last line included. */
void response_header(struct response *response, struct str line);
/* A part of the body; false: so much follows an error that reading on is of no use. */
bool response_body(struct response *response, struct str bytes);
/* The next piece of a block that has come whole: about PIECE_SIZE bytes, so that what is made of it
 * need not be held all at once. Valid until the next call of this or of response_body. */
bool response_next_block(struct response *response, struct block *block);
/* Pieces of the last block are left: response_body must wait. */
bool response_has_block(const struct response *response);

/*
 * The end. transport_error: why the connection ended early, or NULL when the response came whole.
 * True: the query went well. The blocks must have been taken before.
 */
bool response_end(struct response *response, const char *transport_error, struct err *err);

#endif
