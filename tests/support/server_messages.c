/* Backend messages as text, for transcripts. Trusts nothing in them. */
#include "server_messages.h"

#include <stdint.h>
#include <string.h>

#include "base/pgtype.h"

/* What is left of a message; reading past the end gives zeros and sets bad. */
struct cursor {
    struct str rest;
    bool bad;
    bool side_by_side;
};

static uint32_t take_number(struct cursor *cursor, size_t size)
{
    uint32_t number = 0;
    if (cursor->rest.size < size) {
        cursor->bad = true;
        return 0;
    }
    for (size_t i = 0; i < size; i++)
        number = number << 8 | (uint8_t)cursor->rest.data[i];
    cursor->rest = str_skip(cursor->rest, size);
    return number;
}

static const char *take_text(struct cursor *cursor)
{
    const char *text = cursor->rest.data;
    const char *end = cursor->rest.size ? memchr(text, 0, cursor->rest.size) : NULL;
    if (!end) {
        cursor->bad = true;
        return "";
    }
    cursor->rest = str_skip(cursor->rest, (size_t)(end - text) + 1);
    return text;
}

static void print_nothing(struct buf *out, struct cursor *cursor)
{
    (void)out;
    (void)cursor;
}

static void print_numbers(struct buf *out, struct cursor *cursor)
{
    while (cursor->rest.size && !cursor->bad)
        buf_printf(out, " %u", take_number(cursor, 4));
}

static void print_text(struct buf *out, struct cursor *cursor)
{
    buf_printf(out, " %s", take_text(cursor));
}

/* Of two servers' versions only the major number can be the same. */
static void print_pair(struct buf *out, struct cursor *cursor)
{
    const char *name = take_text(cursor), *value = take_text(cursor);
    bool is_version = cursor->side_by_side && strcmp(name, "server_version") == 0;
    buf_printf(out, " %s=%.*s", name, (int)(is_version ? strcspn(value, ".") : strlen(value)),
               value);
}

static void print_status(struct buf *out, struct cursor *cursor)
{
    buf_printf(out, " %c", (int)take_number(cursor, 1));
}

/* Where PostgreSQL's sources raise an error; drivers look for one routine only. */
static bool is_of_sources(char field, const char *text)
{
    return field == 'F' || field == 'L' ||
           (field == 'R' && strcmp(text, "RevalidateCachedQuery") != 0);
}

static void print_fields(struct buf *out, struct cursor *cursor)
{
    while (cursor->rest.size > 1 && !cursor->bad) {
        char field = (char)take_number(cursor, 1);
        const char *text = take_text(cursor);
        if (field != 'V' && !(cursor->side_by_side && is_of_sources(field, text)))
            buf_printf(out, " %c=%s", field, text);
    }
    cursor->bad |= take_number(cursor, 1) != 0;
}

static void print_description(struct buf *out, struct cursor *cursor)
{
    for (uint32_t n = take_number(cursor, 2); n > 0 && !cursor->bad; n--) {
        buf_printf(out, " %s", take_text(cursor));
        bool of_table = take_number(cursor, 4) != 0;
        uint32_t attnum = take_number(cursor, 2);
        buf_printf(out, ":%s", pgtype_sql_name(take_number(cursor, 4)));
        int16_t length = (int16_t)take_number(cursor, 2);
        int32_t typmod = (int32_t)take_number(cursor, 4);
        if (cursor->side_by_side)
            buf_printf(out, "[%s%u %d %d]", of_table ? "table." : "", attnum, length, typmod);
        if (take_number(cursor, 2) != 0)
            buf_puts(out, "(binary)");
    }
}

/* Bytes that are no text as \\x00. */
static void print_cell(struct buf *out, struct str cell)
{
    for (size_t i = 0; i < cell.size; i++) {
        unsigned char byte = (unsigned char)cell.data[i];
        if (byte < ' ' || byte == 0x7f)
            buf_printf(out, "\\x%02x", byte);
        else
            buf_putc(out, (char)byte);
    }
}

static void print_row(struct buf *out, struct cursor *cursor)
{
    uint32_t n = take_number(cursor, 2);
    for (uint32_t i = 0; i < n && !cursor->bad; i++) {
        uint32_t size = take_number(cursor, 4);
        buf_puts(out, i ? "|" : " ");
        if (size == UINT32_MAX) {
            buf_puts(out, "NULL");
            continue;
        }
        cursor->bad |= size > cursor->rest.size;
        struct str cell = {cursor->rest.data, cursor->bad ? 0 : size};
        print_cell(out, cell);
        cursor->rest = str_skip(cursor->rest, cell.size);
    }
}

static void print_copy(struct buf *out, struct cursor *cursor)
{
    uint32_t format = take_number(cursor, 1), n = take_number(cursor, 2);
    buf_printf(out, " %s %u", format ? "binary" : "text", n);
    for (uint32_t i = 0; i < n; i++)
        cursor->bad |= take_number(cursor, 2) != format;
}

static void print_oids(struct buf *out, struct cursor *cursor)
{
    for (uint32_t n = take_number(cursor, 2); n > 0 && !cursor->bad; n--)
        buf_printf(out, " %s", pgtype_sql_name(take_number(cursor, 4)));
}

static void print_key(struct buf *out, struct cursor *cursor)
{
    if (cursor->side_by_side)
        cursor->rest = str_skip(cursor->rest, cursor->rest.size);
    print_numbers(out, cursor);
}

static void print_cells(struct buf *out, struct cursor *cursor)
{
    buf_putc(out, ' ');
    print_cell(out, cursor->rest);
    cursor->rest = str_skip(cursor->rest, cursor->rest.size);
}

static void print_notification(struct buf *out, struct cursor *cursor)
{
    uint32_t process = take_number(cursor, 4);
    if (!cursor->side_by_side)
        buf_printf(out, " %u", process);
    print_pair(out, cursor);
}

static void print_negotiation(struct buf *out, struct cursor *cursor)
{
    buf_printf(out, " %u", take_number(cursor, 4));
    for (uint32_t n = take_number(cursor, 4); n > 0 && !cursor->bad; n--)
        buf_printf(out, " %s", take_text(cursor));
}

static const struct {
    char type;
    const char *name;
    void (*print)(struct buf *out, struct cursor *cursor);
} kinds[] = {
    {'R', "Authentication", print_numbers},
    {'S', "ParameterStatus", print_pair},
    {'K', "BackendKeyData", print_key},
    {'v', "NegotiateProtocolVersion", print_negotiation},
    {'Z', "ReadyForQuery", print_status},
    {'E', "ErrorResponse", print_fields},
    {'N', "NoticeResponse", print_fields},
    {'T', "RowDescription", print_description},
    {'D', "DataRow", print_row},
    {'C', "CommandComplete", print_text},
    {'I', "EmptyQueryResponse", print_nothing},
    {'1', "ParseComplete", print_nothing},
    {'2', "BindComplete", print_nothing},
    {'3', "CloseComplete", print_nothing},
    {'n', "NoData", print_nothing},
    {'s', "PortalSuspended", print_nothing},
    {'t', "ParameterDescription", print_oids},
    {'G', "CopyInResponse", print_copy},
    {'H', "CopyOutResponse", print_copy},
    {'d', "CopyData", print_cells},
    {'c', "CopyDone", print_nothing},
    {'V', "FunctionCallResponse", print_cells},
    {'A', "NotificationResponse", print_notification},
};

static bool print_kind(struct buf *out, char type, struct cursor *cursor)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].type != type)
            continue;
        buf_printf(out, "< %s", kinds[i].name);
        kinds[i].print(out, cursor);
        buf_puts(out, cursor->bad || cursor->rest.size ? " (malformed)\n" : "\n");
        return true;
    }
    return false;
}

static void print_message(struct buf *out, struct buf *bytes, bool side_by_side)
{
    struct cursor header = {.rest = buf_str(bytes)};
    char type = (char)take_number(&header, 1);
    uint32_t size = take_number(&header, 4);
    if (header.bad || size < 4 || size - 4 > header.rest.size) {
        buf_printf(out, "< %zu bytes that are no message\n", buf_size(bytes));
        buf_clear(bytes);
        return;
    }
    struct cursor body = {.rest = {header.rest.data, size - 4}, .side_by_side = side_by_side};
    if (!print_kind(out, type, &body))
        buf_printf(out, "< unknown message %c\n", type);
    buf_consume(bytes, size + 1);
}

void server_messages_print(struct buf *out, struct buf *bytes)
{
    print_message(out, bytes, false);
}

char server_messages_type(const struct buf *bytes)
{
    struct cursor header = {.rest = buf_str(bytes)};
    char type = (char)take_number(&header, 1);
    uint32_t size = take_number(&header, 4);
    bool is_whole = !header.bad && (size < 4 || size - 4 <= header.rest.size);
    return is_whole ? type : '\0';
}

void server_messages_print_side(struct buf *out, struct buf *bytes)
{
    print_message(out, bytes, true);
}

char server_messages_type_named(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].name, name) == 0)
            return kinds[i].type;
    }
    return '\0';
}
