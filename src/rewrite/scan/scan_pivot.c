/*
 * The clause PIVOT (cells FOR key IN (values) …) as a lateral subselect, every token of an
 * expression kept in place for the real grammar:
 *   CROSS JOIN LATERAL (SELECT cells FROM "$pivot$list"(key, (SELECT values)), …
 *     (or "$pivot$any"(key, (SELECT ORDER BY … LIMIT …)), "$pivot$query"(key, (SELECT …))),
 *     "$pivot$cells"('text of a cell', …), "$pivot$default"(constant), "$pivot$others"(name), and
 * so on for the other options GROUP BY …) bind_pivot.c reads it back. Does not look into
 * expressions.
 */
#include <strings.h>

#include "rewrite/scan/scan_pivot.h"

#define T(name) PG_QUERY__TOKEN__##name

/* WITH words [AS name], … */
static const struct option_row {
    const char *words[2];
    const char *function; /* what it is written as */
    bool can_have_name;
} option_rows[] = {
    {{"others"}, ", \"$pivot$others\"(", true},
    {{"total", "column"}, ", \"$pivot$total\"(", true},
    {{"total", "row"}, ", \"$pivot$total_row\"(", false},
    {{"totals"}, ", \"$pivot$totals\"(", false},
    {{"subtotals"}, ", \"$pivot$subtotals\"(", false},
    {{"grouping_id"}, ", \"$pivot$grouping_id\"(", true},
};

struct option {
    const struct option_row *row;
    size_t word, name; /* name 0: none */
};

/* The first token of that kind at the clause's own depth, or the clause's end. */
static size_t find(const struct scan_pass *pass, const struct scan_pivot *clause, size_t from,
                   PgQuery__Token kind)
{
    while (from < clause->end && scan_kind(pass, from) != kind)
        from = scan_next(pass, from);
    return from < clause->end ? from : clause->end;
}

static bool starts_option(PgQuery__Token kind)
{
    return kind == T(GROUP_P) || kind == T(DEFAULT) || kind == T(WITH);
}

static enum scan_list_kind kind_of(PgQuery__Token first)
{
    switch (first) {
    case T(ANY):
        return LIST_ANY;
    case T(SELECT):
    case T(WITH):
    case T(VALUES):
    case T(TABLE):
        return LIST_QUERY;
    default:
        return LIST_VALUES;
    }
}

bool scan_pivot_list(struct scan_pass *pass, struct scan_key *key, size_t *at)
{
    size_t open = *at + 1;
    if (scan_kind(pass, open) != T(ASCII_40) || !pass->match[open])
        return scan_fail_syntax(pass, open);
    key->kind = kind_of(scan_kind(pass, open + 1));
    key->values = (struct scan_range){open + 1 + (key->kind == LIST_ANY), pass->match[open]};
    *at = pass->match[open] + 1;
    return scan_kind(pass, open + 1) != T(ASCII_41) ||
           scan_fail(pass, key->values.end, SQLSTATE_SYNTAX_ERROR,
                     "the list of values of a PIVOT cannot be empty");
}

/* key IN (values), at *at. */
static bool parse_key(struct scan_pass *pass, struct scan_pivot *clause, size_t *at)
{
    size_t in = find(pass, clause, *at, T(IN_P));
    if (in == clause->end || in == *at)
        return scan_fail_syntax(pass, in);
    struct scan_key *key = ARENA_NEW(pass->arena, struct scan_key);
    key->key = (struct scan_range){*at, in};
    list_add(pass->arena, &clause->keys, key);
    *at = in;
    return scan_pivot_list(pass, key, at);
}

static bool parse_keys(struct scan_pass *pass, struct scan_pivot *clause, size_t *at)
{
    do {
        if (scan_kind(pass, *at) == T(FOR))
            ++*at;
        if (!parse_key(pass, clause, at))
            return false;
    } while (*at < clause->end && !starts_option(scan_kind(pass, *at)));
    return true;
}

static bool parse_group_by(struct scan_pass *pass, struct scan_pivot *clause, size_t *at)
{
    if (clause->group_by.end)
        return scan_fail_syntax(pass, *at);
    if (scan_kind(pass, *at + 1) != T(BY))
        return scan_fail_syntax(pass, *at + 1);
    size_t end = *at + 2;
    while (end < clause->end && !starts_option(scan_kind(pass, end)))
        end = scan_next(pass, end);
    clause->group_by = (struct scan_range){*at, end};
    *at = end;
    return true;
}

static bool parse_default(struct scan_pass *pass, struct scan_pivot *clause, size_t *at)
{
    static const PgQuery__Token words[] = {T(DEFAULT), T(ON), T(NULL_P), T(ASCII_40)};
    if (clause->default_on_null.end)
        return scan_fail_syntax(pass, *at);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++, ++*at)
        if (scan_kind(pass, *at) != words[i])
            return scan_fail_syntax(pass, *at);
    clause->default_on_null = (struct scan_range){*at, pass->match[*at - 1]};
    *at = clause->default_on_null.end + 1;
    return true;
}

/* Whether the token is the word, keyword or not, in any case and unquoted. */
static bool is_text(const struct scan_pass *pass, size_t token, const char *word)
{
    size_t start = scan_start(pass, token), size = strlen(word);
    return token < pass->n_tokens && (size_t)pass->tokens[token]->end == start + size &&
           strncasecmp(pass->source.data + start, word, size) == 0;
}

/* The number of the option's words, from `at`; 0 if they are others. */
static size_t count_words(const struct scan_pass *pass, size_t at, const struct option_row *row)
{
    size_t n = row->words[1] ? 2 : 1;
    for (size_t i = 0; i < n; i++)
        if (!is_text(pass, at + i, row->words[i]))
            return 0;
    return n;
}

static const struct option_row *find_option(struct scan_pass *pass, size_t *at)
{
    for (size_t i = 0; i < sizeof option_rows / sizeof *option_rows; i++) {
        size_t n = count_words(pass, *at, &option_rows[i]);
        *at += n;
        if (n)
            return &option_rows[i];
    }
    scan_fail(pass, *at, SQLSTATE_SYNTAX_ERROR, "unknown option of PIVOT");
    err_hint(pass->err, "The options are OTHERS, TOTAL COLUMN, TOTAL ROW, TOTALS, SUBTOTALS and "
                        "GROUPING_ID.");
    return NULL;
}

static bool parse_option(struct scan_pass *pass, struct scan_pivot *clause, size_t *at)
{
    struct option *option = ARENA_NEW(pass->arena, struct option);
    option->word = *at;
    option->row = find_option(pass, at);
    if (!option->row)
        return false;
    if (scan_kind(pass, *at) == T(AS)) {
        if (*at + 1 == clause->end || !option->row->can_have_name)
            return scan_fail_syntax(pass, option->row->can_have_name ? clause->end : *at);
        option->name = *at + 1;
        *at += 2;
    }
    list_add(pass->arena, &clause->options, option);
    return true;
}

static bool parse_with(struct scan_pass *pass, struct scan_pivot *clause, size_t *at)
{
    do {
        ++*at;
        if (!parse_option(pass, clause, at))
            return false;
    } while (*at < clause->end && scan_kind(pass, *at) == T(ASCII_44));
    return *at == clause->end || starts_option(scan_kind(pass, *at)) || scan_fail_syntax(pass, *at);
}

bool scan_pivot_options(struct scan_pass *pass, struct scan_pivot *clause, size_t at)
{
    while (at < clause->end) {
        bool ok;
        if (scan_kind(pass, at) == T(GROUP_P))
            ok = parse_group_by(pass, clause, &at);
        else if (scan_kind(pass, at) == T(DEFAULT))
            ok = parse_default(pass, clause, &at);
        else if (scan_kind(pass, at) == T(WITH))
            ok = parse_with(pass, clause, &at);
        else
            return scan_fail_syntax(pass, at);
        if (!ok)
            return false;
    }
    return true;
}

static bool parse_clause(struct scan_pass *pass, size_t token, struct scan_pivot *clause)
{
    size_t open = token + 1;
    *clause = (struct scan_pivot){.word = token, .end = pass->match[open]};
    size_t at = find(pass, clause, open + 1, T(FOR));
    clause->cells = (struct scan_range){open + 1, at};
    if (at == open + 1)
        return scan_fail_syntax(pass, at);
    return parse_keys(pass, clause, &at) && scan_pivot_options(pass, clause, at);
}

static void copy(struct scan_pass *pass, struct scan_range range)
{
    scan_rewrite(pass, range.first, range.end);
}

static bool ends_literal(PgQuery__Token kind)
{
    switch (kind) {
    case T(SCONST):
    case T(ICONST):
    case T(FCONST):
    case T(USCONST):
    case T(PARAM):
    case T(TRUE_P):
    case T(FALSE_P):
    case T(NULL_P):
    case T(ASCII_41):
        return true;
    default:
        return false;
    }
}

/* A name that is a whole value, a label aside: EMEA, day. Not the type of DATE '2020-01-01'. */
static bool is_bare_value(const struct scan_pass *pass, struct scan_range values, size_t token)
{
    const PgQuery__ScanToken *word = pass->tokens[token];
    PgQuery__Token before = scan_kind(pass, token - 1), next = scan_kind(pass, token + 1);
    if (before != T(ASCII_40) && before != T(ASCII_44))
        return false;
    if (word->keyword_kind != PG_QUERY__KEYWORD_KIND__UNRESERVED_KEYWORD &&
        (word->token != T(IDENT) || pass->source.data[word->start] == '"'))
        return false;
    return next == T(ASCII_44) || next == T(ASCII_41) || next == T(AS) ||
           (token + 2 <= values.end && next != T(ASCII_40) && next != T(ASCII_46) &&
            next != T(SCONST) && next != T(USCONST) &&
            (scan_kind(pass, token + 2) == T(ASCII_44) || token + 2 == values.end));
}

/*
 * PostgreSQL forbids some words as a label without AS ("2012 year"). A word right after a literal
 * and before the end of the value is a label, but for the unit in INTERVAL '1' DAY.
 */
static bool is_bare_label(const struct scan_pass *pass, struct scan_range values, size_t token)
{
    if (token == values.first ||
        pass->tokens[token]->keyword_kind == PG_QUERY__KEYWORD_KIND__NO_KEYWORD)
        return false;
    PgQuery__Token next = scan_kind(pass, token + 1);
    return ends_literal(scan_kind(pass, token - 1)) &&
           (next == T(ASCII_44) || token + 1 == values.end) &&
           (token < values.first + 2 || scan_kind(pass, token - 2) != T(INTERVAL));
}

/* Quotes keep the spelling of a name, which the grammar would fold to lower case. */
static void write_values(struct scan_pass *pass, struct scan_range values)
{
    size_t from = scan_start(pass, values.first);
    for (size_t i = values.first; i < values.end; i++) {
        size_t start = scan_start(pass, i);
        if (is_bare_value(pass, values, i)) {
            size_t end = (size_t)pass->tokens[i]->end;
            scan_copy(pass, from, start);
            scan_put(pass, "\"", start);
            scan_copy(pass, start, end);
            scan_put(pass, "\"", start);
            from = end;
        } else if (is_bare_label(pass, values, i)) {
            scan_copy(pass, from, start);
            scan_put(pass, "AS ", start);
            from = start;
        }
    }
    scan_copy(pass, from, scan_start(pass, values.end));
}

static const struct {
    const char *function, *query;
} lists[] = {
    [LIST_VALUES] = {"\"$pivot$list\"(", ", (SELECT "},
    [LIST_ANY] = {"\"$pivot$any\"(", ", (SELECT "},
    [LIST_QUERY] = {"\"$pivot$query\"(", ", ("},
};

static void write_list(struct scan_pass *pass, const struct scan_key *key)
{
    scan_put(pass, lists[key->kind].query, scan_start(pass, key->values.first));
    if (key->kind == LIST_VALUES)
        write_values(pass, key->values);
    else
        copy(pass, key->values);
    scan_put(pass, "))", scan_start(pass, key->values.end));
}

static void write_keys(struct scan_pass *pass, const struct scan_pivot *clause)
{
    for (size_t i = 0; i < clause->keys.n; i++) {
        const struct scan_key *key = clause->keys.items[i];
        size_t start = scan_start(pass, key->key.first);
        scan_put(pass, i ? ", " : " FROM ", start);
        scan_put(pass, lists[key->kind].function, start);
        copy(pass, key->key);
        write_list(pass, key);
    }
}

/* The texts of the cells, for the names of those without an alias: the tree has lost them. */
static void write_cells(struct scan_pass *pass, const struct scan_pivot *clause)
{
    size_t start = scan_start(pass, clause->word);
    scan_put(pass, clause->keys.n ? ", " : " FROM ", start);
    scan_put(pass, "\"$pivot$cells\"(", start);
    if (clause->cells.first == clause->cells.end)
        scan_put(pass, "'count(*)'", start);
    for (size_t i = clause->cells.first; i < clause->cells.end;) {
        size_t end = i;
        while (end < clause->cells.end && scan_kind(pass, end) != T(ASCII_44))
            end = scan_next(pass, end);
        if (i > clause->cells.first)
            scan_put(pass, ", ", start);
        scan_put(pass, scan_cell_literal(pass, i, end), start);
        i = end + 1;
    }
    scan_put(pass, ")", start);
}

static void write_default(struct scan_pass *pass, const struct scan_pivot *clause)
{
    if (!clause->default_on_null.end)
        return;
    size_t start = scan_start(pass, clause->default_on_null.first);
    scan_put(pass, ", \"$pivot$default\"(", start);
    copy(pass, clause->default_on_null);
    scan_put(pass, ")", start);
}

static void write_options(struct scan_pass *pass, const struct scan_pivot *clause)
{
    for (LIST_EACH(struct option, option, &clause->options)) {
        size_t start = scan_start(pass, option->word);
        scan_put(pass, option->row->function, start);
        if (option->name)
            copy(pass, (struct scan_range){option->name, option->name + 1});
        scan_put(pass, ")", start);
    }
}

void scan_pivot_write(struct scan_pass *pass, const struct scan_pivot *pivot)
{
    size_t at = scan_start(pass, pivot->word);
    scan_put(pass, "CROSS JOIN LATERAL (SELECT ", at);
    if (pivot->cells.first == pivot->cells.end)
        scan_put(pass, "count(*)", at);
    copy(pass, pivot->cells);
    write_keys(pass, pivot);
    write_cells(pass, pivot);
    write_default(pass, pivot);
    write_options(pass, pivot);
    scan_put(pass, " ", at);
    copy(pass, pivot->group_by);
}

bool scan_pivot_clause(struct scan_pass *pass, size_t token, size_t *after)
{
    struct scan_pivot clause;
    if (!parse_clause(pass, token, &clause))
        return false;
    scan_pivot_write(pass, &clause);
    scan_copy(pass, scan_start(pass, clause.end), scan_start(pass, clause.end) + 1);
    *after = clause.end + 1;
    return true;
}
