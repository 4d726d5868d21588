/* Cuts ClickHouse SQL into tokens. Knows no grammar. */
#include "engine/lexer.h"

#include <ctype.h>
#include <stdint.h>
#include <strings.h>

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Length of the blank or comment that sql begins with; 0: none, SIZE_MAX: not understood. */
static size_t blank_size(struct str sql)
{
    size_t i = 0;
    while (i < sql.size && strchr(" \t\r\n\f\v", sql.data[i]) && sql.data[i])
        i++;
    if (i)
        return i;
    if (str_starts(sql, STR("--"))) {
        const char *end = memchr(sql.data, '\n', sql.size);
        return end ? (size_t)(end - sql.data) + 1 : sql.size;
    }
    if (!str_starts(sql, STR("/*")))
        return 0;
    for (i = 2; i + 1 < sql.size; i++) {
        if (sql.data[i] == '*' && sql.data[i + 1] == '/')
            return i + 2;
        if (sql.data[i] == '/' && sql.data[i + 1] == '*')
            break;
    }
    return SIZE_MAX;
}

/* Size of the quoted text sql begins with, 0 if it does not end. */
static size_t quoted_size(struct str sql)
{
    char quote = sql.data[0];
    for (size_t i = 1; i < sql.size; i++) {
        if (sql.data[i] == '\\')
            i++;
        else if (sql.data[i] == quote) {
            if (i + 1 == sql.size || sql.data[i + 1] != quote)
                return i + 1;
            i++;
        }
    }
    return 0;
}

static struct token take(struct str *sql, enum token_kind kind, size_t size)
{
    struct token token = {size ? kind : TOKEN_BAD, {sql->data, size}};
    *sql = str_skip(*sql, size);
    return token;
}

struct token lexer_next(struct str *sql)
{
    for (size_t blank; (blank = blank_size(*sql)) != 0; *sql = str_skip(*sql, blank))
        if (blank == SIZE_MAX)
            return take(sql, TOKEN_BAD, 0);
    if (!sql->size)
        return (struct token){TOKEN_END, *sql};
    char c = sql->data[0];
    if (c == '\'' || c == '"' || c == '`')
        return take(sql, c == '\'' ? TOKEN_STRING : TOKEN_QUOTED, quoted_size(*sql));
    if (is_word(c)) {
        size_t size = 1;
        while (size < sql->size && is_word(sql->data[size]))
            size++;
        return take(sql, isdigit((unsigned char)c) ? TOKEN_NUMBER : TOKEN_WORD, size);
    }
    bool comment = str_starts(*sql, STR("//"));
    return take(sql, TOKEN_SIGN, comment || !c || !strchr("()[]{},;:.=<>!+-*/%?|&^~@", c) ? 0 : 1);
}

bool text_is(struct str text, const char *word)
{
    return text.size == strlen(word) && strncasecmp(text.data, word, text.size) == 0;
}

bool token_is(struct token token, const char *word)
{
    return token.kind == TOKEN_WORD && text_is(token.text, word);
}

bool token_is_sign(struct token token, char sign)
{
    return token.kind == TOKEN_SIGN && token.text.data[0] == sign;
}
