#ifndef PGPIVOT_REWRITE_PULL_UP_H
#define PGPIVOT_REWRITE_PULL_UP_H

#include "rewrite/bind/bind.h"

/*
 * A block whose FROM is one plain subquery (columns of one table, perhaps a WHERE) reads the table
 * itself, as PostgreSQL's pull_up_subqueries does: what comes after sees the table, and a rollup of
 * it can answer.
 */
bool pull_up_subqueries(struct binder *binder, struct query *query);

/* The same where the subquery reads a view of look-through: before sums over time are made, which
 * are of the view's columns, and before it is expanded. */
bool pull_up_views(struct binder *binder, struct query *query);

#endif
