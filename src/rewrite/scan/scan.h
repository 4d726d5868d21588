#ifndef PGPIVOT_REWRITE_SCAN_H
#define PGPIVOT_REWRITE_SCAN_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * PIVOT and UNPIVOT, cut out on PostgreSQL's own token stream (pg_query_scan) and put back as legal
 * PostgreSQL that the parser accepts (docs/pivot.md, and bind_pivot.c for the shape). Text without
 * them comes out unchanged, byte for byte.
 */

/* A run of the text to parse: up to the next segment it is a copy of the source from `source`
 * on, or text put in for what stands there. */
struct scan_segment {
    size_t text, source; /* byte offsets */
    bool copied;
};

struct scan {
    struct str text; /* what to parse; NUL-terminated */
    struct str source;
    const struct scan_segment *segments; /* ordered; empty: text and source are the same */
    size_t n_segments;
};

/* Errors carry their final position: the 1-based character in `sql`. */
bool scan_sql(struct arena *arena, struct str sql, struct scan *scan, struct err *err);

/* A byte offset in scan->text as the 1-based character in the source. */
int scan_source_character(const struct scan *scan, size_t text_offset);
/* The byte offset in scan->text of its 1-based character (the parser's cursorpos). */
size_t scan_text_offset(const struct scan *scan, int text_character);

#endif
