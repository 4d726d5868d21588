#ifndef PGPIVOT_LISTENER_H
#define PGPIVOT_LISTENER_H

#include <stdbool.h>

#include "base/err.h"

/*
 * A listening TCP socket, non-blocking and close-on-exec, on HOST:PORT ([HOST]:PORT for IPv6; port
 * 0 picks one). only_loopback: other addresses are refused. -1 with err set.
 */
int listener_open(const char *address, bool only_loopback, struct err *err);
/* Where it listens, "127.0.0.1:5433". */
void listener_name(int fd, char name[128]);

#endif
