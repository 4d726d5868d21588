/* Strings, bytes, uuid, inet and json in binary. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "base/pgtype.h"
#include "wire/binary_convert.h"
#include "wire/pg_common.h"
#include "wire/utf8.h"

bool binary_put_text(struct buf *out, uint32_t type, struct str text, struct err *err)
{
    (void)type, (void)err;
    buf_append_str(out, text);
    return true;
}

bool binary_get_text(struct buf *out, uint32_t type, struct reader *reader)
{
    (void)type;
    struct str text = reader_bytes(reader, reader->rest.size);
    if (!utf8_check(text, reader->err)) {
        reader->failed = true;
        return false;
    }
    buf_append_str(out, text);
    return true;
}

#define JSONB_VERSION 1

bool binary_put_jsonb(struct buf *out, uint32_t type, struct str text, struct err *err)
{
    buf_putc(out, JSONB_VERSION);
    return binary_put_text(out, type, text, err);
}

bool binary_get_jsonb(struct buf *out, uint32_t type, struct reader *reader)
{
    uint8_t version = reader_u8(reader);
    if (!reader->failed && version != JSONB_VERSION) {
        reader->failed = true;
        return err_set(reader->err, SQLSTATE_INTERNAL_ERROR, 0,
                       "unsupported jsonb version number %d", version);
    }
    return binary_get_text(out, type, reader);
}

/* ---- hexadecimal digits ---- */

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool put_hex(struct buf *out, const char *digits)
{
    int high = hex_value(digits[0]), low = high < 0 ? -1 : hex_value(digits[1]);
    if (low < 0)
        return false;
    buf_putc(out, (char)(high << 4 | low));
    return true;
}

static void print_hex(struct buf *out, char byte)
{
    buf_putc(out, "0123456789abcdef"[(unsigned char)byte >> 4]);
    buf_putc(out, "0123456789abcdef"[byte & 0xF]);
}

bool binary_put_bytea(struct buf *out, uint32_t type, struct str text, struct err *err)
{
    if (text.size < 2 || text.data[0] != '\\' || text.data[1] != 'x')
        return binary_bad_text(type, text, err);
    for (size_t i = 2; i < text.size; i += 2)
        if (!put_hex(out, text.data + i))
            return binary_bad_text(type, text, err);
    return true;
}

bool binary_get_bytea(struct buf *out, uint32_t type, struct reader *reader)
{
    (void)type;
    struct str bytes = reader_bytes(reader, reader->rest.size);
    buf_puts(out, "\\x");
    for (size_t i = 0; i < bytes.size; i++)
        print_hex(out, bytes.data[i]);
    return true;
}

#define UUID_BYTES 16

bool binary_put_uuid(struct buf *out, uint32_t type, struct str text, struct err *err)
{
    const char *at = text.data;
    for (int i = 0; i < UUID_BYTES; i++, at += 2) {
        at += *at == '-';
        if (!put_hex(out, at))
            return binary_bad_text(type, text, err);
    }
    return true;
}

bool binary_get_uuid(struct buf *out, uint32_t type, struct reader *reader)
{
    (void)type;
    struct str bytes = reader_bytes(reader, UUID_BYTES);
    for (size_t i = 0; i < bytes.size; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            buf_putc(out, '-');
        print_hex(out, bytes.data[i]);
    }
    return true;
}

/* ---- inet ---- */

#define IPV4_BYTES 4
#define IPV6_BYTES 16

bool binary_put_inet(struct buf *out, uint32_t type, struct str text, struct err *err)
{
    char address[64], bytes[IPV6_BYTES];
    const char *slash = strchr(text.data, '/');
    size_t size = slash ? (size_t)(slash - text.data) : text.size;
    if (size >= sizeof address)
        return binary_bad_text(type, text, err);
    memcpy(address, text.data, size);
    address[size] = '\0';
    bool is_v6 = strchr(address, ':') != NULL;
    int n_bytes = is_v6 ? IPV6_BYTES : IPV4_BYTES;
    if (inet_pton(is_v6 ? AF_INET6 : AF_INET, address, bytes) != 1)
        return binary_bad_text(type, text, err);
    buf_putc(out, is_v6 ? PG_AF_INET6 : PG_AF_INET);
    buf_putc(out, (char)(slash ? strtol(slash + 1, NULL, 10) : n_bytes * 8));
    buf_putc(out, 0); /* not a cidr */
    buf_putc(out, (char)n_bytes);
    buf_append(out, bytes, (size_t)n_bytes);
    return true;
}

bool binary_get_inet(struct buf *out, uint32_t type, struct reader *reader)
{
    (void)type;
    char text[64];
    int family = reader_u8(reader), bits = reader_u8(reader);
    reader_u8(reader); /* is_cidr, which PostgreSQL passes over too */
    size_t size = reader_u8(reader);
    size_t wanted = family == PG_AF_INET6 ? IPV6_BYTES : IPV4_BYTES;
    if (!reader->failed && family != PG_AF_INET && family != PG_AF_INET6)
        return binary_fail(reader, SQLSTATE_INVALID_BINARY_REPRESENTATION,
                           "invalid address family in external \"inet\" value");
    if (!reader->failed && (size_t)bits > wanted * 8)
        return binary_fail(reader, SQLSTATE_INVALID_BINARY_REPRESENTATION,
                           "invalid bits in external \"inet\" value");
    if (!reader->failed && size != wanted)
        return binary_fail(reader, SQLSTATE_INVALID_BINARY_REPRESENTATION,
                           "invalid length in external \"inet\" value");
    struct str bytes = reader_bytes(reader, size);
    if (reader->failed || !pg_inet_net_ntop(family, bytes.data, bits, text, sizeof text))
        return false;
    buf_puts(out, text);
    return true;
}
