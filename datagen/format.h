#ifndef PGPIVOT_DATAGEN_FORMAT_H
#define PGPIVOT_DATAGEN_FORMAT_H

#include "base/buf.h"
#include "datagen/column.h"

#include <stddef.h>

/*
 * How rows become bytes. A file is what put_head appends, then what put_rows appends for some rows
 * at a time. Check out->failed.
 */
struct format {
    const char *name;
    void (*put_head)(struct buf *out, const struct table *table);
    void (*put_rows)(struct buf *out, const struct table *table, const void *data, size_t n_rows);
    /* The size of the whole rows at the front of what put_head and put_rows gave, cut anywhere. */
    size_t (*whole)(const char *data, size_t size);
};

/* csv: what PostgreSQL's COPY reads with FORMAT csv, HEADER. tsv: COPY's text format, with a
 * header. native: ClickHouse's, a block for each put_rows. */
extern const struct format formats[];
extern const size_t n_formats;

/* No text of a row is longer than this. */
enum { FORMAT_TEXT_MAX = 256 };

void native_put_rows(struct buf *out, const struct table *table, const void *data, size_t n_rows);

#endif
