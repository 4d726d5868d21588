#ifndef PGPIVOT_REWRITE_DDL_EXPR_H
#define PGPIVOT_REWRITE_DDL_EXPR_H

#include "rewrite/bind/bind.h"

/*
 * Expressions that a table keeps: DEFAULT, GENERATED, CHECK; and USING of ALTER COLUMN TYPE, which
 * passes through one. NULL with binder->err set, in PostgreSQL's words for what the clause forbids.
 */

/* What the columns of `table` mean. The scope is the caller's, and empty before. */
struct rel *ddl_expr_scope(struct binder *binder, struct scope *scope,
                           const struct catalog_table *table);
/* `rel` NULL: names of columns are an error. */
struct expr *ddl_expr_bind(struct binder *binder, struct scope *scope, const PgQuery__Node *node,
                           enum clause clause);
/* The bound expression as ClickHouse's definition of the table has it. */
const char *ddl_expr_text(struct binder *binder, struct rel *rel, struct expr *expr);

#endif
