#ifndef PGPIVOT_ENGINE_LEXER_H
#define PGPIVOT_ENGINE_LEXER_H

#include <stdbool.h>

#include "base/str.h"

/*
 * ClickHouse SQL cut into tokens, for the guard. Only what every ClickHouse lexer cuts the same way
 * is accepted; heredocs, `#` and `//` comments, comments inside comments, and bytes outside
 * ASCII that are not in quotes are TOKEN_BAD, so that no text can mean one thing here and another
 * to ClickHouse.
 */
enum token_kind {
    TOKEN_END,
    TOKEN_BAD,
    TOKEN_WORD,   /* bare identifier or keyword */
    TOKEN_QUOTED, /* identifier in " or ` */
    TOKEN_STRING, /* '…' */
    TOKEN_NUMBER, /* digits with letters; a decimal point is a token of its own */
    TOKEN_SIGN    /* one character */
};

struct token {
    enum token_kind kind;
    struct str text; /* with its quotes */
};

/* Takes the next token off the front of *sql, which moves behind it. */
struct token lexer_next(struct str *sql);

/* Case-insensitive; the token must be a bare word. */
bool token_is(struct token token, const char *word);
/* A TOKEN_SIGN of that character. */
bool token_is_sign(struct token token, char sign);
/* Case-insensitive equality with a C string. */
bool text_is(struct str text, const char *word);

#endif
