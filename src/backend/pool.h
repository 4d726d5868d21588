#ifndef PGPIVOT_BACKEND_POOL_H
#define PGPIVOT_BACKEND_POOL_H

#include <ev.h>

#include "backend/http_multi.h"
#include "backend/request.h"

/* All requests of one backend: which run, which wait for a slot, which have something to tell. */
struct backend {
    struct ev_loop *loop;
    struct http_multi *multi;
    struct backend_answers *answers; /* NULL: none are kept */
    struct freshness *freshness;
    TAILQ_HEAD(, keep) keeps;
    unsigned n_futile; /* queries of tables that change all the time */
    char *url, *unix_socket, *user, *password;
    long connect_timeout_ms;
    int max_slots, used_slots;
    bool is_embedded, is_own_engine; /* started here; pgpivot-engine, says its last answer */
    bool server_stops_abandoned;     /* knows cancel_http_readonly_queries_on_client_close */
    bool takes_no_data;              /* the user may not read data in the text of a query */
    struct request_list all, waiting, ready;
    struct ev_timer ready_watcher; /* never started: fed when `ready` fills */
    /* Catalogs, see schema_load.c. */
    TAILQ_HEAD(, schema_load) loads;
    uint64_t instance; /* random: makes query ids unique among proxies */
    uint64_t n_loads;
};

/* The request has something to tell, or to take up again. */
void pool_mark_ready(struct backend_request *request);
/* backend_start; what comes goes into raw too, unless that is NULL. */
struct backend_request *pool_ask(struct backend *backend, const struct backend_query *query,
                                 const struct backend_events *events, void *owner, struct buf *raw);
/* It takes its turn. */
void pool_start(struct backend_request *request);
/* After anything that may change request_is_busy. Starts those who wait. */
void pool_update_slot(struct backend_request *request);
/* Ends the transfer, or the waiting for one. */
void pool_stop(struct backend_request *request);
/* The same, and out of every list. */
void pool_remove(struct backend_request *request);

/* Ends the loading of catalogs, without telling; their requests must have been freed. */
void schema_loads_free(struct backend *backend);

#endif
