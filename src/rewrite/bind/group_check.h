#ifndef PGPIVOT_REWRITE_GROUP_CHECK_H
#define PGPIVOT_REWRITE_GROUP_CHECK_H

#include "rewrite/bind/bind.h"

/*
 * Decides whether the block aggregates (query->is_aggregated), and if so that each expression above
 * the grouping is made of group keys, aggregates and constants (PostgreSQL's parse_agg.c): 42803
 * otherwise.
 */
bool group_check(struct binder *binder, struct query *query);
/* Whether the block groups by the expression. */
bool group_check_is_key(const struct query *query, const struct expr *expr);

#endif
