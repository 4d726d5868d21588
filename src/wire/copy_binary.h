#ifndef PGPIVOT_WIRE_COPY_BINARY_H
#define PGPIVOT_WIRE_COPY_BINARY_H

#include "wire/copy_in.h"

/* COPY FROM STDIN in binary (manual, "COPY", "Binary Format"). Inside wire/: see copy_in.h. */
struct copy_binary;

/* NULL only without memory. */
struct copy_binary *copy_binary_new(const struct copy_in_target *target);
void copy_binary_free(struct copy_binary *reader);
/* False past the limit of one row (54000). */
bool copy_binary_feed(struct copy_binary *reader, struct str bytes, struct err *err);
/* As copy_in_next; finished: no more bytes come. */
enum copy_in_status copy_binary_next(struct copy_binary *reader, bool finished,
                                     struct copy_row *row, struct err *err);
/* The number of the row last read, from 1. */
uint64_t copy_binary_row(const struct copy_binary *reader);
bool copy_binary_add_context(const struct copy_binary *reader, size_t column, struct err *err);

#endif
