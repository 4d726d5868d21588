/*
 * UNPIVOT [INCLUDE NULLS] (value FOR name IN (columns)) as a lateral subselect:
 *   CROSS JOIN LATERAL (SELECT value FROM "$unpivot$"(name, (SELECT columns), 'label', NULL, …)
 * with a label, or NULL, for each of the columns; "$unpivot$nulls" is INCLUDE NULLS. bind_unpivot.c
 * reads it back. Labels become literals, since they are values and the grammar would cut names.
 */
#include "rewrite/scan_pass.h"

#define T(name) PG_QUERY__TOKEN__##name

/* All are token indexes; [first, end). */
struct column {
    size_t first, end; /* a name, or several in parentheses */
    size_t label;      /* 0: none */
};

struct clause {
    size_t word, open, close;
    bool keeps_nulls;
    size_t in; /* the word; the values stand between open and FOR, the name between FOR and it */
    size_t for_;
    struct list columns; /* struct column */
};

static size_t find(const struct scan_pass *pass, size_t from, size_t end, PgQuery__Token kind)
{
    while (from < end && scan_kind(pass, from) != kind)
        from = scan_next(pass, from);
    return from < end ? from : end;
}

/* name, schema.name … or (name, …) */
static bool parse_column(struct scan_pass *pass, size_t end, size_t *at, struct column *column)
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

static bool parse_label(struct scan_pass *pass, size_t end, size_t *at, struct column *column)
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

static bool parse_columns(struct scan_pass *pass, struct clause *clause, size_t open)
{
    size_t end = pass->match[open], at = open + 1;
    if (at == end)
        return scan_fail(pass, end, SQLSTATE_SYNTAX_ERROR,
                         "the list of columns of an UNPIVOT cannot be empty");
    do {
        struct column *column = ARENA_NEW(pass->arena, struct column);
        if (at == end)
            return scan_fail_syntax(pass, at);
        if (!parse_column(pass, end, &at, column) || !parse_label(pass, end, &at, column))
            return false;
        list_add(pass->arena, &clause->columns, column);
    } while (at++ < end);
    return end + 1 == clause->close || scan_fail_syntax(pass, end + 1);
}

static bool parse_clause(struct scan_pass *pass, size_t token, struct clause *clause)
{
    PgQuery__Token nulls = scan_kind(pass, token + 1);
    *clause = (struct clause){.word = token, .open = token + 1};
    if (nulls == T(INCLUDE) || nulls == T(EXCLUDE)) {
        if (scan_kind(pass, token + 2) != T(NULLS_P))
            return scan_fail_syntax(pass, token + 2);
        clause->keeps_nulls = nulls == T(INCLUDE);
        clause->open += 2;
    }
    clause->close = pass->match[clause->open];
    clause->for_ = find(pass, clause->open + 1, clause->close, T(FOR));
    clause->in = find(pass, clause->for_, clause->close, T(IN_P));
    if (clause->for_ == clause->open + 1)
        return scan_fail_syntax(pass, clause->for_);
    if (clause->in == clause->close || clause->in == clause->for_ + 1)
        return scan_fail_syntax(pass, clause->in);
    if (scan_kind(pass, clause->in + 1) != T(ASCII_40))
        return scan_fail_syntax(pass, clause->in + 1);
    return parse_columns(pass, clause, clause->in + 1);
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

static void write_clause(struct scan_pass *pass, const struct clause *clause)
{
    size_t at = scan_start(pass, clause->word);
    scan_put(pass, "CROSS JOIN LATERAL (SELECT ", at);
    copy(pass, clause->open + 1, clause->for_);
    scan_put(pass, clause->keeps_nulls ? " FROM \"$unpivot$nulls\"(" : " FROM \"$unpivot$\"(", at);
    copy(pass, clause->for_ + 1, clause->in);
    for (size_t i = 0; i < clause->columns.n; i++) {
        const struct column *column = clause->columns.items[i];
        scan_put(pass, i ? ", " : ", (SELECT ", scan_start(pass, column->first));
        copy(pass, column->first, column->end);
    }
    scan_put(pass, ")", scan_start(pass, clause->close));
    for (LIST_EACH(const struct column, column, &clause->columns)) {
        scan_put(pass, ", ", at);
        if (column->label)
            write_label(pass, column->label);
        else
            scan_put(pass, "NULL", at);
    }
    scan_put(pass, ")", at);
    scan_copy(pass, scan_start(pass, clause->close), scan_start(pass, clause->close) + 1);
}

bool scan_unpivot_clause(struct scan_pass *pass, size_t token, size_t *after)
{
    struct clause clause;
    if (!parse_clause(pass, token, &clause))
        return false;
    write_clause(pass, &clause);
    *after = clause.close + 1;
    return true;
}
