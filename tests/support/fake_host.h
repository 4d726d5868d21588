#ifndef PGPIVOT_TESTS_FAKE_HOST_H
#define PGPIVOT_TESTS_FAKE_HOST_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "session.h"

/* A host without sockets, clocks or servers: keeps what the session asks of it, and writes each
 * request as a line into `calls`. */
struct fake_host {
    struct arena *arena;
    struct buf calls;
    const struct catalog *catalog;
    bool has_catalog;  /* false: not loaded yet */
    bool catalog_old;  /* RELOAD_IF_OLD is granted */
    bool refuses_send; /* the backend has enough */
    int room;          /* admits so many sessions */
    long n_held;       /* catalogs given out and not given back */
    struct backend_request *request;
    int64_t now_ms, deadline_ms;
    const char *users, *rules; /* paths, or NULL: access_load */
    struct access_peer peer;   /* 127.0.0.1 */
    bool has_certificate;
    struct session_notification notifications[16];
    size_t n_notifications, n_taken;
};

extern const struct session_host fake_session_host;

/* catalog: text of catalog_file.h. */
void fake_host_init(struct fake_host *host, const char *catalog);
void fake_host_free(struct fake_host *host);
/* A catalog with a higher version. */
void fake_host_renew_catalog(struct fake_host *host);

/* What the backend does with the request under way; nothing if there is none.
 * block: "Int32:1,2 Nullable(String):x,\N"; "Int32:" has no rows. */
void fake_backend_block(struct fake_host *host, const char *block);
void fake_backend_writable(struct fake_host *host);
void fake_backend_done(struct fake_host *host, uint64_t written_rows, const struct err *err);

#endif
