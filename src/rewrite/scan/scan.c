/* Finds PIVOT and UNPIVOT among PostgreSQL's tokens, and puts the text together again. Text that is
 * legal PostgreSQL never changes meaning; what the clause means is bind_pivot.c's. */
#include <strings.h>

#include "rewrite/guard.h"
#include "rewrite/parse.h"
#include "rewrite/scan/scan_pass.h"

#define T(name) PG_QUERY__TOKEN__##name

void scan_copy(struct scan_pass *pass, size_t from, size_t to)
{
    if (from >= to)
        return;
    struct scan_piece *piece = ARENA_NEW(pass->arena, struct scan_piece);
    *piece = (struct scan_piece){{pass->source.data + from, to - from}, from, true};
    list_add(pass->arena, &pass->pieces, piece);
}

void scan_put(struct scan_pass *pass, const char *text, size_t source)
{
    struct scan_piece *piece = ARENA_NEW(pass->arena, struct scan_piece);
    *piece = (struct scan_piece){str_of(text), source, false};
    list_add(pass->arena, &pass->pieces, piece);
}

bool scan_fail(struct scan_pass *pass, size_t token, const char *sqlstate, const char *message)
{
    if (pass->failed)
        return false;
    pass->failed = true;
    struct scan source = {.source = pass->source};
    return err_set(pass->err, sqlstate, scan_source_character(&source, scan_start(pass, token)),
                   "%s", message);
}

bool scan_fail_syntax(struct scan_pass *pass, size_t token)
{
    if (token >= pass->n_tokens)
        return scan_fail(pass, token, SQLSTATE_SYNTAX_ERROR, "syntax error at end of input");
    size_t start = scan_start(pass, token), end = (size_t)pass->tokens[token]->end;
    const char *message = arena_printf(pass->arena, "syntax error at or near \"%.*s\"",
                                       (int)(end - start), pass->source.data + start);
    return scan_fail(pass, token, SQLSTATE_SYNTAX_ERROR, message);
}

bool scan_is_word(const struct scan_pass *pass, size_t token, const char *word)
{
    size_t size = strlen(word), start = scan_start(pass, token);
    return scan_kind(pass, token) == T(IDENT) && start + size <= pass->source.size &&
           (size_t)pass->tokens[token]->end == start + size &&
           strncasecmp(pass->source.data + start, word, size) == 0;
}

/* ColId of the grammar: what can be a name without quotes. */
static bool is_name(const struct scan_pass *pass, size_t token)
{
    if (token >= pass->n_tokens)
        return false;
    switch (pass->tokens[token]->keyword_kind) {
    case PG_QUERY__KEYWORD_KIND__UNRESERVED_KEYWORD:
    case PG_QUERY__KEYWORD_KIND__COL_NAME_KEYWORD:
        return true;
    default:
        return scan_kind(pass, token) == T(IDENT) || scan_kind(pass, token) == T(UIDENT);
    }
}

/* "PIVOT (" after what can end a table, with FOR inside, which is no list of names: FOR is
 * reserved. Nothing in PostgreSQL's grammar looks so. */
static bool is_clause(const struct scan_pass *pass, size_t token, size_t open)
{
    if (token == 0 || scan_kind(pass, open) != T(ASCII_40) || pass->match[open] == 0)
        return false;
    if (scan_kind(pass, token - 1) != T(ASCII_41) && !is_name(pass, token - 1))
        return false;
    for (size_t i = open + 1; i < pass->match[open]; i = scan_next(pass, i))
        if (scan_kind(pass, i) == T(FOR))
            return true;
    return false;
}

static bool is_pivot_clause(const struct scan_pass *pass, size_t token)
{
    return scan_is_word(pass, token, "pivot") && is_clause(pass, token, token + 1);
}

/* UNPIVOT [INCLUDE | EXCLUDE NULLS] ( */
static bool is_unpivot_clause(const struct scan_pass *pass, size_t token)
{
    if (!scan_is_word(pass, token, "unpivot"))
        return false;
    PgQuery__Token next = scan_kind(pass, token + 1);
    bool has_nulls = next == T(INCLUDE) || next == T(EXCLUDE);
    return is_clause(pass, token, token + (has_nulls ? 3 : 1));
}

static bool is_pivot_xml(const struct scan_pass *pass, size_t token)
{
    return scan_is_word(pass, token, "pivot") && scan_kind(pass, token + 1) == T(XML_P) &&
           is_clause(pass, token, token + 2);
}

/* (a, b): the columns of an alias, "AS pivot (a, b)". A source in parentheses is a query or a join.
 */
static bool is_name_list(const struct scan_pass *pass, size_t open)
{
    if (scan_kind(pass, open) != T(ASCII_40))
        return false;
    for (size_t i = open + 1; i < pass->match[open]; i++)
        if (scan_kind(pass, i) != T(ASCII_44) && !is_name(pass, i))
            return false;
    return pass->match[open] > 0;
}

/* What begins as a source of ours and comes to ON, USING or GROUP before any word of a join:
 * "(pivot t JOIN u ON …)" is a joined table. */
static bool looks_like_statement(const struct scan_pass *pass, size_t token)
{
    size_t i = token + 1;
    if (scan_kind(pass, i) == T(INCLUDE) && scan_kind(pass, i + 1) == T(NULLS_P))
        i += 2;
    for (size_t first = i; i < pass->n_tokens; i = scan_next(pass, i)) {
        PgQuery__Token kind = scan_kind(pass, i);
        if (kind == T(ON) || kind == T(USING) || kind == T(GROUP_P))
            return i > first && !is_name_list(pass, first);
        if (kind != T(ASCII_46) && kind != T(ASCII_40) && kind != T(AS) && !is_name(pass, i))
            return false;
    }
    return false;
}

/* WITH name AS (…): nothing of PostgreSQL's has a name behind the parenthesis. */
static bool follows_with_query(const struct scan_pass *pass, size_t token)
{
    size_t open = pass->match[token - 1];
    return scan_kind(pass, token - 1) == T(ASCII_41) && open > 0 &&
           (scan_kind(pass, open - 1) == T(AS) || scan_kind(pass, open - 1) == T(MATERIALIZED));
}

/* No statement of PostgreSQL starts with a name. */
static bool starts_statement(const struct scan_pass *pass, size_t token)
{
    size_t before = token;
    while (before > 0 &&
           (scan_kind(pass, before - 1) == T(ANALYZE) || scan_kind(pass, before - 1) == T(VERBOSE)))
        before--;
    PgQuery__Token previous = before ? scan_kind(pass, before - 1) : T(ASCII_59);
    if ((previous == T(ASCII_59) && before == token) || previous == T(EXPLAIN))
        return true;
    bool is_inside = previous == T(AS) || previous == T(FOR) || previous == T(UNION) ||
                     previous == T(INTERSECT) || previous == T(EXCEPT) || previous == T(ALL) ||
                     (previous == T(ASCII_40) && pass->match[token - 1]) ||
                     (previous == T(ASCII_41) && token == before &&
                      (follows_with_query(pass, token) ||
                       (pass->match[token - 1] > 0 &&
                        scan_kind(pass, pass->match[token - 1] - 1) == T(EXPLAIN))));
    return before == token && is_inside && looks_like_statement(pass, token);
}

static bool is_pivot_statement(const struct scan_pass *pass, size_t token)
{
    return (scan_is_word(pass, token, "pivot") || scan_is_word(pass, token, "pivot_wider")) &&
           starts_statement(pass, token);
}

static bool is_unpivot_statement(const struct scan_pass *pass, size_t token)
{
    return (scan_is_word(pass, token, "unpivot") || scan_is_word(pass, token, "pivot_longer")) &&
           starts_statement(pass, token);
}

static bool is_statement_form(const struct scan_pass *pass, size_t token)
{
    return is_pivot_statement(pass, token) || is_unpivot_statement(pass, token);
}

bool scan_ends_statement(const struct scan_pass *pass, size_t token)
{
    switch (scan_kind(pass, token)) {
    case T(NUL):
    case T(ASCII_59):
    case T(ASCII_41):
    case T(ORDER):
    case T(LIMIT):
    case T(OFFSET):
    case T(FETCH):
    case T(UNION):
    case T(INTERSECT):
    case T(EXCEPT):
    case T(FOR):
        return true;
    default:
        return false;
    }
}

static bool begins_options(PgQuery__Token kind)
{
    return kind == T(ON) || kind == T(USING) || kind == T(GROUP_P) || kind == T(WITH) ||
           kind == T(DEFAULT);
}

/* ON and USING belong to the joins before them. */
size_t scan_source_end(const struct scan_pass *pass, size_t first)
{
    size_t n_joins = 0, i = first;
    for (; !scan_ends_statement(pass, i); i = scan_next(pass, i)) {
        PgQuery__Token kind = scan_kind(pass, i), before = i > first ? scan_kind(pass, i - 1) : 0;
        if (kind == T(JOIN) && before != T(CROSS) && before != T(NATURAL))
            n_joins++;
        else if (n_joins && (kind == T(ON) || kind == T(USING)))
            n_joins--;
        else if (!n_joins && begins_options(kind))
            break;
    }
    return i;
}

static bool begins_query(PgQuery__Token kind)
{
    return kind == T(SELECT) || kind == T(VALUES) || kind == T(WITH) || kind == T(TABLE);
}

/* Whether the parentheses hold a query, not a joined table. */
static bool holds_query(const struct scan_pass *pass, size_t open)
{
    size_t first = open + 1;
    while (scan_kind(pass, first) == T(ASCII_40)) {
        PgQuery__Token after = scan_kind(pass, pass->match[first] + 1);
        if (pass->match[first] == 0 ||
            (after != T(UNION) && after != T(INTERSECT) && after != T(EXCEPT) &&
             after != T(ORDER) && after != T(LIMIT) && after != T(ASCII_41)))
            return false;
        first++;
    }
    return begins_query(scan_kind(pass, first));
}

/* PostgreSQL 15 demands an alias for a subquery in FROM. end: behind its parenthesis; at `first` no
 * call of a function can have begun. */
static void name_source(struct scan_pass *pass, size_t first, size_t end)
{
    size_t close = end - 1;
    if (scan_kind(pass, close) != T(ASCII_41) || pass->match[close] == 0)
        return;
    size_t open = pass->match[close];
    if ((open == first || !is_name(pass, open - 1)) &&
        (holds_query(pass, open) || is_statement_form(pass, open + 1)))
        scan_put(pass, arena_printf(pass->arena, "AS \"$source%d\" ", ++pass->n_names),
                 scan_start(pass, close));
}

static bool has_alias(const struct scan_pass *pass, size_t after)
{
    return scan_kind(pass, after) == T(AS) ||
           (is_name(pass, after) && !is_pivot_clause(pass, after) &&
            !is_unpivot_clause(pass, after) && !is_pivot_xml(pass, after));
}

static void name_result(struct scan_pass *pass, size_t after)
{
    if (!has_alias(pass, after))
        scan_put(pass, arena_printf(pass->arena, " AS \"$pivot%d\" ", ++pass->n_names),
                 scan_start(pass, after));
}

/* FROM (PIVOT …) without an alias, which only ours may be. */
static bool wants_alias(const struct scan_pass *pass, size_t close)
{
    size_t open = pass->match[close];
    if (scan_kind(pass, close) != T(ASCII_41) || open == 0 || !is_statement_form(pass, open + 1))
        return false;
    PgQuery__Token before = scan_kind(pass, open - 1);
    return (before == T(FROM) || before == T(JOIN)) && !has_alias(pass, close + 1);
}

/* What the clause or statement at the token is written by. */
typedef bool write_form(struct scan_pass *pass, size_t token, size_t *after);

static write_form *form_at(struct scan_pass *pass, size_t token, bool *is_clause_form)
{
    *is_clause_form = false;
    if (is_pivot_statement(pass, token))
        return scan_pivot_statement;
    if (is_unpivot_statement(pass, token))
        return scan_unpivot_statement;
    if (scan_is_rollup_statement(pass, token))
        return scan_rollup_statement;
    *is_clause_form = true;
    if (is_pivot_clause(pass, token))
        return scan_pivot_clause;
    return is_unpivot_clause(pass, token) ? scan_unpivot_clause : NULL;
}

#define MAX_DEPTH 100

static bool write_at(struct scan_pass *pass, write_form *form, bool is_clause_form, size_t *token,
                     size_t *done)
{
    size_t after;
    if (pass->depth == MAX_DEPTH)
        return scan_fail(pass, *token, SQLSTATE_STATEMENT_TOO_COMPLEX,
                         "PIVOTs are nested too deeply");
    pass->depth++;
    pass->changed = true;
    scan_copy(pass, *done, scan_start(pass, *token));
    if (is_clause_form)
        name_source(pass, 0, *token);
    if (!form(pass, *token, &after) || pass->failed)
        return false;
    if (is_clause_form)
        name_result(pass, after);
    /* Behind a clause its blanks come again; a statement has written up to the next token. */
    *done = is_clause_form ? scan_start(pass, after - 1) + 1 : scan_start(pass, after);
    *token = after;
    pass->depth--;
    return true;
}

void scan_rewrite(struct scan_pass *pass, size_t first, size_t end)
{
    size_t done = scan_start(pass, first), i = first;
    bool is_clause_form;
    while (i < end) {
        write_form *form = form_at(pass, i, &is_clause_form);
        if (is_pivot_xml(pass, i)) {
            scan_fail(pass, i, SQLSTATE_FEATURE_NOT_SUPPORTED, "PIVOT XML is not supported");
            return;
        }
        if (form) {
            if (!write_at(pass, form, is_clause_form, &i, &done))
                return;
            continue;
        }
        if (wants_alias(pass, i)) {
            scan_copy(pass, done, scan_start(pass, i) + 1);
            done = scan_start(pass, i) + 1;
            name_result(pass, i + 1);
        }
        i++;
    }
    scan_copy(pass, done, scan_start(pass, end));
}

void scan_write_source(struct scan_pass *pass, size_t first, size_t end)
{
    scan_rewrite(pass, first, end);
    name_source(pass, first, end);
}

static void match_brackets(struct scan_pass *pass)
{
    size_t *open = ARENA_ARRAY(pass->arena, size_t, pass->n_tokens), n_open = 0;
    pass->match = ARENA_ARRAY(pass->arena, size_t, pass->n_tokens);
    for (size_t i = 0; i < pass->n_tokens; i++) {
        PgQuery__Token kind = scan_kind(pass, i);
        if (kind == T(ASCII_40) || kind == T(ASCII_91)) {
            open[n_open++] = i;
        } else if ((kind == T(ASCII_41) || kind == T(ASCII_93)) && n_open > 0) {
            size_t at = open[--n_open];
            pass->match[at] = i;
            pass->match[i] = at;
        }
    }
}

static bool read_tokens(struct scan_pass *pass, const char *text)
{
    const PgQuery__ScanResult *result = parse_tokens(pass->arena, text, pass->err);
    if (!result)
        return false;
    pass->tokens = ARENA_ARRAY(pass->arena, const PgQuery__ScanToken *, result->n_tokens);
    for (size_t i = 0; i < result->n_tokens; i++)
        if (result->tokens[i]->token != T(SQL_COMMENT) && result->tokens[i]->token != T(C_COMMENT))
            pass->tokens[pass->n_tokens++] = result->tokens[i];
    match_brackets(pass);
    return true;
}

static void join_pieces(const struct scan_pass *pass, struct scan *scan)
{
    size_t size = 0;
    for (size_t i = 0; i < pass->pieces.n; i++)
        size += ((struct scan_piece *)pass->pieces.items[i])->text.size;
    char *text = arena_alloc(pass->arena, size + 1);
    struct scan_segment *segments = ARENA_ARRAY(pass->arena, struct scan_segment, pass->pieces.n);
    size_t at = 0;
    for (size_t i = 0; i < pass->pieces.n; i++) {
        const struct scan_piece *piece = pass->pieces.items[i];
        segments[i] = (struct scan_segment){at, piece->source, piece->copied};
        memcpy(text + at, piece->text.data, piece->text.size);
        at += piece->text.size;
    }
    scan->text = (struct str){text, size};
    scan->segments = segments;
    scan->n_segments = pass->pieces.n;
}

static bool has_word_at(struct str sql, size_t at, const char *word, size_t size)
{
    return (sql.data[at] | 0x20) == *word && at + size <= sql.size &&
           strncasecmp(sql.data + at, word, size) == 0;
}

/* The word PIVOT is in UNPIVOT and the others too. */
static bool may_have_forms(struct str sql)
{
    for (size_t i = 0; i < sql.size; i++)
        if (has_word_at(sql, i, "pivot", 5) || has_word_at(sql, i, "rollup", 6))
            return true;
    return false;
}

/* *found: something of ours is in the text, which is NUL-terminated. */
static bool scan_text(struct arena *arena, struct str text, struct scan *scan, bool *found,
                      struct err *err)
{
    struct scan_pass pass = {.arena = arena, .source = text, .err = err};
    *scan = (struct scan){.text = text, .source = text};
    *found = false;
    if (!read_tokens(&pass, text.data))
        return false;
    scan_rewrite(&pass, 0, pass.n_tokens);
    *found = pass.changed;
    if (pass.changed)
        join_pieces(&pass, scan);
    return !pass.failed;
}

bool scan_sql(struct arena *arena, struct str sql, struct scan *scan, struct err *err)
{
    if (!guard_text(sql, err))
        return false;
    struct str text = {arena_strndup(arena, sql.data, sql.size), sql.size};
    *scan = (struct scan){.text = text, .source = sql};
    if (!may_have_forms(sql))
        return true;
    bool found = false;
    const char *plain = scan_unbracket(arena, sql);
    bool is_fine = plain && scan_text(arena, (struct str){plain, sql.size}, scan, &found, err);
    if (found)
        return is_fine;
    err_clear(err);
    return scan_text(arena, text, scan, &found, err);
}
