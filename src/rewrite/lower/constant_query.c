/* Which queries have one answer for all times. Knows no relation by name. */
#include "rewrite/lower/constant_query.h"

#include <string.h>

#include "base/quoted.h"

static bool varies_here(const char *at)
{
    static const char *const names[] = {"now64(",  "now(",    "generateUUIDv4(",
                                        "rand64(", "uptime(", "system."};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strncmp(at, names[i], strlen(names[i])) == 0)
            return true;
    }
    return false;
}

bool constant_text_varies(const char *sql)
{
    for (const char *at = sql; *at;) {
        if (strchr("'`\"", *at))
            at = quoted_end(at, NULL);
        else if (varies_here(at))
            return true;
        else
            at++;
    }
    return false;
}

static bool is_constant_rel(const struct rel *rel)
{
    switch (rel->kind) {
    case REL_TABLE:
        return rel->table->kind == CATALOG_SYSTEM;
    case REL_JOIN:
        return is_constant_rel(rel->join.left) && is_constant_rel(rel->join.right);
    case REL_SUBQUERY:
    case REL_WORKING:
        return true;
    case REL_CLICKHOUSE:
        return rel->reads_nothing;
    default:
        return false;
    }
}

static bool is_constant_call(struct expr **at, void *context)
{
    (void)context;
    return (*at)->kind != EXPR_CALL ||
           (!(*at)->routine->is_volatile && !(*at)->routine->session_call);
}

static bool are_constant_calls(struct expr **at, void *context)
{
    return expr_walk(at, is_constant_call, context);
}

static bool is_constant_block(struct query *query, void *context)
{
    return (!query->from || is_constant_rel(query->from)) &&
           query_walk_exprs(query, are_constant_calls, context);
}

static bool has_constant_calls(struct query *query, void *context)
{
    return query_walk_exprs(query, are_constant_calls, context);
}

bool constant_query_calls(struct query *query)
{
    return query_walk(query, has_constant_calls, NULL);
}

bool constant_query(struct query *query, const char *sql)
{
    return query_walk(query, is_constant_block, NULL) && !constant_text_varies(sql);
}
