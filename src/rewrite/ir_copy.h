#ifndef PGPIVOT_REWRITE_IR_COPY_H
#define PGPIVOT_REWRITE_IR_COPY_H

#include "rewrite/ir.h"

/*
 * Copies of FROM items and queries, with rels of their own, so that one can change and the other
 * stays. What refers to a rel outside the copy still does. n_rels: the statement's counter.
 */
struct ir_copying {
    struct arena *arena;
    int *n_rels;
    struct list from, to; /* rels, then queries, and what became of them */
};

struct rel *rel_copy(struct ir_copying *copying, struct rel *rel);
struct query *query_copy(struct ir_copying *copying, struct query *query);
/* The expression over the copied rels; NULL gives NULL. */
struct expr *expr_copy_over(struct ir_copying *copying, const struct expr *expr);

#endif
