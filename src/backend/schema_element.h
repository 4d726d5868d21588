#ifndef PGPIVOT_BACKEND_SCHEMA_ELEMENT_H
#define PGPIVOT_BACKEND_SCHEMA_ELEMENT_H

#include "base/arena.h"
#include "base/catalog.h"

/*
 * What stands between the columns in the brackets of ClickHouse's CREATE query of a table, in its
 * order; in *n how many.
 */
const struct catalog_check *schema_read_checks(struct arena *arena, const char *create_query,
                                               size_t *n);
/* Those that group; nothing is known of their rows. */
struct catalog_projection *schema_read_projections(struct arena *arena, const char *create_query,
                                                   size_t *n);

#endif
