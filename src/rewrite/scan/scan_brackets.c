/*
 * Names as SQL Server and MySQL write them, [a b] and `a b`, made into "a b" of the same length, so
 * that every other byte keeps its place. Brackets of arrays and subscripts stay. A small lexer of
 * its own: PostgreSQL's stops at the quote in [O'Brien].
 */
#include <ctype.h>
#include <strings.h>

#include "rewrite/scan/scan_pass.h"

struct lexer {
    char *text; /* changed in place */
    size_t size, at;
    size_t depth;      /* in brackets of arrays and subscripts, where no names in brackets are */
    bool ends_operand; /* what came last can have a subscript */
    bool changed;
};

/* Behind these stands no subscript. */
static const char *const words[] = {
    "all",    "and",    "as",    "between", "by",      "case",        "distinct",     "else",
    "for",    "from",   "full",  "group",   "having",  "in",          "inner",        "into",
    "is",     "join",   "left",  "like",    "name",    "not",         "on",           "or",
    "order",  "over",   "pivot", "right",   "select",  "then",        "unpivot",      "using",
    "values", "when",   "where", "with",    "update",  "pivot_wider", "pivot_longer", "union",
    "except", "filter", "cross", "table",   "lateral", "value"};

static bool is_word_char(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '$' || ((unsigned char)c & 0x80);
}

static bool begins(const struct lexer *lexer, const char *text)
{
    size_t size = strlen(text);
    return lexer->size - lexer->at >= size && memcmp(lexer->text + lexer->at, text, size) == 0;
}

/* Past the next `end`, or the text's end. */
static void skip_to(struct lexer *lexer, const char *end)
{
    while (lexer->at < lexer->size && !begins(lexer, end))
        lexer->at++;
    lexer->at += lexer->at < lexer->size ? strlen(end) : 0;
}

/* C comments nest. */
static void skip_comment(struct lexer *lexer)
{
    size_t depth = 0;
    do {
        int step = begins(lexer, "/*") ? 1 : begins(lexer, "*/") ? -1 : 0;
        depth += (size_t)step;
        lexer->at += step ? 2 : 1;
    } while (depth && lexer->at < lexer->size);
}

static void skip_quoted(struct lexer *lexer, bool has_escapes)
{
    char quote = lexer->text[lexer->at++];
    while (lexer->at < lexer->size && lexer->text[lexer->at] != quote)
        lexer->at += has_escapes && lexer->text[lexer->at] == '\\' ? 2 : 1;
    lexer->at++;
    lexer->ends_operand = true;
}

/* $tag$ … $tag$, or a parameter. */
static void skip_dollar(struct lexer *lexer)
{
    size_t from = lexer->at++;
    while (lexer->at < lexer->size && is_word_char(lexer->text[lexer->at]) &&
           lexer->text[lexer->at] != '$')
        lexer->at++;
    lexer->ends_operand = true;
    if (lexer->at >= lexer->size || lexer->text[lexer->at] != '$' ||
        isdigit((unsigned char)lexer->text[from + 1]))
        return;
    size_t size = ++lexer->at - from;
    while (lexer->at + size <= lexer->size &&
           memcmp(lexer->text + lexer->at, lexer->text + from, size) != 0)
        lexer->at++;
    lexer->at += size;
}

static void skip_word(struct lexer *lexer)
{
    size_t from = lexer->at;
    while (lexer->at < lexer->size && is_word_char(lexer->text[lexer->at]))
        lexer->at++;
    size_t size = lexer->at - from;
    lexer->ends_operand = true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == size && strncasecmp(words[i], lexer->text + from, size) == 0)
            lexer->ends_operand = false;
    if (size == 1 && (lexer->text[from] | 0x20) == 'e' && begins(lexer, "'"))
        skip_quoted(lexer, true);
}

/* Where the name that begins here ends: its closing mark is doubled inside. 0: it does not, or has
 * what does not fit between quotes. */
static size_t name_end(const struct lexer *lexer, char close)
{
    for (size_t i = lexer->at + 1; i < lexer->size; i++) {
        char c = lexer->text[i];
        if (c == '"' || c == '\n')
            return 0;
        if (c != close)
            continue;
        if (i + 1 == lexer->size || lexer->text[i + 1] != close)
            return i > lexer->at + 1 ? i : 0;
        i++;
    }
    return 0;
}

/* A mark that stands once inside leaves a blank behind the name. */
static void take_name(struct lexer *lexer, char close)
{
    size_t end = name_end(lexer, close), to = lexer->at + 1;
    lexer->ends_operand = true;
    if (!end) {
        lexer->at++;
        return;
    }
    lexer->text[lexer->at] = '"';
    for (size_t i = lexer->at + 1; i < end; i++) {
        lexer->text[to++] = lexer->text[i];
        i += lexer->text[i] == close;
    }
    lexer->text[to++] = '"';
    while (to <= end)
        lexer->text[to++] = ' ';
    lexer->at = end + 1;
    lexer->changed = true;
}

static void skip_mark(struct lexer *lexer)
{
    char c = lexer->text[lexer->at++];
    lexer->depth += c == '[';
    lexer->depth -= c == ']' && lexer->depth;
    if (!isspace((unsigned char)c))
        lexer->ends_operand = c == ')' || c == ']';
}

static void step(struct lexer *lexer)
{
    char c = lexer->text[lexer->at];
    if (begins(lexer, "--"))
        skip_to(lexer, "\n");
    else if (begins(lexer, "/*"))
        skip_comment(lexer);
    else if (c == '\'' || c == '"')
        skip_quoted(lexer, false);
    else if (c == '$')
        skip_dollar(lexer);
    else if (is_word_char(c))
        skip_word(lexer);
    else if (c == '`' || (c == '[' && !lexer->ends_operand && !lexer->depth))
        take_name(lexer, c == '[' ? ']' : c);
    else
        skip_mark(lexer);
}

const char *scan_unbracket(struct arena *arena, struct str sql)
{
    if (!memchr(sql.data, '[', sql.size) && !memchr(sql.data, '`', sql.size))
        return NULL;
    struct lexer lexer = {.text = arena_strndup(arena, sql.data, sql.size), .size = sql.size};
    while (lexer.at < lexer.size)
        step(&lexer);
    return lexer.changed ? lexer.text : NULL;
}
