#ifndef PGPIVOT_REWRITE_COPY_STAGE_H
#define PGPIVOT_REWRITE_COPY_STAGE_H

#include "rewrite/bind/bind.h"

/* How rows of a COPY wait in a table of their own until all of them are known to be good; the
 * INSERT is into `columns`. Only rows that `condition` (NULL: none) is true for are taken. NULL
 * where the table cannot have one, and for a session without a temporary schema. */
const struct plan_stage *copy_stage(struct binder *binder, const struct catalog_table *table,
                                    const struct catalog_column *const *columns, size_t n_columns,
                                    const char *condition);

#endif
