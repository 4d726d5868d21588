#ifndef PGPIVOT_REWRITE_LOOK_THROUGH_SQL_H
#define PGPIVOT_REWRITE_LOOK_THROUGH_SQL_H

#include "rewrite/bind/bind.h"

/* The ClickHouse SELECT of an expanded table: columns c1, c2, … as rel->columns, those that `used`
 * marks. Lives in the arena; NULL with binder->err set when a table or policy is missing. */
const char *look_through_sql(struct binder *binder, const struct rel *rel, const bool *used);

#endif
