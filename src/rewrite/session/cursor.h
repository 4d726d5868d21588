#ifndef PGPIVOT_REWRITE_CURSOR_H
#define PGPIVOT_REWRITE_CURSOR_H

#include "rewrite/command.h"

/* DECLARE, FETCH, MOVE and CLOSE, as command_plan. */
struct plan *plan_declare(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *plan_fetch(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *plan_close(struct binder *binder, const PgQuery__Node *node, struct buf *out);

#endif
