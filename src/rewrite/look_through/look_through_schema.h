#ifndef PGPIVOT_REWRITE_LOOK_THROUGH_SCHEMA_H
#define PGPIVOT_REWRITE_LOOK_THROUGH_SCHEMA_H

#include "rewrite/bind/bind.h"

/* The columns of top_level(table) or look_through(table): the table's, and of the latter those that
 * lines have besides. They are no columns of the table: they have no attnum. */
struct rel_column *look_through_columns(struct arena *arena, const struct catalog_table *table,
                                        enum view_kind view, size_t *n_columns);

/*
 * Adds to the catalog the schemas top_level and look_through, with a view for each table that has
 * an instrument: for tools that browse, and ask plain tables. Of two tables of one name in two
 * schemas the views are called schema_table. A catalog that has such a schema is left alone.
 */
void look_through_add_views(struct arena *arena, struct catalog *catalog);

#endif
