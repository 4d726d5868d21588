#ifndef PGPIVOT_BASE_ENCODING_H
#define PGPIVOT_BASE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Character sets of clients (manual, "Character Set Support"); the server's is UTF8. The C library
 * knows how they map (iconv).
 */
struct encoding {
    const char *name;  /* PostgreSQL's: "LATIN1" */
    const char *iconv; /* NULL: the bytes go through as they are */
    bool is_single;    /* one byte for each character */
};

/* By any of PostgreSQL's spellings: "iso-8859-1" is LATIN1. NULL if there is none. */
const struct encoding *encoding_find(const char *name);

/* A converter of one session. NULL where none is needed, or the C library has none. */
struct transcoder;
struct transcoder *transcoder_new(const struct encoding *encoding);
void transcoder_free(struct transcoder *transcoder);
const struct encoding *transcoder_encoding(const struct transcoder *transcoder);

/*
 * Appends the text in UTF8. An unfinished character at the end stays in *rest, which may be NULL:
 * then it is an error. 22021 for what is no text of the encoding, 22P05 for a character that UTF8
 * does not have.
 */
bool transcoder_decode(struct transcoder *transcoder, struct str text, struct buf *out,
                       struct str *rest, struct err *err);
/* Appends the UTF8 text in the client's encoding: 22P05 for a character that this does not have.
 * err NULL: a question mark stands for those. */
bool transcoder_encode(struct transcoder *transcoder, struct str text, struct buf *out,
                       struct err *err);

#endif
