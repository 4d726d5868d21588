#ifndef PGPIVOT_REWRITE_CHANGE_H
#define PGPIVOT_REWRITE_CHANGE_H

#include "base/buf.h"
#include "rewrite/bind/bind.h"

/* UPDATE and DELETE, bound: what change.c makes and change_plan.c carries out. */
struct change {
    struct binder *binder;
    const char *name;                  /* UPDATE or DELETE */
    const struct catalog_table *table; /* as it is in the catalog */
    struct rel *target;                /* the same, with the address of a row behind its columns */
    struct list columns;               /* const struct catalog_column: what UPDATE sets */
    /* SELECT new values…, address FROM target, others… WHERE …: the rows that change. */
    struct query *query;
};

/* What tells a row from all others for as long as it lives: columns that ClickHouse has in every
 * MergeTree, kept over merges where the table stores them (enable_block_number_column, …offset). */
#define CHANGE_ADDRESS_COLUMNS 3

/* A plan that counts the rows, then changes them. NULL with err set. */
struct plan *change_plan(struct change *change, struct buf *out);

#endif
