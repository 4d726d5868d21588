#ifndef PGPIVOT_WIRE_PG_COMMON_H
#define PGPIVOT_WIRE_PG_COMMON_H

#include <stddef.h>

/*
 * The few functions used of PostgreSQL's own libpgcommon.a and libpgport.a (15), declared here so
 * that PostgreSQL's server headers, which redefine printf and more, stay out.
 */

/* common/shortest_dec.h: shortest text that reads back the same. Writes no NUL; returns the length.
 */
#define DOUBLE_SHORTEST_DECIMAL_LEN 25
#define FLOAT_SHORTEST_DECIMAL_LEN 16
int double_to_shortest_decimal_bufn(double value, char *result);
int float_to_shortest_decimal_bufn(float value, char *result);

/* port.h: text of an address; bits: of the network mask. NULL when size is too small. */
#define PG_AF_INET 2
#define PG_AF_INET6 3
char *pg_inet_net_ntop(int family, const void *address, int bits, char *text, size_t size);

#endif
