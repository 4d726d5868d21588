/*
 * PIVOT source ON key … USING cell … GROUP BY row … and UNPIVOT source ON column … as queries:
 *   SELECT * FROM source CROSS JOIN LATERAL (SELECT …) AS "$pivot1"
 * with the same subselects as the clauses. ORDER BY and what follows stays where it is.
 */
#include "rewrite/scan/scan_pivot.h"

#define T(name) PG_QUERY__TOKEN__##name

static bool starts_option(PgQuery__Token kind)
{
    return kind == T(USING) || kind == T(GROUP_P) || kind == T(DEFAULT) || kind == T(WITH);
}

/* The first token of that kind at this depth, or the end. */
static size_t find(const struct scan_pass *pass, size_t from, size_t end, PgQuery__Token kind)
{
    while (from < end && scan_kind(pass, from) != kind)
        from = scan_next(pass, from);
    return from < end ? from : end;
}

static size_t find_end(const struct scan_pass *pass, size_t from)
{
    while (!scan_ends_statement(pass, from))
        from = scan_next(pass, from);
    return from;
}

/* --- PIVOT --- */

/* key [IN (list)]; without a list all values that there are. */
static bool parse_key(struct scan_pass *pass, struct scan_pivot *pivot, size_t *at)
{
    size_t first = *at;
    while (*at < pivot->end && scan_kind(pass, *at) != T(IN_P) &&
           scan_kind(pass, *at) != T(ASCII_44) && !starts_option(scan_kind(pass, *at)))
        *at = scan_next(pass, *at);
    if (*at == first)
        return scan_fail_syntax(pass, first);
    struct scan_key *key = ARENA_NEW(pass->arena, struct scan_key);
    key->key = key->values = (struct scan_range){first, *at};
    key->values.first = *at;
    key->kind = LIST_ANY;
    list_add(pass->arena, &pivot->keys, key);
    return *at == pivot->end || scan_kind(pass, *at) != T(IN_P) || scan_pivot_list(pass, key, at);
}

static bool parse_keys(struct scan_pass *pass, struct scan_pivot *pivot, size_t *at)
{
    if (*at == pivot->end || scan_kind(pass, *at) != T(ON))
        return true;
    do {
        ++*at;
        if (!parse_key(pass, pivot, at))
            return false;
    } while (*at < pivot->end && scan_kind(pass, *at) == T(ASCII_44));
    return *at == pivot->end || starts_option(scan_kind(pass, *at)) || scan_fail_syntax(pass, *at);
}

/* GROUP is in WITHIN GROUP too. */
static bool ends_cells(const struct scan_pass *pass, size_t token)
{
    PgQuery__Token kind = scan_kind(pass, token);
    return kind != T(USING) && starts_option(kind) &&
           (kind != T(GROUP_P) || scan_kind(pass, token + 1) == T(BY));
}

static bool parse_cells(struct scan_pass *pass, struct scan_pivot *pivot, size_t *at)
{
    if (*at == pivot->end || scan_kind(pass, *at) != T(USING))
        return true;
    size_t first = ++*at;
    while (*at < pivot->end && !ends_cells(pass, *at))
        *at = scan_next(pass, *at);
    pivot->cells = (struct scan_range){first, *at};
    return *at > first || scan_fail_syntax(pass, first);
}

static void begin_query(struct scan_pass *pass, size_t word, struct scan_range source)
{
    scan_put(pass, "SELECT * FROM ", scan_start(pass, word));
    scan_write_source(pass, source.first, source.end);
}

static void end_query(struct scan_pass *pass, size_t end)
{
    const char *alias = arena_printf(pass->arena, ") AS \"$pivot%d\" ", ++pass->n_names);
    scan_put(pass, alias, scan_start(pass, end));
}

bool scan_pivot_statement(struct scan_pass *pass, size_t token, size_t *after)
{
    struct scan_range source = {token + 1, scan_source_end(pass, token + 1)};
    struct scan_pivot pivot = {.word = token, .end = find_end(pass, token + 1)};
    size_t at = source.end;
    if (source.end == source.first || source.end == pivot.end)
        return scan_fail_syntax(pass, source.end);
    if (!parse_keys(pass, &pivot, &at) || !parse_cells(pass, &pivot, &at) ||
        !scan_pivot_options(pass, &pivot, at))
        return false;
    begin_query(pass, token, source);
    scan_pivot_write(pass, &pivot);
    end_query(pass, pivot.end);
    *after = pivot.end;
    return true;
}

/* --- UNPIVOT --- */

/* [INTO NAME name VALUE value, …] */
static bool parse_into(struct scan_pass *pass, struct scan_unpivot *unpivot, size_t at, size_t end)
{
    if (at == end)
        return true;
    if (scan_kind(pass, at + 1) != T(NAME_P))
        return scan_fail_syntax(pass, at + 1);
    size_t value = find(pass, at + 2, end, T(VALUE_P));
    if (value == at + 2 || value == end || value + 1 == end)
        return scan_fail_syntax(pass, value == end ? end : value + (value + 1 == end));
    unpivot->name = (struct scan_range){at + 2, value};
    unpivot->values = (struct scan_range){value + 1, end};
    return true;
}

bool scan_unpivot_statement(struct scan_pass *pass, size_t token, size_t *after)
{
    struct scan_unpivot unpivot = {.word = token, .is_statement = true};
    struct scan_range source = {token + 1, 0};
    if (scan_kind(pass, token + 2) == T(NULLS_P) &&
        !scan_unpivot_nulls(pass, &unpivot, &source.first))
        return false;
    source.end = scan_source_end(pass, source.first);
    size_t end = find_end(pass, source.first), into = find(pass, source.end, end, T(INTO));
    if (source.end == source.first || source.end == end || scan_kind(pass, source.end) != T(ON))
        return scan_fail_syntax(pass, source.end);
    if (!scan_unpivot_columns(pass, &unpivot, source.end + 1, into) ||
        !parse_into(pass, &unpivot, into, end))
        return false;
    begin_query(pass, token, source);
    scan_unpivot_write(pass, &unpivot);
    end_query(pass, end);
    *after = end;
    return true;
}
