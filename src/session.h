#ifndef PGPIVOT_SESSION_H
#define PGPIVOT_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "auth/access.h"
#include "backend/backend.h"
#include "base/buf.h"
#include "base/catalog.h"
#include "base/settings.h"
#include "base/str.h"

/*
 * One client's session, without I/O: bytes of the client in, bytes for the client out, and
 * requests to its host, which the server, the tests and the fuzzer each are in their own way.
 * Never called from two threads.
 */
struct session;

/* A catalog and what keeps it alive. */
struct session_catalog {
    const struct catalog *catalog; /* NULL: none was ever loaded */
    void *reference;
};

/* What a session is cancelled by. */
#define SESSION_KEY_MAX 32
struct session_key {
    size_t size; /* 4, or SESSION_KEY_MAX from protocol 3.2 on */
    uint8_t bytes[SESSION_KEY_MAX];
};

/* A NOTIFY on its way; memory is to be freed. */
struct session_notification {
    uint32_t process_id;
    const char *channel, *payload;
    void *memory;
};

/* Copies of what sessions are doing, each to be freed, and the array too. */
struct session_info;
struct session_failure;
struct plan_shape;
struct plan_rollup;
struct session_list {
    struct session_info **infos;
    size_t n;
};

enum session_signal_result { SIGNAL_SENT, SIGNAL_NO_PROCESS, SIGNAL_DENIED };

enum session_reload {
    RELOAD_IF_OLD, /* false when the snapshot at hand is young enough */
    RELOAD_NOW     /* after a change: only a load that starts from now on will do */
};

/*
 * What a session asks of its host; `owner` is the one given to session_new. None of these calls
 * back into the session.
 */
struct session_host {
    /* As in backend.h. */
    struct backend_request *(*start)(void *owner, const struct backend_query *query,
                                     const struct backend_events *events, void *events_owner);
    void (*pause)(void *owner, struct backend_request *request);
    void (*resume)(void *owner, struct backend_request *request);
    void (*cancel)(void *owner, struct backend_request *request);
    bool (*send)(void *owner, struct backend_request *request, struct str bytes);
    void (*send_end)(void *owner, struct backend_request *request);

    /* The newest snapshot; to be given back with catalog_release. */
    struct session_catalog (*catalog)(void *owner);
    void (*catalog_release)(void *owner, struct session_catalog catalog);
    /* True: session_catalog_ready comes later, once. */
    bool (*catalog_reload)(void *owner, enum session_reload reload);

    /* Users and rules in force; to be given back with access_unref. */
    struct access *(*access)(void *owner);
    /* How the client reached us. */
    void (*peer)(void *owner, struct access_peer *peer);
    /* Encrypts once the output is taken; false when there is no certificate to do it with. */
    bool (*start_tls)(void *owner);

    /* Admits the session and makes the key that it is cancelled by; false with err set when there
     * are too many. */
    bool (*admit)(void *owner, uint32_t *process_id, struct session_key *key, struct err *err);
    /* Cancels what the session with this key runs, if there is one. */
    void (*cancel_other)(void *owner, uint32_t process_id, const struct session_key *key);

    /* All sessions that there are. */
    void (*sessions)(void *owner, struct session_list *list);
    /* Cancels what another session runs, or ends it, if it is the user's. */
    enum session_signal_result (*signal)(void *owner, uint32_t process_id, const char *user,
                                         bool terminates);
    /* The channels that the session listens to from now on. */
    void (*listen)(void *owner, const char *const *channels, size_t n);
    /* To all sessions of the database that listen, this one too. */
    void (*notify)(void *owner, const char *database, const char *channel, const char *payload);
    /* What waits for this session; false: nothing. */
    bool (*next_notification)(void *owner, struct session_notification *notification);

    /* A question of the catalog failed: counts it, true if it is the first of its fingerprint;
     * NULL: nobody wants to know. All that did, to be freed. */
    bool (*note_failure)(void *owner, const struct session_failure *failure);
    struct session_failure *(*failures)(void *owner, size_t *n);

    /* A query of that shape has run (rewrite.h); NULL: nobody wants to know. All that did. */
    void (*note_shape)(void *owner, const struct plan_shape *shape, uint64_t read_rows,
                       uint64_t groups);
    void (*shapes)(void *owner, void (*visit)(void *visitor, const void *shape), void *visitor);
    /* What became of the rollups of a query that runs (rewrite.h); NULL: nobody wants to know. The
     * counts. */
    void (*note_rollups)(void *owner, const struct plan_rollup *rollups, size_t n);
    void (*rollups)(void *owner, void (*visit)(void *visitor, const void *counts), void *visitor);
    /* What became of answers that are kept; NULL: none are. */
    void (*answers)(void *owner, struct answer_stats *stats);
    void (*explain_kept)(void *owner, struct str sql, const struct cuboid_question *question,
                         struct buf *words);
    /* Plans that sessions of this thread have made; NULL: none are kept. */
    struct plan_cache *(*plans)(void *owner);

    int64_t (*now_ms)(void *owner); /* any clock that never goes back */
    /* Calls session_deadline at that time; 0: never. One at a time. */
    void (*set_deadline)(void *owner, int64_t at_ms);
    /* There is output, or room for input, that came up outside of session_input. */
    void (*wake)(void *owner);
};

/* What sessions of one thread share (session_plans.c). */
struct plan_cache;
struct plan_cache *plan_cache_new(void);
void plan_cache_free(struct plan_cache *cache);

struct session_options {
    const char *default_database; /* of clients that name none */
    size_t max_query_memory;
    size_t max_message_size;
    size_t max_output;
    size_t max_spool; /* bytes of rows that cursors keep, in files of this folder */
    const char *spool_folder;
    int64_t startup_timeout_ms;
    const struct setting_default *defaults; /* parameters of the server; ends with a NULL name */
};

/* host and the texts of options must outlive the session. */
struct session *session_new(const struct session_host *host, void *owner,
                            const struct session_options *options);
/* The parameters in force. */
const struct settings *session_settings(const struct session *session);
/* Cancels what is running. */
void session_free(struct session *session);

/* False if the session's queries run as the backend's own user, else as this one of ClickHouse. */
bool session_credentials(const struct session *session, const char **user, const char **password);

/* How many bytes the session takes now; 0 while it waits for the backend or for the client to read.
 */
size_t session_input_room(const struct session *session);
/* No more than session_input_room. */
void session_input(struct session *session, struct str bytes);

/* What waits for the client: the host consumes it from the front, then says so. */
struct buf *session_output(struct session *session);
void session_output_taken(struct session *session);
/* The conversation is over: close when the output is taken. */
bool session_is_over(const struct session *session);

/* What it is doing, for others to see: may be asked for by any thread while the session lives. */
struct activity;
struct activity *session_activity(struct session *session);

/* Told by the host. */
/* next_notification has something. */
void session_notified(struct session *session);
void session_catalog_ready(struct session *session, const struct err *err);
void session_deadline(struct session *session);
void session_cancel(struct session *session);
/* The server stops, or pg_terminate_backend: 57P01. */
void session_shut_down(struct session *session);
/* The same, but not in the middle of a transaction or a message. */
void session_drain(struct session *session);
/* The same, at once: a warning is all that the client is told. */
void session_abandon(struct session *session);

#endif
