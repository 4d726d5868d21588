/* Strings and names in quotes, of ClickHouse's SQL. Does not read escapes. */
#include "base/quoted.h"

const char *quoted_end(const char *at, const char *end)
{
    char quote = *at++;
    while (at != end && *at && *at != quote)
        at += *at == '\\' && at + 1 != end && at[1] ? 2 : 1;
    return at == end || !*at ? at : at + 1;
}
