#ifndef PGPIVOT_REWRITE_PARSE_H
#define PGPIVOT_REWRITE_PARSE_H

#include "base/arena.h"
#include "base/err.h"
#include "rewrite/parse_tree.h"
#include "rewrite/scan/scan.h"

/*
 * PostgreSQL's grammar. The only caller of pg_query_parse_protobuf and pg_query_scan. Guards come
 * first: text that would nest deeper than the C stack allows is refused with 54001.
 */

/* Both live in the arena. NULL with err set: position already final, as scan.h says. */
const PgQuery__ParseResult *parse_sql(struct arena *arena, const struct scan *scan,
                                      struct err *err);

/* The tokens of a NUL-terminated text. NULL with err set: err->position is the 1-based character
 * in the text given. Known defects of the scanner: docs of scan.c. */
const PgQuery__ScanResult *parse_tokens(struct arena *arena, const char *text, struct err *err);

#endif
