/*
 * CREATE ROLLUP, DROP ROLLUP and REFRESH ROLLUP as statements about materialized views:
 *   CREATE ROLLUP name ON table (keys) MEASURES (measures) [USING projection]
 *   CREATE MATERIALIZED VIEW name WITH (rollup [= projection]) AS
 *       SELECT ROW(keys), ROW(measures) FROM table
 * No statement of PostgreSQL has these words beside each other.
 */
#include "rewrite/scan/scan_pass.h"

#define T(name) PG_QUERY__TOKEN__##name

static void copy_tokens(struct scan_pass *pass, size_t first, size_t end)
{
    scan_copy(pass, scan_start(pass, first), scan_start(pass, end));
}

static bool is_list(const struct scan_pass *pass, size_t token)
{
    return scan_kind(pass, token) == T(ASCII_40) && pass->match[token] > token;
}

static size_t find(const struct scan_pass *pass, size_t from, PgQuery__Token kind)
{
    while (!scan_ends_statement(pass, from) && scan_kind(pass, from) != kind)
        from = scan_next(pass, from);
    return from;
}

static void put_list(struct scan_pass *pass, const char *before, size_t open)
{
    scan_put(pass, before, scan_start(pass, open));
    copy_tokens(pass, open, pass->match[open] + 1);
}

/* Of the optional words at *after, which is moved behind them. */
static bool takes_projection(const struct scan_pass *pass, size_t *after)
{
    if (scan_kind(pass, *after) != T(USING) || !scan_is_word(pass, *after + 1, "projection"))
        return false;
    *after += 2;
    return true;
}

static bool write_create(struct scan_pass *pass, size_t token, size_t *after)
{
    size_t name = token + 2, on = find(pass, name, T(ON)), keys = find(pass, on, T(ASCII_40));
    if (scan_kind(pass, on) != T(ON) || on == name)
        return scan_fail_syntax(pass, on);
    if (!is_list(pass, keys) || keys == on + 1)
        return scan_fail_syntax(pass, keys);
    size_t word = pass->match[keys] + 1, measures = word + 1;
    if (!scan_is_word(pass, word, "measures"))
        return scan_fail_syntax(pass, word);
    if (!is_list(pass, measures))
        return scan_fail_syntax(pass, measures);
    *after = pass->match[measures] + 1;
    bool is_projection = takes_projection(pass, after);
    scan_put(pass, "CREATE MATERIALIZED VIEW ", scan_start(pass, token));
    copy_tokens(pass, name, on);
    put_list(pass,
             is_projection ? " WITH (rollup = projection) AS SELECT ROW"
                           : " WITH (rollup) AS SELECT ROW",
             keys);
    put_list(pass, ", ROW", measures);
    scan_put(pass, " FROM ", scan_start(pass, on));
    copy_tokens(pass, on + 1, keys);
    return scan_ends_statement(pass, *after) || scan_fail_syntax(pass, *after);
}

bool scan_is_rollup_statement(const struct scan_pass *pass, size_t token)
{
    PgQuery__Token kind = scan_kind(pass, token);
    return (kind == T(CREATE) || kind == T(DROP) || kind == T(REFRESH)) &&
           scan_kind(pass, token + 1) == T(ROLLUP) &&
           (token == 0 || scan_kind(pass, token - 1) == T(ASCII_59));
}

bool scan_rollup_statement(struct scan_pass *pass, size_t token, size_t *after)
{
    if (scan_kind(pass, token) == T(CREATE))
        return write_create(pass, token, after);
    *after = token + 2;
    scan_put(pass,
             scan_kind(pass, token) == T(DROP) ? "DROP MATERIALIZED VIEW "
                                               : "REFRESH MATERIALIZED VIEW ",
             scan_start(pass, token));
    return true;
}
