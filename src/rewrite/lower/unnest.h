#ifndef PGPIVOT_REWRITE_UNNEST_H
#define PGPIVOT_REWRITE_UNNEST_H

#include "rewrite/bind/bind.h"

/* Makes joins and sets of the subqueries that refer to the query around them, in expressions and
 * in FROM (LATERAL). Afterwards no query refers to a rel outside of it. */
bool unnest_query(struct binder *binder, struct query *query);

/* Templates around the value of a subquery: of its rows any, and if there is a second, an error. */
extern const char unnest_any[], unnest_only[];

/* unnest_side.c: *side of a join, a FROM item or a join in parentheses, becomes a subquery of the
 * columns that the block uses, given back; what refers to them follows, also in subqueries. */
struct query *unnest_side(struct binder *binder, struct query *block, struct rel **side);

/* unnest_split.c: a grouped block becomes a subquery of its groups, with a block around it that has
 * the select list, HAVING and ORDER BY. */
void unnest_split_groups(struct binder *binder, struct query *block);
/* The same of a block, grouped or not, that has more to do with its rows: HAVING and the windows
 * stay with them, ORDER BY, LIMIT and what DISTINCT looks at stand around them. */
void unnest_split_rows(struct binder *binder, struct query *block);

#endif
