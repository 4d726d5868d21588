#ifndef PGPIVOT_REWRITE_SYSTEM_ROWS_H
#define PGPIVOT_REWRITE_SYSTEM_ROWS_H

#include "rewrite/bind/bind.h"

/*
 * Gives each of PostgreSQL's own relations in the query what stands for it in ClickHouse's FROM:
 * its rows as text, of the columns that are used. 54000 when they are too long. Runs last before
 * lower, when no pass adds a use any more.
 */
bool system_rows_expand(struct binder *binder, struct query *query);

/* The same for a query that is stored as a view: 0A000 where it reads one of these relations, for
 * it would keep the rows of today. */
bool system_rows_refuse(struct binder *binder, struct query *query);

#endif
