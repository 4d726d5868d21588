/* Makes, lends and keeps ClickHouse connections. Knows nothing of HTTP. */
#include "engine/pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

enum { MAX_IDLE = 32, MAX_KEY_BYTES = 256 * 1024 };

void pool_init(struct pool *pool, struct chdb *chdb, const char *path, const char *config_file)
{
    *pool = (struct pool){chdb, path, config_file, .lock = PTHREAD_MUTEX_INITIALIZER};
}

static void session_free(struct pool *pool, struct session *session)
{
    if (session->connection)
        pool->chdb->close(session->connection);
    free(session->key);
    free(session);
}

void pool_free(struct pool *pool)
{
    while (pool->idle) {
        struct session *session = pool->idle;
        pool->idle = session->next;
        session_free(pool, session);
    }
    pool->n_idle = 0;
}

char *session_run(const struct chdb *chdb, struct session *session, struct str sql)
{
    chdb_result *result = chdb->query(*session->connection, sql.data, sql.size, "Null", 4);
    const char *error = chdb->result_error(result);
    char *message = error ? strdup(error) : NULL;
    chdb->destroy_result(result);
    return message;
}

static struct session *take_idle(struct pool *pool, const char *key)
{
    struct session **at = &pool->idle;
    while (*at && strcmp((*at)->key, key) != 0)
        at = &(*at)->next;
    struct session *session = *at;
    if (session) {
        *at = session->next;
        pool->n_idle--;
    }
    return session;
}

static bool session_connect(struct pool *pool, struct session *session, unsigned long number)
{
    char path[4300], config[4300], mark[64];
    snprintf(session->mark, sizeof session->mark, "engine-%lu", number);
    snprintf(path, sizeof path, "--path=%s", pool->path);
    snprintf(config, sizeof config, "--config-file=%s", pool->config_file);
    snprintf(mark, sizeof mark, "--log_comment=%s", session->mark);
    char program[] = "pgpivot-engine";
    /* In microseconds: a read that waits for a block looks this often whether its query has been
     * cancelled. ClickHouse's default is ten times as long. */
    char delay[] = "--interactive_delay=10000";
    char *args[] = {program, path, config, mark, delay, NULL};
    session->connection = pool->chdb->connect(5, args);
    return session->connection != NULL;
}

static char *session_prepare(struct pool *pool, struct session *session, const char *database,
                             struct str settings)
{
    struct buf sql;
    buf_init(&sql, MAX_KEY_BYTES);
    char *message = NULL;
    if (*database) {
        buf_puts(&sql, "USE `");
        for (const char *c = database; *c; c++)
            buf_printf(&sql, *c == '`' || *c == '\\' ? "\\%c" : "%c", *c);
        buf_putc(&sql, '`');
        message = session_run(pool->chdb, session, buf_str(&sql));
    }
    if (!message && settings.size) {
        buf_clear(&sql);
        buf_puts(&sql, "SET ");
        buf_append_str(&sql, settings);
        message = session_run(pool->chdb, session, buf_str(&sql));
    }
    buf_free(&sql);
    return message;
}

static char *make_key(const char *database, struct str settings)
{
    size_t size = strlen(database) + settings.size + 2;
    char *key = malloc(size);
    if (key)
        snprintf(key, size, "%s\n%.*s", database, (int)settings.size, settings.data);
    return key;
}

static struct session *session_new(struct pool *pool, char *key, unsigned long number,
                                   const char *database, struct str settings, char **message)
{
    struct session *session = calloc(1, sizeof *session);
    if (!session) {
        free(key);
        return NULL;
    }
    session->key = key;
    if (!session_connect(pool, session, number))
        *message = strdup("Code: 1000. DB::Exception: ClickHouse did not start");
    else
        *message = session_prepare(pool, session, database, settings);
    if (*message) {
        session_free(pool, session);
        return NULL;
    }
    return session;
}

struct session *pool_get(struct pool *pool, const char *database, struct str settings,
                         char **message)
{
    *message = NULL;
    database = database ? database : "";
    char *key = make_key(database, settings);
    if (!key)
        return NULL;
    pthread_mutex_lock(&pool->lock);
    struct session *session = take_idle(pool, key);
    unsigned long number = session ? 0 : ++pool->n_made;
    pthread_mutex_unlock(&pool->lock);
    if (!session)
        return session_new(pool, key, number, database, settings, message);
    free(key);
    return session;
}

void pool_put(struct pool *pool, struct session *session, bool keep)
{
    pthread_mutex_lock(&pool->lock);
    keep = keep && pool->n_idle < MAX_IDLE;
    if (keep) {
        session->next = pool->idle;
        pool->idle = session;
        pool->n_idle++;
    }
    pthread_mutex_unlock(&pool->lock);
    if (!keep)
        session_free(pool, session);
}
