#ifndef PGPIVOT_REWRITE_JOIN_KEY_H
#define PGPIVOT_REWRITE_JOIN_KEY_H

#include "rewrite/ir.h"

/*
 * ClickHouse joins by hash: LEFT, RIGHT and FULL JOIN want an equality of both sides among the
 * conditions of ON. Where there is none, all rows get the same key, and the conditions do the rest.
 * So they do where the condition of INNER JOIN is a column, which ClickHouse takes for no
 * condition.
 */
void join_key_add(struct arena *arena, struct rel *rel);

/*
 * Whether PostgreSQL can do a FULL JOIN on this condition: it has an equality of both sides, or no
 * columns at all.
 */
bool join_key_allows_full(const struct rel *join);

#endif
