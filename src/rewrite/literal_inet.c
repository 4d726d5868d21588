/* Reads addresses as PostgreSQL's inet_in does, and writes the bytes that stand for them
 * (routine_row.h). */
#include <arpa/inet.h>
#include <stdio.h>

#include "rewrite/literal_parse.h"

#define MAX_KEY 34

struct address {
    uint8_t bytes[16];
    int size; /* 4 or 16 */
    int bits; /* of the mask */
};

/* At most three digits off the front, up to `most`; -1 if there is no such number. */
static int take_number(struct str *text, int most)
{
    int number = 0, n = 0;
    for (; n < 3 && text->size && text->data[0] >= '0' && text->data[0] <= '9'; n++) {
        number = number * 10 + (text->data[0] - '0');
        *text = str_skip(*text, 1);
    }
    return n && number <= most ? number : -1;
}

static bool take_char(struct str *text, char c)
{
    if (!text->size || text->data[0] != c)
        return false;
    *text = str_skip(*text, 1);
    return true;
}

/* /bits to the end of the text; without it all bits. */
static bool take_mask(struct str text, struct address *address)
{
    address->bits = 8 * address->size;
    if (!text.size)
        return true;
    if (!take_char(&text, '/'))
        return false;
    address->bits = take_number(&text, 8 * address->size);
    return address->bits >= 0 && !text.size;
}

/* Bytes at the end may be missing where a mask says that they are not part of the network. */
static bool read_ipv4(struct str text, struct address *address)
{
    int n = 0;
    do {
        int byte = n < 4 ? take_number(&text, 255) : -1;
        if (byte < 0)
            return false;
        address->bytes[n++] = (uint8_t)byte;
    } while (take_char(&text, '.'));
    address->size = 4;
    return take_mask(text, address) && (n == 4 || (text.size && address->bits / 8 <= n));
}

static bool read_ipv6(struct str text, struct address *address)
{
    char copy[INET6_ADDRSTRLEN];
    const char *slash = memchr(text.data, '/', text.size);
    size_t size = slash ? (size_t)(slash - text.data) : text.size;
    if (size >= sizeof copy || memchr(text.data, '\0', size))
        return false;
    memcpy(copy, text.data, size);
    copy[size] = '\0';
    address->size = 16;
    return inet_pton(AF_INET6, copy, address->bytes) == 1 &&
           take_mask(str_skip(text, size), address);
}

static bool read_address(struct str text, struct address *address)
{
    *address = (struct address){0};
    return memchr(text.data, ':', text.size) ? read_ipv6(text, address) : read_ipv4(text, address);
}

const char *literal_parse_inet(const struct literal *literal)
{
    struct address address;
    char text[INET6_ADDRSTRLEN];
    if (!literal->text.size || !read_address(literal->text, &address))
        return literal_bad_syntax(literal);
    inet_ntop(address.size == 4 ? AF_INET : AF_INET6, address.bytes, text, sizeof text);
    return address.bits == 8 * address.size
               ? arena_printf(literal->arena, "%s", text)
               : arena_printf(literal->arena, "%s/%d", text, address.bits);
}

void literal_emit_inet(struct buf *out, const char *text)
{
    struct address address;
    uint8_t key[MAX_KEY] = {0};
    if (!read_address(str_of(text), &address)) {
        out->failed = true;
        return;
    }
    size_t size = (size_t)address.size;
    key[0] = size == 4 ? 4 : 6;
    for (int bit = 0; bit < address.bits; bit++)
        key[1 + bit / 8] |= (uint8_t)(address.bytes[bit / 8] & (0x80 >> bit % 8));
    key[1 + size] = (uint8_t)address.bits;
    memcpy(key + 2 + size, address.bytes, size);
    literal_emit_bytes(out, (struct str){(const char *)key, 2 + 2 * size});
}
