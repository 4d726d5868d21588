#ifndef PGPIVOT_REWRITE_NARROW_GUARD_H
#define PGPIVOT_REWRITE_NARROW_GUARD_H

#include "rewrite/ir.h"

/* A copy of the call, whose nodes and routine are shared, with another template. */
struct expr *narrow_template(struct arena *arena, const struct expr *expr, const char *template_);

/*
 * A call whose counts, places and delimiters are constants that need no guards gets the template
 * without them: left(x, 3), split_part(x, ',', 2).
 */
void narrow_guard(struct arena *arena, struct expr **at);

#endif
