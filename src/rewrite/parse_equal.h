#ifndef PGPIVOT_REWRITE_PARSE_EQUAL_H
#define PGPIVOT_REWRITE_PARSE_EQUAL_H

#include <stdbool.h>

#include "rewrite/parse_tree.h"

/* Whether two pieces of the parse tree say the same, wherever they stand (PostgreSQL's equal()). */
bool parse_equal(const ProtobufCMessage *a, const ProtobufCMessage *b);
/* How often FROM names the table without a schema, in all of the tree. */
size_t parse_count_names(const ProtobufCMessage *tree, const char *name);

#endif
