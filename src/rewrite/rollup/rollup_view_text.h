#ifndef PGPIVOT_REWRITE_ROLLUP_VIEW_TEXT_H
#define PGPIVOT_REWRITE_ROLLUP_VIEW_TEXT_H

#include "base/arena.h"

/* The SELECT with each name in PostgreSQL's quotes. */
const char *rollup_view_text(struct arena *arena, const char *as_select);

#endif
