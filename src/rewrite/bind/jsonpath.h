#ifndef PGPIVOT_REWRITE_JSONPATH_H
#define PGPIVOT_REWRITE_JSONPATH_H

#include "rewrite/bind/bind.h"

/*
 * Constant paths of the SQL/JSON path language in lax mode (manual, "The SQL/JSON Path Language"):
 * keys, elements, filters. 0A000 for the rest of it, with the place in the path.
 */

/* jsonb_path_exists, jsonb_path_match, jsonb_path_query_array, jsonb_path_query_first, @? and @@
 * over (jsonb, path). NULL without err set when it is another call, or the path is no constant. */
struct expr *bind_jsonpath(struct binder *binder, const char *name, const struct list *args,
                           int position);

/* jsonb_path_query: the items as an array value. */
struct expr *bind_jsonpath_items(struct binder *binder, const struct list *args, int position);

#endif
