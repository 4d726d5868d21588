#ifndef PGPIVOT_BASE_COLUMN_H
#define PGPIVOT_BASE_COLUMN_H

#include <stddef.h>
#include <stdint.h>

#include "base/chtype.h"
#include "base/str.h"

/*
 * One column of one result block: ClickHouse's Native format (manual, "Native") with the bytes left
 * where they are. A view: it lives as long as the block it came in.
 */
struct column {
    const struct chtype *type; /* never Nullable or LowCardinality: those are the fields below */
    size_t n_rows;
    const uint8_t *nulls;      /* n_rows bytes, 1 is NULL; or NULL when no row can be NULL */
    const void *values;        /* chtype_width bytes a row, little endian, perhaps unaligned */
    const struct str *strings; /* String and FixedString: n_rows of them */

    /* LowCardinality: row i is row indexes[i] of the dictionary, which has `nulls` of its own (this
     * column's is NULL). Each index is below dictionary->n_rows. */
    const struct column *dictionary;
    const void *indexes; /* unsigned, index_width bytes each: 1, 2, 4 or 8 */
    int index_width;

    /* Array and Map: row i holds elements [offsets[i-1], offsets[i]); a Map's element is a Tuple.
     * Tuple: `children`, one for each type->args. */
    const uint64_t *offsets;
    const struct column *children;
    size_t n_children;
};

/* Rows [first_row, n_rows) of columns that may have more: a large block is given in pieces. */
struct block {
    size_t n_columns, n_rows;
    const struct column *columns;
    const char *const *names;
    size_t first_row;
    size_t size; /* of the whole, in bytes, as received */
};

#endif
