#ifndef PGPIVOT_REWRITE_REGEX_H
#define PGPIVOT_REWRITE_REGEX_H

#include <stdbool.h>

#include "base/arena.h"

/*
 * PostgreSQL's advanced regular expressions (manual, 9.7.3) as RE2 reads them, where both mean the
 * same: characters, classes, groups, alternatives, quantifiers, ^ and $. NULL for anything else.
 *
 * With `finds_text`, what matches counts and not only whether something does. RE2 takes the first
 * way that matches, PostgreSQL the longest: then no alternatives, no lazy quantifiers, no
 * quantified captures, quantified parts of one width only; and more than one of them only up to a $
 * at the end. With `is_global`, the pattern must not match the empty text.
 */
const char *regex_translate(struct arena *arena, const char *pattern, bool finds_text,
                            bool is_global);

/* What regexp_replace puts in: \1 and \& as RE2 writes them. NULL for other escapes. */
const char *regex_translate_replacement(struct arena *arena, const char *replacement);

#endif
