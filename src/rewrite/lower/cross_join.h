#ifndef PGPIVOT_REWRITE_CROSS_JOIN_H
#define PGPIVOT_REWRITE_CROSS_JOIN_H

#include "rewrite/bind/bind.h"

/*
 * FROM a, b WHERE a.x = b.x: ClickHouse makes inner joins of those, but not below an outer join, as
 * there is one for each correlated subquery (unnest.c). There the equalities of columns move from
 * WHERE into the joins, which are inner ones then. Always true.
 */
bool cross_join_close(struct binder *binder, struct query *query);

#endif
