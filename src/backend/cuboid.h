#ifndef PGPIVOT_BACKEND_CUBOID_H
#define PGPIVOT_BACKEND_CUBOID_H

#include "backend/cuboid_column.h"
#include "base/cuboid.h"

/*
 * An answer as columns that can be rolled up: it holds a row for each group of its table's rows
 * that have the keys in common, and what was measured of them. Immutable.
 */
struct cuboid {
    struct arena *arena;
    const struct cuboid_question *shape; /* what it is the answer to */
    const struct cuboid_column *columns; /* one for each output that its rows show */
    size_t n_rows;
};

/* NULL: the blocks are of no use for that. */
struct cuboid *cuboid_new(const struct cuboid_question *shape, struct str blocks);
void cuboid_free(struct cuboid *cuboid);
/* What it takes of memory. */
size_t cuboid_size(const struct cuboid *cuboid);

/* The column that holds the key, the measure; NULL: none does. */
const struct cuboid_column *cuboid_key(const struct cuboid *cuboid, const char *key);
const struct cuboid_column *cuboid_measure(const struct cuboid *cuboid,
                                           const struct cuboid_measure *measure);

/* ---- cuboid_derive.c ---- */

/* Whether it holds the key, or what the key is made of. */
bool cuboid_has_key(const struct cuboid *cuboid, const struct cuboid_question *question,
                    const char *key);
/* The key as a column, perhaps made in the arena; NULL: it cannot be had. */
const struct cuboid_column *cuboid_find_key(struct arena *arena, const struct cuboid *cuboid,
                                            const struct cuboid_question *question,
                                            const char *key);

/* ---- cuboid_match.c ---- */

struct cuboid_rule {
    const char *name;
    const char *words;
    bool (*holds)(const struct cuboid *cuboid, const struct cuboid_question *question);
};
extern const struct cuboid_rule cuboid_rules[];
extern const size_t cuboid_n_rules;

/* The first rule that keeps the cuboid from answering; NULL: it does. `without`: the name of one
 * that is left out, for its test, or NULL. */
const struct cuboid_rule *cuboid_refusal(const struct cuboid *cuboid,
                                         const struct cuboid_question *question,
                                         const char *without);
/* Whether the cuboid has only rows for which the condition was asked. */
bool cuboid_implies(const struct cuboid *cuboid, const struct cuboid_conjunct *conjunct);

/* ---- cuboid_answer.c ---- */

/* The answer, as blocks of Native format. False: it cannot be had here after all. The cuboid must
 * match. */
bool cuboid_answer(const struct cuboid *cuboid, const struct cuboid_question *question,
                   struct buf *out);

#endif
