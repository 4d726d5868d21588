#ifndef PGPIVOT_REWRITE_LOOK_THROUGH_LINES_H
#define PGPIVOT_REWRITE_LOOK_THROUGH_LINES_H

#include "rewrite/bind/bind.h"
#include "rewrite/look_through/look_through_plan.h"

/* The lines of a REL_LOOK_THROUGH, as a query: trades that are no fund's, and trades in funds (or
 * the sums of each), joined with what the funds hold. */
struct look_through_lines {
    struct rel *rel;
    size_t *places;     /* of the columns of the REL_LOOK_THROUGH in rel, of those that are used */
    size_t count_place; /* choice.counts: of how many trades a line is the sum */
    const char *keys;   /* EXPAND_SUMS: by what the trades in funds are summed */
};

/*
 * For `lines` in the block's FROM, of EXPAND_SUMS or EXPAND_ROWS. Takes from the block's WHERE what
 * is said of trades alone. False with binder->err set.
 */
bool look_through_lines_make(struct binder *binder, struct query *block, const struct rel *lines,
                             const struct look_through_choice *choice,
                             struct look_through_lines *made);

/* The table's rows that are trades: SELECT … WHERE exposure <> 'Constituent'; no targets yet. */
struct query *look_through_trades(struct binder *binder, const struct look_through *options);

#endif
