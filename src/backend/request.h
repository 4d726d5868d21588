#ifndef PGPIVOT_BACKEND_REQUEST_H
#define PGPIVOT_BACKEND_REQUEST_H

#include <curl/curl.h>
#include <sys/queue.h>

#include "backend/backend.h"
#include "backend/response.h"

/*
 * One request of a backend, from its place in the queue to its `done`. curl's callbacks only move
 * bytes and mark the request ready; the owner's events are called later, by request_step, so that
 * they may call any function of backend.h.
 */
struct backend_request {
    TAILQ_ENTRY(backend_request) all, waiting, ready;
    struct backend *backend;
    struct backend_events events;
    void *owner;

    CURL *transfer;
    struct curl_slist *headers;
    char *query_id;
    char *user, *password; /* NULL: the backend's */
    char *url;
    char *sql; /* the body of a request without rows, else in its URL */
    size_t sql_size;
    bool reads_only, wants_summary, keeps_cheap;
    struct response response;
    char transport_error[CURL_ERROR_SIZE];
    CURLcode result;

    struct keep *keep;   /* what has to do with answers that are kept; NULL: nothing */
    struct parts *parts; /* queries whose answers go into the SQL; NULL: none */
    struct buf *raw;     /* gets the answer as it comes; NULL: nobody wants that */
    struct buf body;     /* what backend_send gave and curl has not taken */
    bool has_body, body_ended;
    bool wants_rows;   /* `writable` is due */
    bool rows_refused; /* and shall be once there is room */
    bool sends_paused; /* curl waits for rows */

    bool is_waiting, is_ready; /* in which lists it is */
    bool is_running;           /* curl has it */
    bool has_slot;             /* counts among max_connections */
    bool is_paused, reads_paused;
    bool is_finished; /* curl is done with it */
    bool in_event, is_cancelled;
};

TAILQ_HEAD(request_list, backend_request);

struct backend_request *request_new(struct backend *backend, const struct backend_query *query,
                                    const struct backend_events *events, void *owner);
void request_free(struct backend_request *request);
/* Makes its transfer; finishes it when that cannot be done. */
void request_prepare(struct backend_request *request);
/* As it was before that. */
void request_reset(struct backend_request *request);
/* As if the server had sent these blocks at once. */
void request_answer(struct backend_request *request, struct str blocks);

/* Tells the owner one thing that is due, if any, and marks the request ready again if there may be
 * more. May free it. */
void request_step(struct backend_request *request);

/* curl is done with it. */
void request_finish(struct backend_request *request, CURLcode result);

/* Whether it runs a query for which nobody but the server is waited for. */
bool request_is_busy(const struct backend_request *request);

#endif
