#ifndef PGPIVOT_REWRITE_CORRELATION_H
#define PGPIVOT_REWRITE_CORRELATION_H

#include "rewrite/bind/bind.h"

/* What a query refers to of the queries around it. */

/* The columns of rels outside of the query, each once: struct expr. */
struct list correlation_columns(const struct binder *binder, struct query *query);
/* The columns that the expression holds, each once, and those that its subqueries refer to. */
struct list correlation_columns_of(const struct binder *binder, struct expr *expr);
/* Whether the rel is in the join tree. */
bool correlation_has_rel(const struct rel *tree, const struct rel *rel);
/* The number of columns[i] that equals the expression, or their count. */
size_t correlation_find(const struct list *columns, const struct expr *expr);

/* Puts a copy of to[i] where from[i] stands, in all blocks of the query; in the expression. */
void correlation_replace(const struct binder *binder, struct query *query, const struct list *from,
                         const struct list *to);
void correlation_replace_in(const struct binder *binder, struct expr **at, const struct list *from,
                            const struct list *to);

#endif
