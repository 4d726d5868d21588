#ifndef PGPIVOT_REWRITE_SYSTEM_REDUCE_H
#define PGPIVOT_REWRITE_SYSTEM_REDUCE_H

#include "rewrite/bind/bind.h"

/*
 * The rows of PostgreSQL's own relations are known when a statement is planned. So those that no
 * row of the result can come from are left out (rel->kept), by the conditions on one relation and
 * by the equalities between two of them; a relation of one row becomes constants, and one of none
 * that is outer-joined NULLs. A metadata query then costs ClickHouse what its few rows cost.
 * A block that none of whose rows can count is marked as empty: the statement then needs no server.
 * Runs first, while the joins are as they were written.
 */
bool system_reduce(struct binder *binder, struct query *query);

#endif
