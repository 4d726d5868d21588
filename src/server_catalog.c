/* The catalog that workers share: who may use which snapshot, and when a new one is loaded. */
#include "server_internal.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "rewrite/rewrite.h"

/* A younger snapshot is not loaded anew for an unknown name. */
#define YOUNG_MS 1000

struct session_catalog server_catalog(struct server *server)
{
    struct session_catalog result = {0};
    pthread_mutex_lock(&server->mutex);
    if (server->snapshot) {
        result.reference = catalog_snapshot_ref(server->snapshot);
        result.catalog = catalog_snapshot_catalog(server->snapshot);
    }
    pthread_mutex_unlock(&server->mutex);
    return result;
}

void server_catalog_release(struct session_catalog catalog)
{
    catalog_snapshot_unref(catalog.reference);
}

/* Two workers may load at once: the load that began last knows most. True: there was none. */
static bool publish(struct server *server, struct catalog_snapshot *snapshot, int64_t began_ms)
{
    pthread_mutex_lock(&server->mutex);
    struct catalog_snapshot *old = snapshot;
    if (!server->snapshot || began_ms >= server->snapshot_ms) {
        old = server->snapshot;
        server->snapshot = snapshot;
        server->snapshot_ms = began_ms;
    }
    bool is_first = !old;
    pthread_mutex_unlock(&server->mutex);
    if (old)
        catalog_snapshot_unref(old);
    return is_first;
}

/* Temporary tables of sessions that a stop or a crash ended, in a data folder of our own. */
static void drop_leftovers(struct worker *worker, const struct catalog *catalog)
{
    for (size_t i = 0; i < catalog->n_schemas; i++) {
        char sql[96], id[80];
        const char *schema = catalog->schemas[i];
        if (strncmp(schema, "pg_temp_", 8) != 0 || strpbrk(schema, "`\\") || strlen(schema) > 40)
            continue;
        snprintf(sql, sizeof sql, "DROP DATABASE IF EXISTS `%s` SYNC", schema);
        snprintf(id, sizeof id, "pgpivot-leftover-%s", schema);
        struct backend_query query = {.sql = str_of(sql), .query_id = id};
        backend_start(worker->backend, &query, &backend_unheard, worker);
    }
}

/* Tells those whom a load that began then can serve. Clients are closed from the loop only, so the
 * list stands still meanwhile. */
static void tell_clients(struct worker *worker, int64_t began_ms, const struct err *err)
{
    for (struct client *client = worker->clients; client; client = client->next) {
        if (!client->wants_catalog_ms || client->wants_catalog_ms > began_ms)
            continue;
        client->wants_catalog_ms = 0;
        session_catalog_ready(client->session, err);
    }
}

static void catalog_loaded(void *owner, struct catalog_snapshot *snapshot, const struct err *err)
{
    struct worker *worker = owner;
    worker->loading = false;
    if (snapshot) {
        catalog_snapshot_extend(snapshot, rewrite_read_views);
        bool is_first = publish(worker->server, snapshot, worker->loading_ms);
        if (is_first && worker->server->embedded)
            drop_leftovers(worker, catalog_snapshot_catalog(snapshot));
    } else {
        log_line(LOG_WARNING, "cannot load the catalog: %s", err->message);
    }
    tell_clients(worker, worker->loading_ms, err);
    worker_load_catalog(worker);
}

static bool engine_is_up(struct server *server)
{
    pthread_mutex_lock(&server->mutex);
    bool up = server->engine == ENGINE_UP;
    pthread_mutex_unlock(&server->mutex);
    return up;
}

static void load(struct worker *worker)
{
    if (worker->loading || !engine_is_up(worker->server))
        return;
    worker->loading = true;
    worker->loading_ms = clock_ms();
    backend_load_catalog(worker->backend, catalog_loaded, worker);
}

void worker_load_catalog(struct worker *worker)
{
    for (struct client *client = worker->clients; client; client = client->next) {
        if (client->wants_catalog_ms) {
            load(worker);
            return;
        }
    }
}

void worker_fail_catalog(struct worker *worker, const struct err *err)
{
    tell_clients(worker, INT64_MAX, err);
}

static int64_t snapshot_age(struct server *server)
{
    pthread_mutex_lock(&server->mutex);
    int64_t age = server->snapshot ? clock_ms() - server->snapshot_ms : INT64_MAX;
    pthread_mutex_unlock(&server->mutex);
    return age;
}

bool worker_reload_catalog(struct client *client, enum session_reload reload)
{
    struct worker *worker = client->worker;
    if (reload == RELOAD_IF_OLD && snapshot_age(worker->server) < YOUNG_MS)
        return false;
    /* A load under way may have begun before the change; one millisecond tells them apart. */
    client->wants_catalog_ms = clock_ms() + (reload == RELOAD_NOW && worker->loading ? 1 : 0);
    if (reload == RELOAD_IF_OLD && worker->loading)
        client->wants_catalog_ms = worker->loading_ms;
    load(worker);
    return true;
}

void worker_freshen_catalog(struct worker *worker)
{
    if (snapshot_age(worker->server) >= YOUNG_MS)
        load(worker);
}
