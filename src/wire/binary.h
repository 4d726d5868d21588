#ifndef PGPIVOT_WIRE_BINARY_H
#define PGPIVOT_WIRE_BINARY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Binary format of values, as PostgreSQL's typsend and typreceive functions have it, to and from
 * the value's text, in PostgreSQL's output form with DateStyle ISO, IntervalStyle postgres, bytea
 * as hex and floating-point numbers with all their digits.
 */

bool binary_has_type(uint32_t type);
/* Whether text and binary are the same bytes. */
bool binary_is_text(uint32_t type);

/* Appends the binary form of a text that such a function printed. False with err set when it is
 * none (XX000). */
bool binary_from_text(struct buf *out, uint32_t type, struct str text, struct err *err);

/* The same of the text that begins at `start` and ends out, in its place. */
bool binary_from_end(struct buf *out, size_t start, uint32_t type, struct err *err);

/*
 * Appends the text of a parameter's bytes. They are a stranger's: 08P01 when there are too few,
 * 22P03 when they are no such value, 22008 and 22021 as for texts. What is a value of PostgreSQL's
 * and not of ours (infinite dates) becomes the text that says so.
 */
bool binary_to_text(struct buf *out, uint32_t type, struct str bytes, struct err *err);

#endif
