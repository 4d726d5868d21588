#ifndef PGPIVOT_REWRITE_REWRITE_H
#define PGPIVOT_REWRITE_REWRITE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/answer_stats.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/catalog.h"
#include "base/copy_options.h"
#include "base/cuboid.h"
#include "base/err.h"
#include "base/settings.h"
#include "base/str.h"
#include "base/style.h"
#include "base/time_zone.h"

/*
 * PostgreSQL's SQL in, ClickHouse's SQL out: scan, parse, bind, pivot, look_through, rollup,
 * lower, emit. Pure: no I/O, no global state; results live in the arena given. Every error carries
 * an SQLSTATE and, where it has a place in the text, the 1-based character position of it in the
 * text given to rewrite_parse.
 */

/* A string of statements, parsed together as PostgreSQL does: one syntax error stops them all. */
struct script;

/* NULL with err set on a syntax error. `sql` must outlive the script. */
struct script *rewrite_parse(struct arena *arena, struct str sql, struct err *err);
size_t script_count(const struct script *script);
/* The text given to rewrite_parse; a zero byte follows if one did there. */
struct str script_text(const struct script *script);

/*
 * The parameters $1, $2 … of a statement (manual, "Extended Query"; parse_param.c). Without
 * values the statement is only analysed: types that are 0 are found, in an array of the arena if it
 * has to grow, and the plan has columns and a tag, but nothing to run if parameters are `used`.
 */
struct rewrite_params {
    uint32_t *types; /* pg_type.oid; 0: to be found */
    size_t n, capacity;
    /* n texts as rewrite_param_value gives them, NULL for NULL; of the types, which are known */
    const char *const *values;
    bool used; /* out */
};

/* A value as the plan wants it: read and checked, written anew. NULL with err set: 22P02 … */
const char *rewrite_param_value(struct arena *arena, uint32_t type, struct str text,
                                const struct time_zone *zone, const struct value_style *style,
                                struct err *err);

/* What only whoever runs the statement knows: rows of these relations, each of its struct. Times
 * are microseconds since 1970 in UTC, 0: none. */
enum session_relation {
    RELATION_ACTIVITY, /* pg_stat_activity, pg_stat_ssl, pg_stat_progress_copy: struct session_info
                        */
    RELATION_CURSORS,  /* pg_cursors: struct session_cursor */
    RELATION_PREPARED, /* pg_prepared_statements: struct session_prepared */
    RELATION_CHANNELS, /* pg_listening_channels(): const char */
    RELATION_FAILURES, /* pgpivot.unsupported: struct session_failure */
    RELATION_ANSWERS,  /* pgpivot.result_cache: struct answer_stats, one row */
    RELATION_SHAPES,   /* what pgpivot.advise is made of: struct session_shape */
    RELATION_ROLLUPS   /* counts of pgpivot.rollups: struct session_rollup */
};

/* The COPY that a session is in. */
struct session_copy {
    bool is_under_way, is_from;
    uint32_t table_oid;  /* 0: of a query */
    uint64_t bytes;      /* of the file */
    uint64_t n_rows;     /* read or sent */
    uint64_t n_excluded; /* by WHERE */
};

struct session_info {
    uint32_t process_id;
    const char *user, *database, *application_name;
    const char *address; /* of the client; NULL: none */
    int port;
    int64_t backend_start, xact_start, query_start, state_change;
    const char *state, *query;
    const char *waits_for; /* ClientRead or ClientWrite; NULL: not for the client */
    struct session_copy copy;
    bool is_encrypted;
    const char *tls_version, *tls_cipher, *tls_subject, *tls_issuer;
    int tls_bits;
};

struct session_cursor {
    const char *name, *statement;
    bool is_holdable, is_binary, is_scrollable;
    int64_t creation_time;
};

struct session_prepared {
    const char *name, *statement;
    int64_t prepare_time;
    const uint32_t *types; /* pg_type.oid of its parameters */
    size_t n_types;
    bool from_sql;
};

/* A question of the catalog that failed. */
struct session_failure {
    const char *fingerprint, *sqlstate, *message, *query, *application_name; /* the last one's */
    uint64_t count;
    int64_t first_seen, last_seen;
};

typedef void session_row(void *row_owner, const void *object);

/* The values of a list of PIVOT that are found when the statement is planned: IN (ANY) or
 * IN (SELECT …). A run of plan_discovery gave them. */
struct rewrite_list {
    int place;                /* the plan_discovery's */
    const char *const *texts; /* n_values × n_parts, as values print by default; NULL for NULL */
    size_t n_values, n_parts;
    bool is_cut; /* at max_rows: there may be more */
};

/* What the statement's meaning depends on besides its text. */
struct rewrite_context {
    const struct catalog *catalog;
    const struct settings *settings;
    const char *database; /* of the connection: first in the search path, and what "public" means */
    const char *user;
    const struct time_zone *zone;     /* what the setting TimeZone names; NULL: UTC */
    const char *utc_name;             /* what a NULL zone is called: "UTC", "GMT"; NULL: "UTC" */
    struct value_style style;         /* how values are read and printed as text */
    struct rewrite_params *params;    /* NULL: there is no parameter $1 */
    const struct rewrite_list *lists; /* found so far for this statement */
    size_t n_lists;
    bool of_prepare; /* the statement is a PREPARE: its query is meant */
    /* For EXECUTE: the types of a statement's parameters. False with err set (26000). */
    bool (*find_prepared)(void *owner, const char *name, struct rewrite_params *found,
                          struct err *err);
    /* The ClickHouse type that the answer to a question names, in the arena. NULL without err set
     * when it was not asked yet: the plan is then a PLAN_DISCOVER. NULL: none was. */
    const struct chtype *(*find_type)(void *owner, struct arena *arena, const char *question,
                                      struct err *err);
    /* Appends in words which answer that is kept holds that of ClickHouse's SQL, which asks the
     * question, or why none does; NULL: none are kept. */
    void (*explain_kept)(void *owner, struct str sql, const struct cuboid_question *question,
                         struct buf *words);
    void *owner;
    /* The ClickHouse database that temporary tables of the session live in; it may not exist yet.
     * NULL: there can be none. */
    const char *temporary_schema;
    uint32_t process_id; /* what pg_backend_pid gives */
    /* A rule of rollups that is left out, for the tests that show what it is for; NULL: none. */
    const char *without_rule;
    /* Calls row for each row; `owner` is the one above. NULL: there are none. */
    void (*walk)(void *owner, enum session_relation relation, session_row *row, void *row_owner);
};

enum plan_kind {
    PLAN_QUERY,       /* run clickhouse_sql, send its rows */
    PLAN_ROWS,        /* send these rows; no backend needed (SHOW, EXPLAIN, catalogs) */
    PLAN_WRITE,       /* run clickhouse_sql, no rows (DDL, INSERT … SELECT) */
    PLAN_COPY_FROM,   /* rows from the client into a table */
    PLAN_COPY_TO,     /* as PLAN_QUERY, the rows as COPY sends them */
    PLAN_TRANSACTION, /* BEGIN, COMMIT, … */
    PLAN_SET,         /* settings to change */
    PLAN_PREPARE,     /* keep a statement */
    PLAN_EXECUTE,     /* run a kept one */
    PLAN_DEALLOCATE,  /* forget it */
    PLAN_DECLARE,     /* open a cursor */
    PLAN_FETCH,       /* FETCH and MOVE */
    PLAN_CLOSE,       /* close a cursor */
    PLAN_NOTIFY,      /* LISTEN, UNLISTEN, NOTIFY */
    PLAN_NOTHING,     /* accepted, does nothing (answers the tag) */
    PLAN_DISCOVER,    /* run clickhouse_sql, then plan again with its rows as one list more, or as
                         the answer to a question */
};

/* Functions that whoever sends the row carries out: ClickHouse gives the arguments as text
 * (functions_session.c), the client gets the result. */
enum session_call {
    SESSION_CALL_NONE,
    SESSION_CALL_NOTIFY,    /* "3:abcpayload": how long the channel is, and both */
    SESSION_CALL_CANCEL,    /* the process id */
    SESSION_CALL_TERMINATE, /* the process id, a blank, milliseconds to wait */
};

struct plan_column {
    const char *name;
    uint32_t type; /* pg_type.oid; never PG_UNKNOWN */
    int32_t typmod;
    uint32_t table_oid; /* 0 if not a plain column of a table */
    int16_t attnum;
    enum session_call call;
    /* A text that ClickHouse gives as a jsonb, or as a quote and a string's characters. */
    bool is_jsonb_text;
};

/* Where a column of the result is in the rows that ClickHouse gives. */
struct plan_source {
    size_t column; /* ClickHouse's, from 0 */
    /* Of an element of an Array: its place, from 1; or with is_listed 1 more than what stands
     * for it in the column `places`, an Array of unsigned integers as long. 0: the column is the
     * value itself. */
    size_t place;
    bool is_listed;
    size_t places;
    bool is_count; /* 0 where there is none, or NULL */
};

enum transaction_verb {
    TRANSACTION_BEGIN,
    TRANSACTION_COMMIT,
    TRANSACTION_ROLLBACK,
    TRANSACTION_SAVEPOINT,
    TRANSACTION_RELEASE,
    TRANSACTION_ROLLBACK_TO,
    TRANSACTION_PREPARE,         /* two-phase commit, as where max_prepared_transactions is 0 */
    TRANSACTION_FINISH_PREPARED, /* COMMIT PREPARED, ROLLBACK PREPARED: the tag tells which */
    TRANSACTION_LOCK             /* needs a block, and does nothing in it */
};

/* A table in which the rows of a COPY FROM wait until all of them have come. */
struct plan_stage {
    const char *const *make; /* statements, in order */
    size_t n_make;
    const char *insert; /* into it; the body follows in Native format */
    const char *count;  /* of the rows that are to be taken; NULL: all of them */
    const char *take;   /* moves the rows to the table */
    const char *drop;
    bool is_whole; /* `take` does all or nothing */
};

struct plan_copy {
    struct copy_options options;
    const struct catalog_table *table; /* NULL: of a query */
    /* Of COPY FROM; those of COPY TO are the plan's. */
    const struct catalog_column *const *columns; /* in the order of the fields */
    size_t n_columns;
    const struct plan_stage *stage; /* NULL: the table cannot have one; never with WHERE */
};

struct plan_setting {
    const char *name;
    const char *value; /* NULL: reset to the default */
    bool is_local;
};

enum notify_verb { NOTIFY_LISTEN, NOTIFY_UNLISTEN, NOTIFY_SEND };

struct plan_notify {
    enum notify_verb verb;
    const char *channel; /* NULL: all of them */
    const char *payload;
};

struct plan_prepare {
    const char *name;
    struct str source; /* of the script, and which of its statements the PREPARE is */
    size_t index;
    const struct plan *inner; /* its query, analysed */
    const struct rewrite_params *params;
};

struct plan_execute {
    const char *name;
    const char *const *values; /* as in rewrite_params */
};

struct plan_declare {
    const char *name;
    const struct plan *inner; /* its query; needs nothing of the statement's text */
    bool is_binary, scrolls, is_held;
};

enum fetch_direction { FETCH_FORWARD, FETCH_BACKWARD, FETCH_ABSOLUTE, FETCH_RELATIVE };

struct plan_fetch {
    const char *name;
    enum fetch_direction direction;
    int64_t count; /* INT64_MAX: all */
    bool is_move;
};

/* A table that the answer depends on. */
struct plan_table {
    const char *schema, *name;
    bool survives_merges; /* it is read for groups only, which merges do not change */
};

/* A query in the SQL, whose answer may be asked for by itself and kept. */
struct plan_part {
    struct str text; /* in the SQL */
    struct str sql;  /* as a statement */
    const struct plan_table *tables;
    size_t n_tables;
};

/* What one block of a statement asks of a table that it aggregates, in the words that a CREATE
 * ROLLUP for it would have. */
struct plan_shape {
    const char *schema, *table;
    const char *const *keys;
    size_t n_keys;
    const char *const *measures; /* without count(*), in order */
    size_t n_measures;
    bool shows_groups;  /* the statement's result has a row for each group of the keys */
    const char *rollup; /* that answers it; NULL: the table does. Tells no shapes apart */
};

/* The queries of a shape that were seen. */
struct session_shape {
    struct plan_shape shape;
    uint64_t count;
    uint64_t read_rows; /* by the last */
    uint64_t groups;    /* most that a result has shown; 0: none has */
};

/* What became of a rollup that a block of a statement could have been answered from. */
#define PLAN_ROLLUP_OUTCOMES 64
struct plan_rollup {
    uint32_t oid;    /* of its table */
    uint8_t outcome; /* less than PLAN_ROLLUP_OUTCOMES: rollup_rule_id */
};

/* How often that was. */
struct session_rollup {
    uint32_t oid;
    uint64_t counts[PLAN_ROLLUP_OUTCOMES];
};

struct plan_notice {
    const char *severity; /* NOTICE or WARNING */
    const char *sqlstate;
    const char *message, *hint;
};

/* What EXPLAIN has to say of a statement (explain/explanation.h). */
struct explanation;

/* How much of a rollup is complete when it is asked for. */
struct explain_coverage {
    uint64_t complete, partitions;
};

/* What was seen of the run of an EXPLAIN; without ANALYZE only the planning. */
struct explain_run {
    int64_t planning_us, startup_us, execution_us; /* startup: until something came */
    uint64_t clickhouse_ns, read_rows, read_bytes;
    uint64_t n_rows; /* returned, or written */
    bool was_kept;   /* the answer was given before: ClickHouse was not asked */
    const struct explain_coverage *coverage; /* n_coverage of the plan; NULL: nobody asked */
};

/* What runs before the statement of a PLAN_WRITE. */
struct plan_step {
    struct str clickhouse_sql;
    /* A SELECT whose first column is a UInt64, the rows that the statement will change: the number
     * in the tag. When it is 0, nothing else runs. */
    bool counts;
};

/* With `max_rows` rows the next plan is refused: no more need to be read. */
struct plan_discovery {
    /* Of find_type: the answer is a row of one text; or an error, which is then the statement's. */
    const char *question; /* NULL: a list */
    int place;            /* of the list in the text, which rewrite_list is to name */
    size_t max_rows;
};

/* One statement, ready to be carried out. Lives in the arena given to rewrite_statement, and
 * refers to the catalog of the context. */
struct plan {
    enum plan_kind kind;
    const char *tag; /* command tag; PLAN_QUERY, PLAN_ROWS and PLAN_COPY_FROM add a row count where
                        PostgreSQL does (tag_counts_rows) */
    bool tag_counts_rows;
    const struct plan_column *columns;
    size_t n_columns;
    const struct plan_source *sources; /* of the columns; NULL: ClickHouse's are the same */
    size_t n_sources;                  /* how many columns ClickHouse has then */
    struct str clickhouse_sql; /* PLAN_COPY_FROM: the INSERT whose body follows in Native format */
    const struct plan_step
        *steps; /* PLAN_WRITE: run before it, in order; the first error ends it */
    size_t n_steps;
    bool makes_temporary; /* something in the temporary schema */
    bool changes_catalog; /* DDL: the snapshot must be loaded anew afterwards */
    bool allowed_in_failed_transaction;
    const char *const *const *rows; /* PLAN_ROWS: n_rows × n_columns texts, NULL for NULL */
    size_t n_rows;
    enum transaction_verb transaction;
    const char *savepoint; /* of SAVEPOINT, RELEASE and ROLLBACK TO; or a prepared transaction */
    bool chains;           /* COMMIT AND CHAIN, ROLLBACK AND CHAIN */
    bool sets_transaction; /* SET TRANSACTION */
    bool writes;           /* other than PLAN_WRITE and PLAN_COPY_FROM: not in a read-only one */
    bool stands_alone;     /* not in a transaction block */
    /* PLAN_SET; of a BEGIN: local ones; of a PLAN_QUERY: before it runs */
    const struct plan_setting *settings;
    size_t n_settings;
    bool settings_reset_all; /* RESET ALL, DISCARD ALL */
    bool discards_all;       /* DISCARD ALL: statements and portals too; in no transaction block */
    struct plan_prepare *prepare;
    const struct plan_execute *execute;
    const char *deallocate; /* NULL: all */
    const struct plan_declare *declare;
    const struct plan_fetch *fetch;
    const char *close; /* NULL: all */
    const struct plan_notify *notify;
    /* PLAN_QUERY: its rows are in clickhouse_sql, which reads no table and no clock. PLAN_ROWS: of
     * a query that reads none. */
    bool is_constant;
    /* PLAN_QUERY: while these tables are the same, so is the answer; NULL: it varies, and why. */
    const struct plan_table *tables;
    size_t n_tables;
    const char *varies;
    const struct plan_part *parts; /* PLAN_QUERY; a part of a part comes behind it */
    size_t n_parts;
    const struct plan_shape *shapes; /* PLAN_QUERY */
    size_t n_shapes;
    const struct plan_rollup *rollups; /* PLAN_QUERY: those that were looked at */
    size_t n_rollups;
    const struct cuboid_question *cuboid; /* PLAN_QUERY: what it asks; NULL: no plain grouping */
    bool is_of_moment; /* it holds rows of session_relation: to be made anew for each run */
    const struct plan_discovery *discovery;
    bool is_discovered;  /* it holds a rewrite_list: to be made anew when that may have changed */
    bool awaits_columns; /* there will be more when the parameters have values, and lists with them
                          */
    const struct plan_copy *copy;
    const struct plan_notice *notices;
    size_t n_notices;
    /* Of an EXPLAIN that is to be run: the rows are thrown away, and rewrite_explain makes those
     * that are shown. PLAN_ROWS: they are all but the time that planning took. NULL: of none. */
    const struct explanation *explanation;
    /* Behind its run: rows of three UInt64, which of n_coverage it is, and the explain_coverage. */
    struct str coverage_question;
    size_t n_coverage;
};

/* The plan to go on with: the rows that an EXPLAIN shows, which has run. In the arena. */
const struct plan *rewrite_explain(struct arena *arena, const struct plan *plan,
                                   const struct explain_run *run);

/* A statement about PostgreSQL's own relations and functions, by its words. */
struct catalog_question {
    char fingerprint[17]; /* the same for statements that differ in constants only; "": none */
    const char *text;     /* without its constants */
};

/* False if statement `index` is none. */
bool rewrite_catalog_question(struct arena *arena, const struct script *script, size_t index,
                              struct catalog_question *question);

/*
 * Adds the views that are the proxy's own (look_through_schema.h), and reads the catalog's
 * materialized views once for all statements, into the catalog's own arena; to be called before the
 * catalog is shared. Without it each statement reads them, and there are no such views. Leaves the
 * catalog as it is if the arena is full.
 */
void rewrite_read_views(struct arena *arena, struct catalog *catalog);

/* Statement `index` of the script. NULL with err set when it is refused. */
const struct plan *rewrite_statement(struct arena *arena, const struct script *script, size_t index,
                                     const struct rewrite_context *context, struct err *err);

#endif
