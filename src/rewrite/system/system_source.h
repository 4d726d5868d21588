#ifndef PGPIVOT_REWRITE_SYSTEM_SOURCE_H
#define PGPIVOT_REWRITE_SYSTEM_SOURCE_H

#include "rewrite/rewrite.h"

/*
 * Rows of PostgreSQL's relations that are made from what the statement's context knows: the
 * catalog's snapshot, the settings. A source walks through objects; each becomes a row, whose
 * columns are its fields. Columns without a field are NULL where they may be, else 0, false, '' or
 * an empty array.
 */
struct system_walk {
    struct arena *arena;
    const struct rewrite_context *context;
    /* Makes the object a row. */
    void (*row)(struct system_walk *walk, const void *object);
    /* Of sources with a relation_column: the relations whose rows are wanted, in ascending order.
     * NULL: all. */
    const uint32_t *relations;
    size_t n_relations;
};

/* Whether rows of that relation are wanted. */
bool system_takes(const struct system_walk *walk, uint32_t relation);

struct system_field {
    const char *column;
    /* The value as PostgreSQL's text of it ("true" for a boolean, "[1,2]" for an array), NULL for
     * NULL; in the walk's arena or older, and of sources that are of sessions good until the row
     * has been made. */
    const char *(*text)(const struct system_walk *walk, const void *object);
};

struct system_source {
    const char *relation; /* of pg_catalog, or of pgpivot */
    void (*walk)(struct system_walk *walk);
    const struct system_field *fields;
    size_t n_fields;
    const char *relation_column; /* its rows belong to relations: with whose number; or NULL */
    bool is_of_sessions;         /* what was true a moment ago need not be so now */
};

/* NULL if there is none of that name. */
const struct system_source *system_source_find(const char *relation);

/* Each of system_source_*.c holds some. */
extern const struct system_source source_namespace, source_class, source_attribute, source_attrdef,
    source_description, source_index, source_constraint, source_settings, source_database,
    source_authid, source_activity, source_ssl, source_progress, source_unsupported, source_cursors,
    source_prepared, source_type, source_enum, source_answers, source_rollups, source_advise;

/* pg_namespace.oid of a schema, the same after each start. */
uint32_t system_namespace_oid(const char *schema);
/* The only role that owns anything. */
#define SYSTEM_OWNER_OID 10

/* What a person wrote of a comment: without what pgpivot keeps in it. "" if there is nothing else.
 */
const char *system_comment(struct arena *arena, const char *comment);

/* Texts for fields. */
const char *system_number(const struct system_walk *walk, int64_t number);
const char *system_bool(bool value);

#endif
