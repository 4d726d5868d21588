#ifndef PGPIVOT_REWRITE_CUBOID_TEXT_H
#define PGPIVOT_REWRITE_CUBOID_TEXT_H

#include "rewrite/ir.h"

/*
 * An expression over one table's rows as a text that another statement's is equal to only if it has
 * the same value for each row, in sessions of the same settings. *of_session: it may have another
 * one under other settings. NULL: it varies, or is of no kind known here.
 */
const char *cuboid_text(struct arena *arena, const struct rel *table, const struct expr *expr,
                        bool *of_session);

#endif
