/* One blocking conversation with a backend, for init, load and rewrite. Serves no sessions. */
#include "connection.h"

#include <ev.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backend/data_folder.h"
#include "backend/embedded.h"
#include "base/buf.h"

struct connection {
    struct ev_loop *loop;
    struct embedded *embedded; /* NULL: a server elsewhere */
    struct backend *backend;
    struct catalog_snapshot *snapshot;
    unsigned n_queries;

    /* What the loop runs for. */
    bool done;
    struct err err;
    struct backend_request *request;
    connection_block *block;
    connection_body *next;
    void *owner;      /* of the two */
    struct str piece; /* that the request has not taken */
};

static void finish(struct connection *connection, const struct err *err)
{
    if (err)
        connection->err = *err;
    else
        err_clear(&connection->err);
    connection->done = true;
    ev_break(connection->loop, EVBREAK_ALL);
}

static bool wait_done(struct connection *connection, struct err *err)
{
    while (!connection->done)
        ev_run(connection->loop, 0);
    connection->done = false;
    if (!err_is_set(&connection->err))
        return true;
    *err = connection->err;
    return false;
}

static void engine_ready(void *owner)
{
    finish(owner, NULL);
}

static void engine_down(void *owner, const struct err *err)
{
    finish(owner, err);
}

static bool start_engine(struct connection *connection, const struct config *config,
                         struct err *err)
{
    static const struct embedded_events events = {engine_ready, engine_down};
    struct embedded_options options = {config->engine, config->data};
    connection->embedded = embedded_start(connection->loop, &options, &events, connection, err);
    return connection->embedded && wait_done(connection, err);
}

struct backend_options backend_options_of(const struct config *config, const char *unix_socket)
{
    return (struct backend_options){
        .url = unix_socket ? "http://localhost" : config->backend,
        .unix_socket = unix_socket,
        .is_embedded = unix_socket != NULL,
        .user = config->backend_user,
        .password = config->backend_password,
        .connect_timeout_ms = (int)config->backend_connect_timeout_ms,
        .max_connections = (int)config->backend_connections,
    };
}

static struct connection *connection_new(void)
{
    struct connection *connection = calloc(1, sizeof *connection);
    if (!connection)
        abort();
    connection->loop = ev_default_loop(EVFLAG_AUTO);
    return connection;
}

static void reach_backend(struct connection *connection, const struct config *config,
                          const char *socket)
{
    struct backend_options options = backend_options_of(config, socket);
    connection->backend = backend_new(connection->loop, &options);
}

struct connection *connection_open(const struct config *config, struct err *err)
{
    struct connection *connection = connection_new();
    if (strcmp(config->backend, "embedded") == 0 && !start_engine(connection, config, err)) {
        connection_close(connection);
        return NULL;
    }
    reach_backend(connection, config,
                  connection->embedded ? embedded_socket(connection->embedded) : NULL);
    return connection;
}

struct connection *connection_open_shared(const struct config *config, struct err *err)
{
    struct connection *connection = connection_open(config, err);
    if (connection || strcmp(err->sqlstate, SQLSTATE_OBJECT_IN_USE) != 0)
        return connection;
    struct buf socket;
    buf_init(&socket, PATH_MAX);
    buf_printf(&socket, "%s/%s", config->data, DATA_FOLDER_SOCKET);
    buf_putc(&socket, '\0');
    if (!socket.failed && access(buf_data(&socket), W_OK) == 0) {
        err_clear(err);
        connection = connection_new();
        reach_backend(connection, config, buf_data(&socket));
    }
    buf_free(&socket);
    return connection;
}

void connection_close(struct connection *connection)
{
    if (connection->snapshot)
        catalog_snapshot_unref(connection->snapshot);
    if (connection->backend)
        backend_free(connection->backend);
    if (connection->embedded)
        embedded_stop(connection->embedded);
    free(connection);
}

static void give_block(void *owner, const struct block *block)
{
    struct connection *connection = owner;
    if (connection->block)
        connection->block(connection->owner, block);
}

/* As much of the body as the request takes. */
static void send_body(void *owner)
{
    struct connection *connection = owner;
    struct err err = {0};
    do {
        if (connection->piece.size == 0 &&
            !connection->next(connection->owner, &connection->piece, &err)) {
            backend_cancel(connection->request);
            finish(connection, &err);
            return;
        }
        if (connection->piece.size == 0) {
            backend_send_end(connection->request);
            return;
        }
        if (!backend_send(connection->request, connection->piece))
            return;
        connection->piece.size = 0;
    } while (true);
}

static void query_done(void *owner, const struct backend_summary *summary, const struct err *err)
{
    (void)summary;
    finish(owner, err);
}

static bool run(struct connection *connection, struct str sql, struct err *err)
{
    static const struct backend_events events = {
        .block = give_block, .writable = send_body, .done = query_done};
    char id[64];
    snprintf(id, sizeof id, "pgpivot-command-%ld-%u", (long)getpid(), ++connection->n_queries);
    struct backend_query query = {.sql = sql, .query_id = id, .has_body = connection->next != NULL};
    connection->piece = (struct str){0};
    connection->request = backend_start(connection->backend, &query, &events, connection);
    return wait_done(connection, err);
}

bool connection_run(struct connection *connection, struct str sql, struct err *err)
{
    return connection_ask(connection, sql, NULL, NULL, err);
}

bool connection_ask(struct connection *connection, struct str sql, connection_block *block,
                    void *owner, struct err *err)
{
    connection->block = block;
    connection->next = NULL;
    connection->owner = owner;
    return run(connection, sql, err);
}

bool connection_insert(struct connection *connection, struct str sql, connection_body *next,
                       void *owner, struct err *err)
{
    connection->block = NULL;
    connection->next = next;
    connection->owner = owner;
    return run(connection, sql, err);
}

static void catalog_loaded(void *owner, struct catalog_snapshot *snapshot, const struct err *err)
{
    struct connection *connection = owner;
    connection->snapshot = snapshot;
    finish(connection, err);
}

const struct catalog *connection_catalog(struct connection *connection, struct err *err)
{
    if (!connection->snapshot) {
        backend_load_catalog(connection->backend, catalog_loaded, connection);
        if (!wait_done(connection, err))
            return NULL;
    }
    return catalog_snapshot_catalog(connection->snapshot);
}
