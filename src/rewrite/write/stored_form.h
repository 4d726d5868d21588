#ifndef PGPIVOT_REWRITE_STORED_FORM_H
#define PGPIVOT_REWRITE_STORED_FORM_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/catalog.h"

/*
 * How what a table holds is read so that it means what its PostgreSQL type says: an Enum is text, a
 * FixedString has no padding, a time in a zone of its own is that zone's civil time, an address is
 * an inet (routine_row.h), a Map is the text of a json. A template of $1 (routine.h); NULL where
 * the column is that already. Lives in the arena.
 */
const char *stored_form(struct arena *arena, const struct chtype *type);
const char *stored_form_of_column(struct arena *arena, const struct catalog_column *column);

/*
 * Whether it is a numeric without a precision: a String of its digits, with as many decimals as it
 * shows. In expressions it is a cast of that text.
 */
bool stored_form_is_digits(const struct catalog_column *column);
#define DECIMAL_OF_DIGITS "toDecimal256($1, 28)"

/* Writes the column, `alias`.`name` (alias NULL: the name alone), in that form. */
void stored_form_put(struct buf *out, struct arena *arena, const struct catalog_column *column,
                     const char *alias);

#endif
