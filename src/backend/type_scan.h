#ifndef PGPIVOT_BACKEND_TYPE_SCAN_H
#define PGPIVOT_BACKEND_TYPE_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* The tokens of a ClickHouse type name. Every function but peek skips spaces first. */
struct type_scan {
    struct arena *arena;
    struct str text;
    size_t at;
    int depth;
};

void type_scan_spaces(struct type_scan *scan);
bool type_scan_peek(struct type_scan *scan, char c);
bool type_scan_take(struct type_scan *scan, char c);
/* Letters, digits, '_' and '.'; empty if there are none. */
struct str type_scan_word(struct type_scan *scan);
/* A decimal number within [min, max]; leaves the place alone when it is none. */
bool type_scan_number(struct type_scan *scan, int min, int max, int *value);
/* The text in quotes, escapes resolved; NULL when it is not one. */
char *type_scan_quoted(struct type_scan *scan, char quote);
/* Skips "(…)" if it comes next, quotes respected; false when it does not close. */
bool type_scan_skip_parentheses(struct type_scan *scan);

#endif
