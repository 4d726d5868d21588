#ifndef PGPIVOT_REWRITE_DDL_KEY_H
#define PGPIVOT_REWRITE_DDL_KEY_H

#include "rewrite/bind/bind.h"

/*
 * Keys that ClickHouse does not have: foreign ones, UNIQUE, indexes, and primary ones of a table
 * that exists. The names in them are looked up; then a NOTICE says that nothing is checked.
 */

/* The first of `names` (nodes of strings) that is no column of the table; NULL if there is none. */
const char *ddl_missing_column(const struct catalog_table *table, size_t n,
                               PgQuery__Node *const *names);

/* 42P01 or 42703 where what REFERENCES names does not exist. `self`: of the statement's table,
 * which may not exist yet and whose columns the caller knows; or NULL. */
bool ddl_check_references(struct binder *binder, const PgQuery__Constraint *constraint,
                          const PgQuery__RangeVar *self);

void ddl_notice_unique(struct binder *binder);
void ddl_notice_foreign_key(struct binder *binder);

#endif
