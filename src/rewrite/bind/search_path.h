#ifndef PGPIVOT_REWRITE_SEARCH_PATH_H
#define PGPIVOT_REWRITE_SEARCH_PATH_H

#include "rewrite/bind/bind.h"

/*
 * The schemas that names without one are looked up in, in order (PostgreSQL manual, "The Schema
 * Search Path"): the setting search_path, without schemas that do not exist. "public" is the
 * connection's database unless there is a schema of that name; "$user" means nothing.
 */

/* What a written schema name means: itself, the database for public, the session's own for pg_temp.
 * Not looked up. */
const char *search_path_schema(const struct binder *binder, const char *written);

/* Whether the schema holds temporary tables of another session. */
bool search_path_is_foreign(const struct binder *binder, const char *schema);
/* The first schema of the path: current_schema, and where new tables go. NULL: there is none. */
const char *search_path_first(const struct binder *binder);

/* Adds the names of its schemas, each once: const char *. */
void search_path_list(const struct binder *binder, struct list *schemas);

/* The first table of that name among the temporary ones, then on the path; NULL if there is none.
 */
const struct catalog_table *search_path_find(const struct binder *binder, const char *name);

#endif
