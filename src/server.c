/*
 * pgpivot serve: worker threads that share a listening socket, the engine that they share, signals.
 * Knows nothing of what clients say.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "command.h"
#include "connection.h"
#include "listener.h"
#include "server_internal.h"

#define ACCEPT_AT_ONCE 16
#define ACCEPT_AGAIN_S 0.2

int64_t clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- accept --- */

/* Without file descriptors accept would fail again at once, and again: wait a little. */
static void pause_accept(struct worker *worker)
{
    log_line(LOG_WARNING, "cannot accept a connection: %s", strerror(errno));
    ev_io_stop(worker->loop, &worker->accept);
    ev_timer_set(&worker->accept_again, ACCEPT_AGAIN_S, 0);
    ev_timer_start(worker->loop, &worker->accept_again);
}

static bool is_transient(int error)
{
    return error == EAGAIN || error == EINTR || error == ECONNABORTED || error == EPROTO;
}

/* Those are linked with the newest first. */
static void show_out_oldest_opening(struct worker *worker)
{
    struct client *oldest = NULL;
    for (struct client *client = worker->clients; client; client = client->next) {
        if (client->is_opening)
            oldest = client;
    }
    if (!oldest)
        return;
    log_line(LOG_DEBUG, "closed a connection: too many others have not said who they are");
    client_close(oldest);
}

static long count_opening(const struct server *server)
{
    long n = 0;
    for (long i = 0; i < server->n_workers; i++)
        n += atomic_load(&server->workers[i].n_opening);
    return n;
}

static struct worker *most_opening(const struct server *server)
{
    struct worker *most = server->workers;
    for (long i = 1; i < server->n_workers; i++) {
        if (atomic_load(&server->workers[i].n_opening) > atomic_load(&most->n_opening))
            most = &server->workers[i];
    }
    return most;
}

/* Silent connections must not keep others out: one of the worker that has most of them goes, the
 * one that was silent longest. Another worker shows it out as soon as it looks. */
static void make_room(struct worker *worker)
{
    struct server *server = worker->server;
    if (count_opening(server) < server->config->max_startups)
        return;
    struct worker *most = most_opening(server);
    if (most == worker) {
        show_out_oldest_opening(worker);
    } else {
        atomic_fetch_add(&most->n_to_show_out, 1);
        worker_wake(most);
    }
}

static void on_accept(struct ev_loop *loop, ev_io *watcher, int events)
{
    (void)loop;
    (void)events;
    struct worker *worker = watcher->data;
    for (int i = 0; i < ACCEPT_AT_ONCE; i++) {
        int fd = accept4(watcher->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) {
            if (!is_transient(errno))
                pause_accept(worker);
            return;
        }
        make_room(worker);
        client_open(worker, fd);
    }
}

static void on_accept_again(struct ev_loop *loop, ev_timer *watcher, int events)
{
    (void)events;
    struct worker *worker = watcher->data;
    if (worker->stop < STOP_FAST)
        ev_io_start(loop, &worker->accept);
}

/* --- what other threads want of a worker --- */

static void look_at_client(struct client *client)
{
    if (atomic_exchange(&client->cancel_requested, false))
        session_cancel(client->session);
    if (atomic_exchange(&client->end_requested, false)) {
        session_shut_down(client->session);
        ev_feed_event(client->worker->loop, &client->flush, EV_CUSTOM);
    }
    if (atomic_exchange(&client->notified, false))
        session_notified(client->session);
}

static void look_at_clients(struct worker *worker)
{
    for (struct client *client = worker->clients; client; client = client->next)
        look_at_client(client);
}

static void look_at_engine(struct worker *worker)
{
    struct server *server = worker->server;
    pthread_mutex_lock(&server->mutex);
    enum engine_state engine = server->engine;
    struct err err = server->engine_error;
    pthread_mutex_unlock(&server->mutex);
    if (engine == ENGINE_UP)
        worker_load_catalog(worker);
    else if (engine == ENGINE_DOWN)
        worker_fail_catalog(worker, &err);
}

static void on_wake(struct ev_loop *loop, ev_async *watcher, int events)
{
    (void)loop;
    (void)events;
    struct worker *worker = watcher->data;
    for (long n = atomic_exchange(&worker->n_to_show_out, 0); n > 0; n--)
        show_out_oldest_opening(worker);
    look_at_clients(worker);
    look_at_engine(worker);
    worker_stop(worker);
}

void worker_wake(struct worker *worker)
{
    ev_async_send(worker->loop, &worker->wake);
}

void server_wake(struct server *server)
{
    for (long i = 0; i < server->n_workers; i++)
        worker_wake(&server->workers[i]);
}

/* --- the engine --- */

static void set_engine(struct server *server, enum engine_state state, const struct err *err)
{
    pthread_mutex_lock(&server->mutex);
    server->engine = state;
    if (err)
        server->engine_error = *err;
    pthread_mutex_unlock(&server->mutex);
    server_wake(server);
}

static void engine_ready(void *owner)
{
    set_engine(owner, ENGINE_UP, NULL);
}

static void engine_down(void *owner, const struct err *err)
{
    struct err told;
    err_set(&told, SQLSTATE_CANNOT_CONNECT_NOW, 0, "the database engine is not available");
    err_detail(&told, "%s", err->message);
    set_engine(owner, ENGINE_DOWN, &told);
}

static bool start_engine(struct server *server, struct err *err)
{
    static const struct embedded_events events = {engine_ready, engine_down};
    if (strcmp(server->config->backend, "embedded") != 0) {
        server->engine = ENGINE_UP;
        return true;
    }
    struct embedded_options options = {server->config->engine, server->config->data};
    server->embedded = embedded_start(server->workers[0].loop, &options, &events, server, err);
    return server->embedded != NULL;
}

/* --- workers --- */

static void worker_init(struct worker *worker, struct server *server, struct ev_loop *loop)
{
    worker->server = server;
    worker->loop = loop;
    ev_io_init(&worker->accept, on_accept, server->listen_fd, EV_READ);
    ev_timer_init(&worker->accept_again, on_accept_again, ACCEPT_AGAIN_S, 0);
    worker_init_stop(worker);
    ev_async_init(&worker->wake, on_wake);
    worker->accept.data = worker->accept_again.data = worker->wake.data = worker;
    ev_async_start(loop, &worker->wake);
    ev_io_start(loop, &worker->accept);
}

static void worker_connect(struct worker *worker)
{
    struct server *server = worker->server;
    const char *socket = server->embedded ? embedded_socket(server->embedded) : NULL;
    struct backend_options options = backend_options_of(server->config, socket);
    options.answers = server->answers;
    worker->backend = backend_new(worker->loop, &options);
    worker->plans = plan_cache_new();
}

static void worker_free(struct worker *worker)
{
    while (worker->clients)
        client_close(worker->clients);
    if (worker->backend)
        backend_free(worker->backend);
    plan_cache_free(worker->plans);
    ev_async_stop(worker->loop, &worker->wake);
    ev_io_stop(worker->loop, &worker->accept);
}

static void *worker_run(void *argument)
{
    struct worker *worker = argument;
    ev_run(worker->loop, 0);
    return NULL;
}

/* Signals are for the first thread. */
static void start_threads(struct server *server)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    for (long i = 1; i < server->n_workers; i++) {
        if (pthread_create(&server->workers[i].thread, NULL, worker_run, &server->workers[i]) != 0)
            abort();
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* --- the server --- */

/* Sessions keep what let them in. A file that cannot be used changes nothing, but for a lock that
 * somebody thought to have turned: listening addresses were judged by the old rules. */
static void on_reload(struct ev_loop *loop, ev_signal *watcher, int events)
{
    (void)loop;
    (void)events;
    struct err err = {0};
    if (server_load_access(watcher->data, &err))
        log_line(LOG_INFO, "users, rules and certificate were loaded again");
    else
        log_line(LOG_ERROR, "what was in force stays: %s", err.message);
}

static const struct {
    int number;
    void (*handle)(struct ev_loop *loop, ev_signal *watcher, int events);
} signals[] = {{SIGTERM, server_on_stop_signal},
               {SIGINT, server_on_stop_signal},
               {SIGQUIT, server_on_stop_signal},
               {SIGHUP, on_reload}};
#define N_SIGNALS (sizeof signals / sizeof *signals)

static void run(struct server *server)
{
    ev_signal watchers[N_SIGNALS];
    struct ev_loop *loop = server->workers[0].loop;
    for (size_t i = 0; i < N_SIGNALS; i++) {
        ev_signal_init(&watchers[i], signals[i].handle, signals[i].number);
        watchers[i].data = server;
        ev_signal_start(loop, &watchers[i]);
    }
    start_threads(server);
    char name[128];
    listener_name(server->listen_fd, name);
    printf("listening on %s\n", name);
    fflush(stdout);
    ev_run(loop, 0);
    for (long i = 1; i < server->n_workers; i++)
        pthread_join(server->workers[i].thread, NULL);
    for (size_t i = 0; i < N_SIGNALS; i++)
        ev_signal_stop(loop, &watchers[i]);
}

#define MAX_WORKERS 256

static long choose_n_workers(const struct config *config)
{
    long n = config->workers ? config->workers : sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > MAX_WORKERS ? MAX_WORKERS : n;
}

static void init_workers(struct server *server)
{
    server->n_workers = choose_n_workers(server->config);
    server->workers = calloc((size_t)server->n_workers, sizeof *server->workers);
    if (!server->workers)
        abort();
    for (long i = 0; i < server->n_workers; i++)
        worker_init(&server->workers[i], server,
                    i ? ev_loop_new(EVFLAG_AUTO) : ev_default_loop(EVFLAG_AUTO));
}

static void free_server(struct server *server)
{
    for (long i = 0; i < server->n_workers; i++)
        worker_free(&server->workers[i]);
    backend_answers_free(server->answers);
    if (server->embedded)
        server_stop_engine(server);
    for (long i = 1; i < server->n_workers; i++)
        ev_loop_destroy(server->workers[i].loop);
    if (server->snapshot)
        catalog_snapshot_unref(server->snapshot);
    free(server->workers);
    arena_free(server->texts);
    server_free_access(server);
    unsupported_free(server->unsupported);
    shape_log_free(server->shapes);
    rollup_log_free(server->rollups);
    close(server->listen_fd);
    pthread_mutex_destroy(&server->mutex);
}

/* Every session needs a descriptor, and its query another. */
static void raise_descriptor_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

int command_serve(const struct config *config)
{
    struct err err = {0};
    struct server server = {.config = config};
    pthread_mutex_init(&server.mutex, NULL);
    if (!server_load_access(&server, &err))
        return command_fail(EXIT_USAGE, &err);
    server.listen_fd = listener_open(config->listen, !server_is_guarded(&server), &err);
    if (server.listen_fd < 0) {
        server_free_access(&server);
        return command_fail(EXIT_USAGE, &err);
    }
    server.unsupported = unsupported_new();
    server.shapes = shape_log_new();
    server.rollups = rollup_log_new();
    raise_descriptor_limit();
    /* OpenSSL writes without MSG_NOSIGNAL. */
    signal(SIGPIPE, SIG_IGN);
    init_workers(&server);
    server_init_settings(&server);
    int code = EXIT_OK;
    if (start_engine(&server, &err)) {
        server.answers =
            backend_answers_new((size_t)config->result_cache_size,
                                server.embedded ? embedded_clock(server.embedded) : NULL);
        for (long i = 0; i < server.n_workers; i++)
            worker_connect(&server.workers[i]);
        run(&server);
    } else {
        code = command_fail(EXIT_FAILED, &err);
    }
    free_server(&server);
    return code;
}
