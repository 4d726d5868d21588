#ifndef PGPIVOT_REWRITE_ROLLUP_SHAPE_H
#define PGPIVOT_REWRITE_ROLLUP_SHAPE_H

#include "rewrite/bind/bind.h"

/*
 * What a statement asks of tables that it aggregates: the keys and measures that a rollup would
 * need, for the advisor. A stage before rollup_choose: notes them for the plan. Blocks that no
 * rollup could answer are left out.
 */
bool rollup_shapes_note(struct binder *binder, struct query *query);

/* Behind rollup_choose: into the plan, with the rollups that were chosen. */
void rollup_shapes_tell(struct binder *binder, struct plan *plan);

/* The name as PostgreSQL's SQL has it, in quotes where it needs them. */
const char *rollup_quote(struct arena *arena, const char *name);

#endif
