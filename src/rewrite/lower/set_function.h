#ifndef PGPIVOT_REWRITE_SET_FUNCTION_H
#define PGPIVOT_REWRITE_SET_FUNCTION_H

#include "rewrite/bind/bind.h"

/*
 * Set-returning functions (PostgreSQL manual, "Set Returning Functions"): each is an array whose
 * elements are its rows, and several run in step, the shorter ones padded with NULL. Binding makes
 * a REL_FUNCTION of them; set_function_expand makes that a subquery with ClickHouse's arrayJoin.
 */

/* Functions in FROM, whose arguments may refer to the items before it; those that give one value
 * give one row. NULL without an error set where it has a column definition list. */
struct rel *bind_set_function_item(struct binder *binder, struct scope *scope,
                                   const PgQuery__RangeFunction *node);

/* A FROM item whose rows are the elements of the arrays, in step; named so. */
struct rel *bind_array_rows(struct binder *binder, const struct list *arrays,
                            const struct list *names, bool ordinality, const char *alias,
                            int position);

/* A call in an expression: in the select list, GROUP BY and ORDER BY its rows multiply those of the
 * block, elsewhere it is refused. NULL without an error set when the name is another function's. */
struct expr *bind_set_function_call(struct binder *binder, struct scope *scope,
                                    const PgQuery__FuncCall *node, enum clause clause);
/* How many the block has called so far; and that there are no more since: 0A000 as in CASE. */
size_t bind_set_calls(const struct scope *scope);
bool bind_no_set_calls(struct binder *binder, const struct scope *scope, size_t before,
                       const char *where);
/* Whether the rel is one of query->set_functions. */
bool bind_is_set_column(const struct query *query, const struct rel *rel);

/* Joins what the block called to its FROM: what GROUP BY says before the grouping is checked, the
 * rest afterwards, where a block that computes something of several rows becomes a subquery. */
bool bind_set_function_keys(struct binder *binder, struct query *query);
void bind_set_function_targets(struct binder *binder, struct query *query);

/* Replaces the REL_FUNCTIONs of every block. */
bool set_function_expand(struct binder *binder, struct query *query);

#endif
