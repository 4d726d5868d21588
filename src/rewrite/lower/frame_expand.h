#ifndef PGPIVOT_REWRITE_FRAME_EXPAND_H
#define PGPIVOT_REWRITE_FRAME_EXPAND_H

#include "rewrite/bind/bind.h"

/* Gives windows with a shape (ir.h) frames that ClickHouse has: a block that has such becomes one
 * over a subquery that numbers the rows and their groups. */
bool frame_expand(struct binder *binder, struct query *query);

#endif
