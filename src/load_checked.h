#ifndef PGPIVOT_LOAD_CHECKED_H
#define PGPIVOT_LOAD_CHECKED_H

#include "base/buf.h"
#include "base/catalog.h"
#include "base/err.h"

/*
 * A file whose columns ClickHouse would convert into the table's, storing another number where one
 * does not fit, goes through a table of types that hold whatever may be in it.
 */

/* Appends that table's columns: "(a Nullable(Int256), …)". False with err set (0A000) for a type
 * that there is no such way for. */
bool load_checked_put_structure(struct buf *sql, const struct catalog_column *const *columns,
                                size_t n_columns, struct err *err);

/* Appends what the table's columns are of its: an error where a value does not fit, the column's
 * default where the file had none. */
void load_checked_put_values(struct buf *sql, const struct catalog_column *const *columns,
                             size_t n_columns);

#endif
