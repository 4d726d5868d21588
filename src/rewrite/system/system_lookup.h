#ifndef PGPIVOT_REWRITE_SYSTEM_LOOKUP_H
#define PGPIVOT_REWRITE_SYSTEM_LOOKUP_H

#include "rewrite/bind/bind.h"

/*
 * Catalog functions (manual, "System Catalog Information Functions") look a number up: what they
 * know is what the snapshot holds, and it travels with the query as two constant arrays.
 */

/* Adds to the arguments of a call EXPR_LOOKUPs: the keys of the lookup and the value of each, or
 * the keys only. */
void system_lookup_add(struct binder *binder, enum system_lookup lookup, bool keys_only,
                       struct list *args);

/* Makes the constants that they stand for, `values` NULL for keys only. `wanted`: only of these
 * keys, sorted texts; NULL: of all. False with err set (54000) when they are too long. */
bool system_lookup_make(struct binder *binder, enum system_lookup lookup, const struct list *wanted,
                        struct expr **keys, struct expr **values);

/* Whether the keys are what the call's first argument is compared with, oids. */
bool system_lookup_is_by_number(enum system_lookup lookup);

/* Makes of each the pairs that the rows at hand can ask for: a call of a constant needs one, one of
 * a column of a reduced relation those of its values. Runs after system_reduce. */
bool system_lookup_narrow(struct binder *binder, struct query *query);

#endif
