#ifndef PGPIVOT_REWRITE_SHOWN_SCALE_H
#define PGPIVOT_REWRITE_SHOWN_SCALE_H

#include "rewrite/ir.h"

/*
 * A numeric of PostgreSQL knows how many decimals it shows, a Decimal's scale is its type's. Where
 * the two differ, as for quotients, the number of decimals is an expression of its own beside the
 * value, made here: after the other lowering, once a block's subqueries are done.
 */

/*
 * Quotients and averages: gives the call the scales of its arguments as further arguments, which
 * its template rounds by (struct routine, `scaled`).
 */
void shown_scale_of_call(struct arena *arena, struct query *block, struct expr *expr);

/* A numeric to text, with as many decimals as PostgreSQL shows; any other expression is left. */
void shown_scale_of_cast(struct arena *arena, struct query *block, struct expr **at);

/* Whether it is a UNION ALL or VALUES of numerics, whose decimals only a SELECT around it can show.
 */
bool shown_scale_wants_block(const struct query *query);

/* The same for the columns that a client sees: where a Decimal would show other decimals they
 * become tuples of the value and the number of its decimals. `query` is the whole statement's,
 * lowered. */
void shown_scale_of_targets(struct arena *arena, struct query *query);

#endif
