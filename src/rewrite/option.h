#ifndef PGPIVOT_REWRITE_OPTION_H
#define PGPIVOT_REWRITE_OPTION_H

#include <stdbool.h>

#include "rewrite/parse_tree.h"

/* The value if it is a word or a string, in the tree's memory; else NULL. */
const char *option_text(const PgQuery__DefElem *option);
/* PostgreSQL's Booleans of options: none, true, on and 1, and their opposites. False: it is none of
 * them. */
bool option_bool(const PgQuery__DefElem *option, bool *value);

#endif
