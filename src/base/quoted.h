#ifndef PGPIVOT_BASE_QUOTED_H
#define PGPIVOT_BASE_QUOTED_H

/* Behind the string or the name in quotes that begins here, of a text in ClickHouse's SQL, where a
 * backslash escapes. `end`: of the text; NULL: it is terminated. */
const char *quoted_end(const char *at, const char *end);

#endif
