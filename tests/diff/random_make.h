#ifndef PGPIVOT_TESTS_DIFF_RANDOM_MAKE_H
#define PGPIVOT_TESTS_DIFF_RANDOM_MAKE_H

#include "random_tree.h"
#include "random_words.h"

/* Makes statements: the same ones from the same seed. */
struct random {
    struct arena *arena;
    const struct random_words *words;
    uint64_t state;
    int names;        /* given so far: t1, t2 … */
    struct list ctes; /* struct random_table */
};

/* What the FROM clause of a query shows. */
struct random_scope {
    const struct random_scope *outer; /* of the query around; NULL: none */
    struct list columns;              /* struct random_column; names as in "t1.id" */
    struct list keys;                 /* const char *: columns that tell the rows apart */
    bool has_keys;
};

/* Where an expression stands. */
struct random_place {
    const struct random_scope *scope;
    const struct list *group; /* struct tree: the keys of GROUP BY; NULL: columns may be used */
    int depth;
    bool aggregates, windows; /* may be called */
    bool exact;               /* nothing whose last digits are open */
};

/* 0 … n - 1 */
size_t random_below(struct random *random, size_t n);
bool random_chance(struct random *random, int percent);
void *random_item(struct random *random, const struct list *list);

/* A type that the scope has columns of, or another one. */
uint32_t random_type(struct random *random, const struct random_scope *scope);

struct tree *random_expression(struct random *random, struct random_place place, uint32_t type);
/* A column or a constant. */
struct tree *random_leaf(struct random *random, struct random_place place, uint32_t type);
struct tree *random_constant(struct random *random, uint32_t type);
/* Special forms; NULL if there is none for the place. */
struct tree *random_condition(struct random *random, struct random_place place);
struct tree *random_call(struct random *random, struct random_place place,
                         const struct random_routine *routine, uint32_t type);
struct tree *random_aggregate(struct random *random, struct random_place place, uint32_t type);
struct tree *random_window(struct random *random, struct random_place place, uint32_t type);
/* ORDER BY keys of the scope, after `first`. */
void random_add_keys(struct random *random, const struct random_scope *scope, struct tree *list);
struct tree *random_sort(struct random *random, struct tree *expression);

/* Queries inside expressions: one column of the type. */
struct tree *random_subquery(struct random *random, const struct random_scope *outer, int depth,
                             const uint32_t *types, int n);
/* The same with one row. */
struct tree *random_scalar(struct random *random, const struct random_scope *outer, int depth,
                           uint32_t type);

/* A whole statement. */
struct tree *random_statement(struct random *random);

#endif
