#ifndef PGPIVOT_BASE_CATALOG_H
#define PGPIVOT_BASE_CATALOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/chtype.h"
#include "base/str.h"

/*
 * What the ClickHouse server holds, as one immutable snapshot: filled by backend/schema.c from the
 * system tables, read by rewrite. Plain structs; everything lives in the snapshot's arena.
 */
struct catalog_column {
    const char *name;
    const struct chtype *type;
    uint32_t pg_type; /* 0: no PostgreSQL counterpart, cannot be selected */
    int32_t typmod;
    bool nullable;
    const char *default_kind; /* '', DEFAULT, MATERIALIZED, ALIAS, EPHEMERAL */
    const char *default_expression;
    const char *comment;
    int16_t attnum; /* 1-based, the position in the table */
};

struct catalog_partition {
    const char *partition; /* as system.parts.partition spells it */
    uint64_t rows;
};

/* A CHECK constraint: what CREATE TABLE made of it, for INSERT to look at. */
struct catalog_check {
    const char *name;
    const char *expression; /* ClickHouse's */
};

/* An aggregate projection: groups that ClickHouse keeps beside each part of the table. */
struct catalog_projection {
    const char *name;
    const char *query; /* its SELECT, which has no FROM */
    uint64_t rows, bytes;
    uint64_t base_rows; /* of the parts that have it */
};

enum catalog_table_kind {
    CATALOG_TABLE,
    CATALOG_VIEW,
    CATALOG_MATERIALIZED_VIEW,
    CATALOG_SYSTEM /* of PostgreSQL, not of ClickHouse: rewrite/system_relation.h */
};

struct catalog_table {
    const char *schema; /* ClickHouse's database */
    const char *name;
    uint32_t oid; /* stable across restarts: a hash of schema and name */
    enum catalog_table_kind kind;
    const char *engine;
    bool sums_listed; /* a SummingMergeTree that adds up the columns it lists only */
    const char *partition_key, *sorting_key, *primary_key;
    const char *as_select; /* views: their query, else "" */
    /* Materialized views: the table they write to ("" if not a view or unknown). */
    const char *target_schema, *target_name;
    const char *comment;
    uint64_t total_rows, total_bytes; /* 0 when unknown */
    const struct catalog_column *columns;
    size_t n_columns;
    const struct catalog_check *checks;
    size_t n_checks;
    const struct catalog_projection *projections;
    size_t n_projections;
    const struct catalog_partition *partitions; /* of active parts, ordered by partition */
    size_t n_partitions;
    size_t n_mutations_pending; /* unfinished, or finished since the rollups were filled */
    /* Of a view that ClickHouse does not know (look_through_schema.h): the t of look_through(t) or
     * top_level(t). NULL: it is none. */
    const struct catalog_table *viewed;
    bool is_looked_through;
    size_t n_mutations; /* all that system.mutations still knows */
};

/* A type of CREATE TYPE … AS ENUM (catalog_enum.h). */
struct catalog_enum {
    const char *schema, *name;
    uint32_t oid;              /* of pgtype.h's range */
    const struct chtype *type; /* Enum8 or Enum16 */
};

struct rollup_set; /* rewrite/rollup.h */

struct catalog {
    uint64_t version;           /* of the content: the same in all processes; never 0 */
    const char *server_version; /* ClickHouse's version() */
    const char *server_timezone;
    const char *const *schemas;
    size_t n_schemas;
    const struct catalog_table *tables; /* ordered by schema, then name, bytewise */
    size_t n_tables;
    const struct catalog_enum *enums;
    size_t n_enums;
    /* What the materialized views say, so that they are not read anew for each statement:
     * rewrite_read_views sets it before others see the snapshot. NULL: not read. */
    const struct rollup_set *rollups;
};

/* NULL if there is none. Names compare exactly. */
const struct catalog_table *catalog_find_table(const struct catalog *catalog, struct str schema,
                                               struct str name);
/* Whether the table, which may be NULL, has an aggregate projection of that name. */
bool catalog_has_projection(const struct catalog_table *table, const char *name);
const struct catalog_column *catalog_find_column(const struct catalog_table *table,
                                                 struct str name);
/*
 * Fills pg_type, typmod and nullable from type and comment. CREATE TABLE leaves in the comment what
 * the ClickHouse type does not tell: a directive `type`, behind the bar that ends the comment's
 * text, as in "|type: varchar(10)". It counts where the ClickHouse type can hold that type only.
 */
#define CATALOG_TYPE_DIRECTIVE "|type: "
void catalog_column_set_type(struct catalog_column *column);
/* The name of a type that the directive can keep; NULL if it needs none or cannot be kept. */
const char *catalog_kept_type(uint32_t type);
/* The oid of a table, a hash of its name, unless another one has it: then the next that is free. */
uint32_t catalog_table_oid(const char *schema, const char *name);
uint32_t catalog_next_oid(uint32_t oid);
bool catalog_has_schema(const struct catalog *catalog, struct str schema);

#endif
