#ifndef PGPIVOT_BACKEND_CUBOID_FILTER_H
#define PGPIVOT_BACKEND_CUBOID_FILTER_H

#include "backend/cuboid.h"

enum cuboid_verdict { VERDICT_FALSE, VERDICT_TRUE, VERDICT_NULL };

/* A condition, worked out for each value of the key that it is of; of several keys, for each row
 * out of those. */
struct cuboid_filter {
    const uint32_t *ids;     /* of the key of each row; NULL: of several keys, or of none */
    size_t n_values;         /* of the key */
    const uint8_t *verdicts; /* enum cuboid_verdict of each; of none: one */
    enum cuboid_test test;   /* AND, OR or NOT of these */
    const struct cuboid_filter *const *args;
    size_t n_args;
};

/* NULL: values cannot be compared with what the column holds. */
const struct cuboid_filter *cuboid_filter_make(struct arena *arena, const struct cuboid *cuboid,
                                               const struct cuboid_question *question,
                                               const struct cuboid_condition *condition);
/* The places in `rows` of those that it holds for, in order, into `places`; how many. NULL: it
 * holds for all. */
size_t cuboid_filter_pick(const struct cuboid_filter *filter, const uint32_t *rows, size_t n,
                          uint32_t *places);

#endif
