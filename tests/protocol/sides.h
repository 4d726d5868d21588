#ifndef PGPIVOT_TESTS_PROTOCOL_SIDES_H
#define PGPIVOT_TESTS_PROTOCOL_SIDES_H

#include <stdbool.h>

#include "base/buf.h"

/* A connection to one server, spoken by hand: libpq never sends most of what scenarios want. */
struct side {
    const char *host, *port; /* a host beginning with / is the folder of a Unix socket */
    int fd;                  /* -1: none */
    struct buf in;           /* bytes not printed yet */
    struct buf trace;        /* what was sent and what came */
    unsigned raw_answers;    /* to encryption requests: one byte each */
    bool is_closed;          /* by the server */
};

void side_init(struct side *side, const char *host, const char *port);
void side_free(struct side *side);
/* Connects and forgets the trace of the connection before. */
bool side_open(struct side *side);
void side_close(struct side *side);
/* Sends bytes, taking answers meanwhile. */
void side_send(struct side *side, struct str bytes);
/* Prints messages up to one whose type is in types, or the end of the connection, which it
 * notes. After 10 seconds it notes that nothing came. */
void side_wait(struct side *side, const char *types);

#endif
