#ifndef PGPIVOT_SQL_SPLIT_H
#define PGPIVOT_SQL_SPLIT_H

#include <stdbool.h>

#include "base/str.h"

/*
 * Walks the statements of ClickHouse SQL (manual, "Syntax"): ends at each ';' outside strings,
 * quoted names and comments. Start with rest = the whole text; statements of spaces and comments
 * alone are passed over. False at the end.
 */
bool sql_split_next(struct str *rest, struct str *statement);

#endif
