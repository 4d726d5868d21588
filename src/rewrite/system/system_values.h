#ifndef PGPIVOT_REWRITE_SYSTEM_VALUES_H
#define PGPIVOT_REWRITE_SYSTEM_VALUES_H

#include "rewrite/bind/bind.h"

/* The values, but for NULL, of a column in the rows that are left of one of PostgreSQL's own
 * relations (system_reduce.h), as sorted texts. False: all of its rows are left, or it is none. */
bool system_values(struct binder *binder, const struct rel *rel, size_t column,
                   struct list *values);
bool system_values_has(const struct list *values, const char *text);

#endif
