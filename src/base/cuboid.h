#ifndef PGPIVOT_BASE_CUBOID_H
#define PGPIVOT_BASE_CUBOID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/time_unit.h"

/*
 * A query that groups the rows of one table, in words that tell whether the answer to another one
 * holds its answer (docs/caching.md). Expressions over the table's rows are texts: the same text
 * has the same value for the same row.
 */
enum cuboid_function { CUBOID_ROWS, CUBOID_COUNT, CUBOID_SUM, CUBOID_MIN, CUBOID_MAX };

struct cuboid_measure {
    enum cuboid_function function;
    const char *argument; /* NULL of CUBOID_ROWS */
    bool is_rounded;      /* a sum of floating-point values */
};

/* A constant: an integer, days or microseconds since 1970, 0 or 1 of a boolean; or a text. */
struct cuboid_value {
    bool is_null, is_text;
    int64_t number;
    struct str text;
};

enum cuboid_test {
    CUBOID_AND,
    CUBOID_OR,
    CUBOID_NOT,
    CUBOID_CONSTANT, /* values[0], a boolean or NULL */
    CUBOID_TRUE,     /* the key itself, a boolean */
    CUBOID_IS_NULL,
    CUBOID_EQUAL, /* to values[0], and so on */
    CUBOID_NOT_EQUAL,
    CUBOID_LESS,
    CUBOID_LESS_EQUAL,
    CUBOID_GREATER,
    CUBOID_GREATER_EQUAL,
    CUBOID_IN, /* any of the values */
};

/* True, false or NULL for each group of rows that have the keys in common. */
struct cuboid_condition {
    enum cuboid_test test;
    const char *key;                            /* that is tested */
    const struct cuboid_condition *const *args; /* of AND, OR and NOT */
    size_t n_args;
    const struct cuboid_value *values;
    size_t n_values;
};

/* A condition of WHERE. */
struct cuboid_conjunct {
    const char *text;
    const struct cuboid_condition *condition; /* NULL: it cannot be said so */
};

enum cuboid_output_kind {
    CUBOID_KEY,
    CUBOID_MEASURE,
    CUBOID_AVERAGE,  /* the measure, a sum, over the count of its argument, in double precision */
    CUBOID_GROUPING, /* GROUPING(keys) */
    CUBOID_OTHER     /* nothing that groups of rows could give */
};

struct cuboid_output {
    enum cuboid_output_kind kind;
    size_t key;   /* of KEY */
    bool is_enum; /* values are in the order of the type, not in that of their names */
    struct cuboid_measure measure;
    struct cuboid_measure count;           /* of AVERAGE: how many values there are */
    const struct cuboid_condition *filter; /* of the rows that are measured; NULL: all */
    bool has_default;                      /* `otherwise` instead of NULL */
    int64_t otherwise;
    const size_t *keys; /* of GROUPING */
    size_t n_keys;
};

enum cuboid_part {
    CUBOID_START, /* of the unit, a timestamp */
    CUBOID_DATE,
    CUBOID_YEAR,
    CUBOID_QUARTER,
    CUBOID_MONTH,
    CUBOID_DAY,
    CUBOID_DOW,
    CUBOID_ISODOW,
    CUBOID_DOY,
    CUBOID_HOUR
};

/* A key that dates or times tell, without a zone. */
struct cuboid_derivation {
    const char *key, *of;
    enum cuboid_part part;
    enum time_unit unit; /* the coarsest whose start tells it */
};

struct cuboid_order {
    size_t output;
    bool descending, nulls_first;
};

struct cuboid_question {
    const char *source; /* the table */
    const struct cuboid_conjunct *conjuncts;
    size_t n_conjuncts;
    const char *const *keys;  /* of GROUP BY; at most CUBOID_KEYS */
    const char *const *names; /* of these, for people */
    size_t n_keys;
    const struct cuboid_derivation *derivations; /* of these, and of what conditions test */
    size_t n_derivations;
    const uint64_t *sets; /* grouping sets: bits of keys */
    size_t n_sets;
    const struct cuboid_output *outputs; /* what the rows show, then what they are ordered by */
    size_t n_outputs, n_shown;
    const struct cuboid_order *orders;
    size_t n_orders;
    uint64_t limit, offset; /* UINT64_MAX: no limit */
    bool allows_rounding;   /* sums of floating-point values may be added up in another order */
    bool can_be_asked;      /* of cuboids: all of it is said here */
    bool is_cuboid;         /* its answer has a row for each group of rows that have the keys */
};

#define CUBOID_KEYS 63

struct cuboid_question *cuboid_question_copy(struct arena *arena,
                                             const struct cuboid_question *question);

#endif
