#ifndef PGPIVOT_BACKEND_SCHEMA_H
#define PGPIVOT_BACKEND_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "backend/backend.h"
#include "base/arena.h"
#include "base/list.h"

/*
 * The catalog as the answers to the queries of schema_query.c come in, in any order; then put
 * together into a snapshot. Does no I/O, see schema_load.c.
 */
struct schema {
    struct arena *arena;
    const char *version, *timezone;
    struct list names;       /* of databases: const char * */
    struct list tables;      /* struct schema_table, in the server's order */
    struct list columns;     /* struct schema_column */
    struct list partitions;  /* struct schema_partition */
    struct list mutations;   /* struct schema_mutations */
    struct list projections; /* struct schema_projection */
    uint64_t hash;           /* of everything read; order of the answers does not matter */
};

struct schema_table {
    struct catalog_table table;
    const char *create_query, *uuid;
};

struct schema_column {
    const char *schema, *table;
    struct catalog_column column;
};

struct schema_partition {
    const char *schema, *table;
    struct catalog_partition partition;
};

struct schema_mutations {
    const char *schema, *table;
    size_t n, n_pending;
};

struct schema_projection {
    const char *schema, *table;
    struct catalog_projection projection; /* without its query */
};

/* One cell of an answer: the queries return String and UInt64 only. */
struct schema_cell {
    struct str text;
    uint64_t number;
};

struct schema_query {
    const char *name; /* for the query id */
    const char *select;
    const char *database; /* the column to leave hidden databases out by; NULL: none */
    const char *rest;     /* what follows that condition */
    const char *cells;    /* 's' or 'u' for each column */
    void (*add)(struct schema *schema, const struct schema_cell *cells);
};

extern const struct schema_query schema_queries[];
extern const size_t schema_n_queries;

/* Reads a block of the answer to a query; false when its columns are not what was asked for. */
bool schema_add_block(struct schema *schema, const struct schema_query *query,
                      const struct block *block, struct err *err);

/* Fills the catalog in the schema's arena; version is left 0. */
void schema_finish(struct schema *schema, struct catalog *catalog);

/* Where a materialized view writes to, from its CREATE query: "TO database.table"; false when it
 * names none (an inner table) or is a kind that is not kept up to date by inserts (REFRESH). */
bool schema_view_target(struct arena *arena, const char *create_query, const char **target_schema,
                        const char **target_name, bool *has_inner);

#endif
