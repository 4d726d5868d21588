#ifndef PGPIVOT_BASE_INET_H
#define PGPIVOT_BASE_INET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct inet {
    uint8_t bytes[16]; /* the address, network order */
    int size;          /* of it: 4 or 16 */
    int bits;          /* of the mask */
};

/* 10.1/16, 192.168.1.5, 2001:db8::/32. False for what inet_in refuses. */
bool inet_parse(struct str text, struct inet *inet);

/*
 * The bytes that stand for it in ClickHouse and sort as PostgreSQL's do: the family (4 or 6), the
 * network, the bits of the mask, the address. Gives how many.
 */
#define INET_MAX_KEY 34
size_t inet_key(const struct inet *inet, uint8_t key[INET_MAX_KEY]);

#endif
