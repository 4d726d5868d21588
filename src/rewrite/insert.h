#ifndef PGPIVOT_REWRITE_INSERT_H
#define PGPIVOT_REWRITE_INSERT_H

#include "base/arena.h"
#include "base/catalog.h"
#include "rewrite/ir.h"

/* Whether INSERT can write columns of that type. */
bool insert_type_known(const struct chtype *type);
/* Whether the value, of the column's PostgreSQL type, is a constant that the column holds. */
bool insert_type_holds(const struct chtype *type, const struct expr *value);
/* The value, of the column's PostgreSQL type, with checks for what the column cannot hold: 23502
 * for NULL, 22003 for the rest. */
struct expr *insert_checked(struct arena *arena, struct expr *value,
                            const struct catalog_column *column, const char *table);

#endif
