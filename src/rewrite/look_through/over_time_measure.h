#ifndef PGPIVOT_REWRITE_LOOK_THROUGH_OVER_TIME_MEASURE_H
#define PGPIVOT_REWRITE_LOOK_THROUGH_OVER_TIME_MEASURE_H

#include "rewrite/bind/bind.h"
#include "rewrite/look_through/look_through.h"

/* A column of a REL_LOOK_THROUGH that is not added up over time. */
struct over_time_measure {
    struct rel *rel; /* NULL: there is none */
    const struct catalog_column *column;
    enum over_time over_time;
    size_t time; /* number of the column of its days */
};

/* Of what a sum adds up. False with binder->err set: columns that go over time in different ways,
 * rows of a subquery that shows such a column, or a comment that is not understood. */
bool over_time_measure_of(struct binder *binder, struct expr *sum,
                          struct over_time_measure *measure);

/* 0A000: the days that the sum is of are not known, and why. */
bool over_time_refuse(struct binder *binder, const struct catalog_column *column, int position,
                      const char *why);

#endif
