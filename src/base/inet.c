/* Reads addresses as PostgreSQL's inet_in does. Does not print them. */
#include "base/inet.h"

#include <arpa/inet.h>
#include <string.h>

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
static bool take_mask(struct str text, struct inet *inet)
{
    inet->bits = 8 * inet->size;
    if (!text.size)
        return true;
    if (!take_char(&text, '/'))
        return false;
    inet->bits = take_number(&text, 8 * inet->size);
    return inet->bits >= 0 && !text.size;
}

/* Bytes at the end may be missing where a mask says that they are not part of the network. */
static bool read_ipv4(struct str text, struct inet *inet)
{
    int n = 0;
    do {
        int byte = n < 4 ? take_number(&text, 255) : -1;
        if (byte < 0)
            return false;
        inet->bytes[n++] = (uint8_t)byte;
    } while (take_char(&text, '.'));
    inet->size = 4;
    return take_mask(text, inet) && (n == 4 || (text.size && inet->bits / 8 <= n));
}

static bool read_ipv6(struct str text, struct inet *inet)
{
    char copy[INET6_ADDRSTRLEN];
    const char *slash = memchr(text.data, '/', text.size);
    size_t size = slash ? (size_t)(slash - text.data) : text.size;
    if (size >= sizeof copy || memchr(text.data, '\0', size))
        return false;
    memcpy(copy, text.data, size);
    copy[size] = '\0';
    inet->size = 16;
    return inet_pton(AF_INET6, copy, inet->bytes) == 1 && take_mask(str_skip(text, size), inet);
}

bool inet_parse(struct str text, struct inet *inet)
{
    *inet = (struct inet){0};
    if (!text.size)
        return false;
    return memchr(text.data, ':', text.size) ? read_ipv6(text, inet) : read_ipv4(text, inet);
}

size_t inet_key(const struct inet *inet, uint8_t key[INET_MAX_KEY])
{
    size_t size = (size_t)inet->size;
    memset(key, 0, INET_MAX_KEY);
    key[0] = size == 4 ? 4 : 6;
    for (int bit = 0; bit < inet->bits; bit++)
        key[1 + bit / 8] |= (uint8_t)(inet->bytes[bit / 8] & (0x80 >> bit % 8));
    key[1 + size] = (uint8_t)inet->bits;
    memcpy(key + 2 + size, inet->bytes, size);
    return 2 + 2 * size;
}
