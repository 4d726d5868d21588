#ifndef PGPIVOT_REWRITE_DISCOVER_H
#define PGPIVOT_REWRITE_DISCOVER_H

#include "rewrite/command.h"

/* The plan of what binder->discovery asks for: a PLAN_DISCOVER. NULL with binder->err set. */
struct plan *discover_plan(struct binder *binder, struct buf *out);

/* The plan of binder->question. */
struct plan *discover_type_plan(struct binder *binder);

#endif
