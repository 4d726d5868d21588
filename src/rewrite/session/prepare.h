#ifndef PGPIVOT_REWRITE_PREPARE_H
#define PGPIVOT_REWRITE_PREPARE_H

#include "rewrite/command.h"

/* As command_plan. */
struct plan *plan_prepare(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *plan_execute(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *plan_deallocate(struct binder *binder, const PgQuery__Node *node, struct buf *out);

#endif
