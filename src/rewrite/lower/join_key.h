#ifndef PGPIVOT_REWRITE_JOIN_KEY_H
#define PGPIVOT_REWRITE_JOIN_KEY_H

#include "rewrite/bind/bind.h"

/*
 * ClickHouse joins by hash, and sees keys in plain equalities of both sides only. Equalities of
 * numerics and of floats get that form, here and in WHERE, where those of FROM a, b are. LEFT,
 * RIGHT and FULL JOIN want a key: where there is none, all rows get the same one, and the
 * conditions do the rest. So they do where the condition of INNER JOIN is a column, which
 * ClickHouse takes for no condition. Its step that makes inner joins of outer ones fails ("Cannot
 * fold actions for projection") for conditions on the side whose rows all stay, of that join or of
 * one inside: keeps_outer.
 */
bool join_key_add(struct binder *binder, struct query *query);

/*
 * Whether PostgreSQL can do a FULL JOIN on this condition: it has an equality of both sides, or no
 * columns at all.
 */
bool join_key_allows_full(const struct rel *join);

#endif
