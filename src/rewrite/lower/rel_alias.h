#ifndef PGPIVOT_REWRITE_REL_ALIAS_H
#define PGPIVOT_REWRITE_REL_ALIAS_H

#include "rewrite/bind/bind.h"

/*
 * The alias t2 must mean the rel of that number. ClickHouse lets the name of a table stand for the
 * table even behind an alias (FROM t2 AS t1), and takes t2.a for a part of a column t2: where a
 * table or column of the statement is named like that, all rels get numbers beyond.
 */
bool rel_alias_clear(struct binder *binder, struct query *query);

#endif
