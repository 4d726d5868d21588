#ifndef PGPIVOT_REWRITE_LOWER_INTERVAL_H
#define PGPIVOT_REWRITE_LOWER_INTERVAL_H

#include "rewrite/bind.h"

/*
 * '1 day' and '24:00' are equal and print differently: which of them a group shows, or GREATEST
 * gives, is for PostgreSQL to say. False with err set (0A000) where the block would have to choose.
 */
bool interval_check(struct binder *binder, struct query *query);

/* A constant moved by a constant is a constant again, which keys can be compared with. */
bool interval_fold(struct binder *binder, struct expr **at);

/* The template of what an interval is ordered by. */
const char *interval_order(void);

#endif
