/* PIVOT and UNPIVOT on PostgreSQL's tokens. */
#include "rewrite/scan.h"

#include "rewrite/guard.h"

bool scan_sql(struct arena *arena, struct str sql, struct scan *scan, struct err *err)
{
    if (!guard_text(sql, err))
        return false;
    const char *text = arena_strndup(arena, sql.data, sql.size);
    *scan = (struct scan){.text = {text, sql.size}, .source = sql};
    return true;
}
