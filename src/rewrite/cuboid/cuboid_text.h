#ifndef PGPIVOT_REWRITE_CUBOID_TEXT_H
#define PGPIVOT_REWRITE_CUBOID_TEXT_H

#include "rewrite/ir.h"
#include "rewrite/rewrite.h"

/* What expressions are said of, and what is found out about them on the way. */
struct cuboid_saying {
    struct arena *arena;
    const struct rel *table;
    const struct rewrite_context *context;
    const char *session;     /* made when it is needed: who asks, and under which settings */
    struct list derivations; /* struct cuboid_derivation: of the keys that were said */
};

/*
 * An expression over the table's rows as a text that another statement's is equal to only if it has
 * the same value for each row: it names the session's settings where those count. NULL: it varies,
 * or is of no kind known here.
 */
const char *cuboid_text(struct cuboid_saying *saying, const struct expr *expr);

#endif
