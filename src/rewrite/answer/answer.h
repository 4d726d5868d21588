#ifndef PGPIVOT_REWRITE_ANSWER_H
#define PGPIVOT_REWRITE_ANSWER_H

#include "rewrite/bind/bind.h"

/*
 * Answers a query over PostgreSQL's own relations without ClickHouse, which takes longer to plan
 * one than its few rows are worth. Knows joins, conditions, subqueries, orders, and the operators
 * and functions that questions about catalogs are made of (answer_call.c); of aggregates and set
 * operations nothing. What it does not know, and what could be an error, it leaves to ClickHouse.
 * Runs after system_lookup_narrow, and leaves the query as it is.
 */

/* True: the plan is one of rows, and they are the answer. Both live in the binder's arena. */
bool answer_query(struct binder *binder, struct query *query, struct plan *plan);

#endif
