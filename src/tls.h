#ifndef PGPIVOT_TLS_H
#define PGPIVOT_TLS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "auth/access.h"
#include "base/err.h"

/*
 * TLS 1.2 and 1.3 on a non-blocking socket (OpenSSL), as PostgreSQL speaks it: after SSLRequest, or
 * at once ("direct", with ALPN "postgresql").
 */
struct tls_options {
    const char *cert_file;   /* PEM: the certificate and what leads to its authority */
    const char *key_file;    /* PEM; nobody but us may read it */
    const char *ca_file;     /* PEM: authorities of clients' certificates, or NULL */
    const char *min_version; /* "1.2" or "1.3" */
};

/* What connections share; threads may, too. Counted. */
struct tls_context;
struct tls_context *tls_context_new(const struct tls_options *options, struct err *err);
struct tls_context *tls_context_ref(struct tls_context *context);
void tls_context_unref(struct tls_context *context);

/* The server's side of one connection; the handshake happens in the first reads and writes. The
 * socket stays the caller's. direct: ALPN is demanded. */
struct tls;
struct tls *tls_new(struct tls_context *context, int fd, bool direct);
/* Says good-bye if it can do so at once. */
void tls_free(struct tls *tls);

/*
 * As recv and send: bytes, 0 at the end of the stream, -1 with errno EAGAIN or what went wrong.
 * After EAGAIN tls_wants_write tells what to wait for.
 */
ssize_t tls_read(struct tls *tls, void *bytes, size_t size);
ssize_t tls_write(struct tls *tls, const void *bytes, size_t size);
bool tls_wants_write(const struct tls *tls);
/* Bytes that were read from the socket and not yet given: no event of the socket will tell. */
bool tls_has_pending(const struct tls *tls);

/* Fills is_encrypted, the client's certificate and the channel's binding. */
void tls_describe(const struct tls *tls, struct access_peer *peer);

#endif
