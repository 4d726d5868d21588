#ifndef PGPIVOT_REWRITE_LOWER_H
#define PGPIVOT_REWRITE_LOWER_H

#include "rewrite/bind.h"

/*
 * Changes the tree where ClickHouse means something else than PostgreSQL: an ordered list of named
 * rules (lower.c), each with a golden file of its name. What the templates of routine tables
 * already say is not repeated here.
 */
bool lower_query(struct binder *binder, struct query *query);

/* The template under which floats that PostgreSQL takes for equal are one; NULL for other types. */
const char *lower_canonical_float(uint32_t type);
/* Keys (struct sort_key) that ClickHouse sorts as PostgreSQL sorts the given ones; `in_arrays`: for
 * arraySort, where NaN comes last both ways. */
struct list lower_sortable_keys(struct binder *binder, const struct list *order_by, bool in_arrays);

#endif
