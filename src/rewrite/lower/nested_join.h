#ifndef PGPIVOT_REWRITE_NESTED_JOIN_H
#define PGPIVOT_REWRITE_NESTED_JOIN_H

#include "rewrite/bind/bind.h"

/*
 * a JOIN (b JOIN c ON …) ON …: ClickHouse joins from left to right only. A join that is the right
 * side of another becomes a subquery of the columns that its block uses.
 */
bool nested_join_expand(struct binder *binder, struct query *query);

#endif
