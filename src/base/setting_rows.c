/* The run-time parameters, one row each. What values they take is setting.c's. */
#include <stdlib.h>
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
static const char *const backslash_modes[] = {"safe_encoding", "on", "off", NULL};
static const char *const toast_compressions[] = {"pglz", "lz4", NULL};
static const char *const password_encryptions[] = {"md5", "scram-sha-256", NULL};
static const char *const stats_modes[] = {"none", "cache", "snapshot", NULL};
static const char *const xml_binaries[] = {"base64", "hex", NULL};
static const char *const query_id_modes[] = {"auto", "regress", "on", "off", NULL};
static const char *const verbosities[] = {"terse", "default", "verbose", NULL};
static const char *const log_levels[] = {"debug5", "debug4", "debug3",  "debug2", "debug1",
                                         "info",   "notice", "warning", "error",  "log",
                                         "fatal",  "panic",  NULL};
static const char *const logged_statements[] = {"none", "ddl", "mod", "all", NULL};
static const char *const tracked_functions[] = {"none", "pl", "all", NULL};
static const char *const wal_compressions[] = {"pglz", "lz4", "zstd", "on", "off", NULL};
static const char *const archive_modes[] = {"always", "on", "off", NULL};
static const char *const wal_levels[] = {"minimal", "replica", "logical", NULL};
static const char *const tls_max_versions[] = {"", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3", NULL};
static const char *const tls_versions[] = {"TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3", NULL};
static const char *const pivot_namings[] = {"value_agg", "agg_value", NULL};
static const char *const pivot_plans[] = {"auto", "filter", "two_level", "arrays", "lists", NULL};
static const char *const cache_modes[] = {"on", "off", "always", NULL};
static const char *const rollup_modes[] = {"on", "off", "require", NULL};
static const char *const freshness_modes[] = {"strict", NULL};
static const char *const look_through_views[] = {"raw", "top", "leaf", NULL};
static const char *const residual_modes[] = {"keep", "drop", "normalize", NULL};
static const char *const look_through_plans[] = {"auto", "aggregate", "rows", NULL};
static const char *const look_through_closures[] = {"kept", "computed", NULL};
static const char *const look_through_sources[] = {"computed", "stored", NULL};

#define ROW_OF(context, type, name, value, choices, min, max, unit, text)                          \
    {                                                                                              \
        name, type, value, choices, min, max, unit, false, SETTING_OF_##context, text              \
    }
#define BOOL_OF(context, name, value, text)                                                        \
    ROW_OF(context, SETTING_BOOL, name, value, NULL, 0, 0, NULL, text)
#define ENUM_OF(context, name, value, choices, text)                                               \
    ROW_OF(context, SETTING_ENUM, name, value, choices, 0, 0, NULL, text)
#define STRING_OF(context, name, value, text)                                                      \
    ROW_OF(context, SETTING_STRING, name, value, NULL, 0, 0, NULL, text)
#define INT_OF(context, name, value, min, max, unit, text)                                         \
    ROW_OF(context, SETTING_INT, name, value, NULL, min, max, unit, text)
#define REAL_OF(context, name, value, min, max, unit, text)                                        \
    ROW_OF(context, SETTING_REAL, name, value, NULL, min, max, unit, text)

#define ROW_BOOL(name, value, text) BOOL_OF(USER, name, value, text)
#define ROW_ENUM(name, value, choices, text) ENUM_OF(USER, name, value, choices, text)
#define ROW_STRING(name, value, text) STRING_OF(USER, name, value, text)
#define ROW_TIME(name, text) INT_OF(USER, name, "0", 0, 2147483647, "ms", text)
#define ROW_INT(name, value, min, max, text) INT_OF(USER, name, value, min, max, NULL, text)

/* What PostgreSQL's planner looks at, and pgpivot does not; what else it takes without a word; what
 * is as it is because pgpivot does nothing of the kind. */
#define PLANNER "Accepted for PostgreSQL's sake: ClickHouse plans."
#define ACCEPTED "Accepted for PostgreSQL's sake."
#define FIXED "Shown for PostgreSQL's sake."
#define REAL_MAX 1.79769e+308
#define ROW_PLANNER_BOOL(name, value) BOOL_OF(USER, name, value, PLANNER)
#define ROW_PLANNER_INT(name, value, min, max) INT_OF(USER, name, value, min, max, NULL, PLANNER)
#define ROW_PLANNER_REAL(name, value, min, max) REAL_OF(USER, name, value, min, max, NULL, PLANNER)
#define ROW_PLANNER_SIZE(name, value, min, max, unit)                                              \
    INT_OF(USER, name, value, min, max, unit, PLANNER)

/* Ordered by name, case-insensitively. */
static const struct setting rows[] = {
    BOOL_OF(SUPERUSER, "allow_system_table_mods", "off", FIXED),
    {"application_name", SETTING_STRING, "", NULL, 0, 0, NULL, true, SETTING_OF_USER,
     "How the client calls itself."},
    ENUM_OF(SERVER, "archive_mode", "off", archive_modes, FIXED),
    BOOL_OF(USER, "array_nulls", "on", "Whether NULL in an array's text is a null."),
    INT_OF(FILE, "authentication_timeout", "1min", 1, 3600, "s",
           "How long a client may take to say who it is."),
    BOOL_OF(FILE, "autovacuum", "off", FIXED),
    INT_OF(USER, "backend_flush_after", "0", 0, 256, "8kB", ACCEPTED),
    ENUM_OF(USER, "backslash_quote", "safe_encoding", backslash_modes, ACCEPTED),
    INT_OF(BUILD, "block_size", "8192", 8192, 8192, NULL,
           "What PostgreSQL calls a disk block, in bytes."),
    ROW_ENUM("bytea_output", "hex", bytea_outputs, "How bytea values are printed."),
    ROW_BOOL("check_function_bodies", "on", "Accepted for PostgreSQL's sake."),
    INT_OF(USER, "client_connection_check_interval", "0", 0, 2147483647, "ms", ACCEPTED),
    {"client_encoding", SETTING_STRING, "UTF8", NULL, 0, 0, NULL, true, SETTING_OF_USER,
     "Character set of the client."},
    ROW_ENUM("client_min_messages", "notice", message_levels,
             "The least severe messages that the client is sent."),
    STRING_OF(SERVER, "cluster_name", "", FIXED),
    INT_OF(SUPERUSER, "commit_delay", "0", 0, 100000, NULL, FIXED),
    INT_OF(USER, "commit_siblings", "5", 0, 1000, NULL, ACCEPTED),
    ENUM_OF(SUPERUSER, "compute_query_id", "auto", query_id_modes, FIXED),
    ROW_ENUM("constraint_exclusion", "partition", exclusion_modes, PLANNER),
    ROW_PLANNER_REAL("cpu_index_tuple_cost", "0.005", 0, REAL_MAX),
    ROW_PLANNER_REAL("cpu_operator_cost", "0.0025", 0, REAL_MAX),
    ROW_PLANNER_REAL("cpu_tuple_cost", "0.01", 0, REAL_MAX),
    ROW_PLANNER_REAL("cursor_tuple_fraction", "0.1", 0, 1),
    BOOL_OF(BUILD, "data_checksums", "on", FIXED),
    {"DateStyle", SETTING_STRING, "ISO, MDY", NULL, 0, 0, NULL, true, SETTING_OF_USER,
     "How dates and times are printed, and the order of day and month in ambiguous input."},
    INT_OF(SUPERUSER, "deadlock_timeout", "1s", 1, 2147483647, "ms", FIXED),
    BOOL_OF(BUILD, "debug_assertions", "off", FIXED),
    BOOL_OF(USER, "debug_pretty_print", "on", ACCEPTED),
    BOOL_OF(USER, "debug_print_parse", "off", ACCEPTED),
    BOOL_OF(USER, "debug_print_plan", "off", ACCEPTED),
    BOOL_OF(USER, "debug_print_rewritten", "off", ACCEPTED),
    ROW_PLANNER_INT("default_statistics_target", "100", 1, 10000),
    ROW_STRING("default_table_access_method", "heap",
               "Accepted for PostgreSQL's sake: tables are MergeTree."),
    ROW_STRING("default_tablespace", "",
               "Accepted for PostgreSQL's sake: there are no tablespaces."),
    STRING_OF(USER, "default_text_search_config", "pg_catalog.simple", ACCEPTED),
    ENUM_OF(USER, "default_toast_compression", "pglz", toast_compressions, ACCEPTED),
    ROW_BOOL("default_transaction_deferrable", "off", "Deferrable state of new transactions."),
    ROW_ENUM("default_transaction_isolation", "read committed", isolation_levels,
             "Isolation level of new transactions."),
    {"default_transaction_read_only", SETTING_BOOL, "off", NULL, 0, 0, NULL, true, SETTING_OF_USER,
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
    BOOL_OF(USER, "exit_on_error", "off", ACCEPTED),
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
    INT_OF(USER, "gin_fuzzy_search_limit", "0", 0, 2147483647, NULL, ACCEPTED),
    INT_OF(USER, "gin_pending_list_limit", "4MB", 64, 2147483647, "kB", ACCEPTED),
    ROW_PLANNER_REAL("hash_mem_multiplier", "2", 1, 1000),
    BOOL_OF(SERVER, "hot_standby", "off", FIXED),
    ROW_TIME("idle_in_transaction_session_timeout",
             "Ends sessions that stay idle this long inside a transaction; 0: never."),
    ROW_TIME("idle_session_timeout",
             "Ends sessions that stay idle this long outside of transactions; 0: never."),
    BOOL_OF(SUPERUSER, "ignore_checksum_failure", "off", FIXED),
    {"in_hot_standby", SETTING_BOOL, "off", NULL, 0, 0, NULL, true, SETTING_OF_BUILD,
     "Whether the server is a standby in recovery."},
    {"integer_datetimes", SETTING_BOOL, "on", NULL, 0, 0, NULL, true, SETTING_OF_BUILD,
     "Whether times travel as integers."},
    {"IntervalStyle", SETTING_ENUM, "postgres", interval_styles, 0, 0, NULL, true, SETTING_OF_USER,
     "How intervals are printed."},
    {"is_superuser", SETTING_BOOL, "off", NULL, 0, 0, NULL, true, SETTING_OF_BUILD,
     "Whether the session's user is a superuser."},
    ROW_BOOL("jit", "off", "Accepted for PostgreSQL's sake; ClickHouse compiles as it sees fit."),
    ROW_PLANNER_REAL("jit_above_cost", "100000", -1, REAL_MAX),
    BOOL_OF(USER, "jit_expressions", "on", ACCEPTED),
    ROW_PLANNER_REAL("jit_inline_above_cost", "500000", -1, REAL_MAX),
    ROW_PLANNER_REAL("jit_optimize_above_cost", "500000", -1, REAL_MAX),
    BOOL_OF(USER, "jit_tuple_deforming", "on", ACCEPTED),
    ROW_PLANNER_INT("join_collapse_limit", "8", 1, 2147483647),
    STRING_OF(BUILD, "lc_collate", "C", "Collation: strings compare by their bytes."),
    STRING_OF(BUILD, "lc_ctype", "C", "Character classification."),
    STRING_OF(SUPERUSER, "lc_messages", "C", "Messages are English."),
    STRING_OF(USER, "lc_monetary", "C", "How amounts of money are formatted."),
    STRING_OF(USER, "lc_numeric", "C", "How numbers are formatted."),
    STRING_OF(USER, "lc_time", "C", "How days and months are called."),
    STRING_OF(SERVER, "listen_addresses", "127.0.0.1", "Where the server listens."),
    BOOL_OF(SUPERUSER, "lo_compat_privileges", "off", FIXED),
    STRING_OF(USER, "local_preload_libraries", "", ACCEPTED),
    ROW_TIME("lock_timeout", "Accepted for PostgreSQL's sake; no statement waits for a lock."),
    BOOL_OF(CONNECTION, "log_connections", "off", FIXED),
    STRING_OF(FILE, "log_destination", "stderr", "Where the log goes."),
    BOOL_OF(CONNECTION, "log_disconnections", "off", FIXED),
    BOOL_OF(SUPERUSER, "log_duration", "off", FIXED),
    ENUM_OF(SUPERUSER, "log_error_verbosity", "default", verbosities, FIXED),
    BOOL_OF(SUPERUSER, "log_executor_stats", "off", FIXED),
    BOOL_OF(SUPERUSER, "log_lock_waits", "off", FIXED),
    INT_OF(SUPERUSER, "log_min_duration_sample", "-1", -1, 2147483647, "ms", FIXED),
    INT_OF(SUPERUSER, "log_min_duration_statement", "-1", -1, 2147483647, "ms", FIXED),
    ENUM_OF(SUPERUSER, "log_min_error_statement", "error", log_levels, FIXED),
    ENUM_OF(SUPERUSER, "log_min_messages", "warning", log_levels, FIXED),
    INT_OF(SUPERUSER, "log_parameter_max_length", "-1", -1, 1073741823, "B", FIXED),
    INT_OF(USER, "log_parameter_max_length_on_error", "0", -1, 1073741823, "B", ACCEPTED),
    BOOL_OF(SUPERUSER, "log_parser_stats", "off", FIXED),
    BOOL_OF(SUPERUSER, "log_planner_stats", "off", FIXED),
    BOOL_OF(SUPERUSER, "log_replication_commands", "off", FIXED),
    ENUM_OF(SUPERUSER, "log_statement", "none", logged_statements, FIXED),
    REAL_OF(SUPERUSER, "log_statement_sample_rate", "1", 0, 1, NULL, FIXED),
    BOOL_OF(SUPERUSER, "log_statement_stats", "off", FIXED),
    INT_OF(SUPERUSER, "log_temp_files", "-1", -1, 2147483647, "kB", FIXED),
    STRING_OF(FILE, "log_timezone", "UTC", "Time zone of the log."),
    REAL_OF(SUPERUSER, "log_transaction_sample_rate", "0", 0, 1, NULL, FIXED),
    BOOL_OF(SERVER, "logging_collector", "off", FIXED),
    ROW_PLANNER_SIZE("logical_decoding_work_mem", "64MB", 64, 2147483647, "kB"),
    ROW_STRING("lookthrough.as_of", "", "The date whose constituents count; empty: each row's."),
    ROW_ENUM("lookthrough.closure", "kept", look_through_closures,
             "Whether what funds hold in the end is kept, or computed in each query."),
    ROW_INT("lookthrough.depth", "16", 1, 16, "How many levels of funds in funds are opened."),
    ROW_ENUM("lookthrough.plan", "auto", look_through_plans,
             "Whether trades are summed before funds are opened, where that gives the same."),
    ROW_ENUM("lookthrough.residual", "keep", residual_modes,
             "What becomes of the share of a fund that its constituents do not cover."),
    ROW_ENUM("lookthrough.source", "computed", look_through_sources,
             "Whether constituents are computed or read from stored rows."),
    ROW_ENUM("lookthrough.view", "raw", look_through_views,
             "Which rows a plain FROM of a look-through table means."),
    ROW_PLANNER_INT("maintenance_io_concurrency", "10", 0, 1000),
    ROW_PLANNER_SIZE("maintenance_work_mem", "64MB", 1024, 2147483647, "kB"),
    INT_OF(SERVER, "max_connections", "1000", 1, 1000000, NULL, "Most sessions at once."),
    INT_OF(BUILD, "max_function_args", "100", 100, 100, NULL, FIXED),
    INT_OF(BUILD, "max_identifier_length", "63", 63, 63, NULL, "Longest identifier, in bytes."),
    INT_OF(BUILD, "max_index_keys", "32", 32, 32, NULL, "Most columns of an index."),
    INT_OF(SERVER, "max_locks_per_transaction", "64", 10, 2147483647, NULL, FIXED),
    ROW_PLANNER_INT("max_parallel_maintenance_workers", "2", 0, 1024),
    ROW_PLANNER_INT("max_parallel_workers", "8", 0, 1024),
    ROW_PLANNER_INT("max_parallel_workers_per_gather", "2", 0, 1024),
    INT_OF(SERVER, "max_prepared_transactions", "0", 0, 262143, NULL, FIXED),
    INT_OF(SERVER, "max_replication_slots", "0", 0, 262143, NULL, FIXED),
    INT_OF(SUPERUSER, "max_stack_depth", "2MB", 100, 2147483647, "kB", FIXED),
    INT_OF(SERVER, "max_wal_senders", "0", 0, 262143, NULL, FIXED),
    INT_OF(SERVER, "max_worker_processes", "8", 0, 262143, NULL, FIXED),
    ROW_PLANNER_SIZE("min_parallel_index_scan_size", "512kB", 0, 715827882, "8kB"),
    ROW_PLANNER_SIZE("min_parallel_table_scan_size", "8MB", 0, 715827882, "8kB"),
    ROW_PLANNER_BOOL("parallel_leader_participation", "on"),
    ROW_PLANNER_REAL("parallel_setup_cost", "1000", 0, REAL_MAX),
    ROW_PLANNER_REAL("parallel_tuple_cost", "0.1", 0, REAL_MAX),
    ENUM_OF(USER, "password_encryption", "scram-sha-256", password_encryptions, ACCEPTED),
    ROW_BOOL(
        "pivot.catalog_answers", "on",
        "Whether questions about catalogs are answered without ClickHouse, where they can be."),
    ROW_BOOL("pivot.cuboids", "on",
             "Whether answers may be rolled up from finer ones that were given before."),
    ROW_INT("pivot.max_columns", "1600", 1, 32767, "Most columns that a PIVOT may make."),
    ROW_ENUM("pivot.naming", "value_agg", pivot_namings,
             "How a PIVOT with several aggregates names its columns."),
    ROW_ENUM("pivot.plan", "auto", pivot_plans, "How a PIVOT is computed."),
    ROW_ENUM("pivot.result_cache", "on", cache_modes,
             "Whether answers may be those that were given before, while the tables are the same."),
    ROW_BOOL("pivot.rollup_floats", "on",
             "Whether sums of floating-point values may come from rollups."),
    ROW_ENUM("pivot.rollup_freshness", "strict", freshness_modes,
             "Whether a rollup must hold every row that its source holds."),
    ROW_STRING("pivot.rollup_only", "",
               "The only rollup that may answer, by its table's name; empty: any."),
    ROW_ENUM("pivot.rollups", "on", rollup_modes, "Whether rollups answer queries."),
    ROW_ENUM("plan_cache_mode", "auto", plan_cache_modes, PLANNER),
    INT_OF(SERVER, "port", "5433", 1, 65535, NULL, "Its port."),
    BOOL_OF(USER, "quote_all_identifiers", "off", ACCEPTED),
    ROW_PLANNER_REAL("random_page_cost", "4", 0, REAL_MAX),
    ROW_PLANNER_REAL("recursive_worktable_factor", "10", 0.001, 1000000),
    STRING_OF(USER, "restrict_nonsystem_relation_kind", "", ACCEPTED),
    ROW_STRING("role", "none", "The role whose privileges count."),
    ROW_BOOL("row_security", "on", "Accepted for PostgreSQL's sake."),
    ROW_STRING("search_path", "\"$user\", public", "Schemas that plain names are looked up in."),
    INT_OF(BUILD, "segment_size", "1GB", 131072, 131072, "8kB", FIXED),
    ROW_PLANNER_REAL("seq_page_cost", "1", 0, REAL_MAX),
    {"server_encoding", SETTING_STRING, "UTF8", NULL, 0, 0, NULL, true, SETTING_OF_BUILD,
     "Character set of the database."},
    {"server_version", SETTING_STRING, "15.14 (pgpivot " PGPIVOT_VERSION ")", NULL, 0, 0, NULL,
     true, SETTING_OF_BUILD, "The PostgreSQL version that is spoken, and by whom."},
    INT_OF(BUILD, "server_version_num", "150014", 150014, 150014, NULL,
           "The PostgreSQL version as a number."),
    {"session_authorization", SETTING_STRING, "", NULL, 0, 0, NULL, true, SETTING_OF_USER,
     "Name of the session's user."},
    ROW_ENUM("session_replication_role", "origin", replication_roles,
             "Accepted for PostgreSQL's sake: there are no triggers."),
    BOOL_OF(FILE, "ssl", "off", "Whether clients may ask for TLS."),
    STRING_OF(BUILD, "ssl_library", "OpenSSL", "What TLS is done with."),
    ENUM_OF(FILE, "ssl_max_protocol_version", "", tls_max_versions, FIXED),
    ENUM_OF(FILE, "ssl_min_protocol_version", "TLSv1.2", tls_versions,
            "The oldest version of TLS."),
    {"standard_conforming_strings", SETTING_BOOL, "on", NULL, 0, 0, NULL, true, SETTING_OF_USER,
     "Whether backslashes in plain string literals are plain characters."},
    ROW_TIME("statement_timeout", "Cancels statements that take longer; 0: never."),
    ENUM_OF(USER, "stats_fetch_consistency", "cache", stats_modes, ACCEPTED),
    INT_OF(SERVER, "superuser_reserved_connections", "0", 0, 262143, NULL, FIXED),
    BOOL_OF(USER, "synchronize_seqscans", "on", ACCEPTED),
    ROW_ENUM("synchronous_commit", "on", commit_levels, "Accepted for PostgreSQL's sake."),
    STRING_OF(FILE, "synchronous_standby_names", "", FIXED),
    INT_OF(USER, "tcp_keepalives_count", "0", 0, 2147483647, NULL,
           "Questions without an answer after which the client is given up; 0: the system's."),
    INT_OF(USER, "tcp_keepalives_idle", "0", 0, 2147483647, "s",
           "Silence before the client's host is asked whether it lives; 0: the system's."),
    INT_OF(USER, "tcp_keepalives_interval", "0", 0, 2147483647, "s",
           "Time until it is asked again; 0: the system's."),
    INT_OF(USER, "tcp_user_timeout", "0", 0, 2147483647, "ms",
           "How long sent data may wait for its acknowledgement; 0: the system's."),
    ROW_PLANNER_SIZE("temp_buffers", "8MB", 100, 1073741823, "8kB"),
    INT_OF(SUPERUSER, "temp_file_limit", "-1", -1, 2147483647, "kB", FIXED),
    ROW_STRING("temp_tablespaces", "", "Accepted for PostgreSQL's sake: there are no tablespaces."),
    {"TimeZone", SETTING_STRING, "UTC", NULL, 0, 0, NULL, true, SETTING_OF_USER,
     "Time zone of the client."},
    STRING_OF(USER, "timezone_abbreviations", "Default", ACCEPTED),
    BOOL_OF(USER, "trace_notify", "off", ACCEPTED),
    BOOL_OF(USER, "trace_sort", "off", ACCEPTED),
    BOOL_OF(SUPERUSER, "track_activities", "on", FIXED),
    INT_OF(SERVER, "track_activity_query_size", "1kB", 100, 1048576, "B",
           "Bytes that pg_stat_activity shows of a query."),
    BOOL_OF(SERVER, "track_commit_timestamp", "off", FIXED),
    BOOL_OF(SUPERUSER, "track_counts", "on", FIXED),
    ENUM_OF(SUPERUSER, "track_functions", "none", tracked_functions, FIXED),
    BOOL_OF(SUPERUSER, "track_io_timing", "off", FIXED),
    BOOL_OF(SUPERUSER, "track_wal_io_timing", "off", FIXED),
    ROW_BOOL("transaction_deferrable", "off", "Deferrable state of this transaction."),
    ROW_ENUM("transaction_isolation", "read committed", isolation_levels,
             "Isolation level of this transaction."),
    ROW_BOOL("transaction_read_only", "off", "Whether this transaction refuses to write."),
    BOOL_OF(USER, "transform_null_equals", "off", "Whether x = NULL means x IS NULL."),
    STRING_OF(SERVER, "unix_socket_directories", "", FIXED),
    BOOL_OF(SUPERUSER, "update_process_title", "on", FIXED),
    REAL_OF(USER, "vacuum_cost_delay", "0", 0, 100, "ms", ACCEPTED),
    INT_OF(USER, "vacuum_cost_limit", "200", 1, 10000, NULL, ACCEPTED),
    INT_OF(USER, "vacuum_cost_page_dirty", "20", 0, 10000, NULL, ACCEPTED),
    INT_OF(USER, "vacuum_cost_page_hit", "1", 0, 10000, NULL, ACCEPTED),
    INT_OF(USER, "vacuum_cost_page_miss", "2", 0, 10000, NULL, ACCEPTED),
    INT_OF(USER, "vacuum_failsafe_age", "1600000000", 0, 2100000000, NULL, ACCEPTED),
    INT_OF(USER, "vacuum_freeze_min_age", "50000000", 0, 1000000000, NULL, ACCEPTED),
    INT_OF(USER, "vacuum_freeze_table_age", "150000000", 0, 2000000000, NULL, ACCEPTED),
    INT_OF(USER, "vacuum_multixact_failsafe_age", "1600000000", 0, 2100000000, NULL, ACCEPTED),
    INT_OF(USER, "vacuum_multixact_freeze_min_age", "5000000", 0, 1000000000, NULL, ACCEPTED),
    INT_OF(USER, "vacuum_multixact_freeze_table_age", "150000000", 0, 2000000000, NULL, ACCEPTED),
    INT_OF(BUILD, "wal_block_size", "8192", 8192, 8192, NULL, FIXED),
    ENUM_OF(SUPERUSER, "wal_compression", "off", wal_compressions, FIXED),
    ENUM_OF(SERVER, "wal_level", "minimal", wal_levels, FIXED),
    INT_OF(BUILD, "wal_segment_size", "16MB", 1048576, 1073741824, "B", FIXED),
    INT_OF(USER, "wal_sender_timeout", "1min", 0, 2147483647, "ms", ACCEPTED),
    INT_OF(USER, "wal_skip_threshold", "2MB", 0, 2147483647, "kB", ACCEPTED),
    {"work_mem", SETTING_INT, "4MB", NULL, 64, 2147483647, "kB", false, SETTING_OF_USER,
     "Accepted for PostgreSQL's sake; max_query_memory is what counts."},
    ENUM_OF(USER, "xmlbinary", "base64", xml_binaries, ACCEPTED),
    ROW_ENUM("xmloption", "content", xml_options, "Accepted for PostgreSQL's sake."),
    BOOL_OF(SUPERUSER, "zero_damaged_pages", "off", FIXED),
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

static int compare_name(const void *name, const void *row)
{
    return strcasecmp(name, ((const struct setting *)row)->name);
}

const struct setting *setting_find(const char *name)
{
    return bsearch(name, rows, N_ROWS, sizeof *rows, compare_name);
}
