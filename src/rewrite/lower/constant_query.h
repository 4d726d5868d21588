#ifndef PGPIVOT_REWRITE_CONSTANT_QUERY_H
#define PGPIVOT_REWRITE_CONSTANT_QUERY_H

#include "rewrite/ir.h"

/*
 * Whether the emitted text of a query gives the same rows whenever it runs: it reads no table but
 * PostgreSQL's own, whose rows stand in the text, and calls nothing that looks at a clock or at
 * chance. `sql` is the text, with its end.
 */
bool constant_query(struct query *query, const char *sql);

/* Whether it calls nothing that looks at a clock or at chance, or that the session carries out. */
bool constant_query_calls(struct query *query);

/* Whether ClickHouse text calls what can change from row to row, or from time to time. */
bool constant_text_varies(const char *sql);

#endif
