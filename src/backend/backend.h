#ifndef PGPIVOT_BACKEND_BACKEND_H
#define PGPIVOT_BACKEND_BACKEND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/answer_stats.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/catalog.h"
#include "base/column.h"
#include "base/cuboid.h"
#include "base/err.h"
#include "base/str.h"

/*
 * A ClickHouse server reached over its HTTP interface, from one event loop: curl multi on libev.
 * Nothing above this face can tell an embedded engine from a server or a cluster. Not shared
 * between threads: each worker has one.
 */
struct ev_loop;
struct write_clock;
struct backend;
struct backend_request;

/*
 * Answers that were given, kept to be given again: shared by the backends of all threads. `clock`
 * ticks with every write to the server and outlives this; NULL: there is none, and each use of an
 * answer asks the server whether its tables are still the same.
 */
struct backend_answers;
struct backend_answers *backend_answers_new(size_t limit_bytes, const struct write_clock *clock);
/* After the backends. */
void backend_answers_free(struct backend_answers *answers);

/* Appends in words which answer that is kept holds the question's; or why the latest one over the
 * same rows does not. Nothing if there is none, or the answer itself is kept. */
void backend_answers_explain(struct backend_answers *answers, struct str sql,
                             const struct cuboid_question *question, struct buf *words);

void backend_answers_stats(struct backend_answers *answers, struct answer_stats *stats);

struct backend_options {
    const char *url;             /* http://host:port; the host part is ignored with a socket */
    const char *unix_socket;     /* path of the engine's socket, or NULL */
    const char *user, *password; /* NULL: the server's default user */
    int connect_timeout_ms;      /* 0: 10 s */
    /* Queries that run at once, 0: 8; the others wait in turn. One that waits for its client (a
     * paused result, an INSERT without rows to send) does not count. */
    int max_connections;
    /* An engine of our own: its database `default` is the host's file system and never listed. */
    bool is_embedded;
    struct backend_answers *answers; /* NULL: none are kept */
};

struct backend *backend_new(struct ev_loop *loop, const struct backend_options *options);
/* Ends every request without telling its owner. */
void backend_free(struct backend *backend);

/* A table that an answer depends on. */
struct backend_table {
    const char *database, *name;
    /* Merges do not change the answer, whatever the engine makes of rows in them: the query groups
     * what they group. */
    bool survives_merges;
};

/*
 * A query that stands in another's text, and depends on its own text and these tables alone: its
 * answer may be asked for by itself, so that it is kept, and then stands there as data.
 */
struct backend_part {
    struct str text; /* in the other's; has quotes, so that it cannot be in a literal or a name */
    struct str sql;  /* the same as a statement, with its settings */
    const struct backend_table *tables;
    size_t n_tables;
};

struct backend_query {
    struct str sql;       /* copied */
    const char *query_id; /* unique; copied. The name to cancel by */
    bool has_body;        /* an INSERT ... FORMAT Native, whose rows follow through backend_send */
    /* Changes nothing, so it may go over a kept connection: curl sends it again when the server
     * has just closed that. Leave it false for all that must not happen twice. */
    bool reads_only;
    /* Its answer depends on its text alone, so one that was given before may be given again. */
    bool is_constant;
    /* Its answer depends on its text and on these tables alone, so that it may be given again while
     * they are the same. NULL: on more. Copied. */
    const struct backend_table *tables;
    size_t n_tables;
    /* What it asks, for answers that hold this one's; NULL: no plain grouping. Copied. */
    const struct cuboid_question *cuboid;
    /* Of the SQL; a part of a part comes behind it. Copied. */
    const struct backend_part *parts;
    size_t n_parts;
    bool wants_summary; /* a whole one: the server holds the result until it is all there */
    bool keeps_cheap;   /* even if to prove the answer fresh takes as long as to ask for it */
    /* Whose query it is to the server, NULL: the backend's own user; copied. Go into headers: no
     * control characters, no blanks at the ends. */
    const char *user, *password;
};

/* X-ClickHouse-Summary, zero where the server does not say. */
struct backend_summary {
    uint64_t read_rows, read_bytes, written_rows, result_rows, elapsed_ns;
    bool was_kept; /* an answer that was given before: ClickHouse did nothing */
};

/*
 * What happens to a request, in this order: blocks in the server's order, then exactly one `done`.
 * A result without rows may come without any block. Each call comes from the event loop, never
 * from inside a function of this face. After done the request is gone; every function may be
 * called from inside an event, also to end this or another request.
 */
struct backend_events {
    /* The block is valid during the call only. */
    void (*block)(void *owner, const struct block *block);
    /* A body can take more bytes; called first when the server is ready for the body. */
    void (*writable)(void *owner);
    /* err is NULL when the query went well. */
    void (*done)(void *owner, const struct backend_summary *summary, const struct err *err);
};

/* For a statement whose end nobody waits for. */
extern const struct backend_events backend_unheard;

/* Never NULL: what goes wrong at once is told through done as well. */
struct backend_request *backend_start(struct backend *backend, const struct backend_query *query,
                                      const struct backend_events *events, void *owner);

/* Back-pressure: no blocks come between pause and resume, and the server is not read from. */
void backend_pause(struct backend_request *request);
void backend_resume(struct backend_request *request);

/* Ends a request early: the server is told to stop the query; no event comes any more. */
void backend_cancel(struct backend_request *request);

/*
 * The body of an INSERT. backend_send copies; it returns false when the request holds enough, and
 * `writable` tells when more is welcome (the bytes of a refused call were not taken).
 */
bool backend_send(struct backend_request *request, struct str bytes);
/* No more bytes: the server may now finish. */
void backend_send_end(struct backend_request *request);

/*
 * The catalog. backend_load_catalog asks the system tables and calls loaded from the event loop
 * with a snapshot (err NULL) or an error (snapshot NULL). The callee owns one reference.
 */
struct catalog_snapshot;
typedef void backend_catalog_loaded(void *owner, struct catalog_snapshot *snapshot,
                                    const struct err *err);
void backend_load_catalog(struct backend *backend, backend_catalog_loaded *loaded, void *owner);

/* Adds to a snapshot what is made out of its catalog, before it is shared. */
typedef void catalog_extension(struct arena *arena, struct catalog *catalog);
void catalog_snapshot_extend(struct catalog_snapshot *snapshot, catalog_extension *extension);

const struct catalog *catalog_snapshot_catalog(const struct catalog_snapshot *snapshot);
/* References are counted atomically: workers share snapshots. */
struct catalog_snapshot *catalog_snapshot_ref(struct catalog_snapshot *snapshot);
void catalog_snapshot_unref(struct catalog_snapshot *snapshot);

#endif
