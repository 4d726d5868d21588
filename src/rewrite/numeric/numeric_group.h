#ifndef PGPIVOT_REWRITE_NUMERIC_GROUP_H
#define PGPIVOT_REWRITE_NUMERIC_GROUP_H

#include "rewrite/bind/bind.h"

/*
 * Equal numerics can show other decimals (shown_scale.h), and of rows that are one PostgreSQL shows
 * the first. DISTINCT and UNION of numerics become groups, which know the decimals of one of their
 * rows. Other queries come back as they are; ones that become groups may be in a SELECT around.
 */
struct query *numeric_group_distinct(struct binder *binder, struct query *query);
struct query *numeric_group_union(struct binder *binder, struct query *query);

#endif
