#ifndef PGPIVOT_REWRITE_REGEX_H
#define PGPIVOT_REWRITE_REGEX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * PostgreSQL's advanced regular expressions (manual, 9.7.3) as RE2 reads them, where both mean the
 * same: characters, classes, groups, alternatives, quantifiers, ^ and $, \y \m \M, (?i).
 *
 * RE2 takes the first way that matches, PostgreSQL the longest (or the shortest, if the first
 * quantifier is lazy). Where what matches counts, and not only whether something does, the pattern
 * must leave no choice between the two; see choice_is_the_same in regex.c.
 */
struct regex {
    const char *text;
    int n_groups;
    /* Bit n - 1: group n may take no part in a match; it is empty then, and else never. */
    uint32_t optional_groups;
    bool looks_behind; /* ^ and its kin: what stands before the place of search counts */
};

enum regex_goal {
    REGEX_GOAL_TEST,
    REGEX_GOAL_FIND,   /* what matches, and the groups in a replacement */
    REGEX_GOAL_GROUPS, /* what the groups match, and whether */
};

/* `is_global`: the pattern must not match the empty text. False for what is not the same in both.
 */
bool regex_translate(struct arena *arena, const char *pattern, enum regex_goal goal, bool is_global,
                     bool ignores_case, struct regex *regex);

/* What regexp_replace puts in: \1 and \& as RE2 writes them, without groups that there are not.
 * NULL for other escapes. */
const char *regex_translate_replacement(struct arena *arena, const char *replacement, int n_groups);

/*
 * A ClickHouse regular expression that matches the patterns, of a column, that both read in the
 * same way when they only test: \s is yet to be replaced by [[:space:]]. As text in a template's
 * quotes.
 */
#define REGEX_PLAIN_ATOM                                                                           \
    "(?:[^][(){}.*+?^$|\\\\\\\\\\0]|[.]|\\\\\\\\[dws]|\\\\\\\\[][(){}.*+?^$|/-]|"                  \
    "\\\\[^?(?:[a-zA-Z0-9_ ,;:./@#%&=-])+\\\\])[*+?]?"
#define REGEX_PLAIN_BRANCH "(?:" REGEX_PLAIN_ATOM ")+"
#define REGEX_PLAIN_PIECE                                                                          \
    "(?:" REGEX_PLAIN_ATOM "|[(]" REGEX_PLAIN_BRANCH "(?:[|]" REGEX_PLAIN_BRANCH ")*[)][*+?]?)"
#define REGEX_PLAIN_PATTERN                                                                        \
    "(?s)^\\\\^?" REGEX_PLAIN_PIECE "+[$]?(?:[|]\\\\^?" REGEX_PLAIN_PIECE "+[$]?)*$"

#endif
