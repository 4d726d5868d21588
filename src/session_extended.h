#ifndef PGPIVOT_SESSION_EXTENDED_H
#define PGPIVOT_SESSION_EXTENDED_H

#include "session_internal.h"

/* Prepared statements and portals, shared by session_extended.c, session_prepared.c and
 * session_portal.c. */

/* A parsed and analysed statement; portals share it. */
struct prepared {
    unsigned n_references;
    char *name;
    struct arena *arena;
    struct source source;
    uint32_t *types; /* of its parameters */
    size_t n_types;
    bool has_rows;
    bool awaits_columns;         /* they are known only with the parameters' values */
    struct plan_column *columns; /* what the client was told; names are in the same memory */
    size_t n_columns;
    uint64_t catalog_version, settings_generation; /* under which that was found, or found again */
    struct planned *planned;                       /* of a statement without parameters, or NULL */
    const char *text; /* as it was sent, in the arena; NULL of a cursor */
    int64_t created;  /* microseconds since 1970 */
    struct prepared *next;
};

struct portal {
    char *name;
    struct prepared *prepared;
    struct planned *planned;   /* without a plan: of nothing */
    const char *const *values; /* in its arena */
    int16_t *formats;
    uint16_t n_formats;
    bool started, is_dropped;
    bool is_cursor;     /* of DECLARE */
    bool scrolls;       /* backward too */
    bool is_held;       /* WITH HOLD */
    bool is_persistent; /* the transaction that made it was committed */
    unsigned depth;     /* savepoints there were when it was made */
    struct run *aside;  /* suspended: its rows go on from here */
    int64_t created;    /* microseconds since 1970 */
    struct portal *next;
};

/* What goes on when a message had to wait for the catalog. */
enum pending { PENDING_NONE, PENDING_PARSE, PENDING_BIND, PENDING_DESCRIBE };

struct extended_query {
    struct prepared *statements;
    struct portal *portals;
    size_t n_statements, n_portals;
    enum pending pending;
    struct prepared *parsing; /* not yet among the statements */
    struct portal *binding;   /* not yet among the portals */
    struct prepared *describing;
    struct portal *executing;
    struct portal *fetching; /* by DECLARE, FETCH or MOVE */
    const char *fetch_tag;   /* the statement's */
    bool fetch_counts;
    bool retried, failed;
};

/* Statements, and portals, of one session. */
#define MAX_NAMED 10000

struct extended_query *extended_get(struct session *session);
/* How a message ends: what follows an error is skipped. */
void extended_message_ended(struct session *session, bool fine);
void *extended_must(void *memory);

/* session_prepared.c */
/* Nameless, of a cursor: it gives what the plan gives. */
struct prepared *prepared_of_cursor(struct session *session, const struct plan *plan);
/* 0A000: what needs the columns of such a statement. */
bool prepared_awaits_columns(struct err *err);
struct prepared *prepared_ref(struct prepared *prepared);
void prepared_unref(struct session *session, struct prepared *prepared);
struct prepared **prepared_find(struct extended_query *extended, struct str name);
/* NULL with err set (26000). */
struct prepared *prepared_get(struct extended_query *extended, struct str name, struct err *err);
void prepared_remove(struct session *session, struct prepared **at);
/* A string without a statement. */
bool prepared_is_empty(const struct prepared *prepared);
/* Goes on with Parse. False: err is set, or the session waits for the catalog. */
bool prepared_resume(struct session *session, struct err *err);
/* Makes the plan of a portal, or shares the statement's. values: as in rewrite_params. */
bool prepared_plan(struct session *session, struct prepared *prepared, struct planned **planned,
                   const char *const *values, bool *retried, struct err *err);

/* Goes on with Describe. */
bool prepared_describe(struct session *session, struct err *err);

/* session_portal.c */
struct portal **portal_find(struct extended_query *extended, struct str name);
/* NULL with err set (34000). */
struct portal *portal_get(struct extended_query *extended, struct str name, struct err *err);
void portal_remove(struct session *session, struct portal **at);
void portal_free(struct session *session, struct portal *portal);
void portal_add(struct session *session, struct portal *portal);
/* 42P03 of a name in use; 53400 of too many. */
bool portal_check_name(struct extended_query *extended, struct str name, struct err *err);
/* Whether the columns have the formats that are wanted. */
bool portal_check_formats(const struct portal *portal, struct err *err);
/* Runs it. demand NULL: all rows, at once. */
void portal_start(struct session *session, struct portal *portal, const struct run_owner *owner,
                  const struct demand *demand);
/* Goes on with Bind. */
bool portal_resume(struct session *session, struct err *err);
void portal_executed(struct session *session);

/* session_bind.c: the values of a Bind, checked and as the plan wants them, in the arena. */
bool bind_values(struct session *session, struct arena *arena, const struct prepared *prepared,
                 const struct message_bind *bind, const char *const **values, struct err *err);

#endif
