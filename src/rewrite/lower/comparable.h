#ifndef PGPIVOT_REWRITE_COMPARABLE_H
#define PGPIVOT_REWRITE_COMPARABLE_H

#include "rewrite/bind/bind.h"

/*
 * Whether the block groups by, sorts by and chooses between values of types that can be compared.
 * False with err set: 42883 for json, which PostgreSQL has no operators for; 0A000 for rows, for
 * the greatest of jsonb, and for intervals, where '1 day' and '24:00' are
 * equal and print differently: which of them a group shows is for PostgreSQL to say.
 */
bool comparable_check(struct binder *binder, struct query *query);

#endif
