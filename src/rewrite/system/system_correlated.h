#ifndef PGPIVOT_REWRITE_SYSTEM_CORRELATED_H
#define PGPIVOT_REWRITE_SYSTEM_CORRELATED_H

#include "rewrite/bind/bind.h"

/*
 * Subqueries that compare a system relation with columns of the query around them: of the relation
 * the rows are left whose columns have values that the rows around it have, and a subquery without
 * any is NULL, or false for EXISTS. Runs after system_reduce, which sees one block at a time.
 */
bool system_correlated(struct binder *binder, struct query *query);

#endif
