#ifndef PGPIVOT_REWRITE_STORED_FORM_H
#define PGPIVOT_REWRITE_STORED_FORM_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/chtype.h"

/*
 * How a table's column is read so that it means what its PostgreSQL type says: an Enum is text, a
 * FixedString has no padding, a time in a zone of its own is that zone's civil time. A template of
 * $1 (routine.h); NULL where the column is that already. Lives in the arena.
 */
const char *stored_form(struct arena *arena, const struct chtype *type);

/* Writes the column, `alias`.`name` (alias NULL: the name alone), in that form. */
void stored_form_put(struct buf *out, struct arena *arena, const struct chtype *type,
                     const char *alias, const char *name);

#endif
