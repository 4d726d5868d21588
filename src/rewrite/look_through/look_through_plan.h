#ifndef PGPIVOT_REWRITE_LOOK_THROUGH_PLAN_H
#define PGPIVOT_REWRITE_LOOK_THROUGH_PLAN_H

#include "rewrite/bind/bind.h"

/* How a block's lines are made. All give the same rows to what the block computes of them. */
enum look_through_plan {
    EXPAND_NOTHING, /* not at all: the trades give the same */
    EXPAND_SUMS,    /* trades are summed first by what the block tells apart, then expanded */
    EXPAND_ROWS     /* each trade is expanded */
};

struct look_through_choice {
    enum look_through_plan plan;
    const char *why; /* not the plan before, in words; "" for EXPAND_NOTHING */
    bool counts;     /* EXPAND_SUMS: the block counts lines */
};

/* For the REL_LOOK_THROUGH `lines` of VIEW_LEAF in the block's FROM. */
struct look_through_choice look_through_choose(struct binder *binder, struct query *block,
                                               const struct rel *lines);

#endif
