#ifndef PGPIVOT_REWRITE_GUARDED_H
#define PGPIVOT_REWRITE_GUARDED_H

#include "rewrite/bind/bind.h"

/*
 * An operand that CASE, COALESCE, AND or OR guards is computed for the rows that need it, but what
 * a clause computes and a later one computes too, ClickHouse computes once, early and for all rows:
 * with 10 / x within CASE WHEN x <> 0 in WHERE and in the select list, every zero is an error.
 * Makes such operands of WHERE, HAVING, windows and ORDER BY different from what comes later.
 * Always true.
 */
bool guarded_separate(struct binder *binder, struct query *query);

#endif
