#ifndef PGPIVOT_BASE_CATALOG_ENUM_H
#define PGPIVOT_BASE_CATALOG_ENUM_H

#include "base/arena.h"
#include "base/catalog.h"

/*
 * Types of CREATE TYPE … AS ENUM. ClickHouse has no names for types, so a table without rows keeps
 * each: engine Null, one column that is the Enum, and this comment. A column of that Enum is of the
 * type: of one in its own schema, else of the first there is.
 */
#define CATALOG_ENUM_COMMENT "|type: enum"
#define CATALOG_ENUM_COLUMN "value"

/* Takes them out of the tables, *n of them in order, and gives the columns of the others their
 * types. Fills enums and n_enums of the catalog. */
void catalog_take_enums(struct arena *arena, struct catalog_table *tables, size_t *n,
                        struct catalog *catalog);

/* NULL if there is none. */
const struct catalog_enum *catalog_find_enum(const struct catalog *catalog, struct str schema,
                                             struct str name);
const struct catalog_enum *catalog_enum_by_oid(const struct catalog *catalog, uint32_t oid);
bool catalog_enum_has(const struct catalog_enum *type, const char *label);

#endif
