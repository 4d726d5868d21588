#ifndef PGPIVOT_CATALOG_FILE_H
#define PGPIVOT_CATALOG_FILE_H

#include "base/arena.h"
#include "base/catalog.h"
#include "base/err.h"
#include "base/str.h"

/*
 * A catalog described in text, for planning without a server (pgpivot rewrite --catalog) and for
 * tests. One fact a line; spaces in front and lines that start with # mean nothing; names with
 * spaces or dots stand in double quotes:
 *
 *     server VERSION TIMEZONE
 *     schema NAME                            (those of the tables need no line)
 *     table SCHEMA.NAME ENGINE [LISTED]      (LISTED: sums the columns it lists only)
 *     view SCHEMA.NAME
 *     materialized_view SCHEMA.NAME [TARGET_SCHEMA.TARGET]
 *
 * then of the table above:
 *
 *     column NAME TYPE                       (ClickHouse's type, to the end of the line)
 *     default KIND EXPRESSION                (of the column above: DEFAULT, MATERIALIZED, ALIAS)
 *     comment TEXT                           (of the column above, else of the table)
 *     partition_key EXPRESSION, sorting_key EXPRESSION, primary_key EXPRESSION
 *     as SELECT …
 *     rows N, bytes N                        (rows of partitions add up by themselves)
 *     partition NAME ROWS
 *     mutations N PENDING
 *
 * NULL with err set: "line 3: …". Everything lives in the arena.
 */
const struct catalog *catalog_file_read(struct arena *arena, struct str text, struct err *err);

#endif
