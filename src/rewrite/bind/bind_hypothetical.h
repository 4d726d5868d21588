#ifndef PGPIVOT_REWRITE_BIND_HYPOTHETICAL_H
#define PGPIVOT_REWRITE_BIND_HYPOTHETICAL_H

#include "rewrite/bind/bind.h"

/* rank, dense_rank, percent_rank and cume_dist, which WITHIN GROUP makes aggregates. */
bool bind_is_hypothetical(const char *name);

/*
 * The call of one of them: as many direct arguments (struct expr) as keys (struct sort_key), all
 * bound; filter may be NULL. Gives them common types in place.
 */
struct expr *bind_hypothetical(struct binder *binder, const char *name, struct list *direct,
                               const struct list *keys, struct expr *filter, int position);

#endif
