#ifndef PGPIVOT_REWRITE_EMIT_EXPR_H
#define PGPIVOT_REWRITE_EMIT_EXPR_H

#include "base/buf.h"
#include "rewrite/ir.h"

void emit_expr(struct buf *out, const struct expr *expr);
/* Expressions, and struct sort_key, with commas between them. */
void emit_exprs(struct buf *out, const struct list *exprs);
/* As GROUP BY and grouping() name a key, where other expressions may take it apart: an array value
 * without its tuple, a character(n) without what fills it up. */
void emit_group_key(struct buf *out, const struct expr *key);
void emit_group_keys(struct buf *out, const struct list *keys);
void emit_sort_keys(struct buf *out, const struct list *keys);

#endif
