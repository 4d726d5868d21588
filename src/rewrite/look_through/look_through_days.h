#ifndef PGPIVOT_REWRITE_LOOK_THROUGH_DAYS_H
#define PGPIVOT_REWRITE_LOOK_THROUGH_DAYS_H

#include "rewrite/bind/bind.h"

/* Days as "2024-01-15", both included; NULL: nothing is known. */
struct look_through_days {
    const char *first, *last;
};

/*
 * Between which days column `index` of the rel is where the condition holds, as far as its
 * comparisons with constants say: it may be fewer days. The condition may be NULL.
 */
struct look_through_days look_through_days_of(const struct expr *condition, const struct rel *rel,
                                              size_t index);

#endif
