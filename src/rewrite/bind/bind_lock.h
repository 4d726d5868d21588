#ifndef PGPIVOT_REWRITE_BIND_LOCK_H
#define PGPIVOT_REWRITE_BIND_LOCK_H

#include "rewrite/bind/bind.h"

/* FOR UPDATE … of a block that is bound: PostgreSQL's errors, and a notice that nothing is locked.
 */
bool bind_locks(struct binder *binder, const struct scope *scope, struct query *query,
                const PgQuery__SelectStmt *select);
/* The same of VALUES and of a set operation, which take none. */
bool bind_refuse_locks(struct binder *binder, const PgQuery__SelectStmt *select);

#endif
