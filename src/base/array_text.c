/* Splits and quotes arrays as texts. Does not know what the elements mean. */
#include "base/array_text.h"

#include <strings.h>

struct parser {
    struct arena *arena;
    struct str rest;
    struct array_value *value;
    size_t capacity;
    int element_depth;             /* the depth at which elements stand; 0: none was seen */
    bool is_sized[ARRAY_MAX_DIMS]; /* whether dims[i] is known */
    const char *detail;
};

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool fail(struct parser *parser, const char *detail)
{
    parser->detail = detail;
    return false;
}

static char peek(struct parser *parser)
{
    while (parser->rest.size && is_space(parser->rest.data[0]))
        parser->rest = str_skip(parser->rest, 1);
    return parser->rest.size ? parser->rest.data[0] : '\0';
}

static void add_element(struct parser *parser, struct str element)
{
    struct array_value *value = parser->value;
    if (value->n == parser->capacity) {
        parser->capacity = parser->capacity ? 2 * parser->capacity : 8;
        struct str *grown = ARENA_ARRAY(parser->arena, struct str, parser->capacity);
        for (size_t i = 0; i < value->n; i++)
            grown[i] = value->elements[i];
        value->elements = grown;
    }
    value->elements[value->n++] = element;
}

/* How many bytes the element at the front takes, backslashes included; the whole rest if it does
 * not end. */
static size_t element_size(struct str rest, bool (*ends)(char c))
{
    size_t i = 0;
    while (i < rest.size && !ends(rest.data[i]))
        i += rest.data[i] == '\\' ? 2 : 1;
    return i < rest.size ? i : rest.size;
}

static bool ends_quoted(char c)
{
    return c == '"';
}

static bool parse_quoted(struct parser *parser)
{
    struct str rest = str_skip(parser->rest, 1);
    size_t size = element_size(rest, ends_quoted), n = 0;
    if (size == rest.size)
        return fail(parser, "Unexpected end of input.");
    char *text = arena_alloc(parser->arena, size + 1);
    for (size_t i = 0; i < size; i++) {
        i += rest.data[i] == '\\';
        text[n++] = rest.data[i];
    }
    parser->rest = str_skip(rest, size + 1);
    add_element(parser, (struct str){text, n});
    return true;
}

static bool ends_element(char c)
{
    return c == ',' || c == '}' || c == '{' || c == '"';
}

/* Spaces at the end do not belong to it, unless a backslash says so. */
static bool parse_bare(struct parser *parser)
{
    char *text = arena_alloc(parser->arena, element_size(parser->rest, ends_element) + 1);
    size_t n = 0, kept = 0, i = 0;
    bool is_escaped = false;
    for (; i < parser->rest.size && !ends_element(parser->rest.data[i]); i++) {
        bool escape = parser->rest.data[i] == '\\';
        i += escape;
        if (i >= parser->rest.size)
            return fail(parser, "Unexpected end of input.");
        is_escaped |= escape;
        text[n++] = parser->rest.data[i];
        if (escape || !is_space(text[n - 1]))
            kept = n;
    }
    if (i < parser->rest.size && strchr("{\"", parser->rest.data[i]))
        return fail(parser, parser->rest.data[i] == '{' ? "Unexpected \"{\" character."
                                                        : "Unexpected array element.");
    parser->rest = str_skip(parser->rest, i);
    bool is_null = !is_escaped && kept == 4 && strncasecmp(text, "null", 4) == 0;
    add_element(parser, is_null ? (struct str){NULL, 0} : (struct str){text, kept});
    return true;
}

static bool parse_array(struct parser *parser, int depth);

static bool parse_item(struct parser *parser, int depth)
{
    char c = peek(parser);
    if (c == '{')
        return parse_array(parser, depth + 1);
    if (c == ',' || c == '}')
        return fail(parser,
                    c == ',' ? "Unexpected \",\" character." : "Unexpected \"}\" character.");
    if (parser->element_depth && parser->element_depth != depth)
        return fail(parser, "Multidimensional arrays must have sub-arrays with matching "
                            "dimensions.");
    parser->element_depth = depth;
    return c == '"' ? parse_quoted(parser) : parse_bare(parser);
}

/* All arrays of one depth are of one length. */
static bool close_array(struct parser *parser, int depth, size_t n)
{
    parser->rest = str_skip(parser->rest, 1);
    if (parser->is_sized[depth - 1] && parser->value->dims[depth - 1] != n)
        return fail(parser, "Multidimensional arrays must have sub-arrays with matching "
                            "dimensions.");
    parser->is_sized[depth - 1] = true;
    parser->value->dims[depth - 1] = n;
    return true;
}

/* At an opening brace; depth counts from 1. */
static bool parse_array(struct parser *parser, int depth)
{
    if (depth > ARRAY_MAX_DIMS)
        return fail(parser, "number of array dimensions exceeds the maximum allowed (6)");
    if (parser->element_depth && depth > parser->element_depth)
        return fail(parser, "Multidimensional arrays must have sub-arrays with matching "
                            "dimensions.");
    parser->rest = str_skip(parser->rest, 1);
    if (parser->value->n_dims < depth)
        parser->value->n_dims = depth;
    if (peek(parser) == '}')
        return depth == 1 ? close_array(parser, depth, 0)
                          : fail(parser, "Unexpected \"}\" character.");
    for (size_t n = 1;; n++) {
        if (!parse_item(parser, depth))
            return false;
        char c = peek(parser);
        if (c == '}')
            return close_array(parser, depth, n);
        if (c != ',')
            return fail(parser, c ? "Unexpected array element." : "Unexpected end of input.");
        parser->rest = str_skip(parser->rest, 1);
    }
}

static bool parse_whole(struct parser *parser)
{
    char c = peek(parser);
    if (c == '[')
        return fail(parser, NULL);
    if (c != '{')
        return fail(parser, "Array value must start with \"{\" or dimension information.");
    if (!parse_array(parser, 1))
        return false;
    return peek(parser) == '\0' && !parser->rest.size
               ? true
               : fail(parser, "Junk after closing right brace.");
}

bool array_text_parse(struct arena *arena, struct str text, struct array_value *value,
                      const char **detail)
{
    struct parser parser = {.arena = arena, .rest = text, .value = value};
    *value = (struct array_value){0};
    bool done = parse_whole(&parser);
    *detail = parser.detail;
    if (value->n == 0)
        value->n_dims = 0;
    return done;
}

enum element_class { PLAIN, QUOTED, ESCAPED };

static enum element_class class_of(char c)
{
    switch (c) {
    case '"':
    case '\\':
        return ESCAPED;
    case '{':
    case '}':
    case ',':
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case '\v':
    case '\f':
        return QUOTED;
    default:
        return PLAIN;
    }
}

/* Moves the text from its back. */
void array_text_quote(struct buf *out, size_t start)
{
    size_t size = buf_size(out) - start, n_escapes = 0;
    const char *text = buf_data(out) + start;
    bool quoted = size == 0 || (size == 4 && strncasecmp(text, "NULL", 4) == 0);
    for (size_t i = 0; i < size; i++) {
        enum element_class class = class_of(text[i]);
        quoted |= class != PLAIN;
        n_escapes += class == ESCAPED;
    }
    if (!quoted || !buf_reserve(out, n_escapes + 2))
        return;
    buf_commit(out, n_escapes + 2);
    char *from = out->memory + out->start + start + size;
    char *to = out->memory + out->end;
    *--to = '"';
    while (size-- > 0) {
        *--to = *--from;
        if (class_of(*to) == ESCAPED)
            *--to = '\\';
    }
    *--to = '"';
}
