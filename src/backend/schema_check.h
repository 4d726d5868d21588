#ifndef PGPIVOT_BACKEND_SCHEMA_CHECK_H
#define PGPIVOT_BACKEND_SCHEMA_CHECK_H

#include "base/arena.h"
#include "base/catalog.h"

/* The CHECK constraints in ClickHouse's CREATE query of a table, in their order; in *n how many. */
const struct catalog_check *schema_read_checks(struct arena *arena, const char *create_query,
                                               size_t *n);

#endif
