/* Runs requests: at most so many at once, the others wait first come, first served. What a request
 * says is not known here. */
#include "backend/pool.h"

#include <stdlib.h>
#include <sys/random.h>

#include "backend/freshness.h"
#include "backend/keep.h"
#include "backend/parts.h"

#define DEFAULT_SLOTS 8
#define DEFAULT_CONNECT_TIMEOUT_MS 10000

static void finished(CURL *transfer, CURLcode result)
{
    struct backend_request *request;
    curl_easy_getinfo(transfer, CURLINFO_PRIVATE, &request);
    if (result == CURLE_OK)
        request->backend->is_own_engine = request->response.is_own_engine;
    request_finish(request, result);
}

static void run(struct backend_request *request)
{
    request->is_running = true;
    if (!http_multi_add(request->backend->multi, request->transfer))
        request_finish(request, CURLE_OUT_OF_MEMORY);
}

static void start_waiting(struct backend *backend)
{
    while (!TAILQ_EMPTY(&backend->waiting) && backend->used_slots < backend->max_slots) {
        struct backend_request *request = TAILQ_FIRST(&backend->waiting);
        TAILQ_REMOVE(&backend->waiting, request, waiting);
        request->is_waiting = false;
        run(request);
        if (request->is_running) {
            request->has_slot = true;
            backend->used_slots++;
        }
    }
}

void pool_update_slot(struct backend_request *request)
{
    bool wants = request_is_busy(request);
    if (request->has_slot != wants)
        request->backend->used_slots += wants ? 1 : -1;
    request->has_slot = wants;
    start_waiting(request->backend);
}

void pool_mark_ready(struct backend_request *request)
{
    struct backend *backend = request->backend;
    if (request->is_ready)
        return;
    request->is_ready = true;
    TAILQ_INSERT_TAIL(&backend->ready, request, ready);
    ev_feed_event(backend->loop, &backend->ready_watcher, EV_CUSTOM);
}

static void step_ready(struct ev_loop *loop, struct ev_timer *watcher, int events)
{
    (void)loop;
    (void)events;
    struct backend *backend = watcher->data;
    struct backend_request *request;
    while ((request = TAILQ_FIRST(&backend->ready))) {
        TAILQ_REMOVE(&backend->ready, request, ready);
        request->is_ready = false;
        request_step(request);
    }
}

void pool_stop(struct backend_request *request)
{
    if (request->is_running)
        http_multi_remove(request->backend->multi, request->transfer);
    if (request->is_waiting)
        TAILQ_REMOVE(&request->backend->waiting, request, waiting);
    request->is_running = request->is_waiting = false;
    pool_update_slot(request);
}

void pool_remove(struct backend_request *request)
{
    if (request->is_ready)
        TAILQ_REMOVE(&request->backend->ready, request, ready);
    request->is_ready = false;
    TAILQ_REMOVE(&request->backend->all, request, all);
    pool_stop(request);
}

static char *copy(const char *text)
{
    char *made = text ? strdup(text) : NULL;
    if (text && !made)
        abort();
    return made;
}

static char *copy_url(const struct backend_options *options)
{
    char *url = copy(options->url && !options->unix_socket ? options->url : "http://localhost");
    for (size_t size = strlen(url); size > 0 && url[size - 1] == '/'; size--)
        url[size - 1] = '\0';
    return url;
}

static void set_options(struct backend *backend, const struct backend_options *options)
{
    backend->url = copy_url(options);
    backend->unix_socket = copy(options->unix_socket);
    backend->user = copy(options->user);
    backend->password = copy(options->password);
    backend->is_embedded = options->is_embedded;
    backend->answers = options->answers;
    if (options->answers)
        backend->freshness = freshness_new(backend, options->answers);
    backend->max_slots = options->max_connections > 0 ? options->max_connections : DEFAULT_SLOTS;
    backend->connect_timeout_ms =
        options->connect_timeout_ms > 0 ? options->connect_timeout_ms : DEFAULT_CONNECT_TIMEOUT_MS;
}

struct backend *backend_new(struct ev_loop *loop, const struct backend_options *options)
{
    struct backend *backend = calloc(1, sizeof *backend);
    if (!backend)
        abort();
    backend->loop = loop;
    set_options(backend, options);
    TAILQ_INIT(&backend->all);
    TAILQ_INIT(&backend->waiting);
    TAILQ_INIT(&backend->ready);
    TAILQ_INIT(&backend->loads);
    TAILQ_INIT(&backend->keeps);
    if (getrandom(&backend->instance, sizeof backend->instance, 0) < 0)
        abort();
    ev_init(&backend->ready_watcher, step_ready);
    backend->ready_watcher.data = backend;
    /* One more to keep than slots: KILL QUERY goes beside them. */
    backend->multi = http_multi_new(loop, backend->max_slots + 1L, finished);
    if (!backend->multi)
        abort();
    return backend;
}

void backend_free(struct backend *backend)
{
    if (!backend)
        return;
    backend->max_slots = 0; /* nothing starts any more */
    keeps_free(backend);
    struct backend_request *request;
    while ((request = TAILQ_FIRST(&backend->all)))
        request_free(request);
    schema_loads_free(backend);
    ev_clear_pending(backend->loop, &backend->ready_watcher);
    http_multi_free(backend->multi);
    freshness_free(backend->freshness);
    free(backend->url);
    free(backend->unix_socket);
    free(backend->user);
    free(backend->password);
    free(backend);
}

void pool_start(struct backend_request *request)
{
    struct backend *backend = request->backend;
    request_prepare(request);
    if (request->is_finished)
        return;
    request->is_waiting = true;
    TAILQ_INSERT_TAIL(&backend->waiting, request, waiting);
    start_waiting(backend);
}

struct backend_request *pool_ask(struct backend *backend, const struct backend_query *query,
                                 const struct backend_events *events, void *owner, struct buf *raw)
{
    struct backend_request *request = request_new(backend, query, events, owner);
    request->raw = raw;
    TAILQ_INSERT_TAIL(&backend->all, request, all);
    if (!keep_begin(request, query))
        parts_start(request);
    return request;
}

struct backend_request *backend_start(struct backend *backend, const struct backend_query *query,
                                      const struct backend_events *events, void *owner)
{
    return pool_ask(backend, query, events, owner, NULL);
}

static void ignore_done(void *owner, const struct backend_summary *summary, const struct err *err)
{
    (void)owner;
    (void)summary;
    (void)err;
}

static void ignore_block(void *owner, const struct block *block)
{
    (void)owner;
    (void)block;
}

const struct backend_events backend_unheard = {.block = ignore_block, .done = ignore_done};

/* KILL QUERY does not wait for a slot: what holds the slots may be what it ends. */
static void kill_query(const struct backend_request *killed)
{
    struct backend *backend = killed->backend;
    const char *query_id = killed->query_id;
    char sql[256], id[160];
    size_t n =
        strspn(query_id, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.");
    if (n != strlen(query_id) || n > 120)
        return;
    snprintf(sql, sizeof sql, "KILL QUERY WHERE query_id = '%s' ASYNC", query_id);
    snprintf(id, sizeof id, "kill-%s", query_id);
    struct backend_query query = {
        .sql = str_of(sql), .query_id = id, .user = killed->user, .password = killed->password};
    struct backend_request *request = request_new(backend, &query, &backend_unheard, NULL);
    TAILQ_INSERT_TAIL(&backend->all, request, all);
    request_prepare(request);
    if (!request->is_finished)
        run(request);
}

void backend_cancel(struct backend_request *request)
{
    if (request->in_event) {
        request->is_cancelled = true;
        return;
    }
    if (request->is_running)
        kill_query(request);
    parts_cancel(request);
    request_free(request);
}
