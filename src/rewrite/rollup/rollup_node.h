#ifndef PGPIVOT_REWRITE_ROLLUP_NODE_H
#define PGPIVOT_REWRITE_ROLLUP_NODE_H

#include "rewrite/parse_tree.h"

/* Nodes of a view's SELECT; each NULL where the node is something else. */

/* The name of a plain column reference. */
const char *rollup_node_column(const PgQuery__Node *node);
/* The text of a constant. */
const char *rollup_node_text(const PgQuery__Node *node);
const PgQuery__FuncCall *rollup_node_call(const PgQuery__Node *node);
/* The function of a call, without its schema. */
const char *rollup_node_function(const PgQuery__FuncCall *call);

#endif
