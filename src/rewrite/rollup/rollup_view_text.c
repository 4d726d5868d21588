/* ClickHouse's SELECT of a view, as PostgreSQL's grammar reads it: names keep their case, and are
 * no keywords. Knows tokens only. */
#include "rewrite/rollup/rollup_view_text.h"

#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/quoted.h"

/* As ClickHouse prints them. Columns of such names it quotes, or PostgreSQL's grammar refuses them.
 */
static const char *const keywords[] = {
    "SELECT", "DISTINCT", "AS",     "FROM",      "WHERE", "AND",     "OR",   "NOT",  "GROUP",
    "BY",     "HAVING",   "ORDER",  "LIMIT",     "UNION", "ALL",     "WITH", "CASE", "WHEN",
    "THEN",   "ELSE",     "END",    "IN",        "IS",    "NULL",    "LIKE", "JOIN", "LEFT",
    "RIGHT",  "INNER",    "FULL",   "CROSS",     "ON",    "USING",   "ASC",  "DESC", "TRUE",
    "FALSE",  "OFFSET",   "EXCEPT", "INTERSECT", "ARRAY", "BETWEEN",
};

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static bool is_keyword(struct str word)
{
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (str_eq(word, str_of(keywords[i])))
            return true;
    return false;
}

static void put_name_char(struct buf *out, char c)
{
    if (c == '"')
        buf_putc(out, c);
    buf_putc(out, c);
}

static const char *put_word(struct buf *out, const char *at)
{
    const char *start = at;
    while (is_word(*at))
        at++;
    struct str word = {start, (size_t)(at - start)};
    bool is_name = !isdigit((unsigned char)*start) && !is_keyword(word);
    buf_puts(out, is_name ? "\"" : "");
    buf_append_str(out, word);
    buf_puts(out, is_name ? "\"" : "");
    return at;
}

/* `name` or "name", in which a backslash escapes. */
static const char *put_quoted_name(struct buf *out, const char *at)
{
    const char *end = quoted_end(at, NULL);
    buf_putc(out, '"');
    for (at++; at + 1 < end; at++) {
        at += *at == '\\' && at + 2 < end;
        put_name_char(out, *at);
    }
    buf_putc(out, '"');
    return end;
}

static const char *put_string(struct buf *out, const char *at)
{
    const char *end = quoted_end(at, NULL);
    buf_append(out, at, (size_t)(end - at));
    return end;
}

const char *rollup_view_text(struct arena *arena, const char *as_select)
{
    struct buf out;
    if (!*as_select)
        return as_select;
    buf_init(&out, SIZE_MAX);
    for (const char *at = as_select; *at;) {
        if (is_word(*at))
            at = put_word(&out, at);
        else if (*at == '`' || *at == '"')
            at = put_quoted_name(&out, at);
        else if (*at == '\'')
            at = put_string(&out, at);
        else
            buf_putc(&out, *at++);
    }
    const char *text = arena_strndup(arena, buf_data(&out), buf_size(&out));
    buf_free(&out);
    return text;
}
