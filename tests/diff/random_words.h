#ifndef PGPIVOT_TESTS_DIFF_RANDOM_WORDS_H
#define PGPIVOT_TESTS_DIFF_RANDOM_WORDS_H

#include <libpq-fe.h>

#include "base/list.h"
#include "rewrite/routines/routine.h"

/* A table of the schema, or whatever else stands in FROM. */
struct random_column {
    const char *name;
    uint32_t type;
};

struct random_table {
    const char *name;
    struct list columns; /* struct random_column */
    const char *key;     /* a column whose values are unique; NULL: none */
};

/* A row of the routine tables that may be called. */
struct random_routine {
    const struct routine *row;
    enum routine_kind kind;
    const char *name; /* quoted where SQL wants it */
};

/*
 * What statements are made of: the tables that PostgreSQL has in the schema pivot and that have a
 * column "id" for a key, and the rows of the rewriter's tables that PostgreSQL knows as well.
 */
struct random_words {
    struct list tables;     /* struct random_table */
    struct list types;      /* struct random_type */
    struct list aggregates; /* struct random_routine */
    struct list windows;    /* struct random_routine */
};

/* All that gives a value of one type. */
struct random_type {
    uint32_t oid;
    const char *name;       /* format_type */
    struct list constants;  /* const char * */
    struct list functions;  /* struct random_routine; names side by side */
    struct list operators;  /* the same */
    struct list aggregates; /* the same; rows that give PG_ANY are in those of all types */
    struct list windows;    /* the same */
    struct list casts;      /* const struct cast */
};

/* NULL with a message on standard error if PostgreSQL cannot be asked. */
struct random_words *random_words_read(struct arena *arena, PGconn *postgres);
/* NULL if the type has no value but NULL. */
const struct random_type *random_type_find(const struct random_words *words, uint32_t oid);

/* Where an argument must be a constant of a kind of its own. */
extern const char *const random_patterns[];
extern const size_t random_patterns_count;
/* Aggregates whose value depends on the order of the rows. */
bool random_wants_order(const char *name);
/* Window functions that give one value to rows that ORDER BY holds equal. */
bool random_wants_no_key(const char *name);
/* Types whose ORDER BY may hold values equal that print differently. */
bool random_type_is_loose(uint32_t oid);

#endif
