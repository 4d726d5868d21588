#ifndef PGPIVOT_REWRITE_EMIT_H
#define PGPIVOT_REWRITE_EMIT_H

#include "base/buf.h"
#include "rewrite/ir.h"

/*
 * The tree as ClickHouse text, with the settings that PostgreSQL's meaning needs. Decides nothing:
 * what ClickHouse means differently was changed by lower.c before. Output columns are named c1, c2,
 * …; FROM items t1, t2, …; every reference is qualified, so that no alias can be taken for a
 * column.
 */
void emit_statement(struct buf *out, const struct query *query);
/* The same settings behind a statement that is not a query, for what it takes from one. */
void emit_settings(struct buf *out, const struct query *query);
/* Those that every statement has; further ones may follow behind a comma. */
void emit_common_settings(struct buf *out);
/* A query inside an expression, without parentheses. */
void emit_subselect(struct buf *out, const struct query *query);

#endif
