#ifndef PGPIVOT_REWRITE_PARSE_EQUAL_H
#define PGPIVOT_REWRITE_PARSE_EQUAL_H

#include <stdbool.h>

#include "rewrite/parse_tree.h"

/* Whether two pieces of the parse tree say the same, wherever they stand (PostgreSQL's equal()). */
bool parse_equal(const ProtobufCMessage *a, const ProtobufCMessage *b);

#endif
