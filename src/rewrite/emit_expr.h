#ifndef PGPIVOT_REWRITE_EMIT_EXPR_H
#define PGPIVOT_REWRITE_EMIT_EXPR_H

#include "base/buf.h"
#include "rewrite/ir.h"

void emit_expr(struct buf *out, const struct expr *expr);

#endif
