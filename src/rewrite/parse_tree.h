#ifndef PGPIVOT_REWRITE_PARSE_TREE_H
#define PGPIVOT_REWRITE_PARSE_TREE_H

/* libpg_query's raw parse tree, the one place where its generated header comes in. The library
 * brings its own protobuf-c: only the header of libprotobuf-c-dev is used, nothing is linked. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>
#pragma GCC diagnostic pop

#endif
