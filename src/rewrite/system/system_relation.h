#ifndef PGPIVOT_REWRITE_SYSTEM_RELATION_H
#define PGPIVOT_REWRITE_SYSTEM_RELATION_H

#include "base/arena.h"
#include "base/catalog.h"
#include "base/str.h"

/*
 * PostgreSQL's own relations, pg_catalog and information_schema, with the columns that PostgreSQL
 * 15 gives them (sql/catalog/relations.txt). They are tables of kind CATALOG_SYSTEM to the rest of
 * the rewriter. What they hold is one of rows     made from the catalog's snapshot
 * (system_source.h), rows     that are the same in every PostgreSQL (sql/catalog/NAME.tsv), a query
 * over other relations, in PostgreSQL's SQL (sql/catalog/NAME.sql), nothing  where ClickHouse has
 * no such thing: a relation without rows. Those of the schema pgpivot are our own
 * (sql/catalog/pgpivot.txt); pg_class does not list them.
 */

/* NULL if PostgreSQL has none of that name. schema is NULL for a plain name: pg_catalog's. */
const struct catalog_table *system_relation_find(struct arena *arena, const char *schema,
                                                 const char *name);
/* What a function without arguments gives (sql/catalog/functions.txt); NULL if it is none of them.
 */
const struct catalog_table *system_function_find(struct arena *arena, const char *name);
/* Calls visit for each relation, in the order of their names. */
typedef void system_relation_visit(void *owner, const struct catalog_table *table);
/* The same for those that `takes` wants: of the others nothing is made. */
void system_relation_walk_some(struct arena *arena, bool (*takes)(void *owner, uint32_t oid),
                               system_relation_visit *visit, void *owner);
/* The same, but the tables have no columns, only how many there would be. */
void system_relation_walk_names(struct arena *arena, bool (*takes)(void *owner, uint32_t oid),
                                system_relation_visit *visit, void *owner);

bool system_schema_is(const char *schema);
/* pg_namespace.oid of the two schemas. */
#define PG_CATALOG_NAMESPACE 11
#define INFORMATION_SCHEMA_NAMESPACE 13207

/* The file of sql/catalog with that suffix ("sql", "tsv"); data is NULL if there is none. */
struct str system_file(const char *name);
struct str system_relation_file(const struct catalog_table *table, const char *suffix);

#endif
