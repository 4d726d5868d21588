#ifndef PGPIVOT_ENGINE_LISTEN_H
#define PGPIVOT_ENGINE_LISTEN_H

#include "base/err.h"

/* Listening sockets; -1 with err set. */

/* A Unix socket that only this user may connect to. A stale one at the path is replaced: the
 * caller must hold the data folder's lock. */
int listen_unix(const char *path, struct err *err);
/* 127.0.0.1; *port 0 picks one and is set to it. */
int listen_loopback(int *port, struct err *err);

#endif
