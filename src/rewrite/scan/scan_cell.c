/* The normalised text of a PIVOT's cell, which names its columns. Knows tokens only. */
#include <ctype.h>

#include "rewrite/scan/scan_pass.h"

#define T(name) PG_QUERY__TOKEN__##name

struct text {
    char *data;
    size_t size;
};

/* Doubles what must be in a string literal. */
static void put(struct text *text, char c)
{
    if (c == '\'')
        text->data[text->size++] = '\'';
    text->data[text->size++] = c;
}

/* The scanner's ends are wrong for U&'…' and U&"…": take all up to the next token. */
static struct str token_text(const struct scan_pass *pass, size_t token)
{
    size_t start = scan_start(pass, token), end = (size_t)pass->tokens[token]->end;
    PgQuery__Token kind = scan_kind(pass, token);
    if (kind == T(USCONST) || kind == T(UIDENT)) {
        end = scan_start(pass, token + 1);
        while (end > start && isspace((unsigned char)pass->source.data[end - 1]))
            end--;
    }
    return (struct str){pass->source.data + start, end > start ? end - start : 0};
}

static bool is_word(const struct scan_pass *pass, size_t token)
{
    PgQuery__Token kind = scan_kind(pass, token);
    return pass->tokens[token]->keyword_kind != PG_QUERY__KEYWORD_KIND__NO_KEYWORD ||
           kind == T(IDENT) || kind == T(UIDENT) || kind == T(SCONST) || kind == T(USCONST) ||
           kind == T(ICONST) || kind == T(FCONST) || kind == T(PARAM);
}

static bool needs_blank(const struct scan_pass *pass, size_t token)
{
    PgQuery__Token before = scan_kind(pass, token - 1);
    return before == T(ASCII_44) ||
           (is_word(pass, token) && (before == T(ASCII_41) || is_word(pass, token - 1)));
}

static void put_token(const struct scan_pass *pass, size_t token, struct text *text)
{
    struct str from = token_text(pass, token);
    bool folds = pass->tokens[token]->keyword_kind != PG_QUERY__KEYWORD_KIND__NO_KEYWORD ||
                 (scan_kind(pass, token) == T(IDENT) && from.size && from.data[0] != '"');
    for (size_t i = 0; i < from.size; i++) {
        char c = from.data[i];
        put(text, folds && c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
}

const char *scan_cell_literal(const struct scan_pass *pass, size_t first, size_t end)
{
    /* Each byte may double, each token may bring a blank; two quotes and the end. */
    size_t source = scan_start(pass, end) - scan_start(pass, first);
    struct text text = {arena_alloc(pass->arena, 2 * source + (end - first) + 3), 0};
    text.data[text.size++] = '\'';
    for (size_t i = first; i < end; i++) {
        if (i > first && needs_blank(pass, i))
            put(&text, ' ');
        put_token(pass, i, &text);
    }
    text.data[text.size++] = '\'';
    return text.data;
}
