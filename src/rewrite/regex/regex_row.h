#ifndef PGPIVOT_REWRITE_REGEX_ROW_H
#define PGPIVOT_REWRITE_REGEX_ROW_H

#include "rewrite/routines/routine_row.h"

/* Templates of functions whose second argument is a regular expression. */

/* A point matches a line's end too. In parentheses: ClickHouse 26.7 makes a wrong pattern of one
 * that ends with $ (optimize_rewrite_regexp_functions). */
#define REGEX_PATTERN "concat('(?s)(?:', $2, ')')"
/* What matches as a whole, whatever groups are in it. */
#define REGEX_WHOLE "concat('(?s)(', $2, ')')"

/*
 * An Array of what REGEX_WHOLE and its groups matched as PostgreSQL gives it: the groups, or the
 * whole where there are none. `optional`: regex.optional_groups, whose empty ones are NULL.
 */
#define REGEX_GROUPS_OF(matched, optional)                                                         \
    "arrayElement(arrayMap(h -> arrayMap((g, i) -> if(g = '' AND bitTest(toUInt64(" optional       \
    "), i - 1), NULL, g), if(length(h) > 1, arrayPopFront(h), h), arrayEnumerate(if(length(h) > "  \
    "1, arrayPopFront(h), h))), array(" matched ")), 1)"

/* regexp_matches: the rows. */
#define REGEX_ROWS(matches, optional)                                                              \
    "tuple(arrayMap(m -> tuple(" REGEX_GROUPS_OF("m", optional) "), " matches "))"
#define REGEX_EVERY "extractAllGroupsVertical(ifNull($1, ''), " REGEX_WHOLE ")"
#define REGEX_FIRST "arraySlice(" REGEX_EVERY ", 1, 1)"

#endif
