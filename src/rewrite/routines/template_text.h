#ifndef PGPIVOT_REWRITE_TEMPLATE_TEXT_H
#define PGPIVOT_REWRITE_TEMPLATE_TEXT_H

#include "base/arena.h"

/* The template with `by` for each `wanted`; itself if it has none, NULL for NULL. */
const char *template_replace(struct arena *arena, const char *template_, const char *wanted,
                             const char *by);

#endif
