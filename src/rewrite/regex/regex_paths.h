#ifndef PGPIVOT_REWRITE_REGEX_PATHS_H
#define PGPIVOT_REWRITE_REGEX_PATHS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Whether a regular expression leaves a choice: its places (Glushkov's positions), each with the
 * characters that it takes, and which can follow which. Where no two places that can come next take
 * the same character, every text is read in one way at most, so that the longest match and the
 * first one of a backtracking search are the same.
 */

/* Characters of ASCII, and whether any others. */
struct char_set {
    uint64_t bits[2];
    bool others;
};

void char_set_add(struct char_set *set, unsigned char c);
void char_set_add_class(struct char_set *set, bool (*is_member)(int c));
void char_set_complement(struct char_set *set);
/* The letters of the other case too. */
void char_set_fold(struct char_set *set);

#define PATHS_MAX 64

struct paths {
    struct char_set sets[PATHS_MAX];
    uint64_t follow[PATHS_MAX];
    int n;
    bool is_full; /* there were more places */
};

/* A part of the expression: the places that it can begin and end with. */
struct span {
    uint64_t first, last;
    bool can_be_empty;
};

struct span paths_place(struct paths *paths, const struct char_set *set);
/* What follows the part, what may stand instead of it, and the part once more. */
void paths_append(struct paths *paths, struct span *part, const struct span *next);
void paths_choose(struct span *part, const struct span *other);
void paths_repeat(struct paths *paths, const struct span *part);

bool paths_are_single(const struct paths *paths, const struct span *whole);

#endif
