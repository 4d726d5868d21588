#ifndef PGPIVOT_REWRITE_LOWER_H
#define PGPIVOT_REWRITE_LOWER_H

#include "rewrite/bind.h"

/*
 * Changes the tree where ClickHouse means something else than PostgreSQL: an ordered list of named
 * rules (lower.c), each with a golden file of its name. What the templates of routine tables
 * already say is not repeated here.
 */
bool lower_query(struct binder *binder, struct query *query);

#endif
