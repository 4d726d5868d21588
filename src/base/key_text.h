#ifndef PGPIVOT_BASE_KEY_TEXT_H
#define PGPIVOT_BASE_KEY_TEXT_H

#include <stdbool.h>

#include "base/str.h"

/* The next item of a key as ClickHouse's system.tables has it, "a, `b c`, toDate(d)" or "(a)":
 * without the backquotes of a name, and the parentheses of a key of one column. Moves *text behind
 * it; false at the end. */
bool key_text_next(const char **text, struct str *item);

#endif
