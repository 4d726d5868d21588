#ifndef PGPIVOT_REWRITE_EMIT_EXPR_H
#define PGPIVOT_REWRITE_EMIT_EXPR_H

#include "base/buf.h"
#include "rewrite/ir.h"

void emit_expr(struct buf *out, const struct expr *expr);
/* Expressions, and struct sort_key, with commas between them. */
void emit_exprs(struct buf *out, const struct list *exprs);
void emit_sort_keys(struct buf *out, const struct list *keys);

#endif
