#ifndef PGPIVOT_BASE_ARRAY_TEXT_H
#define PGPIVOT_BASE_ARRAY_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/* Arrays as text (PostgreSQL manual, "Array Input and Output Syntax"): {1,NULL,"a b"}. */

#define ARRAY_MAX_DIMS 6 /* MAXDIM */

/* The elements in storage order, as their own texts; data == NULL: the element is NULL. An empty
 * array has no dimensions. */
struct array_value {
    int n_dims;
    size_t dims[ARRAY_MAX_DIMS];
    struct str *elements;
    size_t n;
};

/*
 * As array_in splits a text. The elements live in the arena. False when it is malformed; *detail
 * says why in PostgreSQL's words, and is NULL for bounds other than 1, "[0:1]={…}", which are legal
 * and not supported.
 */
bool array_text_parse(struct arena *arena, struct str text, struct array_value *value,
                      const char **detail);

/* The element's text stands at the end of out, from offset `start`: puts quotes around it and
 * escapes into it where array_out does. */
void array_text_quote(struct buf *out, size_t start);

#endif
