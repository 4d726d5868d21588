#ifndef PGPIVOT_REWRITE_PIVOT_PLAN_H
#define PGPIVOT_REWRITE_PIVOT_PLAN_H

#include "rewrite/bind/bind.h"

/* How a PIVOT is computed: pivot.c chooses, and has the plan with one aggregation. */

void pivot_add_target(struct binder *binder, struct query *query, struct expr *expr,
                      const char *name);
/* The conditions of all combinations of the keys' values, the first key outermost; NULL of no key.
 * False with err set when a key has no equality. */
bool pivot_combine_values(struct binder *binder, const struct list *keys, struct list *conditions);
/* `expr`, the value of a cell, as it is shown. */
struct expr *pivot_shown_cell(struct binder *binder, const struct pivot_cell *cell,
                              struct expr *expr);

/* Which share of its only argument the expression stands for. */
enum pivot_share pivot_share_kind(const struct expr *expr);
/* pivot_share.c: the share that `value`, where the column's condition holds, has; `row`: the same
 * over all that the row shows. */
struct expr *pivot_share_of(struct binder *binder, const struct pivot *pivot,
                            enum pivot_share share, struct expr *value, struct expr *row);
struct expr *pivot_grouping_of(struct binder *binder, const struct list *rows, size_t first,
                               size_t n);

/* pivot_two_level.c: groups by rows and key first, then picks each cell out of these groups.
 * Whether it gives the same. */
bool pivot_two_level_suits(const struct pivot *pivot);
/* Whether the groups of a row can be put into arrays, by the number of the value. */
bool pivot_arrays_suit(const struct pivot *pivot);
/* How the second aggregation holds the groups of a row. */
enum pivot_holder {
    PIVOT_GROUPS, /* not at all: each cell is picked by a condition */
    PIVOT_ARRAYS, /* in an array for each aggregate, by place */
    PIVOT_LISTS   /* in an array for each aggregate, beside an array of their places */
};
/* What picks the element of such arrays at a place, a constant that is the last argument: of an
 * array; of a list and its places. */
extern const struct routine pivot_value_at, pivot_listed_at;
struct query *pivot_two_level_query(struct binder *binder, const struct rel *rel,
                                    enum pivot_holder holder);

#endif
