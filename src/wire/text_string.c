/* Prints strings, enums, bytea, uuid and json as PostgreSQL does. */
#include <string.h>

#include "base/json.h"
#include "wire/text_convert.h"
#include "wire/utf8.h"

static bool put_text(struct buf *out, struct str text, struct err *err)
{
    if (!utf8_check(text, err))
        return false;
    buf_append_str(out, text);
    return true;
}

/* ClickHouse's String holds any bytes; PostgreSQL's text never NUL nor what is not UTF-8. */
bool text_convert_string(struct buf *out, const struct column *column, size_t row,
                         const struct text_converter *converter, struct err *err)
{
    (void)converter;
    return put_text(out, column->strings[row], err);
}

/* The zero bytes at the end are padding: the only way ClickHouse can store a shorter text. */
bool text_convert_fixed_string(struct buf *out, const struct column *column, size_t row,
                               const struct text_converter *converter, struct err *err)
{
    (void)converter;
    struct str text = column->strings[row];
    while (text.size && text.data[text.size - 1] == '\0')
        text.size--;
    return put_text(out, text, err);
}

static const char hex_digits[] = "0123456789abcdef";

static char *put_hex(char *to, uint8_t byte)
{
    *to++ = hex_digits[byte >> 4];
    *to++ = hex_digits[byte & 15];
    return to;
}

static void put_bytea_escape(struct buf *out, struct str bytes)
{
    for (size_t i = 0; i < bytes.size; i++) {
        unsigned char c = (unsigned char)bytes.data[i];
        if (c == '\\')
            buf_puts(out, "\\\\");
        else if (c < 0x20 || c > 0x7e)
            buf_printf(out, "\\%03o", c);
        else
            buf_putc(out, (char)c);
    }
}

bool text_convert_bytea(struct buf *out, const struct column *column, size_t row,
                        const struct text_converter *converter, struct err *err)
{
    (void)err;
    struct str bytes = column->strings[row];
    if (converter->style.values.bytea_escape) {
        put_bytea_escape(out, bytes);
        return true;
    }
    char *room = buf_reserve(out, 2 + 2 * bytes.size);
    if (!room)
        return true; /* out->failed tells */
    *room++ = '\\';
    *room++ = 'x';
    for (size_t i = 0; i < bytes.size; i++)
        room = put_hex(room, (uint8_t)bytes.data[i]);
    buf_commit(out, 2 + 2 * bytes.size);
    return true;
}

static int load_enum(const struct column *column, size_t row)
{
    if (column->type->kind == CH_ENUM8)
        return ((const int8_t *)column->values)[row];
    int16_t value;
    memcpy(&value, (const char *)column->values + row * sizeof value, sizeof value);
    return value;
}

static const char *find_enum_name(const struct chtype *type, int value)
{
    /* ClickHouse orders the names by value, mostly without gaps: try the place it would be at. */
    size_t guess = type->n_values ? (size_t)(value - type->values[0].value) : 0;
    if (guess < type->n_values && type->values[guess].value == value)
        return type->values[guess].name;
    for (size_t i = 0; i < type->n_values; i++)
        if (type->values[i].value == value)
            return type->values[i].name;
    return NULL;
}

bool text_convert_enum(struct buf *out, const struct column *column, size_t row,
                       const struct text_converter *converter, struct err *err)
{
    (void)converter;
    int value = load_enum(column, row);
    const char *name = find_enum_name(column->type, value);
    if (!name)
        return err_set(err, SQLSTATE_DATA_EXCEPTION, 0, "value %d is not in %s", value,
                       column->type->text);
    return put_text(out, str_of(name), err);
}

#define UUID_TEXT 36

bool text_convert_uuid(struct buf *out, const struct column *column, size_t row,
                       const struct text_converter *converter, struct err *err)
{
    (void)converter, (void)err;
    const uint8_t *bytes = (const uint8_t *)column->values + row * 16;
    char *at = buf_reserve(out, UUID_TEXT);
    if (!at)
        return true; /* out->failed tells */
    for (int i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *at++ = '-';
        /* Two little-endian words, the high one first. */
        at = put_hex(at, bytes[i < 8 ? 7 - i : 23 - i]);
    }
    buf_commit(out, UUID_TEXT);
    return true;
}

/* Texts of JSON, as ClickHouse or a client wrote them. */
/* See text_converter_make_part. */
bool text_convert_jsonb_part(struct buf *out, const struct column *column, size_t row,
                             const struct text_converter *converter, struct err *err)
{
    (void)converter;
    struct str text = column->strings[row];
    if (text.size && text.data[0] == '"')
        return put_text(out, str_skip(text, 1), err);
    return utf8_check(text, err) && jsonb_print(out, text, 0, err);
}

bool text_convert_jsonb(struct buf *out, const struct column *column, size_t row,
                        const struct text_converter *converter, struct err *err)
{
    (void)converter;
    struct str text = column->strings[row];
    return utf8_check(text, err) && jsonb_print(out, text, 0, err);
}
