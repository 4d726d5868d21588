/* The run-time parameters, one row each. What values they take is setting.c's. */
#include <string.h>
#include <strings.h>

#include "base/settings.h"

static const char *const isolation_levels[] = {"serializable", "repeatable read", "read committed",
                                               "read uncommitted", NULL};
static const char *const message_levels[] = {"debug5", "debug4", "debug3",  "debug2", "debug1",
                                             "log",    "notice", "warning", "error",  NULL};
static const char *const bytea_outputs[] = {"escape", "hex", NULL};
static const char *const interval_styles[] = {"postgres", "postgres_verbose", "sql_standard",
                                              "iso_8601", NULL};
static const char *const commit_levels[] = {"local", "remote_write", "remote_apply",
                                            "on",    "off",          NULL};
static const char *const exclusion_modes[] = {"partition", "on", "off", NULL};
static const char *const plan_cache_modes[] = {"auto", "force_generic_plan", "force_custom_plan",
                                               NULL};
static const char *const parallel_modes[] = {"off", "on", "regress", NULL};
static const char *const replication_roles[] = {"origin", "replica", "local", NULL};
static const char *const xml_options[] = {"content", "document", NULL};
static const char *const access_methods[] = {"heap", NULL};
static const char *const pivot_namings[] = {"value_agg", "agg_value", NULL};
static const char *const pivot_plans[] = {"auto", "filter", "two_level", "arrays", NULL};
static const char *const rollup_modes[] = {"on", "off", "require", NULL};
static const char *const freshness_modes[] = {"strict", NULL};
static const char *const look_through_views[] = {"raw", "top", "leaf", NULL};
static const char *const residual_modes[] = {"keep", "drop", "normalize", NULL};
static const char *const look_through_sources[] = {"computed", "stored", NULL};

#define INT_RANGE 0, 2147483647
#define ROW_BOOL(name, value, text)                                                                \
    {                                                                                              \
        name, SETTING_BOOL, value, NULL, 0, 0, NULL, false, false, text                            \
    }
#define ROW_ENUM(name, value, choices, text)                                                       \
    {                                                                                              \
        name, SETTING_ENUM, value, choices, 0, 0, NULL, false, false, text                         \
    }
#define ROW_STRING(name, value, text)                                                              \
    {                                                                                              \
        name, SETTING_STRING, value, NULL, 0, 0, NULL, false, false, text                          \
    }
#define ROW_TIME(name, text)                                                                       \
    {                                                                                              \
        name, SETTING_INT, "0", NULL, INT_RANGE, "ms", false, false, text                          \
    }
#define ROW_INT(name, value, min, max, text)                                                       \
    {                                                                                              \
        name, SETTING_INT, value, NULL, min, max, NULL, false, false, text                         \
    }
/* Constants of this build: shown, never set. */
#define ROW_FIXED_INT(name, value, text)                                                           \
    {                                                                                              \
        name, SETTING_INT, value, NULL, INT_RANGE, NULL, false, true, text                         \
    }
#define ROW_FIXED(name, value, reported, text)                                                     \
    {                                                                                              \
        name, SETTING_STRING, value, NULL, 0, 0, NULL, reported, true, text                        \
    }

/* What PostgreSQL's planner looks at, and pgpivot does not. */
#define PLANNER "Accepted for PostgreSQL's sake: ClickHouse plans."
#define REAL_MAX 1.79769e+308
#define ROW_PLANNER_BOOL(name, value)                                                              \
    {                                                                                              \
        name, SETTING_BOOL, value, NULL, 0, 0, NULL, false, false, PLANNER                         \
    }
#define ROW_PLANNER_INT(name, value, min, max)                                                     \
    {                                                                                              \
        name, SETTING_INT, value, NULL, min, max, NULL, false, false, PLANNER                      \
    }
#define ROW_PLANNER_REAL(name, value, min, max)                                                    \
    {                                                                                              \
        name, SETTING_REAL, value, NULL, min, max, NULL, false, false, PLANNER                     \
    }
#define ROW_PLANNER_SIZE(name, value, min, max, unit)                                              \
    {                                                                                              \
        name, SETTING_INT, value, NULL, min, max, unit, false, false, PLANNER                      \
    }

/* Ordered by name, case-insensitively. */
static const struct setting rows[] = {
    {"application_name", SETTING_STRING, "", NULL, 0, 0, NULL, true, false,
     "How the client calls itself."},
    ROW_FIXED_INT("block_size", "8192", "What PostgreSQL calls a disk block, in bytes."),
    ROW_ENUM("bytea_output", "hex", bytea_outputs, "How bytea values are printed."),
    ROW_BOOL("check_function_bodies", "on", "Accepted for PostgreSQL's sake."),
    {"client_encoding", SETTING_STRING, "UTF8", NULL, 0, 0, NULL, true, false,
     "Character set of the client."},
    ROW_ENUM("client_min_messages", "notice", message_levels,
             "The least severe messages that the client is sent."),
    ROW_ENUM("constraint_exclusion", "partition", exclusion_modes, PLANNER),
    ROW_PLANNER_REAL("cpu_index_tuple_cost", "0.005", 0, REAL_MAX),
    ROW_PLANNER_REAL("cpu_operator_cost", "0.0025", 0, REAL_MAX),
    ROW_PLANNER_REAL("cpu_tuple_cost", "0.01", 0, REAL_MAX),
    ROW_PLANNER_REAL("cursor_tuple_fraction", "0.1", 0, 1),
    {"DateStyle", SETTING_STRING, "ISO, MDY", NULL, 0, 0, NULL, true, false,
     "How dates and times are printed, and the order of day and month in ambiguous input."},
    ROW_PLANNER_INT("default_statistics_target", "100", 1, 10000),
    ROW_ENUM("default_table_access_method", "heap", access_methods,
             "Accepted for PostgreSQL's sake: tables are MergeTree."),
    ROW_STRING("default_tablespace", "",
               "Accepted for PostgreSQL's sake: there are no tablespaces."),
    ROW_BOOL("default_transaction_deferrable", "off", "Deferrable state of new transactions."),
    ROW_ENUM("default_transaction_isolation", "read committed", isolation_levels,
             "Isolation level of new transactions."),
    {"default_transaction_read_only", SETTING_BOOL, "off", NULL, 0, 0, NULL, true, false,
     "Whether new transactions refuse to write."},
    ROW_PLANNER_SIZE("effective_cache_size", "4GB", 1, 2147483647, "8kB"),
    ROW_PLANNER_INT("effective_io_concurrency", "1", 0, 1000),
    ROW_PLANNER_BOOL("enable_async_append", "on"),
    ROW_PLANNER_BOOL("enable_bitmapscan", "on"),
    ROW_PLANNER_BOOL("enable_gathermerge", "on"),
    ROW_PLANNER_BOOL("enable_hashagg", "on"),
    ROW_PLANNER_BOOL("enable_hashjoin", "on"),
    ROW_PLANNER_BOOL("enable_incremental_sort", "on"),
    ROW_PLANNER_BOOL("enable_indexonlyscan", "on"),
    ROW_PLANNER_BOOL("enable_indexscan", "on"),
    ROW_PLANNER_BOOL("enable_material", "on"),
    ROW_PLANNER_BOOL("enable_memoize", "on"),
    ROW_PLANNER_BOOL("enable_mergejoin", "on"),
    ROW_PLANNER_BOOL("enable_nestloop", "on"),
    ROW_PLANNER_BOOL("enable_parallel_append", "on"),
    ROW_PLANNER_BOOL("enable_parallel_hash", "on"),
    ROW_PLANNER_BOOL("enable_partition_pruning", "on"),
    ROW_PLANNER_BOOL("enable_partitionwise_aggregate", "off"),
    ROW_PLANNER_BOOL("enable_partitionwise_join", "off"),
    ROW_PLANNER_BOOL("enable_seqscan", "on"),
    ROW_PLANNER_BOOL("enable_sort", "on"),
    ROW_PLANNER_BOOL("enable_tidscan", "on"),
    ROW_BOOL("escape_string_warning", "on", "Warn about backslashes in plain string literals."),
    ROW_INT("extra_float_digits", "1", -15, 3, "Digits of floating-point values."),
    ROW_ENUM("force_parallel_mode", "off", parallel_modes, PLANNER),
    ROW_PLANNER_INT("from_collapse_limit", "8", 1, 2147483647),
    ROW_PLANNER_BOOL("geqo", "on"),
    ROW_PLANNER_INT("geqo_effort", "5", 1, 10),
    ROW_PLANNER_INT("geqo_generations", "0", 0, 2147483647),
    ROW_PLANNER_INT("geqo_pool_size", "0", 0, 2147483647),
    ROW_PLANNER_REAL("geqo_seed", "0", 0, 1),
    ROW_PLANNER_REAL("geqo_selection_bias", "2", 1.5, 2),
    ROW_PLANNER_INT("geqo_threshold", "12", 2, 2147483647),
    ROW_PLANNER_REAL("hash_mem_multiplier", "2", 1, 1000),
    ROW_TIME("idle_in_transaction_session_timeout",
             "Ends sessions that stay idle this long inside a transaction; 0: never."),
    ROW_TIME("idle_session_timeout",
             "Ends sessions that stay idle this long outside of transactions; 0: never."),
    {"in_hot_standby", SETTING_BOOL, "off", NULL, 0, 0, NULL, true, true,
     "Whether the server is a standby in recovery."},
    {"integer_datetimes", SETTING_BOOL, "on", NULL, 0, 0, NULL, true, true,
     "Whether times travel as integers."},
    {"IntervalStyle", SETTING_ENUM, "postgres", interval_styles, 0, 0, NULL, true, false,
     "How intervals are printed."},
    {"is_superuser", SETTING_BOOL, "off", NULL, 0, 0, NULL, true, true,
     "Whether the session's user is a superuser."},
    ROW_BOOL("jit", "off", "Accepted for PostgreSQL's sake; ClickHouse compiles as it sees fit."),
    ROW_PLANNER_REAL("jit_above_cost", "100000", -1, REAL_MAX),
    ROW_PLANNER_REAL("jit_inline_above_cost", "500000", -1, REAL_MAX),
    ROW_PLANNER_REAL("jit_optimize_above_cost", "500000", -1, REAL_MAX),
    ROW_PLANNER_INT("join_collapse_limit", "8", 1, 2147483647),
    ROW_FIXED("lc_collate", "C", false, "Collation: strings compare by their bytes."),
    ROW_FIXED("lc_ctype", "C", false, "Character classification."),
    ROW_TIME("lock_timeout", "Accepted for PostgreSQL's sake; no statement waits for a lock."),
    ROW_PLANNER_SIZE("logical_decoding_work_mem", "64MB", 64, 2147483647, "kB"),
    ROW_STRING("lookthrough.as_of", "", "The date whose constituents count; empty: each row's."),
    ROW_INT("lookthrough.depth", "16", 1, 64, "How many levels of funds in funds are opened."),
    ROW_ENUM("lookthrough.residual", "keep", residual_modes,
             "What becomes of the share of a fund that its constituents do not cover."),
    ROW_ENUM("lookthrough.source", "computed", look_through_sources,
             "Whether constituents are computed or read from stored rows."),
    ROW_ENUM("lookthrough.view", "raw", look_through_views,
             "Which rows a plain FROM of a look-through table means."),
    ROW_PLANNER_INT("maintenance_io_concurrency", "10", 0, 1000),
    ROW_PLANNER_SIZE("maintenance_work_mem", "64MB", 1024, 2147483647, "kB"),
    ROW_FIXED_INT("max_identifier_length", "63", "Longest identifier, in bytes."),
    ROW_FIXED_INT("max_index_keys", "32", "Most columns of an index."),
    ROW_PLANNER_INT("max_parallel_maintenance_workers", "2", 0, 1024),
    ROW_PLANNER_INT("max_parallel_workers", "8", 0, 1024),
    ROW_PLANNER_INT("max_parallel_workers_per_gather", "2", 0, 1024),
    ROW_PLANNER_SIZE("min_parallel_index_scan_size", "512kB", 0, 715827882, "8kB"),
    ROW_PLANNER_SIZE("min_parallel_table_scan_size", "8MB", 0, 715827882, "8kB"),
    ROW_PLANNER_BOOL("parallel_leader_participation", "on"),
    ROW_PLANNER_REAL("parallel_setup_cost", "1000", 0, REAL_MAX),
    ROW_PLANNER_REAL("parallel_tuple_cost", "0.1", 0, REAL_MAX),
    ROW_INT("pivot.max_columns", "1600", 1, 32767, "Most columns that a PIVOT may make."),
    ROW_ENUM("pivot.naming", "value_agg", pivot_namings,
             "How a PIVOT with several aggregates names its columns."),
    ROW_ENUM("pivot.plan", "auto", pivot_plans, "How a PIVOT is computed."),
    ROW_BOOL("pivot.rollup_floats", "on",
             "Whether sums of floating-point values may come from rollups."),
    ROW_ENUM("pivot.rollup_freshness", "strict", freshness_modes,
             "Whether a rollup must hold every row that its source holds."),
    ROW_ENUM("pivot.rollups", "on", rollup_modes, "Whether rollups answer queries."),
    ROW_ENUM("plan_cache_mode", "auto", plan_cache_modes, PLANNER),
    ROW_PLANNER_REAL("random_page_cost", "4", 0, REAL_MAX),
    ROW_PLANNER_REAL("recursive_worktable_factor", "10", 0.001, 1000000),
    ROW_STRING("role", "none", "The role whose privileges count."),
    ROW_BOOL("row_security", "on", "Accepted for PostgreSQL's sake."),
    ROW_STRING("search_path", "\"$user\", public", "Schemas that plain names are looked up in."),
    ROW_PLANNER_REAL("seq_page_cost", "1", 0, REAL_MAX),
    {"server_encoding", SETTING_STRING, "UTF8", NULL, 0, 0, NULL, true, true,
     "Character set of the database."},
    {"server_version", SETTING_STRING, "15.14 (pgpivot " PGPIVOT_VERSION ")", NULL, 0, 0, NULL,
     true, true, "The PostgreSQL version that is spoken, and by whom."},
    ROW_FIXED_INT("server_version_num", "150014", "The PostgreSQL version as a number."),
    {"session_authorization", SETTING_STRING, "", NULL, 0, 0, NULL, true, false,
     "Name of the session's user."},
    ROW_ENUM("session_replication_role", "origin", replication_roles,
             "Accepted for PostgreSQL's sake: there are no triggers."),
    {"standard_conforming_strings", SETTING_BOOL, "on", NULL, 0, 0, NULL, true, false,
     "Whether backslashes in plain string literals are plain characters."},
    ROW_TIME("statement_timeout", "Cancels statements that take longer; 0: never."),
    ROW_ENUM("synchronous_commit", "on", commit_levels, "Accepted for PostgreSQL's sake."),
    ROW_PLANNER_SIZE("temp_buffers", "8MB", 100, 1073741823, "8kB"),
    ROW_STRING("temp_tablespaces", "", "Accepted for PostgreSQL's sake: there are no tablespaces."),
    {"TimeZone", SETTING_STRING, "UTC", NULL, 0, 0, NULL, true, false, "Time zone of the client."},
    ROW_BOOL("transaction_deferrable", "off", "Deferrable state of this transaction."),
    ROW_ENUM("transaction_isolation", "read committed", isolation_levels,
             "Isolation level of this transaction."),
    ROW_BOOL("transaction_read_only", "off", "Whether this transaction refuses to write."),
    {"work_mem", SETTING_INT, "4MB", NULL, 64, 2147483647, "kB", false, false,
     "Accepted for PostgreSQL's sake; max_query_memory is what counts."},
    ROW_ENUM("xmloption", "content", xml_options, "Accepted for PostgreSQL's sake."),
};

#define N_ROWS (sizeof rows / sizeof *rows)

size_t setting_count(void)
{
    return N_ROWS;
}

const struct setting *setting_at(size_t index)
{
    return index < N_ROWS ? &rows[index] : NULL;
}

const struct setting *setting_find(const char *name)
{
    for (size_t i = 0; i < N_ROWS; i++) {
        if (strcasecmp(rows[i].name, name) == 0)
            return &rows[i];
    }
    return NULL;
}
