#ifndef PGPIVOT_REWRITE_GUARD_H
#define PGPIVOT_REWRITE_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "rewrite/parse_tree.h"

/*
 * What a text must satisfy before the grammar sees it: libpg_query and every stage after it recurse
 * over the tree, and would end the process where PostgreSQL answers 54001.
 */

/* Bytes of one string of statements; bulk data goes through COPY. */
#define GUARD_MAX_TEXT ((size_t)1024 * 1024)

/*
 * Levels of nesting. Measured: unpacking a tree of 4,500 levels overflows a stack of 8 MB; at this
 * limit every kind of nesting in test_parse.c unpacks in 2 MB. The stages after it recurse too, on
 * larger frames under AddressSanitizer.
 */
#define GUARD_MAX_DEPTH 1000

/* Size (54000), UTF-8 without NUL (22021). err->position is the 1-based character in `text`. */
bool guard_text(struct str text, struct err *err);

/*
 * Whether the tree that the tokens can parse to is at most GUARD_MAX_DEPTH nodes deep, by an upper
 * bound. If not, `over` gets the index of the token that passed the limit. Linear, no recursion.
 */
bool guard_depth(const PgQuery__ScanResult *tokens, size_t *over);

#endif
