/* Reads bytea as PostgreSQL's byteain does. */
#include "base/bytea.h"

#include <ctype.h>

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool bad_digit(char c, int position, struct err *err)
{
    return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, position,
                   "invalid hexadecimal digit: \"%c\"", c);
}

/* Pairs of digits, with spaces between the pairs. */
static bool parse_hex(char *out, struct str text, size_t *n, int position, struct err *err)
{
    for (size_t i = 0; i < text.size; i++) {
        if (isspace((unsigned char)text.data[i]))
            continue;
        if (hex_value(text.data[i]) < 0)
            return bad_digit(text.data[i], position, err);
        if (i + 1 == text.size)
            return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, position,
                           "invalid hexadecimal data: odd number of digits");
        int high = hex_value(text.data[i]), low = hex_value(text.data[++i]);
        if (low < 0)
            return bad_digit(text.data[i], position, err);
        out[(*n)++] = (char)(high << 4 | low);
    }
    return true;
}

static bool is_octal(struct str text, size_t at)
{
    return at + 3 < text.size && text.data[at + 1] >= '0' && text.data[at + 1] <= '3' &&
           text.data[at + 2] >= '0' && text.data[at + 2] <= '7' && text.data[at + 3] >= '0' &&
           text.data[at + 3] <= '7';
}

/* Bytes as they are, \\ and \ooo. */
static bool parse_escaped(char *out, struct str text, size_t *n, int position, struct err *err)
{
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.data[i];
        if (byte == '\\' && i + 1 < text.size && text.data[i + 1] == '\\') {
            i++;
        } else if (byte == '\\' && is_octal(text, i)) {
            byte = (char)((text.data[i + 1] - '0') << 6 | (text.data[i + 2] - '0') << 3 |
                          (text.data[i + 3] - '0'));
            i += 3;
        } else if (byte == '\\') {
            return err_set(err, SQLSTATE_INVALID_TEXT_REPRESENTATION, position,
                           "invalid input syntax for type bytea");
        }
        out[(*n)++] = byte;
    }
    return true;
}

bool bytea_parse(struct arena *arena, struct str text, struct str *bytes, int position,
                 struct err *err)
{
    char *out = arena_alloc(arena, text.size + 1);
    size_t n = 0;
    bool read = str_starts(text, STR("\\x")) ? parse_hex(out, str_skip(text, 2), &n, position, err)
                                             : parse_escaped(out, text, &n, position, err);
    *bytes = (struct str){out, n};
    return read;
}
