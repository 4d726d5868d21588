#ifndef PGPIVOT_REWRITE_REPEATABLE_QUERY_H
#define PGPIVOT_REWRITE_REPEATABLE_QUERY_H

#include "rewrite/bind/bind.h"

/*
 * Whether the emitted text of a query gives the same rows as long as the tables that it reads are
 * the same: it calls nothing that looks at a clock or at chance, and reads tables only. Fills in
 * the plan's `tables`, or `varies` says why there are none.
 */
void repeatable_query_find(struct binder *binder, struct query *query, struct plan *plan);

/* The tables of the text of a query without functions of the statement's own, whose rows stay what
 * they are when tables merge; NULL: *varies says why there are none. */
const struct plan_table *repeatable_text(struct binder *binder, const char *sql, size_t *n,
                                         const char **varies);

/* "schema.table, schema.table", for people. */
const char *repeatable_names(struct arena *arena, const struct plan_table *tables, size_t n);

#endif
