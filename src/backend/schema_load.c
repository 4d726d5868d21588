/* Asks the system tables over the backend's own requests and makes the snapshot. What is asked and
 * what it means is in schema_query.c and schema.c. */
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "backend/pool.h"
#include "backend/schema.h"

#define SNAPSHOT_BYTES ((size_t)512 << 20)
#define FIRST_VERSION_THAT_STOPS 20 /* cancel_http_readonly_queries_on_client_close */

struct catalog_snapshot {
    atomic_int references;
    struct arena *arena;
    struct catalog catalog;
};

struct schema_load {
    TAILQ_ENTRY(schema_load) all;
    struct backend *backend;
    backend_catalog_loaded *loaded;
    void *owner;
    struct schema schema;
    struct schema_answer {
        struct schema_load *load;
        const struct schema_query *query;
    } * answers;
    size_t n_pending;
    struct err err; /* the first */
};

const struct catalog *catalog_snapshot_catalog(const struct catalog_snapshot *snapshot)
{
    return &snapshot->catalog;
}

void catalog_snapshot_extend(struct catalog_snapshot *snapshot, catalog_extension *extension)
{
    extension(snapshot->arena, &snapshot->catalog);
}

struct catalog_snapshot *catalog_snapshot_ref(struct catalog_snapshot *snapshot)
{
    atomic_fetch_add_explicit(&snapshot->references, 1, memory_order_relaxed);
    return snapshot;
}

void catalog_snapshot_unref(struct catalog_snapshot *snapshot)
{
    if (!snapshot)
        return;
    if (atomic_fetch_sub_explicit(&snapshot->references, 1, memory_order_acq_rel) == 1)
        arena_free(snapshot->arena);
}

static void load_free(struct schema_load *load)
{
    arena_free(load->schema.arena);
    free(load->answers);
    free(load);
}

void schema_loads_free(struct backend *backend)
{
    struct schema_load *load = TAILQ_FIRST(&backend->loads), *next;
    for (; load; load = next) {
        next = TAILQ_NEXT(load, all);
        load_free(load);
    }
    TAILQ_INIT(&backend->loads);
}

/* Runs what fills the arena; a catalog that is larger than that is an error, no crash. */
static bool add_block(struct schema_answer *answer, const struct block *block, struct err *err)
{
    jmp_buf handler;
    struct schema *schema = &answer->load->schema;
    arena_catch(schema->arena, &handler);
    bool added = setjmp(handler) == 0
                     ? schema_add_block(schema, answer->query, block, err)
                     : err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "the catalog is too large");
    arena_catch(schema->arena, NULL);
    return added;
}

static struct catalog_snapshot *make_snapshot(struct schema *schema, struct err *err)
{
    jmp_buf handler;
    struct catalog_snapshot *volatile snapshot = NULL;
    arena_catch(schema->arena, &handler);
    if (setjmp(handler) == 0) {
        struct catalog_snapshot *made = ARENA_NEW(schema->arena, struct catalog_snapshot);
        atomic_init(&made->references, 1);
        made->arena = schema->arena;
        schema_finish(schema, &made->catalog);
        snapshot = made;
    } else {
        err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "the catalog is too large");
    }
    arena_catch(schema->arena, NULL);
    return snapshot;
}

static void learn(struct backend *backend, const struct schema *schema, struct catalog *catalog)
{
    catalog->version = schema->hash ? schema->hash : 1;
    backend->server_stops_abandoned =
        !backend->is_embedded && atoi(catalog->server_version) >= FIRST_VERSION_THAT_STOPS;
}

static void finish(struct schema_load *load)
{
    struct catalog_snapshot *snapshot =
        err_is_set(&load->err) ? NULL : make_snapshot(&load->schema, &load->err);
    if (snapshot) {
        learn(load->backend, &load->schema, &snapshot->catalog);
        load->schema.arena = NULL; /* the snapshot's now */
    }
    backend_catalog_loaded *loaded = load->loaded;
    void *owner = load->owner;
    struct err err = load->err;
    TAILQ_REMOVE(&load->backend->loads, load, all);
    load_free(load);
    loaded(owner, snapshot, snapshot ? NULL : &err);
}

static void on_block(void *owner, const struct block *block)
{
    struct schema_answer *answer = owner;
    if (!err_is_set(&answer->load->err))
        add_block(answer, block, &answer->load->err);
}

static void on_done(void *owner, const struct backend_summary *summary, const struct err *err)
{
    (void)summary;
    struct schema_load *load = ((struct schema_answer *)owner)->load;
    if (err && !err_is_set(&load->err))
        load->err = *err;
    if (--load->n_pending == 0)
        finish(load);
}

static void put_sql(struct buf *sql, const struct backend *backend,
                    const struct schema_query *query)
{
    buf_puts(sql, query->select);
    if (query->database)
        buf_printf(sql,
                   " WHERE %s NOT IN ('system', 'INFORMATION_SCHEMA', 'information_schema', "
                   "'_temporary_and_external_tables'%s)",
                   query->database, backend->is_embedded ? ", 'default'" : "");
    buf_puts(sql, query->rest);
}

static void ask(struct schema_load *load, struct schema_answer *answer)
{
    static const struct backend_events events = {.block = on_block, .done = on_done};
    struct backend *backend = load->backend;
    struct buf sql;
    char id[96];
    buf_init(&sql, 4096);
    put_sql(&sql, backend, answer->query);
    snprintf(id, sizeof id, "catalog-%016" PRIx64 "-%" PRIu64 "-%s", backend->instance,
             backend->n_loads, answer->query->name);
    struct backend_query query = {.sql = buf_str(&sql), .query_id = id, .reads_only = true};
    backend_start(backend, &query, &events, answer);
    buf_free(&sql);
}

void backend_load_catalog(struct backend *backend, backend_catalog_loaded *loaded, void *owner)
{
    struct schema_load *load = calloc(1, sizeof *load);
    if (!load || !(load->answers = calloc(schema_n_queries, sizeof *load->answers)))
        abort();
    load->backend = backend;
    load->loaded = loaded;
    load->owner = owner;
    load->schema.arena = arena_new(SNAPSHOT_BYTES);
    load->n_pending = schema_n_queries;
    TAILQ_INSERT_TAIL(&backend->loads, load, all);
    backend->n_loads++;
    for (size_t i = 0; i < schema_n_queries; i++) {
        load->answers[i] = (struct schema_answer){load, &schema_queries[i]};
        ask(load, &load->answers[i]);
    }
}
