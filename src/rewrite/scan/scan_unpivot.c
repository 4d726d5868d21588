/*
 * UNPIVOT [INCLUDE NULLS] (value FOR name IN (columns)) as a lateral subselect:
 *   CROSS JOIN LATERAL (SELECT value FROM "$unpivot$"(name, (SELECT columns), 'label', NULL, …)
 * with a label, or NULL, for each of the columns; "$unpivot$nulls" is INCLUDE NULLS. bind_unpivot.c
 * reads it back. Labels become literals, since they are values and the grammar would cut names.
 */
#include "rewrite/scan/scan_pivot.h"

#define T(name) PG_QUERY__TOKEN__##name

static size_t find(const struct scan_pass *pass, size_t from, size_t end, PgQuery__Token kind)
{
    while (from < end && scan_kind(pass, from) != kind)
        from = scan_next(pass, from);
    return from < end ? from : end;
}

/* name, schema.name … or (name, …) */
static bool parse_column(struct scan_pass *pass, size_t end, size_t *at, struct scan_column *column)
{
    column->first = *at;
    if (scan_kind(pass, *at) == T(ASCII_40)) {
        *at = scan_next(pass, *at);
    } else {
        ++*at;
        while (*at + 1 < end && scan_kind(pass, *at) == T(ASCII_46))
            *at += 2;
    }
    column->end = *at;
    return *at <= end || scan_fail_syntax(pass, end);
}

static bool parse_label(struct scan_pass *pass, size_t end, size_t *at, struct scan_column *column)
{
    if (*at < end && scan_kind(pass, *at) == T(AS))
        ++*at;
    else if (*at == end || scan_kind(pass, *at) == T(ASCII_44))
        return true;
    if (*at >= end || scan_kind(pass, *at) == T(ASCII_44))
        return scan_fail_syntax(pass, *at);
    column->label = (*at)++;
    return *at == end || scan_kind(pass, *at) == T(ASCII_44) || scan_fail_syntax(pass, *at);
}

bool scan_unpivot_columns(struct scan_pass *pass, struct scan_unpivot *unpivot, size_t at,
                          size_t end)
{
    do {
        struct scan_column *column = ARENA_NEW(pass->arena, struct scan_column);
        if (at >= end)
            return scan_fail_syntax(pass, at);
        if (!parse_column(pass, end, &at, column) || !parse_label(pass, end, &at, column))
            return false;
        list_add(pass->arena, &unpivot->columns, column);
    } while (at++ < end);
    return true;
}

bool scan_unpivot_nulls(struct scan_pass *pass, struct scan_unpivot *unpivot, size_t *at)
{
    PgQuery__Token nulls = scan_kind(pass, *at);
    if (nulls != T(INCLUDE) && nulls != T(EXCLUDE))
        return true;
    if (scan_kind(pass, *at + 1) != T(NULLS_P))
        return scan_fail_syntax(pass, *at + 1);
    unpivot->keeps_nulls = nulls == T(INCLUDE);
    *at += 2;
    return true;
}

static bool parse_list(struct scan_pass *pass, struct scan_unpivot *clause, size_t open,
                       size_t close)
{
    if (scan_kind(pass, open) != T(ASCII_40))
        return scan_fail_syntax(pass, open);
    size_t end = pass->match[open];
    if (open + 1 == end)
        return scan_fail(pass, end, SQLSTATE_SYNTAX_ERROR,
                         "the list of columns of an UNPIVOT cannot be empty");
    return scan_unpivot_columns(pass, clause, open + 1, end) &&
           (end + 1 == close || scan_fail_syntax(pass, end + 1));
}

static bool parse_clause(struct scan_pass *pass, size_t token, struct scan_unpivot *clause,
                         size_t *close)
{
    size_t open = token + 1;
    *clause = (struct scan_unpivot){.word = token};
    if (!scan_unpivot_nulls(pass, clause, &open))
        return false;
    *close = pass->match[open];
    size_t for_ = find(pass, open + 1, *close, T(FOR)), in = find(pass, for_, *close, T(IN_P));
    if (for_ == open + 1)
        return scan_fail_syntax(pass, for_);
    if (in == *close || in == for_ + 1)
        return scan_fail_syntax(pass, in);
    clause->values = (struct scan_range){open + 1, for_};
    clause->name = (struct scan_range){for_ + 1, in};
    return parse_list(pass, clause, in + 1, *close);
}

static void copy(struct scan_pass *pass, size_t first, size_t end)
{
    scan_copy(pass, scan_start(pass, first), scan_start(pass, end));
}

/* A name in its own spelling, without quotes around it; a literal as it is. */
static void write_label(struct scan_pass *pass, size_t label)
{
    size_t start = scan_start(pass, label);
    PgQuery__Token kind = scan_kind(pass, label);
    if (kind == T(SCONST) || kind == T(USCONST)) {
        copy(pass, label, label + 1);
        return;
    }
    struct str text = {pass->source.data + start, (size_t)pass->tokens[label]->end - start};
    bool is_quoted = text.size > 1 && text.data[0] == '"';
    char *literal = arena_alloc(pass->arena, 2 * text.size + 3), *to = literal;
    *to++ = '\'';
    for (size_t i = is_quoted; i + is_quoted < text.size; i++) {
        if (text.data[i] == '\'')
            *to++ = '\'';
        *to++ = text.data[i];
        i += is_quoted && text.data[i] == '"'; /* "" is one */
    }
    *to++ = '\'';
    *to = '\0';
    scan_put(pass, literal, start);
}

static void write_name(struct scan_pass *pass, struct scan_range range, const char *otherwise,
                       size_t at)
{
    if (range.first == range.end)
        scan_put(pass, otherwise, at);
    else
        copy(pass, range.first, range.end);
}

void scan_unpivot_write(struct scan_pass *pass, const struct scan_unpivot *unpivot)
{
    size_t at = scan_start(pass, unpivot->word);
    scan_put(pass, "CROSS JOIN LATERAL (SELECT ", at);
    scan_put(pass, unpivot->is_statement ? "(" : "", at);
    write_name(pass, unpivot->values, "value", at);
    scan_put(pass, unpivot->is_statement ? ")" : "", at);
    scan_put(pass, unpivot->keeps_nulls ? " FROM \"$unpivot$nulls\"(" : " FROM \"$unpivot$\"(", at);
    write_name(pass, unpivot->name, "name", at);
    for (size_t i = 0; i < unpivot->columns.n; i++) {
        const struct scan_column *column = unpivot->columns.items[i];
        scan_put(pass, i ? ", " : ", (SELECT ", scan_start(pass, column->first));
        copy(pass, column->first, column->end);
    }
    scan_put(pass, ")", at);
    for (LIST_EACH(const struct scan_column, column, &unpivot->columns)) {
        scan_put(pass, ", ", at);
        if (column->label)
            write_label(pass, column->label);
        else
            scan_put(pass, "NULL", at);
    }
    scan_put(pass, ")", at);
}

bool scan_unpivot_clause(struct scan_pass *pass, size_t token, size_t *after)
{
    struct scan_unpivot clause;
    size_t close;
    if (!parse_clause(pass, token, &clause, &close))
        return false;
    scan_unpivot_write(pass, &clause);
    scan_copy(pass, scan_start(pass, close), scan_start(pass, close) + 1);
    *after = close + 1;
    return true;
}
