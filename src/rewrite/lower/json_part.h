#ifndef PGPIVOT_REWRITE_JSON_PART_H
#define PGPIVOT_REWRITE_JSON_PART_H

#include "rewrite/ir.h"
#include "rewrite/rewrite.h"

/*
 * Parts of a jsonb as text, j ->> 'a': the template that prints objects and arrays as jsonb does is
 * long, and ClickHouse plans it slowly. So it stands only where the text of one can count.
 */

/* Compared with a constant that is no such text, cast to another type, looked at for NULL. */
void json_part_lower(struct arena *arena, struct expr *expr);
/* Columns that go out as they are: is_jsonb_text of each says that the client's side prints them.
 * `query` is the whole statement's, lowered. */
void json_part_of_targets(struct arena *arena, struct query *query, struct plan *plan);

#endif
