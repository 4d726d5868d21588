#ifndef PGPIVOT_WIRE_COPY_OUT_H
#define PGPIVOT_WIRE_COPY_OUT_H

#include <stddef.h>

#include "base/buf.h"
#include "base/copy_options.h"
#include "base/str.h"

/*
 * Rows of COPY TO STDOUT (manual, "COPY", "File Formats"), each a CopyData message. Cells come as
 * the body of a DataRow: a count, then a length and that many bytes each; of the binary format's
 * when that is wanted.
 */
struct copy_out {
    const struct copy_options *options;
    size_t n_columns;
    bool began; /* the signature of the binary format was sent */
};

/* The line of names, when there is to be one. */
void copy_out_header(struct copy_out *copy, struct buf *out, const char *const *names);
void copy_out_row(struct copy_out *copy, struct buf *out, struct str row);
/* What follows the last row, then CopyDone. */
void copy_out_end(struct copy_out *copy, struct buf *out);

#endif
