#ifndef PGPIVOT_ENGINE_TASK_H
#define PGPIVOT_ENGINE_TASK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "base/buf.h"
#include "base/write_clock.h"
#include "engine/guard.h"
#include "engine/params.h"
#include "engine/running.h"

/*
 * One statement on its way through ClickHouse: opened, fed (INSERT) or read (SELECT), closed, all
 * from one thread. Knows no HTTP: the caller moves bytes.
 */
struct engine {
    struct chdb *chdb;
    struct pool *pool;
    struct running *running;
    struct write_clock *clock; /* NULL: nobody looks */
};

struct task_summary {
    uint64_t read_rows, read_bytes, written_rows, written_bytes, result_rows, result_bytes;
};

struct task {
    const struct engine *engine;
    struct query query;
    struct statement statement;
    const char *format; /* of what is read or fed */
    struct task_summary summary;
    struct timespec started;
    chdb_result *stream;       /* a SELECT being read */
    chdb_result *block;        /* what `out` points into */
    chdb_insert_stream insert; /* an INSERT being fed */
    struct str out;            /* result bytes not taken yet */
    bool ended;                /* there is no more to read or to feed */
    bool finished;             /* ClickHouse is done with the statement */
    bool writes;               /* counted by the clock until it is closed */
    char *error;               /* ClickHouse's message, owned; NULL: none */
};

/* Starts the statement, which guard_check has let pass. query_id and format live as long as the
 * task; fd is the client's socket. What goes wrong is in task->error. */
void task_open(struct task *task, const struct engine *engine, const struct statement *statement,
               const struct params *params, const char *format, int fd);
/* Cancels what has not ended and gives the session back. Also for a zeroed task. */
void task_close(struct task *task);

/* INSERT: gives rows, waiting while ClickHouse is busy; after an error they are dropped. */
void task_feed(struct task *task, struct str rows);
/* INSERT: no more rows; waits until they are stored. */
void task_feed_end(struct task *task);

/* Makes `out` non-empty, or sets `ended`, perhaps with `error`. */
void task_read(struct task *task);

void task_set_error(struct task *task, int code, const char *name, const char *text);
uint64_t task_elapsed_ns(const struct task *task);

#endif
