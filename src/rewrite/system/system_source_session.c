/*
 * pg_stat_activity, pg_stat_ssl, pg_stat_progress_copy, pg_cursors and pg_prepared_statements: what
 * sessions are doing.
 * Others' sessions are shown as PostgreSQL shows them to users without pg_read_all_stats.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/pgtype.h"
#include "rewrite/system/system_source.h"

#define FIELD(name) static const char *name(const struct system_walk *walk, const void *object)

static void row_of_session(void *row_owner, const void *object)
{
    struct system_walk *walk = row_owner;
    walk->row(walk, object);
}

static void walk_relation(struct system_walk *walk, enum session_relation relation)
{
    const struct rewrite_context *context = walk->context;
    if (context->walk)
        context->walk(context->owner, relation, row_of_session, walk);
}

static const char *time_text(const struct system_walk *walk, int64_t micros)
{
    struct tm tm;
    time_t seconds = (time_t)(micros / 1000000);
    if (micros == 0 || !gmtime_r(&seconds, &tm))
        return NULL;
    return arena_printf(walk->arena, "%04d-%02d-%02d %02d:%02d:%02d.%06d", tm.tm_year + 1900,
                        tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec,
                        (int)(micros % 1000000));
}

/* --- pg_stat_activity --- */

static void walk_activity(struct system_walk *walk)
{
    walk_relation(walk, RELATION_ACTIVITY);
}

static bool is_visible(const struct system_walk *walk, const struct session_info *info)
{
    return strcmp(walk->context->user, info->user) == 0;
}

#define INFO const struct session_info *info = object
/* A field that other users do not see. */
#define OWN_FIELD(name, value)                                                                     \
    FIELD(name)                                                                                    \
    {                                                                                              \
        INFO;                                                                                      \
        return is_visible(walk, info) ? (value) : NULL;                                            \
    }

FIELD(session_database_oid)
{
    INFO;
    return system_number(walk, system_namespace_oid(info->database));
}

FIELD(session_database)
{
    (void)walk;
    INFO;
    return info->database;
}

FIELD(session_pid)
{
    INFO;
    return system_number(walk, info->process_id);
}

FIELD(session_user_oid)
{
    (void)object;
    return system_number(walk, SYSTEM_OWNER_OID);
}

FIELD(session_user)
{
    (void)walk;
    INFO;
    return info->user;
}

FIELD(session_application)
{
    (void)walk;
    INFO;
    return info->application_name;
}

FIELD(session_query)
{
    INFO;
    return is_visible(walk, info) ? info->query : "<insufficient privilege>";
}

OWN_FIELD(session_address, info->address)
OWN_FIELD(session_port, system_number(walk, info->port))
OWN_FIELD(session_start, time_text(walk, info->backend_start))
OWN_FIELD(session_xact_start, time_text(walk, info->xact_start))
OWN_FIELD(session_query_start, time_text(walk, info->query_start))
OWN_FIELD(session_change, time_text(walk, info->state_change))
OWN_FIELD(session_wait_type, info->waits_for ? "Client" : NULL)
OWN_FIELD(session_wait, info->waits_for)
OWN_FIELD(session_state, info->state)
OWN_FIELD(session_type, "client backend")

static const struct system_field activity_fields[] = {
    {"datid", session_database_oid},
    {"datname", session_database},
    {"pid", session_pid},
    {"usesysid", session_user_oid},
    {"usename", session_user},
    {"application_name", session_application},
    {"client_addr", session_address},
    {"client_port", session_port},
    {"backend_start", session_start},
    {"xact_start", session_xact_start},
    {"query_start", session_query_start},
    {"state_change", session_change},
    {"wait_event_type", session_wait_type},
    {"wait_event", session_wait},
    {"state", session_state},
    {"query", session_query},
    {"backend_type", session_type},
};

#define SOURCE(relation, walk, fields)                                                             \
    {                                                                                              \
        relation, walk, fields, sizeof fields / sizeof *fields, .is_of_sessions = true             \
    }
const struct system_source source_activity =
    SOURCE("pg_stat_activity", walk_activity, activity_fields);

/* --- pg_stat_ssl: of the sessions that one may see --- */

static void row_of_ssl(void *row_owner, const void *object)
{
    struct system_walk *walk = row_owner;
    if (is_visible(walk, object))
        walk->row(walk, object);
}

static void walk_ssl(struct system_walk *walk)
{
    const struct rewrite_context *context = walk->context;
    if (context->walk)
        context->walk(context->owner, RELATION_ACTIVITY, row_of_ssl, walk);
}

OWN_FIELD(ssl_used, system_bool(info->is_encrypted))
OWN_FIELD(ssl_version, info->is_encrypted ? info->tls_version : NULL)
OWN_FIELD(ssl_cipher, info->is_encrypted ? info->tls_cipher : NULL)
OWN_FIELD(ssl_bits, info->is_encrypted ? system_number(walk, info->tls_bits) : NULL)
OWN_FIELD(ssl_subject, info->tls_subject)
OWN_FIELD(ssl_issuer, info->tls_issuer)

static const struct system_field ssl_fields[] = {
    {"pid", session_pid},      {"ssl", ssl_used},  {"version", ssl_version},
    {"cipher", ssl_cipher},    {"bits", ssl_bits}, {"client_dn", ssl_subject},
    {"issuer_dn", ssl_issuer},
};

const struct system_source source_ssl = SOURCE("pg_stat_ssl", walk_ssl, ssl_fields);

/* --- pg_stat_progress_copy --- */

static void row_of_progress(void *row_owner, const void *object)
{
    struct system_walk *walk = row_owner;
    INFO;
    if (info->copy.is_under_way)
        walk->row(walk, object);
}

static void walk_progress(struct system_walk *walk)
{
    const struct rewrite_context *context = walk->context;
    if (context->walk)
        context->walk(context->owner, RELATION_ACTIVITY, row_of_progress, walk);
}

OWN_FIELD(progress_table, system_number(walk, info->copy.table_oid))
OWN_FIELD(progress_command, info->copy.is_from ? "COPY FROM" : "COPY TO")
OWN_FIELD(progress_type, "PIPE")
OWN_FIELD(progress_bytes, system_number(walk, (int64_t)info->copy.bytes))
OWN_FIELD(progress_total, "0")
OWN_FIELD(progress_rows, system_number(walk, (int64_t)info->copy.n_rows))
OWN_FIELD(progress_excluded, system_number(walk, (int64_t)info->copy.n_excluded))

static const struct system_field progress_fields[] = {
    {"pid", session_pid},
    {"datid", session_database_oid},
    {"datname", session_database},
    {"relid", progress_table},
    {"command", progress_command},
    {"type", progress_type},
    {"bytes_processed", progress_bytes},
    {"bytes_total", progress_total},
    {"tuples_processed", progress_rows},
    {"tuples_excluded", progress_excluded},
};

const struct system_source source_progress =
    SOURCE("pg_stat_progress_copy", walk_progress, progress_fields);

/* --- pg_cursors --- */

static void walk_cursors(struct system_walk *walk)
{
    walk_relation(walk, RELATION_CURSORS);
}

#define CURSOR_FIELD(name, value)                                                                  \
    FIELD(name)                                                                                    \
    {                                                                                              \
        (void)walk;                                                                                \
        const struct session_cursor *cursor = object;                                              \
        return value;                                                                              \
    }

CURSOR_FIELD(cursor_name, cursor->name)
CURSOR_FIELD(cursor_statement, cursor->statement)
CURSOR_FIELD(cursor_is_holdable, system_bool(cursor->is_holdable))
CURSOR_FIELD(cursor_is_binary, system_bool(cursor->is_binary))
CURSOR_FIELD(cursor_is_scrollable, system_bool(cursor->is_scrollable))
CURSOR_FIELD(cursor_creation, time_text(walk, cursor->creation_time))

static const struct system_field cursor_fields[] = {
    {"name", cursor_name},
    {"statement", cursor_statement},
    {"is_holdable", cursor_is_holdable},
    {"is_binary", cursor_is_binary},
    {"is_scrollable", cursor_is_scrollable},
    {"creation_time", cursor_creation},
};

const struct system_source source_cursors = SOURCE("pg_cursors", walk_cursors, cursor_fields);

/* --- pg_prepared_statements --- */

static void walk_prepared(struct system_walk *walk)
{
    walk_relation(walk, RELATION_PREPARED);
}

#define PREPARED_FIELD(name, value)                                                                \
    FIELD(name)                                                                                    \
    {                                                                                              \
        (void)walk;                                                                                \
        const struct session_prepared *prepared = object;                                          \
        return value;                                                                              \
    }

static const char *types_text(const struct system_walk *walk, const struct session_prepared *of)
{
    const char *text = "";
    for (size_t i = 0; i < of->n_types; i++)
        text = arena_printf(walk->arena, "%s%s%u", text, i ? "," : "", of->types[i]);
    return arena_printf(walk->arena, "[%s]", text);
}

PREPARED_FIELD(prepared_name, prepared->name)
PREPARED_FIELD(prepared_statement, prepared->statement)
PREPARED_FIELD(prepared_time, time_text(walk, prepared->prepare_time))
PREPARED_FIELD(prepared_types, types_text(walk, prepared))
PREPARED_FIELD(prepared_from_sql, system_bool(prepared->from_sql))

static const struct system_field prepared_fields[] = {
    {"name", prepared_name},         {"statement", prepared_statement},
    {"prepare_time", prepared_time}, {"parameter_types", prepared_types},
    {"from_sql", prepared_from_sql},
};

const struct system_source source_prepared =
    SOURCE("pg_prepared_statements", walk_prepared, prepared_fields);

/* --- pgpivot.unsupported --- */

static void walk_failures(struct system_walk *walk)
{
    walk_relation(walk, RELATION_FAILURES);
}

#define FAILURE_FIELD(name, value)                                                                 \
    FIELD(name)                                                                                    \
    {                                                                                              \
        (void)walk;                                                                                \
        const struct session_failure *failure = object;                                            \
        return value;                                                                              \
    }

FAILURE_FIELD(failure_fingerprint, failure->fingerprint)
FAILURE_FIELD(failure_count, system_number(walk, (int64_t)failure->count))
FAILURE_FIELD(failure_sqlstate, failure->sqlstate)
FAILURE_FIELD(failure_message, failure->message)
FAILURE_FIELD(failure_query, failure->query)
FAILURE_FIELD(failure_application, failure->application_name)
FAILURE_FIELD(failure_first, time_text(walk, failure->first_seen))
FAILURE_FIELD(failure_last, time_text(walk, failure->last_seen))

static const struct system_field failure_fields[] = {
    {"fingerprint", failure_fingerprint},
    {"count", failure_count},
    {"sqlstate", failure_sqlstate},
    {"message", failure_message},
    {"query", failure_query},
    {"application_name", failure_application},
    {"first_seen", failure_first},
    {"last_seen", failure_last},
};

const struct system_source source_unsupported =
    SOURCE("unsupported", walk_failures, failure_fields);

/* --- pgpivot.result_cache --- */

static void walk_answers(struct system_walk *walk)
{
    walk_relation(walk, RELATION_ANSWERS);
}

#define ANSWER_FIELD(name)                                                                         \
    FIELD(answers_##name)                                                                          \
    {                                                                                              \
        const struct answer_stats *stats = object;                                                 \
        return system_number(walk, (int64_t)stats->name);                                          \
    }

ANSWER_FIELD(limit_bytes)
ANSWER_FIELD(bytes)
ANSWER_FIELD(answers)
ANSWER_FIELD(hits)
ANSWER_FIELD(proven)
ANSWER_FIELD(rolled_up)
ANSWER_FIELD(shared)
ANSWER_FIELD(misses)
ANSWER_FIELD(stale)
ANSWER_FIELD(kept)
ANSWER_FIELD(unproven)
ANSWER_FIELD(too_large)
ANSWER_FIELD(too_cheap)
ANSWER_FIELD(evicted)
ANSWER_FIELD(proofs)

static const struct system_field answer_fields[] = {
    {"limit_bytes", answers_limit_bytes},
    {"bytes", answers_bytes},
    {"answers", answers_answers},
    {"hits", answers_hits},
    {"proven", answers_proven},
    {"rolled_up", answers_rolled_up},
    {"shared", answers_shared},
    {"misses", answers_misses},
    {"stale", answers_stale},
    {"kept", answers_kept},
    {"unproven", answers_unproven},
    {"too_large", answers_too_large},
    {"too_cheap", answers_too_cheap},
    {"evicted", answers_evicted},
    {"proofs", answers_proofs},
};

const struct system_source source_answers = SOURCE("result_cache", walk_answers, answer_fields);
