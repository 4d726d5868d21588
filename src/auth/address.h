#ifndef PGPIVOT_AUTH_ADDRESS_H
#define PGPIVOT_AUTH_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

/* A range of IP addresses. IPv4 addresses that came in over IPv6 (::ffff:a.b.c.d) are IPv4. */
struct address_range {
    size_t size; /* bytes of an address: 4 or 16; 0: every address of both */
    uint8_t bytes[16], mask[16];
};

/* "10.0.0.0/8", "::1/128"; without a length the address alone. False if it is neither. */
bool address_range_parse(const char *text, struct address_range *range);
/* The mask as an address of its own: "255.0.0.0". */
bool address_range_set_mask(struct address_range *range, const char *mask);
bool address_range_holds(const struct address_range *range, const struct sockaddr_storage *address);
/* Whether it holds loopback addresses only. */
bool address_range_is_loopback(const struct address_range *range);
bool address_equal(const struct sockaddr_storage *a, const struct sockaddr_storage *b);

#endif
