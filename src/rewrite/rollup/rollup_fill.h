#ifndef PGPIVOT_REWRITE_ROLLUP_FILL_H
#define PGPIVOT_REWRITE_ROLLUP_FILL_H

#include "rewrite/rollup/rollup.h"

/*
 * Up to which mutation of its base a rollup was filled anew stands in the comment of its table,
 * behind the bar that ends the comment's text, as in "|filled after mutation: 12". It counts where
 * mutations have one number in the whole table: in a plain MergeTree.
 */
#define ROLLUP_FILLED_DIRECTIVE "|filled after mutation: "

/* Of system.mutations: those that change rows. What is made of rows that stay is no change. */
#define ROLLUP_CHANGES_ROWS                                                                        \
    " AND NOT match(command, '^[(]?(MATERIALIZE|DROP|CLEAR) (PROJECTION|INDEX) ')"

/* The directive for the number, "" where there was none. */
const char *rollup_filled_directive(struct arena *arena, const struct catalog_table *base,
                                    const char *mutation);
/* The number in the comment, 0: none. */
int64_t rollup_filled_after(const struct rollup *rollup);

/* One row of '' and the number of the last mutation before which all are done. */
const char *rollup_mutation_query(struct arena *arena, const struct catalog_table *base);

/* The answer to the query of two texts. NULL when it was not asked yet: then it is. */
const struct rewrite_list *rollup_ask(struct binder *binder, const char *query);

#endif
