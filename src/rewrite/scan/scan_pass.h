#ifndef PGPIVOT_REWRITE_SCAN_PASS_H
#define PGPIVOT_REWRITE_SCAN_PASS_H

#include "base/list.h"
#include "rewrite/parse_tree.h"
#include "rewrite/scan/scan.h"

/*
 * The work of scan_sql: the source's tokens and the pieces of the text that comes out. Pieces of
 * the source are always copied from one token's start to another's, or to a bracket's: libpg_query
 * reports a wrong end for U&'…' (length 0) and U&"…" (length 1), see test_scan.c.
 */
struct scan_piece {
    struct str text;
    size_t source; /* byte offset that the piece stands for */
    bool copied;
};

struct scan_pass {
    struct arena *arena;
    struct str source;
    const PgQuery__ScanToken **tokens; /* without comments */
    size_t n_tokens;
    size_t *match; /* of a bracket: the index of its counterpart; 0 if it has none */
    struct list pieces;
    int n_names;  /* aliases made up so far */
    int depth;    /* of clauses inside of clauses */
    bool changed; /* something of ours was there */
    bool failed;  /* err is set: the first counts */
    struct err *err;
};

/* 0 (NUL) past the end. */
static inline PgQuery__Token scan_kind(const struct scan_pass *pass, size_t token)
{
    return token < pass->n_tokens ? pass->tokens[token]->token : PG_QUERY__TOKEN__NUL;
}

/* The offset past the end: the end of the source. */
static inline size_t scan_start(const struct scan_pass *pass, size_t token)
{
    return token < pass->n_tokens ? (size_t)pass->tokens[token]->start : pass->source.size;
}

/* The next token of the same depth: past the counterpart of an opening bracket. */
static inline size_t scan_next(const struct scan_pass *pass, size_t token)
{
    return (pass->match[token] > token ? pass->match[token] : token) + 1;
}

/* The tokens [first, end) with what stands between them; the clauses in it are written too. A
 * failure shows in pass->failed. */
void scan_rewrite(struct scan_pass *pass, size_t first, size_t end);
/* The same for what a statement turns, and the alias that PostgreSQL 15 demands of a query. */
void scan_write_source(struct scan_pass *pass, size_t first, size_t end);

/* Source bytes [from, to), as they are. */
void scan_copy(struct scan_pass *pass, size_t from, size_t to);
/* Text of static or arena lifetime that stands for what is at `source`. */
void scan_put(struct scan_pass *pass, const char *text, size_t source);

/* Whether the token is this name, unquoted, in any case. */
bool scan_is_word(const struct scan_pass *pass, size_t token, const char *word);

/* Where the source of a PIVOT or UNPIVOT statement ends: at a word that no join has taken. */
size_t scan_source_end(const struct scan_pass *pass, size_t first);
/* Whether a statement of ours ends before this token: with it, the query around it goes on. */
bool scan_ends_statement(const struct scan_pass *pass, size_t token);

/* Both return false. The position is the token's, the end of the text past the last. */
bool scan_fail(struct scan_pass *pass, size_t token, const char *sqlstate, const char *message);
bool scan_fail_syntax(struct scan_pass *pass, size_t token);

/* scan_pivot.c: writes the clause whose word is `token`, "PIVOT (", and gives the index of the
 * token after it, alias not included. */
bool scan_pivot_clause(struct scan_pass *pass, size_t token, size_t *after);
/* scan_unpivot.c: the same, "UNPIVOT (" or "UNPIVOT INCLUDE NULLS (". */
bool scan_unpivot_clause(struct scan_pass *pass, size_t token, size_t *after);

/* scan_pivot_statement.c: PIVOT source ON …, and the same of UNPIVOT; the token after it is
 * ORDER BY, LIMIT or what ends the query. */
bool scan_pivot_statement(struct scan_pass *pass, size_t token, size_t *after);
bool scan_unpivot_statement(struct scan_pass *pass, size_t token, size_t *after);
/* scan_rollup.c: whether CREATE, DROP or REFRESH ROLLUP begins at the token, and what it becomes.
 */
bool scan_is_rollup_statement(const struct scan_pass *pass, size_t token);
bool scan_rollup_statement(struct scan_pass *pass, size_t token, size_t *after);

/* scan_brackets.c: the text with [a b] and `a b` as "a b", each byte at its place, NUL-terminated;
 * NULL if it has none. */
const char *scan_unbracket(struct arena *arena, struct str sql);

/* scan_cell.c: the tokens [first, end) as a text to name a column by (names and keywords in lower
 * case, no blanks but after commas and between words), written as a string literal. */
const char *scan_cell_literal(const struct scan_pass *pass, size_t first, size_t end);

#endif
