#ifndef PGPIVOT_REWRITE_LOWER_INTERVAL_H
#define PGPIVOT_REWRITE_LOWER_INTERVAL_H

#include "rewrite/bind/bind.h"

/* A constant moved by a constant is a constant again, which keys can be compared with. */
bool interval_fold(struct binder *binder, struct expr **at);

/* The template of what an interval is ordered by. */
const char *interval_order(void);
/* The template of an interval that is grouped by: as it is, 0A000 where an equal one may look
 * different ('1 mon' and '30 days'). */
const char *interval_canonical(void);

#endif
