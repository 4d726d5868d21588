/* Regular expressions that PostgreSQL and RE2 agree about. Matches nothing itself. */
#include "rewrite/regex.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

#define MAX_DEPTH 50
#define MAX_SIZE 4096
#define MAX_REPEAT 255 /* PostgreSQL's DUPMAX */
#define VARIES (-1)

struct reading {
    const char *at;
    struct buf *out;
    int depth;
    bool has_alternatives, is_lazy, has_quantified_capture, varies_in_quantified;
    int n_quantified;   /* parts whose width is not fixed */
    bool ends_anchored; /* the last thing read was $ */
};

/* A part of a pattern: how many characters wide it is, if that is fixed. */
struct part {
    int width;
    bool is_assertion, has_capture, can_be_empty;
};

static bool is_punctuation(char c)
{
    return c > 0 && ispunct((unsigned char)c);
}

static bool put(struct reading *reading, const char *text, size_t consumed)
{
    buf_puts(reading->out, text);
    reading->at += consumed;
    return true;
}

/* \d and such, outside and inside of brackets. */
static const struct {
    char letter;
    const char *outside, *inside;
} escapes[] = {
    {'d', "[0-9]", "0-9"},
    {'D', "[^0-9]", NULL},
    {'w', "[0-9A-Za-z_]", "0-9A-Za-z_"},
    {'W', "[^0-9A-Za-z_]", NULL},
    {'s', "[[:space:]]", "[:space:]"},
    {'S', "[^[:space:]]", NULL},
    {'n', "\\n", "\\n"},
    {'t', "\\t", "\\t"},
    {'r', "\\r", "\\r"},
};

static bool read_escape(struct reading *reading, bool in_brackets)
{
    char c = reading->at[1];
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
        const char *text = in_brackets ? escapes[i].inside : escapes[i].outside;
        if (escapes[i].letter == c)
            return text && put(reading, text, 2);
    }
    if (!is_punctuation(c))
        return false;
    buf_append(reading->out, reading->at, 2);
    reading->at += 2;
    return true;
}

static bool read_named_class(struct reading *reading)
{
    static const char *const names[] = {"alpha", "digit",  "alnum", "upper", "lower", "space",
                                        "punct", "xdigit", "blank", "cntrl", "graph", "print"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t size = strlen(names[i]);
        if (strncmp(reading->at + 2, names[i], size) == 0 &&
            strncmp(reading->at + 2 + size, ":]", 2) == 0) {
            buf_append(reading->out, reading->at, size + 4);
            reading->at += size + 4;
            return true;
        }
    }
    return false;
}

/* x or x-y, of plain characters. */
static bool read_range(struct reading *reading)
{
    const char *at = reading->at;
    size_t size = 1;
    if (at[1] == '-' && at[2] != ']') {
        bool plain = isalnum((unsigned char)at[0]) && isalnum((unsigned char)at[2]);
        if (!plain || at[0] > at[2])
            return false;
        size = 3;
    }
    buf_append(reading->out, at, size);
    reading->at += size;
    return true;
}

static bool read_brackets(struct reading *reading)
{
    put(reading, "[", 1);
    if (*reading->at == '^')
        put(reading, "^", 1);
    if (*reading->at == ']')
        return false;
    while (*reading->at && *reading->at != ']') {
        bool is_fine = *reading->at == '\\'  ? read_escape(reading, true)
                       : *reading->at == '[' ? reading->at[1] == ':' && read_named_class(reading)
                                             : read_range(reading);
        if (!is_fine)
            return false;
    }
    return *reading->at == ']' && put(reading, "]", 1);
}

static bool read_alternatives(struct reading *reading, struct part *part);

static bool read_group(struct reading *reading, struct part *part)
{
    bool is_capture = reading->at[1] != '?';
    if (!is_capture && reading->at[2] != ':')
        return false;
    put(reading, is_capture ? "(" : "(?:", is_capture ? 1 : 3);
    if (++reading->depth > MAX_DEPTH || !read_alternatives(reading, part) || *reading->at != ')')
        return false;
    reading->depth--;
    part->has_capture |= is_capture;
    reading->ends_anchored = false;
    return put(reading, ")", 1);
}

/* A character, with the bytes that follow the first of UTF-8. */
static bool read_character(struct reading *reading)
{
    if (strchr("*+?{}|)]", *reading->at))
        return false;
    do
        buf_putc(reading->out, *reading->at++);
    while ((*reading->at & 0xC0) == 0x80);
    return true;
}

static bool read_atom(struct reading *reading, struct part *part)
{
    *part = (struct part){.width = 1};
    reading->ends_anchored = *reading->at == '$';
    switch (*reading->at) {
    case '(':
        return read_group(reading, part);
    case '[':
        return read_brackets(reading);
    case '\\':
        return read_escape(reading, false);
    case '^':
    case '$':
        *part = (struct part){.is_assertion = true, .can_be_empty = true};
        return put(reading, *reading->at == '^' ? "^" : "$", 1);
    default:
        return read_character(reading);
    }
}

static bool read_number(struct reading *reading, long *number)
{
    char *end;
    if (!isdigit((unsigned char)*reading->at))
        return false;
    *number = strtol(reading->at, &end, 10);
    buf_append(reading->out, reading->at, (size_t)(end - reading->at));
    reading->at = end;
    return *number <= MAX_REPEAT;
}

/* {m}, {m,} or {m,n} */
static bool read_bounds(struct reading *reading, long *least, long *most)
{
    put(reading, "{", 1);
    if (!read_number(reading, least))
        return false;
    *most = *least;
    if (*reading->at == ',') {
        put(reading, ",", 1);
        *most = MAX_REPEAT + 1;
        if (*reading->at != '}' && !read_number(reading, most))
            return false;
    }
    return *reading->at == '}' && *least <= *most && put(reading, "}", 1);
}

static bool read_quantifier(struct reading *reading, struct part *part)
{
    char c = *reading->at;
    long least = c == '+', most = c == '?' ? 1 : MAX_REPEAT + 1;
    if (c == '\0' || !strchr("*+?{", c))
        return true;
    if (part->is_assertion)
        return false;
    if (c == '{' ? !read_bounds(reading, &least, &most) : !put(reading, (char[]){c, '\0'}, 1))
        return false;
    reading->has_quantified_capture |= part->has_capture;
    reading->varies_in_quantified |= part->width == VARIES;
    reading->n_quantified += least != most;
    part->can_be_empty |= least == 0;
    part->width = least == most && part->width != VARIES ? part->width * (int)least : VARIES;
    if (*reading->at == '?') {
        reading->is_lazy = true;
        put(reading, "?", 1);
    }
    return *reading->at == '\0' || !strchr("*+?{", *reading->at);
}

static bool read_branch(struct reading *reading, struct part *whole)
{
    *whole = (struct part){.can_be_empty = true};
    if (*reading->at == '\0' || strchr("|)", *reading->at))
        return false;
    while (*reading->at && !strchr("|)", *reading->at)) {
        struct part part;
        if (!read_atom(reading, &part) || !read_quantifier(reading, &part))
            return false;
        bool varies = whole->width == VARIES || part.width == VARIES || part.width > 10000;
        whole->width = varies ? VARIES : whole->width + part.width;
        whole->can_be_empty &= part.can_be_empty;
        whole->has_capture |= part.has_capture;
    }
    return true;
}

static bool read_alternatives(struct reading *reading, struct part *part)
{
    if (!read_branch(reading, part))
        return false;
    while (*reading->at == '|') {
        struct part other;
        reading->has_alternatives = true;
        put(reading, "|", 1);
        if (!read_branch(reading, &other))
            return false;
        part->width = part->width == other.width ? part->width : VARIES;
        part->can_be_empty |= other.can_be_empty;
        part->has_capture |= other.has_capture;
    }
    return true;
}

static bool finds_the_same(const struct reading *reading)
{
    return !reading->has_alternatives && !reading->is_lazy && !reading->has_quantified_capture &&
           !reading->varies_in_quantified && (reading->n_quantified <= 1 || reading->ends_anchored);
}

const char *regex_translate(struct arena *arena, const char *pattern, bool finds_text,
                            bool is_global)
{
    struct buf out;
    struct part whole;
    const char *text = NULL;
    buf_init(&out, MAX_SIZE);
    struct reading reading = {.at = pattern, .out = &out};
    bool is_common = strncmp(pattern, "***", 3) != 0 && read_alternatives(&reading, &whole) &&
                     *reading.at == '\0' && !out.failed;
    if (is_common && (!finds_text || finds_the_same(&reading)) &&
        !(is_global && whole.can_be_empty))
        text = arena_strndup(arena, buf_data(&out), buf_size(&out));
    buf_free(&out);
    return text;
}

const char *regex_translate_replacement(struct arena *arena, const char *replacement)
{
    struct buf out;
    buf_init(&out, MAX_SIZE);
    for (const char *at = replacement; *at; at++) {
        if (*at != '\\') {
            buf_putc(&out, *at);
        } else if (at[1] == '&') {
            buf_puts(&out, "\\0");
            at++;
        } else if (at[1] == '\\' || (at[1] >= '1' && at[1] <= '9')) {
            buf_append(&out, at++, 2);
        } else {
            out.failed = true;
        }
    }
    const char *text = out.failed       ? NULL
                       : buf_size(&out) ? arena_strndup(arena, buf_data(&out), buf_size(&out))
                                        : "";
    buf_free(&out);
    return text;
}
