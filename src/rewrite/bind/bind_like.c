/*
 * Patterns of LIKE and SIMILAR TO. LIKE … ESCAPE: the parser makes like_escape(pattern, escape) of
 * it, which gives the pattern with backslash as its escape. Knows constants only; matching is the
 * operator's.
 */
#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "rewrite/bind/bind.h"

static size_t character_size(const char *text)
{
    size_t n = *text != '\0';
    while (n && ((unsigned char)text[n] & 0xC0) == 0x80)
        n++;
    return n;
}

static void append_escaped(struct buf *out, const char *pattern, const char *escape)
{
    size_t size = strlen(escape);
    bool is_escaped = false;
    while (*pattern) {
        if (!is_escaped && size && strncmp(pattern, escape, size) == 0) {
            buf_putc(out, '\\');
            is_escaped = true;
            pattern += size;
            continue;
        }
        if (*pattern == '\\' && !is_escaped)
            buf_putc(out, '\\');
        buf_putc(out, *pattern++);
        is_escaped = false;
    }
}

static bool is_text_constant(const struct expr *expr)
{
    return expr->kind == EXPR_CONST && (expr->type == PG_UNKNOWN || expr->type == PG_TEXT);
}

struct expr *bind_like_escape(struct binder *binder, const struct list *args, int position)
{
    struct expr *pattern = coerce_unknown(binder, args->items[0]);
    struct expr *escape = pattern ? coerce_unknown(binder, args->items[1]) : NULL;
    if (!escape)
        return NULL;
    if (bind_awaits_value(pattern) || bind_awaits_value(escape))
        return coerce(binder, pattern, PG_TEXT, -1, CAST_IMPLICIT, position);
    if (!is_text_constant(pattern) || !is_text_constant(escape)) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                "LIKE … ESCAPE is supported for constants only");
        return NULL;
    }
    if (!pattern->text || !escape->text)
        return expr_const(binder->arena, PG_TEXT, NULL, position);
    if (escape->text[character_size(escape->text)]) {
        err_set(binder->err, SQLSTATE_INVALID_ESCAPE_SEQUENCE, position, "invalid escape string");
        err_hint(binder->err, "Escape string must be empty or one character.");
        return NULL;
    }
    if (strcmp(escape->text, "\\") == 0)
        return expr_const(binder->arena, PG_TEXT, pattern->text, position);
    struct buf out;
    buf_init(&out, 2 * strlen(pattern->text) + 1);
    append_escaped(&out, pattern->text, escape->text);
    buf_putc(&out, '\0');
    const char *text = arena_strdup(binder->arena, buf_data(&out));
    buf_free(&out);
    return expr_const(binder->arena, PG_TEXT, text, position);
}

/* What begins a bracket expression: a ] there stands for itself. */
static const char *append_bracket(struct buf *out, const char *at)
{
    buf_putc(out, *at++);
    if (*at == '^')
        buf_putc(out, *at++);
    if (*at == ']')
        buf_putc(out, *at++);
    return at;
}

/* One character outside of brackets, as a regular expression. */
static const char *append_similar(struct buf *out, const char *at)
{
    static const struct {
        char similar;
        const char *regex;
    } meanings[] = {{'%', ".*"},    {'_', "."},   {'(', "(?:"}, {'.', "\\."},
                    {'\\', "\\\\"}, {'^', "\\^"}, {'$', "\\$"}};
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (*at == meanings[i].similar) {
            buf_puts(out, meanings[i].regex);
            return at + 1;
        }
    buf_putc(out, *at);
    return at + 1;
}

/* The pattern from at to `end`. */
static void append_similar_part(struct buf *out, const char *at, const char *end,
                                const char *escape)
{
    bool in_brackets = false;
    size_t size = strlen(escape);
    while (at < end) {
        if (size && strncmp(at, escape, size) == 0 && at[size]) {
            at += size;
            if (ispunct((unsigned char)*at))
                buf_putc(out, '\\');
            buf_putc(out, *at++);
        } else if (in_brackets) {
            in_brackets = *at != ']';
            buf_puts(out, *at == '\\' ? "\\" : "");
            buf_putc(out, *at++);
        } else if ((in_brackets = *at == '[')) {
            at = append_bracket(out, at);
        } else {
            at = append_similar(out, at);
        }
    }
}

static const char *buf_text(struct arena *arena, struct buf *buf)
{
    buf_putc(buf, '\0');
    const char *text = arena_strdup(arena, buf_data(buf));
    buf_free(buf);
    return text;
}

static const char *similar_to_regex(struct arena *arena, const char *pattern, const char *escape)
{
    struct buf out;
    buf_init(&out, 4 * strlen(pattern) + 16);
    buf_puts(&out, "^(?:");
    append_similar_part(&out, pattern, pattern + strlen(pattern), escape);
    buf_puts(&out, ")$");
    return buf_text(arena, &out);
}

struct expr *bind_similar_escape(struct binder *binder, const struct list *args, int position)
{
    const struct expr *pattern = args->items[0], *escape = args->n > 1 ? args->items[1] : NULL;
    if (!is_text_constant(pattern) || (escape && !is_text_constant(escape))) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                "SIMILAR TO is supported for constant patterns only");
        return NULL;
    }
    if (!pattern->text || (escape && !escape->text))
        return expr_const(binder->arena, PG_TEXT, NULL, position);
    if (!*pattern->text)
        return expr_const(binder->arena, PG_TEXT, "^$", position);
    const char *character = escape ? escape->text : "\\";
    if (character[character_size(character)]) {
        err_set(binder->err, SQLSTATE_INVALID_ESCAPE_SEQUENCE, position, "invalid escape string");
        err_hint(binder->err, "Escape string must be empty or one character.");
        return NULL;
    }
    return expr_const(binder->arena, PG_TEXT,
                      similar_to_regex(binder->arena, pattern->text, character), position);
}

/* ---- substring(text SIMILAR pattern ESCAPE escape) ---- */

#define MAX_SEPARATORS 3

/* Where escape and double quote stand together: so many places, MAX_SEPARATORS at most. */
static size_t find_separators(const char *pattern, const char *escape, const char **found)
{
    size_t n = 0, size = strlen(escape);
    for (const char *at = pattern; size && *at && n < MAX_SEPARATORS; at++) {
        if (strncmp(at, escape, size) != 0 || !at[size])
            continue;
        at += size;
        if (*at == '"')
            found[n++] = at - size;
    }
    return n;
}

/* As PostgreSQL's: the first part is as short as it can be, the second as long. RE2 tries the
 * alternatives of a part in their order instead. */
static const char *similar_to_substring(struct arena *arena, const char *pattern,
                                        const char *escape)
{
    const char *separators[MAX_SEPARATORS], *end = pattern + strlen(pattern);
    size_t n = find_separators(pattern, escape, separators), gap = strlen(escape) + 1;
    if ((n && n != 2) || (n && strchr(pattern, '|')))
        return NULL;
    struct buf out;
    buf_init(&out, 4 * strlen(pattern) + 32);
    if (!n) {
        buf_puts(&out, "(?s)^(");
        append_similar_part(&out, pattern, end, escape);
    } else {
        buf_puts(&out, "(?s)^(?U:");
        append_similar_part(&out, pattern, separators[0], escape);
        buf_puts(&out, ")(");
        append_similar_part(&out, separators[0] + gap, separators[1], escape);
        buf_puts(&out, ")(?:");
        append_similar_part(&out, separators[1] + gap, end, escape);
    }
    buf_puts(&out, ")$");
    return buf_text(arena, &out);
}

bool bind_similar_substring(struct binder *binder, struct list *args, int position)
{
    struct expr *pattern = coerce_unknown(binder, args->items[1]);
    struct expr *escape = pattern ? coerce_unknown(binder, args->items[2]) : NULL;
    if (!escape)
        return false;
    if (!is_text_constant(pattern) || !is_text_constant(escape))
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                       "substring by a SIMILAR pattern is supported for constant patterns only");
    args->items[1] = pattern;
    args->items[2] = escape;
    if (!pattern->text || !escape->text)
        return true;
    if (escape->text[character_size(escape->text)]) {
        err_set(binder->err, SQLSTATE_INVALID_ESCAPE_SEQUENCE, position, "invalid escape string");
        return err_hint(binder->err, "Escape string must be empty or one character.");
    }
    const char *text = similar_to_substring(binder->arena, pattern->text, escape->text);
    if (!text)
        return err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
                       "this pattern of substring is not supported");
    args->items[1] = expr_const(binder->arena, PG_TEXT, text, pattern->position);
    return true;
}
