#ifndef PGPIVOT_REWRITE_ROLLUP_DDL_H
#define PGPIVOT_REWRITE_ROLLUP_DDL_H

#include "base/buf.h"
#include "rewrite/bind/bind.h"

/* CREATE ROLLUP, as scan_rollup.c writes it: whether the statement is one, and its plan, which
 * makes a table with the groups of all rows that there are, and the view that adds those to come.
 */
bool rollup_is_created(const PgQuery__CreateTableAsStmt *create);
struct plan *rollup_create(struct binder *binder, const PgQuery__CreateTableAsStmt *create,
                           struct buf *out);
/* DROP ROLLUP: its view and its table. */
struct plan *rollup_drop(struct binder *binder, const PgQuery__DropStmt *drop, struct buf *out);
/* REFRESH ROLLUP: fills the partitions anew that are not complete. */
struct plan *rollup_refresh(struct binder *binder, const PgQuery__Node *node, struct buf *out);

#endif
