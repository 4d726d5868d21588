#ifndef PGPIVOT_REWRITE_COMMON_QUERY_H
#define PGPIVOT_REWRITE_COMMON_QUERY_H

#include "rewrite/bind/bind.h"

/*
 * A query of WITH is bound anew for each of its uses. Those that are still the same in the end
 * become one, which ClickHouse computes once: where PostgreSQL does so too (it is used several
 * times and is not NOT MATERIALIZED), and where it pays (it aggregates, sorts, limits …) or matters
 * (random()). A plain selection is left at its places: ClickHouse then reads what each of them
 * needs. The last pass over a whole statement. What is found is in query->common.
 */
void common_query_find(struct binder *binder, struct query *query);

/* Whether that ClickHouse has WITH … AS MATERIALIZED. */
bool common_query_is_known(const struct catalog *catalog);

#endif
