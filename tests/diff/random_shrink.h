#ifndef PGPIVOT_TESTS_DIFF_RANDOM_SHRINK_H
#define PGPIVOT_TESTS_DIFF_RANDOM_SHRINK_H

#include "random_tree.h"
#include "random_words.h"

/* Whether the statement, as it is now, still fails in the same way. */
typedef bool (*random_still_fails)(void *owner, const struct tree *statement);

/*
 * Makes the statement smaller in place while it still fails: parts of lists go, expressions become
 * one of their parts of the same type or a constant. Stops when nothing smaller fails, or after
 * `tries` questions.
 */
void random_shrink(struct arena *arena, const struct random_words *words, struct tree *statement,
                   int tries, random_still_fails still_fails, void *owner);

#endif
