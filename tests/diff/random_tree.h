#ifndef PGPIVOT_TESTS_DIFF_RANDOM_TREE_H
#define PGPIVOT_TESTS_DIFF_RANDOM_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

/* Types of nodes that are no expressions; an expression's type is that of enum pg_oid. */
enum { TREE_FIXED = 0, TREE_QUERY = 1, TREE_TABLE = 2 };

/* What a node means for the comparison of the answers. */
enum {
    /* Parts of the statement may go without evaluation: an error of theirs may not come up. */
    TREE_SKIPS = 1,
    /* Equal values that print differently (1.0 and 1.00) may become one of them. */
    TREE_MERGES = 2,
    /* The last digits are nobody's promise. */
    TREE_INEXACT = 4,
    /* The statement's rows have one order. */
    TREE_ORDERED = 8,
};

#define TREE_MAX_PARTS 9

/*
 * A piece of a statement. A template: `text`, where $1 … $9 are the parts. A list (`between` is
 * set): its parts with `between` between them, put in place of $* in `text`; nothing if it has no
 * parts. A node may be part of several others, which then always say the same (a key of GROUP BY).
 */
struct tree {
    uint32_t type;
    unsigned flags;
    const char *text, *between;
    struct tree **parts;
    int n, capacity;
    int least; /* of a list: as many parts stay */
    int group; /* not 0: lists of one group lose their parts together (columns of a UNION) */
};

/* Leaf or template; the arguments after n are its parts, struct tree *. */
struct tree *tree_new(struct arena *arena, uint32_t type, const char *text, int n, ...);
struct tree *tree_list(struct arena *arena, const char *text, const char *between, int least);
void tree_add(struct arena *arena, struct tree *node, struct tree *part);

void tree_print(const struct tree *node, struct buf *out);
/* The flags of all nodes below. */
unsigned tree_flags(const struct tree *node);
int tree_size(const struct tree *node);

#endif
