#ifndef PGPIVOT_REWRITE_SYSTEM_LOOKUP_H
#define PGPIVOT_REWRITE_SYSTEM_LOOKUP_H

#include "rewrite/bind/bind.h"

/*
 * Catalog functions (manual, "System Catalog Information Functions") look a number up: what they
 * know is what the snapshot holds, and it travels with the query as two constant arrays.
 */

/* Adds to the arguments of a call, as constants, the keys of the lookup and the value of each, or
 * the keys only. False with err set (54000) when they are too long. */
bool system_lookup_add(struct binder *binder, enum system_lookup lookup, bool keys_only,
                       struct list *args);

#endif
