/* Frontend messages from text, for transcripts. */
#include "client_messages.h"

#include <stdlib.h>
#include <string.h>

static void put_escaped(struct buf *out, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        if (c == '\\' && i + 1 < size && strchr("nt\\|,", text[i + 1])) {
            c = text[++i];
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
        }
        buf_putc(out, c);
    }
}

static void put_message(struct buf *out, char type, struct buf *body)
{
    if (type)
        buf_putc(out, type);
    buf_put_u32(out, (uint32_t)buf_size(body) + 4);
    buf_append_str(out, buf_str(body));
}

static void body_none(struct buf *body, const char *rest)
{
    (void)body;
    (void)rest;
}

static void body_text(struct buf *body, const char *rest)
{
    put_escaped(body, rest, strlen(rest));
    buf_putc(body, '\0');
}

static void body_data(struct buf *body, const char *rest)
{
    put_escaped(body, rest, strlen(rest));
}

static void body_repeat(struct buf *body, const char *rest)
{
    char *text;
    for (long n = strtol(rest, &text, 10); n > 0; n--)
        put_escaped(body, text + 1, strlen(text + 1));
}

static void body_number(struct buf *body, const char *rest)
{
    buf_put_u32(body, (uint32_t)strtoul(rest, NULL, 10));
}

static void body_ssl(struct buf *body, const char *rest)
{
    (void)rest;
    body_number(body, "80877103");
}

static void body_gss(struct buf *body, const char *rest)
{
    (void)rest;
    body_number(body, "80877104");
}

static void body_cancel(struct buf *body, const char *rest)
{
    char *key;
    body_number(body, "80877102");
    buf_put_u32(body, (uint32_t)strtoul(rest, &key, 10));
    buf_put_u32(body, (uint32_t)strtoul(key, NULL, 10));
}

/* NAME=VALUE words; \_ in a value is a space. */
static void put_parameters(struct buf *body, const char *rest)
{
    for (; *rest; rest += *rest == ' ') {
        size_t size = strcspn(rest, " ");
        bool in_name = true;
        for (size_t i = 0; i < size; i++) {
            bool space = rest[i] == '\\' && rest[i + 1] == '_';
            buf_putc(body, in_name && rest[i] == '=' ? '\0' : space ? ' ' : rest[i]);
            in_name = in_name && rest[i] != '=';
            i += space;
        }
        buf_putc(body, '\0');
        rest += size;
    }
    buf_putc(body, '\0');
}

static void body_startup(struct buf *body, const char *rest)
{
    buf_put_u32(body, 0x00030000);
    put_parameters(body, rest);
}

static void body_startup_never(struct buf *body, const char *rest)
{
    buf_put_u32(body, 0x00030001);
    put_parameters(body, rest);
}

static void body_startup_newer(struct buf *body, const char *rest)
{
    buf_put_u32(body, 0x00030002);
    put_parameters(body, rest);
}

static void body_startup_newest(struct buf *body, const char *rest)
{
    buf_put_u32(body, 0x00030009);
    put_parameters(body, rest);
}

/* The text up to the next separator that has no backslash before it, which is cut off; NULL at the
 * end. */
static char *next_item(char **rest, char separator)
{
    char *item = *rest, *at = item;
    if (!item)
        return NULL;
    while (*at && *at != separator)
        at += *at == '\\' && at[1] ? 2 : 1;
    *rest = *at ? at + 1 : NULL;
    *at = '\0';
    return item;
}

static uint16_t count_items(const char *list)
{
    char *copy = strdup(list), *rest = *list ? copy : NULL;
    uint16_t n = 0;
    while (next_item(&rest, ','))
        n++;
    free(copy);
    return n;
}

/* A|B|…: the next part, "" when there is none. */
static char *next_part(char **rest)
{
    static char none[] = "";
    char *part = next_item(rest, '|');
    return part ? part : none;
}

static void put_numbers(struct buf *body, char *list, void put(struct buf *, uint32_t))
{
    char *rest = *list ? list : NULL, *item, *end;
    buf_put_u16(body, count_items(list));
    while ((item = next_item(&rest, ','))) {
        put(body, (uint32_t)strtoul(item, &end, 10));
        body->failed |= end == item || *end;
    }
}

static void put_short(struct buf *body, uint32_t value)
{
    buf_put_u16(body, (uint16_t)value);
}

static void put_name(struct buf *body, const char *name)
{
    put_escaped(body, name, strlen(name));
    buf_putc(body, '\0');
}

static bool put_hex(struct buf *out, const char *text);

static void put_value(struct buf *body, const char *value)
{
    struct buf bytes;
    if (strcmp(value, "\\N") == 0) {
        buf_put_u32(body, UINT32_MAX);
        return;
    }
    buf_init(&bytes, (size_t)1 << 20);
    if (strncmp(value, "0x", 2) == 0)
        put_hex(&bytes, value + 2);
    else
        put_escaped(&bytes, value, strlen(value));
    buf_put_u32(body, (uint32_t)buf_size(&bytes));
    buf_append_str(body, buf_str(&bytes));
    buf_free(&bytes);
}

static void body_parse(struct buf *body, const char *text)
{
    char *copy = strdup(text), *rest = copy;
    put_name(body, next_part(&rest));
    put_name(body, next_part(&rest));
    put_numbers(body, next_part(&rest), buf_put_u32);
    free(copy);
}

static void body_bind(struct buf *body, const char *text)
{
    char *copy = strdup(text), *rest = copy;
    put_name(body, next_part(&rest));
    put_name(body, next_part(&rest));
    char *values = next_part(&rest), *formats = next_part(&rest);
    put_numbers(body, formats, put_short);
    buf_put_u16(body, count_items(values));
    for (char *item, *list = *values ? values : NULL; (item = next_item(&list, ','));)
        put_value(body, item);
    put_numbers(body, next_part(&rest), put_short);
    free(copy);
}

static void body_target(struct buf *body, const char *rest)
{
    buf_putc(body, rest[0]);
    body_text(body, rest[0] && rest[1] ? rest + 2 : "");
}

static void body_execute(struct buf *body, const char *rest)
{
    char *portal;
    long rows = strtol(rest, &portal, 10);
    body_text(body, *portal ? portal + 1 : portal);
    buf_put_u32(body, (uint32_t)rows);
}

static const struct {
    const char *word;
    char type; /* 0: start-up packet */
    void (*fill)(struct buf *body, const char *rest);
} messages[] = {
    {"SSLRequest", 0, body_ssl},
    {"GSSENCRequest", 0, body_gss},
    {"CancelRequest", 0, body_cancel},
    {"Startup", 0, body_startup},
    {"Startup3.1", 0, body_startup_never},
    {"Startup3.2", 0, body_startup_newer},
    {"Startup3.9", 0, body_startup_newest},
    {"Query", 'Q', body_text},
    {"CopyData", 'd', body_data},
    {"CopyFail", 'f', body_text},
    {"Repeat", 'd', body_repeat},
    {"CopyDone", 'c', body_none},
    {"Terminate", 'X', body_none},
    {"Sync", 'S', body_none},
    {"Flush", 'H', body_none},
    {"FunctionCall", 'F', body_none},
    {"Parse", 'P', body_parse},
    {"Bind", 'B', body_bind},
    {"Describe", 'D', body_target},
    {"Close", 'C', body_target},
    {"Execute", 'E', body_execute},
};

/* Two digits for a byte; spaces between them or not. */
static bool put_hex(struct buf *out, const char *text)
{
    for (; *text; text += 2) {
        while (*text == ' ')
            text++;
        char digits[3] = {text[0], *text ? text[1] : '\0'}, *end;
        unsigned long byte = strtoul(digits, &end, 16);
        if (end != digits + 2)
            return false;
        buf_putc(out, (char)byte);
    }
    return true;
}

bool client_message_encode(struct buf *out, const char *text)
{
    size_t size = strcspn(text, " ");
    const char *rest = text[size] ? text + size + 1 : text + size;
    if (strncmp(text, "Bytes ", 6) == 0)
        return put_hex(out, rest);
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
        if (strlen(messages[i].word) != size || strncmp(messages[i].word, text, size) != 0)
            continue;
        struct buf body;
        buf_init(&body, (size_t)16 << 20);
        messages[i].fill(&body, rest);
        bool made = !body.failed;
        if (made)
            put_message(out, messages[i].type, &body);
        buf_free(&body);
        return made;
    }
    return false;
}
