#ifndef PGPIVOT_REWRITE_ROLLUP_RULES_H
#define PGPIVOT_REWRITE_ROLLUP_RULES_H

#include <stdbool.h>

#include "base/arena.h"

/* The rules of docs/rollups.md, by the names they have there: first those that a rollup itself must
 * keep to, then those of what is asked of it. */
enum rollup_rule_id {
    RULE_G0,
    RULE_G3,
    RULE_G5,
    RULE_F8,
    RULE_W2,
    RULE_F7,
    RULE_G8,
    RULE_T7,
    RULE_G1,
    RULE_G4,
    RULE_N1,
    RULE_N2,
    RULE_T3,
    RULE_G7,
    RULE_F4,
    RULE_M8,
    RULE_M7,
    RULE_M4,
    RULE_N3,
    RULE_M1,
    RULE_M3,
    RULE_M11,
    RULE_M2,
    RULE_M17,
    RULE_G2,
    RULE_T1,
    RULE_G11,
    RULE_T4,
    RULE_C1,
    RULE_C2,
    RULE_C4,
    N_ROLLUP_RULES,
    RULE_NONE = N_ROLLUP_RULES /* none is broken */
};

/* A rule, and what is said where it does not hold; each %s is what it stopped at. */
struct rollup_rule {
    const char *name;
    const char *says;
    const char *change; /* the smallest change that would help, as a sentence */
};

extern const struct rollup_rule rollup_rules[N_ROLLUP_RULES];

/* The rule, or its change, with what it stopped at. */
const char *rollup_words(struct arena *arena, const char *format, const char *subject);

/* Whether the rule is that of the name: NULL is none's. */
bool rollup_rule_is(enum rollup_rule_id rule, const char *name);

#endif
