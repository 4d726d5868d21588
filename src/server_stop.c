/*
 * How the server stops: SIGTERM lets sessions end what they are in the middle of, SIGINT and a
 * second SIGTERM tell them that they end, SIGQUIT waits for nobody. Knows nothing of what sessions
 * do.
 */
#include <signal.h>

#include "base/log.h"
#include "server_internal.h"

/* How long clients may take to read that their session ends. */
#define GRACE_S 2.0

static void each_client(struct worker *worker, void (*tell)(struct session *session))
{
    for (struct client *client = worker->clients; client; client = client->next) {
        tell(client->session);
        ev_feed_event(worker->loop, &client->flush, EV_CUSTOM);
    }
}

static void set_grace(struct worker *worker, double seconds)
{
    ev_timer_stop(worker->loop, &worker->grace);
    ev_now_update(worker->loop);
    ev_timer_set(&worker->grace, seconds, 0);
    ev_timer_start(worker->loop, &worker->grace);
}

/* New connections are still taken: they are told, and requests to cancel come by them. */
static void drain(struct worker *worker)
{
    each_client(worker, session_drain);
    set_grace(worker, (double)worker->server->config->shutdown_timeout_ms / 1000);
}

static void end_fast(struct worker *worker)
{
    ev_io_stop(worker->loop, &worker->accept);
    ev_timer_stop(worker->loop, &worker->accept_again);
    each_client(worker, session_shut_down);
    set_grace(worker, GRACE_S);
}

static void end_now(struct worker *worker)
{
    for (struct client *client = worker->clients, *next; client; client = next) {
        next = client->next;
        session_abandon(client->session);
        client_update(client);
    }
    ev_break(worker->loop, EVBREAK_ALL);
}

static void go_on(struct worker *worker)
{
    static void (*const steps[])(struct worker * worker) = {
        [STOP_DRAIN] = drain, [STOP_FAST] = end_fast, [STOP_NOW] = end_now};
    enum stop stop = (enum stop)atomic_load(&worker->server->stop);
    if (stop <= worker->stop)
        return;
    worker->stop = stop;
    steps[stop](worker);
}

static bool has_sessions(struct server *server)
{
    pthread_mutex_lock(&server->mutex);
    bool has = server->n_admitted > 0;
    pthread_mutex_unlock(&server->mutex);
    return has;
}

/* Never back: what is asked for may have been passed. */
static void raise_stop(struct server *server, enum stop stop)
{
    int before = atomic_load(&server->stop);
    while (before < (int)stop && !atomic_compare_exchange_weak(&server->stop, &before, (int)stop))
        ;
    server_wake(server);
}

void worker_stop(struct worker *worker)
{
    go_on(worker);
    if (worker->stop == STOP_DRAIN && !has_sessions(worker->server))
        raise_stop(worker->server, STOP_FAST);
    worker_client_gone(worker);
}

void worker_client_gone(struct worker *worker)
{
    if (worker->stop == STOP_DRAIN)
        worker_wake(worker);
    else if (worker->stop > STOP_DRAIN && !worker->clients)
        ev_break(worker->loop, EVBREAK_ALL);
}

static void on_grace_over(struct ev_loop *loop, ev_timer *watcher, int events)
{
    (void)events;
    struct worker *worker = watcher->data;
    if (worker->stop == STOP_DRAIN)
        raise_stop(worker->server, STOP_FAST);
    else
        ev_break(loop, EVBREAK_ALL);
}

void worker_init_stop(struct worker *worker)
{
    ev_timer_init(&worker->grace, on_grace_over, GRACE_S, 0);
    worker->grace.data = worker;
}

void server_stop_engine(struct server *server)
{
    int process = embedded_pid(server->embedded);
    if (atomic_load(&server->stop) == STOP_NOW && process > 0)
        kill(process, SIGKILL);
    embedded_stop(server->embedded);
}

void server_on_stop_signal(struct ev_loop *loop, ev_signal *watcher, int events)
{
    static const struct {
        int number;
        enum stop stop, again;
        const char *told;
    } rows[] = {{SIGTERM, STOP_DRAIN, STOP_FAST, "sessions end what they are in the middle of"},
                {SIGINT, STOP_FAST, STOP_FAST, "sessions end"},
                {SIGQUIT, STOP_NOW, STOP_NOW, "at once"}};
    (void)loop;
    (void)events;
    struct server *server = watcher->data;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].number != watcher->signum)
            continue;
        bool is_again = atomic_load(&server->stop) >= (int)rows[i].stop;
        log_line(LOG_INFO, "the server stops: %s", is_again ? "sessions end" : rows[i].told);
        raise_stop(server, is_again ? rows[i].again : rows[i].stop);
    }
}
