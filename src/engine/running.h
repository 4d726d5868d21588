#ifndef PGPIVOT_ENGINE_RUNNING_H
#define PGPIVOT_ENGINE_RUNNING_H

#include <pthread.h>
#include <stdbool.h>

#include "base/err.h"
#include "engine/pool.h"

/*
 * The queries that are queued or running: turns for the processor, and cancelling. Safe from any
 * thread.
 *
 * A query holds a turn only while ClickHouse works for it, not while its reader is slow; turns are
 * given in the order they were asked for. A query is cancelled when its client's connection is
 * closed, by its id, or at shutdown: ClickHouse is told with KILL QUERY over a connection of its
 * own, since a connection that waits for its query takes no other call.
 */
struct running;

struct query {
    const char *id;
    int fd;                  /* the client's socket */
    struct session *session; /* NULL until the query has one */
    bool cancelled;
    unsigned long number;
    struct query *next, *next_waiting;
};

/* NULL with err set. max_turns: queries that work at once. */
struct running *running_new(struct pool *pool, int max_turns, struct err *err);
void running_free(struct running *running);

void running_add(struct running *running, struct query *query);
/* The query's session may be lent to somebody else afterwards. */
void running_remove(struct running *running, struct query *query);
/* From here on cancelling reaches ClickHouse. */
void running_set_session(struct running *running, struct query *query, struct session *session);

/* Waits for a turn; false: the query was cancelled, and has none. */
bool running_turn(struct running *running, struct query *query);
void running_turn_end(struct running *running);

bool running_is_cancelled(struct running *running, const struct query *query);
void running_cancel_id(struct running *running, const char *id, size_t id_size);
void running_cancel_all(struct running *running);

#endif
