/* Ranges of IP addresses. Knows no names of hosts and asks nobody. */
#include "auth/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

static const uint8_t mapped_prefix[12] = {[10] = 0xff, [11] = 0xff};

/* The bytes of an address; 0 if it is no IP address. */
static size_t address_bytes(const struct sockaddr_storage *address, uint8_t bytes[16])
{
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    if (address->ss_family == AF_INET) {
        memcpy(&v4, address, sizeof v4);
        memcpy(bytes, &v4.sin_addr, 4);
        return 4;
    }
    if (address->ss_family != AF_INET6)
        return 0;
    memcpy(&v6, address, sizeof v6);
    memcpy(bytes, &v6.sin6_addr, 16);
    if (memcmp(bytes, mapped_prefix, sizeof mapped_prefix) != 0)
        return 16;
    memmove(bytes, bytes + sizeof mapped_prefix, 4);
    return 4;
}

static void set_mask_bits(struct address_range *range, size_t bits)
{
    memset(range->mask, 0, sizeof range->mask);
    for (size_t i = 0; i < bits; i++)
        range->mask[i / 8] |= (uint8_t)(0x80 >> i % 8);
}

static bool parse_address(const char *text, struct address_range *range)
{
    range->size = 4;
    if (inet_pton(AF_INET, text, range->bytes) == 1)
        return true;
    range->size = 16;
    return inet_pton(AF_INET6, text, range->bytes) == 1;
}

/* Address bits beyond the mask would never match: PostgreSQL masks them away, so do we. */
static void apply_mask(struct address_range *range)
{
    for (size_t i = 0; i < range->size; i++)
        range->bytes[i] &= range->mask[i];
}

bool address_range_parse(const char *text, struct address_range *range)
{
    char address[INET6_ADDRSTRLEN];
    const char *slash = strchr(text, '/');
    size_t size = slash ? (size_t)(slash - text) : strlen(text);
    *range = (struct address_range){0};
    if (size >= sizeof address)
        return false;
    memcpy(address, text, size);
    address[size] = '\0';
    if (!parse_address(address, range))
        return false;
    size_t bits = range->size * 8;
    if (slash) {
        char *end;
        unsigned long given = strtoul(slash + 1, &end, 10);
        if (end == slash + 1 || *end || slash[1] == '-' || given > bits)
            return false;
        bits = given;
    }
    set_mask_bits(range, bits);
    apply_mask(range);
    return true;
}

bool address_range_set_mask(struct address_range *range, const char *mask)
{
    struct address_range given;
    if (!parse_address(mask, &given) || given.size != range->size)
        return false;
    memcpy(range->mask, given.bytes, sizeof range->mask);
    apply_mask(range);
    return true;
}

bool address_range_holds(const struct address_range *range, const struct sockaddr_storage *address)
{
    uint8_t bytes[16];
    size_t size = address_bytes(address, bytes);
    if (range->size == 0)
        return size != 0;
    if (size != range->size)
        return false;
    for (size_t i = 0; i < size; i++) {
        if ((bytes[i] & range->mask[i]) != range->bytes[i])
            return false;
    }
    return true;
}

bool address_range_is_loopback(const struct address_range *range)
{
    if (range->size == 4)
        return range->bytes[0] == 127 && range->mask[0] == 0xff;
    return range->size == 16 && memcmp(range->bytes, &in6addr_loopback, 16) == 0 &&
           range->mask[15] == 0xff;
}

bool address_equal(const struct sockaddr_storage *a, const struct sockaddr_storage *b)
{
    uint8_t left[16], right[16];
    size_t size = address_bytes(a, left);
    return size != 0 && address_bytes(b, right) == size && memcmp(left, right, size) == 0;
}
