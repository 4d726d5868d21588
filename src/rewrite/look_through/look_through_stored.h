#ifndef PGPIVOT_REWRITE_LOOK_THROUGH_STORED_H
#define PGPIVOT_REWRITE_LOOK_THROUGH_STORED_H

#include "rewrite/look_through/look_through_line.h"

/*
 * source => stored: the lines of a fund's trade are rows of the table itself, and what their
 * weights leave is the residual. A rel like that of look_through_paths, with a row for each trade
 * that has stored lines: the residual, but for PATH_FROM, which is the trade's date, and PATH_TO,
 * which is what the trade is known by. NULL with binder->err set: the table lacks a column for
 * that.
 */
struct rel *look_through_rests(const struct line_source *source);

/* That a row of `source->trades`, joined with that, is a line. */
struct expr *look_through_rest_counts(const struct line_source *source);

#endif
