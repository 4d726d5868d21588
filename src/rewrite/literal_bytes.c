/* Reads bytea and json as PostgreSQL's input functions do. */
#include <ctype.h>

#include "base/json.h"
#include "rewrite/literal_parse.h"

#define MAX_JSON (64 << 20)

static const char hex_digits[] = "0123456789abcdef";

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static const char *bad_digit(const struct literal *literal, char c)
{
    err_set(literal->err, SQLSTATE_INVALID_PARAMETER_VALUE, literal->position,
            "invalid hexadecimal digit: \"%c\"", c);
    return NULL;
}

/* Behind \x: pairs of digits, with spaces between the pairs. */
static const char *parse_hex(const struct literal *literal)
{
    struct str text = str_skip(literal->text, 2);
    char *out = arena_alloc(literal->arena, text.size + 3), *at = out;
    *at++ = '\\';
    *at++ = 'x';
    for (size_t i = 0; i < text.size; i++) {
        if (isspace((unsigned char)text.data[i]))
            continue;
        if (hex_value(text.data[i]) < 0)
            return bad_digit(literal, text.data[i]);
        if (i + 1 == text.size) {
            err_set(literal->err, SQLSTATE_INVALID_PARAMETER_VALUE, literal->position,
                    "invalid hexadecimal data: odd number of digits");
            return NULL;
        }
        if (hex_value(text.data[i + 1]) < 0)
            return bad_digit(literal, text.data[i + 1]);
        *at++ = hex_digits[hex_value(text.data[i])];
        *at++ = hex_digits[hex_value(text.data[++i])];
    }
    *at = '\0';
    return out;
}

static bool is_octal(struct str text, size_t at)
{
    return at + 3 < text.size && text.data[at + 1] >= '0' && text.data[at + 1] <= '3' &&
           text.data[at + 2] >= '0' && text.data[at + 2] <= '7' && text.data[at + 3] >= '0' &&
           text.data[at + 3] <= '7';
}

/* Bytes as they are, \\ and \ooo. */
static const char *parse_escaped(const struct literal *literal)
{
    struct str text = literal->text;
    char *out = arena_alloc(literal->arena, 2 * text.size + 3), *at = out;
    *at++ = '\\';
    *at++ = 'x';
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (byte == '\\' && i + 1 < text.size && text.data[i + 1] == '\\') {
            i++;
        } else if (byte == '\\' && is_octal(text, i)) {
            byte = (unsigned char)((text.data[i + 1] - '0') << 6 | (text.data[i + 2] - '0') << 3 |
                                   (text.data[i + 3] - '0'));
            i += 3;
        } else if (byte == '\\') {
            err_set(literal->err, SQLSTATE_INVALID_TEXT_REPRESENTATION, literal->position,
                    "invalid input syntax for type bytea");
            return NULL;
        }
        *at++ = hex_digits[byte >> 4];
        *at++ = hex_digits[byte & 15];
    }
    *at = '\0';
    return out;
}

const char *literal_parse_bytea(const struct literal *literal)
{
    return str_starts(literal->text, STR("\\x")) ? parse_hex(literal) : parse_escaped(literal);
}

void literal_emit_bytea(struct buf *out, const char *text)
{
    buf_putc(out, '\'');
    for (const char *at = text + 2; at[0] && at[1]; at += 2)
        buf_printf(out, "\\x%.2s", at);
    buf_putc(out, '\'');
}

void literal_emit_bytes(struct buf *out, struct str bytes)
{
    buf_putc(out, '\'');
    for (size_t i = 0; i < bytes.size; i++)
        buf_printf(out, "\\x%02x", (unsigned char)bytes.data[i]);
    buf_putc(out, '\'');
}

const char *literal_parse_json(const struct literal *literal)
{
    return json_check(literal->text, literal->position, literal->err)
               ? arena_strndup(literal->arena, literal->text.data, literal->text.size)
               : NULL;
}

const char *literal_parse_jsonb(const struct literal *literal)
{
    struct buf out;
    buf_init(&out, MAX_JSON);
    const char *text = NULL;
    if (jsonb_print(&out, literal->text, literal->position, literal->err)) {
        if (out.failed)
            err_set(literal->err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, literal->position,
                    "JSON constants are limited to %d bytes", MAX_JSON);
        else
            text = arena_strndup(literal->arena, buf_data(&out), buf_size(&out));
    }
    buf_free(&out);
    return text;
}
