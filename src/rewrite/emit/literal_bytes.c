/* Reads bytea and json as PostgreSQL's input functions do. */
#include "base/bytea.h"
#include "base/json.h"
#include "rewrite/emit/literal_parse.h"

#define MAX_JSON (64 << 20)

const char *literal_parse_bytea(const struct literal *literal)
{
    static const char hex_digits[] = "0123456789abcdef";
    struct str bytes;
    if (!bytea_parse(literal->arena, literal->text, &bytes, literal->position, literal->err))
        return NULL;
    char *out = arena_alloc(literal->arena, 2 * bytes.size + 3), *at = out;
    *at++ = '\\';
    *at++ = 'x';
    for (size_t i = 0; i < bytes.size; i++) {
        unsigned char byte = (unsigned char)bytes.data[i];
        *at++ = hex_digits[byte >> 4];
        *at++ = hex_digits[byte & 15];
    }
    *at = '\0';
    return out;
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
