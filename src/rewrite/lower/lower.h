#ifndef PGPIVOT_REWRITE_LOWER_H
#define PGPIVOT_REWRITE_LOWER_H

#include "rewrite/bind/bind.h"

/*
 * Changes the tree where ClickHouse means something else than PostgreSQL: an ordered list of named
 * rules (lower.c), each with a golden file of its name. What the templates of routine tables
 * already say is not repeated here.
 */
bool lower_query(struct binder *binder, struct query *query);

/* The template under which values that PostgreSQL takes for equal are one: of floats and jsonb;
 * NULL for other types. */
const char *lower_canonical(uint32_t type);
/* A template that leaves a value as it is and tells that only identical ones count as equal. */
extern const char lower_as_it_is[];
/* A template that leaves a numeric as it is, with QUOTIENT_SCALE decimals (0A000 if it has more).
 */
extern const char lower_factor[];
/* Keys (struct sort_key) that ClickHouse sorts as PostgreSQL sorts the given ones; `in_arrays`: for
 * arraySort, where NaN comes last both ways. */
struct list lower_sortable_keys(struct binder *binder, const struct list *order_by, bool in_arrays);

#endif
