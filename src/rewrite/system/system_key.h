#ifndef PGPIVOT_REWRITE_SYSTEM_KEY_H
#define PGPIVOT_REWRITE_SYSTEM_KEY_H

#include "base/arena.h"
#include "base/catalog.h"

/*
 * ClickHouse's keys of a table as PostgreSQL shows keys: the primary key as a constraint with its
 * index, the sorting key as an index where it is another one. ClickHouse does not hold primary keys
 * to be unique (docs/differences.md).
 */
enum system_key_kind { SYSTEM_KEY_PRIMARY, SYSTEM_KEY_SORTING, N_SYSTEM_KEYS };

struct system_key {
    enum system_key_kind kind;
    const char *name; /* "trades_pkey", "trades_sorting_key" */
    uint32_t index_oid;
    const int *attnums;             /* n; 0: an expression */
    const char *const *expressions; /* n; as ClickHouse writes them */
    size_t n;
};

/* pg_class.oid of its index. */
uint32_t system_key_oid(const struct catalog_table *table, enum system_key_kind kind);

/* False if the table has no such key, or its sorting key is its primary key. */
bool system_key_read(struct arena *arena, const struct catalog_table *table,
                     enum system_key_kind kind, struct system_key *key);

/* pg_constraint.oid of a CHECK. */
uint32_t system_check_oid(const struct catalog_table *table, const struct catalog_check *check);

/* The type of a table's rows, in pg_type: tables have numbers below 2^31, other types too. */
uint32_t system_row_type_oid(const struct catalog_table *table);

#endif
