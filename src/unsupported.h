#ifndef PGPIVOT_UNSUPPORTED_H
#define PGPIVOT_UNSUPPORTED_H

#include <stddef.h>

#include "rewrite/rewrite.h"

/*
 * Questions of the catalog that failed, by their fingerprint: what pgpivot.unsupported shows.
 * Shared by all sessions, safe from any thread. Of more than a thousand the oldest is forgotten.
 */
struct unsupported;

struct unsupported *unsupported_new(void);
void unsupported_free(struct unsupported *unsupported);

/* Counts `failure`, whose texts are copied; its count and times are not looked at. True if it is
 * the first of its fingerprint. */
bool unsupported_note(struct unsupported *unsupported, const struct session_failure *failure);

/* Copies of all, in one piece of memory, to be freed. */
struct session_failure *unsupported_copy(struct unsupported *unsupported, size_t *n);

#endif
