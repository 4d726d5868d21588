/* One blocking conversation with a backend, for init and rewrite. Serves no sessions. */
#include "connection.h"

#include <ev.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backend/embedded.h"

struct connection {
    struct ev_loop *loop;
    struct embedded *embedded; /* NULL: a server elsewhere */
    struct backend *backend;
    struct catalog_snapshot *snapshot;
    unsigned n_queries;

    /* What the loop runs for. */
    bool done;
    struct err err;
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

struct connection *connection_open(const struct config *config, struct err *err)
{
    struct connection *connection = calloc(1, sizeof *connection);
    if (!connection)
        abort();
    connection->loop = ev_default_loop(EVFLAG_AUTO);
    if (strcmp(config->backend, "embedded") == 0 && !start_engine(connection, config, err)) {
        connection_close(connection);
        return NULL;
    }
    const char *socket = connection->embedded ? embedded_socket(connection->embedded) : NULL;
    struct backend_options options = backend_options_of(config, socket);
    connection->backend = backend_new(connection->loop, &options);
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

static void ignore_block(void *owner, const struct block *block)
{
    (void)owner;
    (void)block;
}

static void query_done(void *owner, const struct backend_summary *summary, const struct err *err)
{
    (void)summary;
    finish(owner, err);
}

bool connection_run(struct connection *connection, struct str sql, struct err *err)
{
    static const struct backend_events events = {.block = ignore_block, .done = query_done};
    char id[64];
    snprintf(id, sizeof id, "pgpivot-command-%ld-%u", (long)getpid(), ++connection->n_queries);
    struct backend_query query = {.sql = sql, .query_id = id};
    backend_start(connection->backend, &query, &events, connection);
    return wait_done(connection, err);
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
