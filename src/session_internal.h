#ifndef PGPIVOT_SESSION_INTERNAL_H
#define PGPIVOT_SESSION_INTERNAL_H

#include "activity.h"
#include "base/arena.h"
#include "base/pgtype.h"
#include "rewrite/rewrite.h"
#include "session.h"
#include "spool.h"
#include "wire/copy_out.h"
#include "wire/encode.h"
#include "wire/frame.h"
#include "wire/message.h"
#include "wire/startup.h"
#include "wire/text.h"

/*
 * The parts of a session, shared by session*.c and nobody else.
 *
 *   STARTUP → AUTHENTICATING → OPENING → READY ⇄ RUNNING ⇄ COPYING        any → OVER
 *   packets   passwords        catalog   messages  a statement runs  CopyData
 */
enum session_state {
    SESSION_STARTUP,        /* wants a start-up packet */
    SESSION_AUTHENTICATING, /* wants a password, or a part of one's proof */
    SESSION_VERIFYING,      /* ClickHouse is asked whether the password is right */
    SESSION_OPENING,        /* waits for the first catalog */
    SESSION_READY,          /* takes messages */
    SESSION_RUNNING,        /* a statement is under way; messages wait */
    SESSION_COPYING,        /* takes the data of COPY FROM STDIN */
    SESSION_OVER
};

/* Output above which nothing more is made for a client, and below which it goes on. */
#define OUTPUT_HIGH_WATER ((size_t)1 << 20)
#define OUTPUT_LOW_WATER ((size_t)256 << 10)

/* As bits, for the dispatch table. */
#define IN(state) (1u << (state))

/* Formats of a result's columns, 0 text and 1 binary: none is text, one is for all. */
struct result_formats {
    uint16_t n;
    const int16_t *codes;
};

/* Which of the rows that wait are to go to the client. */
struct demand {
    uint64_t wanted;   /* rows yet to come */
    uint64_t row;      /* the next of them, from 1; 0: there is none */
    uint64_t from_end; /* instead of row: the last row is 1; to be found when all are there */
    bool backward;
    bool silent; /* they are counted, not sent */
    struct result_formats formats;
};

/* The rows of a result on their way to the client. */
struct result {
    bool described; /* RowDescription went out, or is not wanted */
    struct text_converter *converters;
    struct place_indexes *places;  /* of the row under way (session_cell.c) */
    struct result_formats formats; /* that rows are made in */
    uint64_t n_rows;               /* sent since the statement or the Execute began */
    struct copy_out *copy;         /* of COPY TO: rows are its messages */
    struct buf row;                /* one of them before, or one that is carried out */
    bool has_calls;                /* columns that the session carries out */
    bool is_transcoded;            /* texts are not sent as UTF-8 */
    bool is_limited;               /* rows wait for a demand, in the spool */
    bool scrolls;                  /* they are kept there */
    struct demand demand;
    struct spool rows;
    uint64_t position; /* of the last row that was asked for: 0 before the first */
    bool is_opening;   /* until something came: a cursor sees the tables as they were then */
    bool at_end;       /* all rows are there */
};

struct copy_run;

/* The text of a prepared statement. */
struct source {
    const struct script *script; /* may hold nothing, when it came in a Parse */
    size_t index;
    int64_t parsing_us;
    bool of_prepare; /* the query of a PREPARE */
};

/* A plan that outlives a run: a prepared statement's or a portal's. */
struct planned {
    unsigned n_references;
    struct arena *arena;
    struct session_catalog catalog;
    uint64_t settings_generation; /* that it was made under */
    uint64_t batch;               /* in which it was made */
    uint64_t catalog_version;
    const struct plan *plan;
    struct planned *outer; /* in which the plan lies; NULL: in the arena */
    int64_t planning_us;   /* with the parsing */
};

/* An EXPLAIN that is run (session_explain.c). */
struct explain_under_way {
    int64_t started_us;
    bool asks_coverage; /* the statement itself is done */
    struct explain_coverage *coverage;
    struct explain_run seen;
};

/* Where the events of a request go: to the run of the session, or to one that stands aside. */
struct run_link {
    struct session *session;
    struct run *aside;
};

/* Where a COPY FROM of several blocks is with its table (session_copy_stage.c). */
enum stage_phase {
    STAGE_NONE,
    STAGE_MAKING,
    STAGE_FILLING,
    STAGE_COUNTING, /* those that WHERE leaves */
    STAGE_TAKING,
    STAGE_DROPPING
};

struct copy_stage {
    enum stage_phase phase;
    size_t step; /* of making it */
};

/*
 * The one statement under way. How it ends is told to `ended`: the walk through a simple Query, or
 * the message of the extended protocol that started it.
 */
struct run {
    struct arena *arena; /* of the plan, unless that is `planned` */
    const struct plan *plan;
    struct session_catalog catalog; /* held while the plan lives */
    struct planned *planned;
    int64_t planning_us;               /* unless that is `planned` */
    struct explain_under_way *explain; /* in the arena; NULL: it is none */
    struct backend_request *request;
    struct run_link *link; /* of the request */
    struct err *failure;   /* what ended the request of a run that stood aside */
    struct result result;
    struct copy_run *copy;
    struct copy_stage stage;
    struct transcoder
        *transcoder;       /* of COPY's data, once it was needed; NULL: none, or the client's */
    size_t step;           /* of the plan that is under way, or how many it has */
    uint64_t written_rows; /* or counted by a step */
    bool is_counted;
    bool paused;
    bool drains; /* aside: its rows go to the spool unasked */
    bool stays;  /* behind its last row the run is suspended, not ended */
    bool wants_description;
    void (*ended)(struct session *session, bool fine);
    void (*suspended)(struct session *session); /* a demand is met */
};

/* Who goes on with a run that stood aside. */
struct run_owner {
    void (*ended)(struct session *session, bool fine);
    void (*suspended)(struct session *session);
    bool stays;
};

/* Why the session waits for a catalog, or for rows to plan with. */
enum catalog_wait { WAIT_NONE, WAIT_OPENING, WAIT_RETRY, WAIT_CHANGED, WAIT_DISCOVERY };

enum transaction_state { TRANSACTION_NONE, TRANSACTION_OPEN, TRANSACTION_FAILED };

struct simple_query {
    struct arena *arena;         /* of the script */
    const struct script *script; /* NULL: of a known plan */
    const char *text;            /* of that */
    size_t next;
    bool retried;     /* the catalog was loaded anew for this statement */
    bool ended, fine; /* the last statement */
    bool walking;     /* statements that end at once must not recurse */
};

struct extended_query;
struct notify_state;
struct session_auth;
struct discovery;

struct session {
    const struct session_host *host;
    void *owner;
    struct session_options options;
    enum session_state state;
    struct buf in, out;
    bool processing; /* inside the message loop: events must not enter it again */

    struct settings *settings;
    struct time_zone *zone;   /* behind session_zone */
    struct value_style style; /* behind session_style */
    uint64_t style_generation;
    /* Of session_encoding.c. */
    struct transcoder *transcoder; /* NULL: the client speaks UTF8 */
    uint64_t encoding_generation;
    struct buf decoded, encoded; /* while there is a transcoder */
    char unfinished[8];          /* of a character that COPY's data was cut in */
    size_t n_unfinished;
    /* Of session_plans.c. */
    struct buf plan_context;
    uint64_t plan_context_generation;
    char *user, *database;
    char *password; /* of ClickHouse's user, as whom each query runs; NULL: the backend's own */
    char temporary_schema[40];     /* of the temporary tables, once the session is open */
    bool has_temporary;            /* it may exist */
    struct session_auth *auth;     /* while the client is AUTHENTICATING */
    enum startup_kind last_packet; /* of the start-up; at first none that can be repeated */
    /* Parameters of the start-up packet, copied: they count once the client is known. */
    char *startup_parameters;
    size_t startup_parameters_size;

    enum transaction_state transaction;
    bool transaction_wrote;
    bool has_snapshot;            /* a query has run in the transaction */
    bool implicit;                /* a transaction of its own for the message under way */
    struct savepoint *savepoints; /* the newest first */
    unsigned n_savepoints;
    enum catalog_wait wait;

    struct run run;
    struct simple_query simple;
    struct extended_query *extended;
    struct spool_quota spool_quota;
    bool skip_to_sync;
    uint64_t n_queries;
    uint64_t n_batches; /* messages up to a Sync, or a Query */
    int64_t parsing_us; /* the last text that was parsed */
    struct discovery *discovery;
    const struct catalog *discovery_catalog; /* while a plan is made */
    uint32_t process_id;
    struct session_key key;
    struct activity *activity;
    struct notify_state *notify;
    struct session_list sessions;     /* while they are looked at */
    struct session_failure *failures; /* too */
    bool is_terminated;               /* by itself: an error that ends the session is under way */
    bool is_draining;                 /* ends with the transaction that is under way */
};

/* --- session.c --- */
void session_process(struct session *session);
/* ErrorResponse; a transaction becomes a failed one. */
void session_error(struct session *session, const struct err *err);
/* FATAL: told, then the session is over. */
void session_fatal(struct session *session, const struct err *err);
void session_notice(struct session *session, const char *severity, const char *sqlstate,
                    const char *message, const char *hint);
/* ParameterStatus of what changed, then ReadyForQuery; back to READY. */
void session_ready(struct session *session);
void session_end(struct session *session);
/* What the setting TimeZone names now; NULL is UTC. Good until the setting changes. */
const struct time_zone *session_zone(struct session *session);
/* The settings of how values are printed and read. */
const struct value_style *session_style(struct session *session);
/* ParameterStatus of what changed since the client was told. */
void session_report_parameters(struct session *session);

/* --- session_startup.c --- */
void session_startup_packet(struct session *session, const struct frame *frame);
void session_startup_catalog(struct session *session, const struct err *err);
/* The client is who it says: opens the session. */
void session_authenticated(struct session *session);

/* --- session_temporary.c --- */
void temporary_name(struct session *session);
/* Drops the temporary tables when the session has ended. */
void temporary_drop(struct session *session);

/* --- session_encoding.c --- */
/* The texts of a message in UTF8, good until the next one. False: 22021 or 22P05. */
bool encoding_decode(struct session *session, struct frame *frame, struct err *err);
/* Behind the last CopyData: false when it ended within a character. */
bool encoding_finish_copy(struct session *session, struct err *err);
/* Whether rows, or COPY's data, are in another one than UTF8. */
bool encoding_is_on(struct session *session);
/* What stands in `out` from `start` on, into that encoding: 22P05. */
bool encoding_encode_end(struct session *session, struct buf *out, size_t start, struct err *err);
/* With question marks for what the encoding does not have; good until the next call. */
const char *encoding_text(struct session *session, const char *text);
struct err encoding_error(struct session *session, const struct err *err);
void encoding_free(struct session *session);

/* --- session_notify.c --- */
/* LISTEN, UNLISTEN or NOTIFY, when the transaction is committed. */
bool notify_add(struct session *session, const struct plan_notify *notify, struct err *err);
/* For savepoints: what was asked for since is forgotten. */
size_t notify_mark(const struct session *session);
void notify_go_back(struct session *session, size_t mark);
void notify_end_transaction(struct session *session, bool committed);
void notify_unlisten_all(struct session *session);
/* The channels that are listened to, as const char. */
void notify_walk(const struct session *session, session_row *row, void *row_owner);
/* Sends what waits, unless a transaction is open. */
void notify_deliver(struct session *session);
void notify_free(struct session *session);

/* --- session_state.c --- */
/* As rewrite_context.walk. */
void state_explain_kept(void *owner, struct str sql, const struct cuboid_question *question,
                        struct buf *words);
void state_walk(void *owner, enum session_relation relation, session_row *row, void *row_owner);
/* Carries out a session_call; the result is a text. */
bool state_call(struct session *session, enum session_call call, const char *text,
                const char **result, struct err *err);
void host_sessions_free(struct session_list *list);

/* --- session_failure.c --- */
/* A statement cannot be planned, or its run failed: a question of the catalog is noted. */
void failure_of_plan(struct session *session, const struct script *script, size_t index,
                     const struct err *err);
void failure_of_run(struct session *session, const struct err *err);
void failure_walk(struct session *session, session_row *row, void *row_owner);
void failure_free(struct session *session);

/* --- session_role.c --- */
/* What a session does not let be set, beyond what no session does. value NULL: the default. */
bool session_check_setting(struct session *session, const char *name, const char *value,
                           struct err *err);

/* --- session_auth.c --- */
/* Asks for what the rules want of the client; session_authenticated comes at once or later. */
void session_authenticate(struct session *session);
void session_password(struct session *session, const struct message *message);
void auth_free(struct session *session);
/* Forgets a question to ClickHouse that is not answered yet. */
void auth_cancel(struct session *session);

/* --- session_transaction.c --- */
/* Around every message: a transaction of its own when none is open. */
void transaction_start_implicit(struct session *session);
void transaction_end_implicit(struct session *session, bool fine);
bool transaction_execute(struct session *session, const struct plan *plan, const char **tag,
                         struct err *err);
char transaction_status(const struct session *session);
/* 25P02 in a failed transaction, 25006 in a read-only one. */
bool transaction_allows(const struct session *session, const struct plan *plan, struct err *err);
/* A write starts; the first of a block is told that it cannot be rolled back. */
void transaction_note_write(struct session *session);
bool transaction_is_failed(const struct session *session, struct err *err);
/* Inside BEGIN, or one of several statements of a Query. */
bool transaction_is_block(const struct session *session);
/* 25001 for a characteristic of the transaction under way that is fixed by now. value NULL: the
 * default. */
bool transaction_check_setting(const struct session *session, const char *name, const char *value,
                               struct err *err);
bool transaction_takes_snapshot(const struct plan *plan);

/* --- session_plan.c --- */
/* Plans statement `index`; NULL with err set, or with session->wait set: the catalog is loaded anew
 * and the caller is to try again. */
const struct plan *run_plan(struct session *session, const struct script *script, size_t index,
                            bool *retried, struct err *err);
/* --- session_discover.c --- */
/* Runs a PLAN_DISCOVER: session->wait is set, and planning goes on when its rows are there. */
bool discovery_start(struct session *session, const struct plan *plan, struct err *err);
/* What was found for the statement that is being planned, until it is forgotten. */
const struct rewrite_list *discovery_lists(const struct session *session, size_t *n);
/* As rewrite_context.find_type. */
const struct chtype *discovery_find_type(void *owner, struct arena *arena, const char *question,
                                         struct err *err);
void discovery_clear(struct session *session);

/* --- session_plans.c --- */
/* Names of ClickHouse's types, for session_discover.c. */
struct cache *plan_cache_types(struct plan_cache *cache);
/* The plan of a statement without parameters that a session like this one has planned before, under
 * the newest catalog; NULL if there is none. */
struct planned *plans_find(struct session *session, struct str sql);
/* For others to find, if it is good for them. */
void plans_keep(struct session *session, struct str sql, uint64_t version, const struct plan *plan);
void plans_free(struct session *session);
/* --- session_run.c: one statement --- */
/* Runs session->run.plan; `ended` comes at once or later. */
void run_start(struct session *session);
void run_fail(struct session *session, const struct err *err);
void run_finish(struct session *session);
/* Cancels the request and keeps the error for run_tell_failure, which ends the run. */
void run_keep_failure(struct session *session, const struct err *err);
void run_tell_failure(struct session *session);
void run_start_request(struct session *session, bool has_body);
/* The rows of a PLAN_ROWS go out, or wait for a demand; the run ends. */
bool run_send_rows(struct session *session, struct err *err);
/* Frees what the run holds and cancels its request; tells nobody. */
void run_clear(struct session *session);
void run_cancel(struct session *session);
void run_output_taken(struct session *session);
void run_catalog_ready(struct session *session, const struct err *err);
/* The statement that waited is planned again. */
void run_go_on_planning(struct session *session);
/* A new name for a request. */
void run_query_id(struct session *session, char *id, size_t size);
/* Runs rewrite_parse with the arena's limit turned into an error. */
const struct script *run_parse(struct session *session, struct arena *arena, struct str sql,
                               struct err *err);
/* Calls `work` with the arena's limit turned into an error. */
typedef bool run_work(void *context, struct err *err);
bool run_guarded(struct session *session, struct arena *arena, run_work *work, void *context,
                 struct err *err);

/* Plans that are kept. planned_make plans into it, as run_plan does, and may be called again. */
struct planned *planned_new(struct session *session);
bool planned_make(struct session *session, struct planned *planned, const struct source *source,
                  struct rewrite_params *params, bool *retried, struct err *err);
/* Whether planning again would give the same. */
bool planned_is_fresh(struct session *session, const struct planned *planned);
/* Whether catalog and settings are what they were then. */
bool planned_has_basis(struct session *session, uint64_t catalog_version,
                       uint64_t settings_generation);
struct planned *planned_ref(struct planned *planned);
void planned_unref(struct session *session, struct planned *planned);

/* Makes the plan of the run one that outlives it; the run holds it. */
struct planned *run_keep_plan(struct session *session);

/* For session_demand.c alone. */
void run_free(struct session *session, struct run *run);
void run_pause(struct session *session, struct run *run);
void run_resume(struct session *session, struct run *run);
/* RUNNING, with a deadline. */
void run_go(struct session *session);

/* --- session_demand.c --- */
/* The rows that are there and wanted go out; then the run waits for more, ends, or is told to its
 * owner as suspended: it may stand aside until run_go_on. */
void run_release(struct session *session);
struct run *run_set_aside(struct session *session);
/* Takes `aside`. */
void run_go_on(struct session *session, struct run *aside, const struct run_owner *owner,
               const struct demand *demand);
/* Its rows go to the spool from now on. */
void run_drain(struct session *session, struct run *aside);
void run_free_aside(struct session *session, struct run *aside);
/* What the backend sends to a run that stands aside. */
void run_block_aside(struct session *session, struct run *aside, const struct block *block);
/* The request is over; a failure is told when the rows before it were sent. */
void run_done_late(struct run *run, const struct err *err);

void transaction_free(struct session *session);

/* --- session_explain.c --- */
/* Microseconds, of a clock that never goes back. */
int64_t explain_now(void);
/* Before anything of the plan runs. */
void explain_begin(struct session *session);
/* What came of a request of an EXPLAIN that is run: a block; its end: true when the EXPLAIN goes
 * on, or has ended, by this. */
bool explain_block(struct run *run, const struct block *block, struct err *err);
bool explain_next(struct session *session, const struct backend_summary *summary, struct err *err);
/* The plan is then one of rows to show. */
bool explain_show(struct session *session, struct err *err);

/* --- session_step.c: what runs before the statement of a write --- */
/* What the request that starts now is to run. */
struct str step_sql(const struct run *run);
bool step_is_under_way(const struct run *run);
/* The number that the block's query counted. */
bool step_count(const struct block *block, uint64_t *n, struct err *err);
/* A block of the step's result. */
bool step_block(struct run *run, const struct block *block, struct err *err);
/* The step is done, the plan goes on. False: nothing is left to do. */
bool step_next(struct run *run);

/* --- session_result.c --- */
void result_describe(struct session *session, const struct plan_column *columns, size_t n,
                     const struct result_formats *formats);
/* Appends the block's rows to the session's output, or to the run's rows that wait. */
bool result_block(struct session *session, struct run *run, const struct block *block,
                  struct err *err);
bool result_rows(struct session *session, struct err *err);
void result_free(struct result *result);
/* COPY TO: CopyOutResponse and what comes before the first row; what comes behind the last. */
bool result_begin_copy(struct session *session, struct err *err);
void result_end_copy(struct session *session);

/* --- session_cell.c --- */
/* A value of a column in a block. */
struct cell {
    const struct column *column;
    size_t row;
    const char *instead; /* of one that is not there: its text, or NULL */
};
/* Whether the block has the columns that were planned; else an error. */
bool cell_check_block(const struct plan *plan, const struct block *block, struct err *err);
/* Of column i of the result, in a block that was checked. */
const struct chtype *cell_type(const struct plan *plan, const struct block *block, size_t i);
/* Before the cells of a row of it are found. The indexes are made when they are NULL. */
void cell_begin_row(struct place_indexes **indexes, const struct plan *plan,
                    const struct block *block, size_t row);
void cell_free_indexes(struct place_indexes *indexes);
/* False if the block holds no value for it: what counts is cell->instead. */
bool cell_find(const struct place_indexes *indexes, const struct plan *plan,
               const struct block *block, size_t row, size_t i, struct cell *cell);

/* --- session_simple.c --- */
void session_query(struct session *session, const struct message *message);
void simple_query_resume(struct session *session);
void simple_query_clear(struct session *session);

/* --- session_copy.c --- */
bool copy_start(struct session *session, struct err *err);
void session_copy_data(struct session *session, const struct message *message);
void session_copy_done(struct session *session, const struct message *message);
void session_copy_fail(struct session *session, const struct message *message);
void copy_writable(struct session *session);
bool copy_is_blocked(const struct session *session);
/* Says how many rows of a COPY that fails cannot be taken back. */
void copy_warn(struct session *session);
/* Ends the session for a message that has no place in a COPY. */
void copy_unexpected(struct session *session, char type);
uint64_t copy_rows(const struct session *session);
/* WHERE leaves so many of them. */
void copy_keep_rows(struct session *session, uint64_t n_rows);
/* Sends what waited. */
void copy_resume(struct session *session);

/* --- session_copy_stage.c --- */
/* False: there is none, the rows go straight to the table. */
bool copy_stage_begin(struct session *session);
struct str copy_stage_sql(const struct run *run);
/* The answer of a request that counts. */
bool copy_stage_block(struct session *session, const struct block *block, struct err *err);
/* A request is over: true when the COPY goes on, or has ended, by this. */
bool copy_stage_next(struct session *session, const struct err *err);
/* Drops the table, then tells the error; false when there is none. */
bool copy_stage_abandon(struct session *session, const struct err *err);
bool copy_stage_may_have_stored(const struct run *run);
void copy_free(struct session *session);

/* --- session_extended.c --- */
void session_parse(struct session *session, const struct message *message);
void session_bind(struct session *session, const struct message *message);
void session_describe(struct session *session, const struct message *message);
void session_execute(struct session *session, const struct message *message);
void session_close(struct session *session, const struct message *message);
void session_sync(struct session *session, const struct message *message);
/* ErrorResponse; everything behind it is skipped, up to Sync. */
void extended_error(struct session *session, const struct err *err);
void extended_resume(struct session *session);
void extended_free(struct session *session);
/* A simple Query drops the unnamed statement and portal. */
void extended_forget_unnamed(struct session *session);
/* PREPARE, EXECUTE, DEALLOCATE and DISCARD ALL. prepared_start_execute puts the statement's plan in
 * the place of the one that is run. */
bool prepared_start_prepare(struct session *session, struct err *err);
bool prepared_start_execute(struct session *session, struct err *err);
bool prepared_start_deallocate(struct session *session, struct err *err);
bool prepared_discard_all(struct session *session, struct err *err);
/* As rewrite_context.find_prepared. */
bool prepared_find_types(void *owner, const char *name, struct rewrite_params *found,
                         struct err *err);
/* A transaction ended: of the portals only cursors WITH HOLD outlive it, if it was committed. */
void extended_end_transaction(struct session *session, bool committed);
/* A savepoint was released or gone back to, and n_savepoints are left: if it is undone, so are the
 * portals made since. */
void extended_end_savepoint(struct session *session, bool undone);
/* All portals. */
void extended_drop_portals(struct session *session);

/* --- session_cursor.c: DECLARE, FETCH, MOVE and CLOSE --- */
bool cursor_start_declare(struct session *session, struct err *err);
bool cursor_start_fetch(struct session *session, struct err *err);
bool cursor_start_close(struct session *session, struct err *err);

#endif
