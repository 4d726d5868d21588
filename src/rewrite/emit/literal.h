#ifndef PGPIVOT_REWRITE_LITERAL_H
#define PGPIVOT_REWRITE_LITERAL_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "base/style.h"

/*
 * Constants: what PostgreSQL's input functions make of a text, and how ClickHouse writes the value.
 */

/*
 * A literal's text as a value of `type`, given back as PostgreSQL's output text of it: '007' as
 * int4 is "7", ' T' as bool is "t", '1e3' as numeric "1000". typmod applies as in an explicit cast:
 * numeric(p,s) rounds, varchar(n) cuts. The time zone of a timestamptz that says none is UTC.
 * NULL with err set: 22P02, 22003, 22007, 22008 in PostgreSQL's words; 0A000 for what PostgreSQL
 * takes and ClickHouse cannot hold (dates outside 1900 to 2299, numerics beyond 76 digits).
 */
const char *literal_parse(struct arena *arena, uint32_t type, int32_t typmod, struct str text,
                          int position, struct err *err);
/* The same in another time zone; NULL is UTC. */
struct time_zone;
const char *literal_parse_styled(struct arena *arena, uint32_t type, int32_t typmod,
                                 struct str text, const struct time_zone *zone,
                                 const struct value_style *style, int position, struct err *err);

/*
 * Writes a constant as ClickHouse SQL: the only function that does. `text` is what literal_parse
 * gave (or PostgreSQL's output text of the type); NULL is SQL NULL. Negative numbers come in
 * parentheses. A type it does not know is written as a string.
 */
void literal_emit(struct buf *out, uint32_t type, int32_t typmod, const char *text);

/* An array as it is inside the tuple that literal_emit writes for it. */
void literal_emit_array(struct buf *out, uint32_t type, const char *text);
/* NULL as an array value of so many dimensions. */
void literal_emit_null_array(struct buf *out, uint32_t type, int n_dims);

/* Writes a string constant, quoted and escaped for ClickHouse. */
void literal_emit_string(struct buf *out, struct str text);

/* Writes a name in backquotes: the only function that writes identifiers. */
void identifier_emit(struct buf *out, const char *name);
/* The same as a text in the arena. */
const char *identifier_text(struct arena *arena, const char *name);
/* Writes `schema`.`name`. */
void identifier_emit_qualified(struct buf *out, const char *schema, const char *name);

#endif
