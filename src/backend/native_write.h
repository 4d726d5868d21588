#ifndef PGPIVOT_BACKEND_NATIVE_WRITE_H
#define PGPIVOT_BACKEND_NATIVE_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/catalog.h"
#include "base/err.h"
#include "base/value.h"

/*
 * Rows on their way into a table: columns are filled one value at a time and written as one block
 * of ClickHouse's Native format, the body of INSERT INTO t (columns) FORMAT Native. A
 * LowCardinality column is sent as its plain type, which ClickHouse converts.
 */
struct native_writer;

/*
 * The columns in the order of the INSERT; they must outlive the writer. limit_bytes: of the rows
 * held at once. NULL with err set for a type that cannot be sent (Tuple, Map, AggregateFunction …:
 * 0A000).
 */
struct native_writer *native_writer_new(const struct catalog_column *const *columns,
                                        size_t n_columns, size_t limit_bytes, struct err *err);
void native_writer_free(struct native_writer *writer);

/*
 * The next column's value of the current row (base/value.h says which member a type uses). False:
 * NULL into a column that holds none (23502), a number outside the column's range (22003), a text
 * longer than the FixedString (22001), past the limit (54000). After a failure the row is
 * unfinished: native_writer_drop_row takes it back.
 */
bool native_writer_add(struct native_writer *writer, const struct value *value, struct err *err);
void native_writer_drop_row(struct native_writer *writer);

/* Whole rows held, and what they take. */
size_t native_writer_rows(const struct native_writer *writer);
size_t native_writer_bytes(const struct native_writer *writer);

/* Appends the whole rows as one block and forgets them; nothing without rows. Call it between
 * rows. Check out->failed. */
void native_writer_write(struct native_writer *writer, struct buf *out);

#endif
