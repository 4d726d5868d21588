/* One client: its socket on one side, its session on the other. Reads no message. */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server_internal.h"
#include "tcp_options.h"

#define READ_SIZE (64 * 1024)
#define TLS_HANDSHAKE 0x16 /* ContentType of a TLS record */

/* --- what the session asks for --- */

static struct backend_request *host_start(void *owner, const struct backend_query *query,
                                          const struct backend_events *events, void *events_owner)
{
    struct client *client = owner;
    struct backend_query sent = *query;
    if (!session_credentials(client->session, &sent.user, &sent.password))
        sent.user = NULL;
    return backend_start(client->worker->backend, &sent, events, events_owner);
}

static void host_pause(void *owner, struct backend_request *request)
{
    (void)owner;
    backend_pause(request);
}

static void host_resume(void *owner, struct backend_request *request)
{
    (void)owner;
    backend_resume(request);
}

static void host_cancel(void *owner, struct backend_request *request)
{
    (void)owner;
    backend_cancel(request);
}

static bool host_send(void *owner, struct backend_request *request, struct str bytes)
{
    (void)owner;
    return backend_send(request, bytes);
}

static void host_send_end(void *owner, struct backend_request *request)
{
    (void)owner;
    backend_send_end(request);
}

static struct session_catalog host_catalog(void *owner)
{
    struct client *client = owner;
    return server_catalog(client->worker->server);
}

static void host_catalog_release(void *owner, struct session_catalog catalog)
{
    (void)owner;
    server_catalog_release(catalog);
}

static bool host_catalog_reload(void *owner, enum session_reload reload)
{
    return worker_reload_catalog(owner, reload);
}

static struct access *host_access(void *owner)
{
    struct client *client = owner;
    return server_access(client->worker->server);
}

static void host_peer(void *owner, struct access_peer *peer)
{
    struct client *client = owner;
    socklen_t size = sizeof peer->address;
    *peer = (struct access_peer){0};
    getpeername(client->fd, (struct sockaddr *)&peer->address, &size);
    size = sizeof peer->local_address;
    getsockname(client->fd, (struct sockaddr *)&peer->local_address, &size);
    if (client->tls)
        tls_describe(client->tls, peer);
}

static bool host_start_tls(void *owner)
{
    struct client *client = owner;
    if (client->tls || client->next_tls)
        return false;
    client->next_tls = server_tls(client->worker->server);
    return client->next_tls != NULL;
}

static bool host_admit(void *owner, uint32_t *process_id, struct session_key *key, struct err *err)
{
    struct client *client = owner;
    if (!server_admit(client, key, err))
        return false;
    client_opened(client);
    worker_freshen_catalog(client->worker);
    *process_id = client->process_id;
    return true;
}

static void host_cancel_other(void *owner, uint32_t process_id, const struct session_key *key)
{
    struct client *client = owner;
    server_cancel(client->worker->server, process_id, key);
}

static void host_sessions(void *owner, struct session_list *list)
{
    struct client *client = owner;
    server_sessions(client->worker->server, list);
}

static enum session_signal_result host_signal(void *owner, uint32_t process_id, const char *user,
                                              bool terminates)
{
    struct client *client = owner;
    return server_signal(client->worker->server, process_id, user, terminates);
}

static void host_listen(void *owner, const char *const *channels, size_t n)
{
    server_listen(owner, channels, n);
}

static void host_notify(void *owner, const char *database, const char *channel, const char *payload)
{
    server_notify(owner, database, channel, payload);
}

static bool host_next_notification(void *owner, struct session_notification *notification)
{
    return server_next_notification(owner, notification);
}

static bool host_note_failure(void *owner, const struct session_failure *failure)
{
    struct client *client = owner;
    return unsupported_note(client->worker->server->unsupported, failure);
}

static struct session_failure *host_failures(void *owner, size_t *n)
{
    struct client *client = owner;
    return unsupported_copy(client->worker->server->unsupported, n);
}

static void host_note_shape(void *owner, const struct plan_shape *shape, uint64_t read_rows,
                            uint64_t groups)
{
    struct client *client = owner;
    shape_log_note(client->worker->server->shapes, shape, read_rows, groups);
}

static void host_shapes(void *owner, void (*visit)(void *visitor, const void *shape), void *visitor)
{
    struct client *client = owner;
    shape_log_walk(client->worker->server->shapes, visit, visitor);
}

static void host_note_rollups(void *owner, const struct plan_rollup *rollups, size_t n)
{
    struct client *client = owner;
    rollup_log_note(client->worker->server->rollups, rollups, n);
}

static void host_rollups(void *owner, void (*visit)(void *visitor, const void *counts),
                         void *visitor)
{
    struct client *client = owner;
    rollup_log_walk(client->worker->server->rollups, visit, visitor);
}

static void host_answers(void *owner, struct answer_stats *stats)
{
    struct client *client = owner;
    backend_answers_stats(client->worker->server->answers, stats);
}

static void host_explain_kept(void *owner, struct str sql, const struct cuboid_question *question,
                              struct buf *words)
{
    struct client *client = owner;
    backend_answers_explain(client->worker->server->answers, sql, question, words);
}

static struct plan_cache *host_plans(void *owner)
{
    struct client *client = owner;
    return client->worker->plans;
}

static int64_t host_now_ms(void *owner)
{
    (void)owner;
    return clock_ms();
}

static void host_set_deadline(void *owner, int64_t at_ms)
{
    struct client *client = owner;
    struct ev_loop *loop = client->worker->loop;
    ev_timer_stop(loop, &client->deadline);
    if (!at_ms)
        return;
    int64_t wait_ms = at_ms - clock_ms();
    ev_now_update(loop);
    ev_timer_set(&client->deadline, wait_ms > 0 ? (double)wait_ms / 1000 : 0, 0);
    ev_timer_start(loop, &client->deadline);
}

static void host_wake(void *owner)
{
    struct client *client = owner;
    ev_feed_event(client->worker->loop, &client->flush, EV_CUSTOM);
}

static const struct session_host host = {
    .start = host_start,
    .pause = host_pause,
    .resume = host_resume,
    .cancel = host_cancel,
    .send = host_send,
    .send_end = host_send_end,
    .catalog = host_catalog,
    .catalog_release = host_catalog_release,
    .catalog_reload = host_catalog_reload,
    .access = host_access,
    .peer = host_peer,
    .start_tls = host_start_tls,
    .admit = host_admit,
    .cancel_other = host_cancel_other,
    .sessions = host_sessions,
    .signal = host_signal,
    .listen = host_listen,
    .notify = host_notify,
    .next_notification = host_next_notification,
    .note_failure = host_note_failure,
    .failures = host_failures,
    .note_shape = host_note_shape,
    .shapes = host_shapes,
    .note_rollups = host_note_rollups,
    .rollups = host_rollups,
    .answers = host_answers,
    .explain_kept = host_explain_kept,
    .plans = host_plans,
    .now_ms = host_now_ms,
    .set_deadline = host_set_deadline,
    .wake = host_wake,
};

/* --- the socket --- */

static ssize_t receive(struct client *client, void *bytes, size_t size)
{
    return client->tls ? tls_read(client->tls, bytes, size) : recv(client->fd, bytes, size, 0);
}

static ssize_t transmit(struct client *client, const void *bytes, size_t size)
{
    return client->tls ? tls_write(client->tls, bytes, size)
                       : send(client->fd, bytes, size, MSG_NOSIGNAL);
}

/* From the next byte on. */
static void start_tls(struct client *client, struct tls_context *context, bool direct)
{
    client->tls = tls_new(context, client->fd, direct);
    tls_context_unref(context);
}

/* The first byte of a connection may begin a TLS handshake instead of a packet. */
static void look_for_direct_tls(struct client *client)
{
    unsigned char byte;
    if (client->looked || recv(client->fd, &byte, 1, MSG_PEEK) != 1)
        return;
    client->looked = true;
    struct tls_context *context = byte == TLS_HANDSHAKE ? server_tls(client->worker->server) : NULL;
    if (context)
        start_tls(client, context, true);
}

/* False when the client is gone. */
static bool write_output(struct client *client)
{
    struct buf *out = session_output(client->session);
    while (buf_size(out)) {
        ssize_t n = transmit(client, buf_data(out), buf_size(out));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno == EAGAIN;
        buf_consume(out, (size_t)n);
        session_output_taken(client->session);
    }
    return true;
}

static void watch(struct ev_loop *loop, ev_io *watcher, bool wanted)
{
    if (wanted && !ev_is_active(watcher))
        ev_io_start(loop, watcher);
    else if (!wanted && ev_is_active(watcher))
        ev_io_stop(loop, watcher);
}

/* What a session has SET of its own socket. */
static void follow_settings(struct client *client)
{
    const struct settings *settings = session_settings(client->session);
    if (client->settings_generation != settings_generation(settings))
        tcp_options_set(client->fd, settings, false);
    client->settings_generation = settings_generation(settings);
}

void client_update(struct client *client)
{
    struct ev_loop *loop = client->worker->loop;
    bool alive = write_output(client);
    bool waiting = buf_size(session_output(client->session)) > 0;
    if (!alive || (session_is_over(client->session) && !waiting)) {
        client_close(client);
        return;
    }
    if (client->next_tls && !waiting) {
        start_tls(client, client->next_tls, false);
        client->next_tls = NULL;
    }
    follow_settings(client);
    bool wants_input = session_input_room(client->session) > 0 && !client->next_tls;
    watch(loop, &client->writable, waiting || (client->tls && tls_wants_write(client->tls)));
    watch(loop, &client->readable, wants_input);
    if (wants_input && client->tls && tls_has_pending(client->tls))
        ev_feed_event(loop, &client->readable, EV_READ);
}

/* What has come goes to the session; false when nothing ever will. */
static bool read_input(struct client *client)
{
    char bytes[READ_SIZE];
    look_for_direct_tls(client);
    size_t room = session_input_room(client->session);
    if (room > 0) {
        ssize_t n = receive(client, bytes, room < sizeof bytes ? room : sizeof bytes);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            return true;
        if (n <= 0)
            return false;
        session_input(client->session, (struct str){bytes, (size_t)n});
    }
    return true;
}

static void on_readable(struct ev_loop *loop, ev_io *watcher, int events)
{
    (void)loop;
    (void)events;
    struct client *client = watcher->data;
    if (read_input(client))
        client_update(client);
    else
        client_close(client);
}

static void on_writable(struct ev_loop *loop, ev_io *watcher, int events)
{
    struct client *client = watcher->data;
    /* A handshake that could not be written goes on where it stopped: in a read. Output that could
     * not be written wants the same of the socket, but is written. */
    if (client->tls && tls_wants_write(client->tls) && !buf_size(session_output(client->session)))
        on_readable(loop, watcher, events);
    else
        client_update(client);
}

static void on_deadline(struct ev_loop *loop, ev_timer *watcher, int events)
{
    (void)loop;
    (void)events;
    struct client *client = watcher->data;
    session_deadline(client->session);
    client_update(client);
}

static void on_flush(struct ev_loop *loop, ev_prepare *watcher, int events)
{
    (void)loop;
    (void)events;
    client_update(watcher->data);
}

static void link_client(struct worker *worker, struct client *client)
{
    client->next = worker->clients;
    if (worker->clients)
        worker->clients->previous = client;
    worker->clients = client;
}

static void unlink_client(struct client *client)
{
    if (client->next)
        client->next->previous = client->previous;
    if (client->previous)
        client->previous->next = client->next;
    else
        client->worker->clients = client->next;
}

static struct session_options session_options_of(const struct config *config)
{
    return (struct session_options){
        .default_database = config->database,
        .max_query_memory = (size_t)config->max_query_memory,
        .max_message_size = (size_t)config->max_query_size,
        .max_output = (size_t)config->max_output_buffer,
        .max_spool = (size_t)config->max_cursor_spool,
        .spool_folder = config->cursor_spool_folder,
        .startup_timeout_ms = config->startup_timeout_ms,
    };
}

void client_opened(struct client *client)
{
    if (client->is_opening)
        atomic_fetch_sub(&client->worker->n_opening, 1);
    client->is_opening = false;
}

/* A client whose host vanished would hold its session for ever. */
static void keep_alive(int fd)
{
    int yes = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof yes);
}

void client_open(struct worker *worker, int fd)
{
    struct client *client = calloc(1, sizeof *client);
    if (!client)
        abort();
    client->worker = worker;
    client->fd = fd;
    keep_alive(fd);
    ev_io_init(&client->readable, on_readable, fd, EV_READ);
    ev_io_init(&client->writable, on_writable, fd, EV_WRITE);
    ev_timer_init(&client->deadline, on_deadline, 0, 0);
    ev_prepare_init(&client->flush, on_flush);
    client->readable.data = client->writable.data = client;
    client->deadline.data = client->flush.data = client;
    link_client(worker, client);
    client->is_opening = true;
    atomic_fetch_add(&worker->n_opening, 1);
    struct session_options options = session_options_of(worker->server->config);
    options.defaults = worker->server->defaults;
    client->session = session_new(&host, client, &options);
    client->settings_generation = settings_generation(session_settings(client->session));
    tcp_options_set(fd, session_settings(client->session), true);
    client_update(client);
}

/* What the client sent is read first, as far as it has come: with bytes left unread, the system
 * would reset the connection, and the client might lose the last message. */
static void close_socket(int fd)
{
    char unread[4096];
    for (int i = 0; i < 16; i++)
        if (recv(fd, unread, sizeof unread, MSG_DONTWAIT) <= 0)
            break;
    close(fd);
}

void client_close(struct client *client)
{
    struct worker *worker = client->worker;
    server_dismiss(client); /* before: others look at the session until then */
    session_free(client->session);
    client_opened(client);
    tls_free(client->tls);
    tls_context_unref(client->next_tls);
    ev_io_stop(worker->loop, &client->readable);
    ev_io_stop(worker->loop, &client->writable);
    ev_timer_stop(worker->loop, &client->deadline);
    ev_clear_pending(worker->loop, &client->flush);
    close_socket(client->fd);
    unlink_client(client);
    free(client);
    worker_client_gone(worker);
}
