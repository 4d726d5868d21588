#ifndef PGPIVOT_REWRITE_SYSTEM_SCAN_H
#define PGPIVOT_REWRITE_SYSTEM_SCAN_H

#include "rewrite/rewrite.h"

/*
 * The rows of one of PostgreSQL's own relations that are no query over others, one after another:
 * those of its file, then those that its source makes from the context.
 */
struct system_choice {
    /* Rows that belong to a relation (system_source.relation_column): of these relations only, by
     * their numbers in ascending order, and only such rows are counted. NULL: of all. */
    const uint32_t *relations;
    size_t n_relations;
    bool is_of_none;  /* no row is counted */
    const bool *kept; /* of each row counted: whether it is visited; NULL: all are */
};

struct system_scan {
    struct arena *arena;
    const struct rewrite_context *context;
    const struct catalog_table *table;
    const bool *wanted;                 /* of each column: whether its text is */
    const struct system_choice *choice; /* NULL: all rows */
    /* Values are texts of the columns as ClickHouse's format TSV has them before escapes, NULL for
     * NULL, and unspecified for columns that are not wanted. They live in the arena. */
    void (*row)(void *owner, size_t index, const char *const *values);
    void *owner;
};

/* Gives the number of rows counted, visited or not. */
size_t system_scan_run(const struct system_scan *scan);

/* Whether there are never any. */
bool system_scan_has_nothing(const struct catalog_table *table);

/* Whether the rows are those of this moment (system_source.h). */
bool system_scan_is_of_sessions(const struct catalog_table *table);

/* The column with the relation that a row belongs to; n_columns if there is none. */
size_t system_scan_relation_column(const struct catalog_table *table);

#endif
