#ifndef PGPIVOT_ENGINE_POOL_H
#define PGPIVOT_ENGINE_POOL_H

#include <pthread.h>
#include <stdbool.h>

#include "base/str.h"
#include "engine/chdb.h"

/*
 * ClickHouse connections, each with the database and the settings it was made with. A connection
 * is lent to one query at a time, and only to queries that ask for the same database and
 * settings: so nothing of one query reaches another. Safe from any thread.
 */
struct session {
    chdb_connection *connection;
    char *key;     /* database and settings */
    char mark[32]; /* value of log_comment: names the session's query in system.processes */
    struct session *next;
};

struct pool {
    struct chdb *chdb;
    const char *path, *config_file; /* arguments for ClickHouse */
    pthread_mutex_t lock;
    struct session *idle; /* the last used first */
    int n_idle;
    unsigned long n_made;
};

void pool_init(struct pool *pool, struct chdb *chdb, const char *path, const char *config_file);
/* Closes what is idle; every session must have been given back. */
void pool_free(struct pool *pool);

/*
 * settings: "name = 'value', …" as SET takes it, or empty. NULL with message set (free it) when
 * ClickHouse refuses.
 */
struct session *pool_get(struct pool *pool, const char *database, struct str settings,
                         char **message);
/* keep: nothing that the query did can be seen by the next one. */
void pool_put(struct pool *pool, struct session *session, bool keep);

/* Runs a short statement; NULL, or ClickHouse's message (free it). */
char *session_run(const struct chdb *chdb, struct session *session, struct str sql);

#endif
