#ifndef PGPIVOT_BACKEND_CUBOID_GROUP_H
#define PGPIVOT_BACKEND_CUBOID_GROUP_H

#include "backend/cuboid.h"

/* One grouping set: its groups are numbered, and each has a code that its keys can be had from. */
struct cuboid_set {
    uint64_t keys;          /* bits */
    uint32_t *groups;       /* of each selected row */
    uint64_t *codes;        /* of each group */
    size_t n_groups, first; /* the number of its first row of the result */
    uint64_t strides[CUBOID_KEYS];
};

/* What an output is for each row of the result: of KEY and GROUPING nothing is kept. */
struct cuboid_values {
    const struct cuboid_column *column; /* that it was added up of, or of the key; NULL: none */
    wide *numbers;                      /* of a CODED column: the number of the value */
    double *floats;
    uint8_t *seen; /* 0: NULL */
};

/* Groups of a cuboid's rows, as a question asks for them. */
struct cuboid_groups {
    struct arena *arena;
    const struct cuboid *cuboid;
    const struct cuboid_question *question;
    const struct cuboid_column **keys; /* of the question */
    bool is_flipped[CUBOID_KEYS];      /* the greatest first in codes */
    bool
        is_in_order; /* there is one set, and the order of its codes is the one that is asked for */
    uint32_t *rows;  /* of the cuboid, that WHERE leaves */
    size_t n_rows;
    struct cuboid_set *sets;
    size_t n_results;
    struct cuboid_values *values; /* of each output */
};

/* False: it cannot be had here. groups->arena, cuboid and question are given. */
bool cuboid_group(struct cuboid_groups *groups);

/* The set that a row of the result is of. */
const struct cuboid_set *cuboid_set_of(const struct cuboid_groups *groups, size_t result);
/* The value of the question's key, as its column numbers them; false: the set does not have it. */
bool cuboid_key_value(const struct cuboid_groups *groups, size_t result, size_t key, size_t *value);

#endif
