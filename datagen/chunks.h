#ifndef PGPIVOT_DATAGEN_CHUNKS_H
#define PGPIVOT_DATAGEN_CHUNKS_H

#include "base/err.h"
#include "base/str.h"
#include "datagen/table.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * The trades of a plan, made by several threads and given in order, some thousand at a time: the
 * bytes do not depend on how many threads there are. Holds two pieces for each thread.
 */
struct chunks;

/* NULL with err set if memory or threads cannot be had. Everything is borrowed until chunks_free.
 */
struct chunks *chunks_new(const struct format *format, const struct trade_plan *plan, bool explode,
                          size_t n_threads, struct err *err);

/* The next piece and what is in it; valid until the next call. False behind the last one, or with
 * err set. */
bool chunks_next(struct chunks *chunks, struct str *bytes, struct trade_counts *counts,
                 struct err *err);

/* Ends the threads, also in the middle. */
void chunks_free(struct chunks *chunks);

#endif
