#ifndef PGPIVOT_SERVER_INTERNAL_H
#define PGPIVOT_SERVER_INTERNAL_H

#include <ev.h>
#include <pthread.h>
#include <stdatomic.h>

#include "backend/backend.h"
#include "backend/embedded.h"
#include "config.h"
#include "rollup_log.h"
#include "session.h"
#include "shape_log.h"
#include "tls.h"
#include "unsupported.h"

/*
 * The server: worker threads with an event loop each. A client belongs to one worker; what workers
 * share is in struct server, behind its mutex.
 */
/* Each of these follows the ones before it only. */
enum stop {
    STOP_NONE,
    STOP_DRAIN, /* sessions end with what they are in the middle of */
    STOP_FAST,  /* they are told, and end */
    STOP_NOW    /* nobody is waited for */
};

enum engine_state { ENGINE_STARTING, ENGINE_UP, ENGINE_DOWN };

struct client;
struct worker;
struct notification;

#define N_PROCESS_BUCKETS 4096

#define N_SERVER_SETTINGS 12

struct server {
    const struct config *config;
    /* What the configuration says of parameters; the last has no name. */
    struct setting_default defaults[N_SERVER_SETTINGS + 1];
    struct arena *texts;
    int listen_fd;
    struct unsupported *unsupported; /* questions of the catalog */
    struct shape_log *shapes;        /* of queries */
    struct rollup_log *rollups;      /* what became of them */
    struct backend_answers *answers;
    struct embedded *embedded; /* NULL: a server elsewhere. Touched by worker 0 only */
    struct worker *workers;
    long n_workers;
    atomic_int stop; /* enum stop */

    pthread_mutex_t mutex;   /* for all below */
    struct access *access;   /* users and rules */
    struct tls_context *tls; /* NULL: no certificate */
    struct client *admitted;
    struct client *by_process_id[N_PROCESS_BUCKETS]; /* the cancel table */
    long n_admitted;
    uint32_t last_process_id;
    enum engine_state engine;
    struct err engine_error;
    struct catalog_snapshot *snapshot;
    int64_t snapshot_ms; /* when its load began */
};

struct worker {
    struct server *server;
    pthread_t thread;
    struct ev_loop *loop;
    struct backend *backend;
    struct plan_cache *plans;
    ev_io accept;
    ev_timer accept_again; /* after running out of file descriptors */
    ev_timer grace; /* how long sessions may go on, and then clients take to read that they end */
    ev_async wake;
    struct client *clients;
    atomic_long n_opening;     /* of them: have not said yet who they are */
    atomic_long n_to_show_out; /* of those, the oldest first */
    enum stop stop;            /* how far it has come with that */

    bool loading; /* the catalog */
    int64_t loading_ms;
};

struct client {
    struct worker *worker;
    struct session *session;
    int fd;
    bool looked;                  /* at the first byte */
    bool is_opening;              /* counted in the worker's n_opening */
    uint64_t settings_generation; /* that the socket's options follow */
    struct tls *tls;              /* NULL: not encrypted */
    struct tls_context *next_tls; /* encrypts when the output is taken */
    ev_io readable, writable;
    ev_timer deadline;
    ev_prepare flush;               /* never started: fed when there is something to look at */
    struct client *next, *previous; /* of the worker's */

    int64_t wants_catalog_ms; /* of a load that began no earlier; 0: wants none */

    /* Under the server's mutex. */
    bool admitted;
    uint32_t process_id;
    struct session_key key;
    struct client *next_admitted, *previous_admitted, *next_in_bucket;
    char **channels; /* that it listens to */
    size_t n_channels;
    struct notification *inbox, *inbox_last;
    size_t inbox_size;
    bool inbox_is_full;
    atomic_bool cancel_requested, end_requested, notified;
};

int64_t clock_ms(void);
/* From any thread: the worker looks at what its clients are to do. */
void worker_wake(struct worker *worker);
void server_wake(struct server *server);

/* --- server_settings.c --- */
/* After the listener is open. */
void server_init_settings(struct server *server);

/* --- server_stop.c --- */
void worker_init_stop(struct worker *worker);
/* Goes as far as the server is to stop. */
void worker_stop(struct worker *worker);
/* A client has gone: it may have been the last. */
void worker_client_gone(struct worker *worker);
void server_stop_engine(struct server *server);
void server_on_stop_signal(struct ev_loop *loop, ev_signal *watcher, int events);

/* --- client.c --- */
void client_open(struct worker *worker, int fd);
/* The client has said who it is. */
void client_opened(struct client *client);
/* Cancels what runs and forgets the client. */
void client_close(struct client *client);
/* Looks at what the session has to say: writes, watches, closes. The client may be gone after. */
void client_update(struct client *client);

/* --- server_catalog.c --- */
struct session_catalog server_catalog(struct server *server);
void server_catalog_release(struct session_catalog catalog);
bool worker_reload_catalog(struct client *client, enum session_reload reload);
/* Starts the load that clients wait for, once the engine is up. */
void worker_load_catalog(struct worker *worker);
/* The engine is down: tells who waits. */
void worker_fail_catalog(struct worker *worker, const struct err *err);
/* Refreshes an old snapshot in the background. */
void worker_freshen_catalog(struct worker *worker);

/* --- server_access.c --- */
/* Loads users, rules and certificate as the configuration names them; false leaves what was. */
bool server_load_access(struct server *server, struct err *err);
void server_free_access(struct server *server);
/* Whether an address beyond loopback may be listened on. */
bool server_is_guarded(const struct server *server);
/* Each gives a reference; the second is NULL without a certificate. */
struct access *server_access(struct server *server);
struct tls_context *server_tls(struct server *server);

/* --- server_admit.c --- */
/* key->size says how long a key is wanted. */
bool server_admit(struct client *client, struct session_key *key, struct err *err);
/* Before its session is freed. */
void server_dismiss(struct client *client);
void server_cancel(struct server *server, uint32_t process_id, const struct session_key *key);
/* As session_host. */
enum session_signal_result server_signal(struct server *server, uint32_t process_id,
                                         const char *user, bool terminates);
void server_sessions(struct server *server, struct session_list *list);

/* --- server_notify.c: as session_host --- */
void server_listen(struct client *client, const char *const *channels, size_t n);
void server_notify(struct client *from, const char *database, const char *channel,
                   const char *payload);
bool server_next_notification(struct client *client, struct session_notification *notification);
void server_forget_notifications(struct client *client);

#endif
