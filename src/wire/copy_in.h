#ifndef PGPIVOT_WIRE_COPY_IN_H
#define PGPIVOT_WIRE_COPY_IN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/copy_options.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Reads the data of COPY FROM STDIN (manual, "COPY", "File Formats"): bytes in any cuts in, rows of
 * fields out. Fields of the binary format come as their texts.
 *
 *     copy_in_feed(reader, bytes of a CopyData message);
 *     while ((status = copy_in_next(reader, &row, err)) == COPY_IN_ROW) …
 *     … and on CopyDone: copy_in_finish(reader), then copy_in_next until COPY_IN_END.
 */
struct copy_field {
    struct str text;
    bool is_null;
};

struct copy_row {
    const struct copy_field
        *fields; /* n_columns of them; valid until the next call on the reader */
    size_t n_fields;
    uint64_t line; /* where it ends, from 1 */
};

enum copy_in_status {
    COPY_IN_ROW,
    COPY_IN_MORE, /* all complete lines are read: feed or finish */
    COPY_IN_END,  /* after \. or copy_in_finish: whatever else comes is ignored */
    COPY_IN_ERROR /* err is set, with context; the reader gives nothing more */
};

/* What to read; everything is borrowed and must outlive the reader. */
struct copy_in_target {
    const char *table; /* for CONTEXT */
    const char *const *columns;
    const uint32_t *types; /* pg_type.oid of each; of the binary format only */
    size_t n_columns;
    const struct copy_options *options;
    size_t max_line_bytes; /* longer lines are an error (54000) */
};

struct copy_in;
/* NULL only without memory. */
struct copy_in *copy_in_new(const struct copy_in_target *target);
void copy_in_free(struct copy_in *reader);

/* Bytes are borrowed until copy_in_next says COPY_IN_MORE or COPY_IN_END, which must come before
 * the next feed. */
void copy_in_feed(struct copy_in *reader, struct str bytes);
void copy_in_finish(struct copy_in *reader);
enum copy_in_status copy_in_next(struct copy_in *reader, struct copy_row *row, struct err *err);

/* Adds the CONTEXT of a bad value to an error: field `column` of the row last read. Returns false.
 */
bool copy_in_add_context(const struct copy_in *reader, size_t column, struct err *err);
/* Adds that the line behind the last row was wanted. Returns false. */
bool copy_in_add_place(const struct copy_in *reader, struct err *err);

#endif
