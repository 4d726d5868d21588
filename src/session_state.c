/*
 * What a session tells about itself and others to queries (pg_stat_activity, pg_cursors …), and the
 * functions that it carries out row by row: pg_notify, pg_cancel_backend, pg_terminate_backend.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session_extended.h"

/* --- relations --- */

static void walk_activity(struct session *session, session_row *row, void *row_owner)
{
    /* Kept in the session: what makes the rows may run out of memory and never come back. */
    host_sessions_free(&session->sessions);
    session->host->sessions(session->owner, &session->sessions);
    for (size_t i = 0; i < session->sessions.n; i++)
        row(row_owner, session->sessions.infos[i]);
    host_sessions_free(&session->sessions);
}

void host_sessions_free(struct session_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        free(list->infos[i]);
    free(list->infos);
    *list = (struct session_list){0};
}

static void walk_cursors(struct session *session, session_row *row, void *row_owner)
{
    const struct extended_query *extended = session->extended;
    for (const struct portal *portal = extended ? extended->portals : NULL; portal;
         portal = portal->next) {
        struct session_cursor cursor = {
            .name = portal->name,
            .statement = portal->prepared->text ? portal->prepared->text : "",
            .is_holdable = portal->is_held,
            .is_binary = portal->n_formats == 1 && portal->formats[0] == 1,
            .is_scrollable = portal->scrolls,
            .creation_time = portal->created,
        };
        row(row_owner, &cursor);
    }
}

static void walk_prepared(struct session *session, session_row *row, void *row_owner)
{
    const struct extended_query *extended = session->extended;
    for (const struct prepared *prepared = extended ? extended->statements : NULL; prepared;
         prepared = prepared->next) {
        struct session_prepared shown = {
            .name = prepared->name,
            .statement = prepared->text ? prepared->text : "",
            .prepare_time = prepared->created,
            .types = prepared->types,
            .n_types = prepared->n_types,
            .from_sql = prepared->source.of_prepare,
        };
        if (*prepared->name)
            row(row_owner, &shown);
    }
}

static void walk_channels(struct session *session, session_row *row, void *row_owner)
{
    notify_walk(session, row, row_owner);
}

static void walk_answers(struct session *session, session_row *row, void *row_owner)
{
    struct answer_stats stats = {0};
    if (session->host->answers)
        session->host->answers(session->owner, &stats);
    row(row_owner, &stats);
}

static void walk_shapes(struct session *session, session_row *row, void *row_owner)
{
    if (session->host->shapes)
        session->host->shapes(session->owner, row, row_owner);
}

static void walk_rollups(struct session *session, session_row *row, void *row_owner)
{
    if (session->host->rollups)
        session->host->rollups(session->owner, row, row_owner);
}

void state_walk(void *owner, enum session_relation relation, session_row *row, void *row_owner)
{
    static void (*const walks[])(struct session * session, session_row * row, void *row_owner) = {
        [RELATION_ACTIVITY] = walk_activity, [RELATION_CURSORS] = walk_cursors,
        [RELATION_PREPARED] = walk_prepared, [RELATION_CHANNELS] = walk_channels,
        [RELATION_FAILURES] = failure_walk,  [RELATION_ANSWERS] = walk_answers,
        [RELATION_SHAPES] = walk_shapes,     [RELATION_ROLLUPS] = walk_rollups,
    };
    walks[relation](owner, row, row_owner);
}

void state_explain_kept(void *owner, struct str sql, const struct cuboid_question *question,
                        struct buf *words)
{
    struct session *session = owner;
    if (session->host->explain_kept)
        session->host->explain_kept(session->owner, sql, question, words);
}

/* --- functions --- */

static bool call_notify(struct session *session, const char *text, const char **result,
                        struct err *err)
{
    char *behind;
    size_t size = strtoul(text, &behind, 10);
    if (*behind != ':' || strlen(behind + 1) < size)
        return err_set(err, SQLSTATE_INTERNAL_ERROR, 0, "malformed arguments of pg_notify");
    char *channel = strndup(behind + 1, size);
    if (!channel)
        abort();
    bool fine =
        notify_add(session, &(struct plan_notify){NOTIFY_SEND, channel, behind + 1 + size}, err);
    free(channel);
    *result = "";
    return fine;
}

static bool tell_result(struct session *session, long process_id, enum session_signal_result sent,
                        bool terminates, const char **result, struct err *err)
{
    char message[96];
    *result = sent == SIGNAL_SENT ? "t" : "f";
    if (sent == SIGNAL_DENIED)
        return err_set(err, SQLSTATE_INSUFFICIENT_PRIVILEGE, 0,
                       terminates ? "must be a member of the role whose process is being "
                                    "terminated or member of pg_signal_backend"
                                  : "must be a member of the role whose query is being canceled "
                                    "or member of pg_signal_backend");
    if (sent == SIGNAL_NO_PROCESS) {
        snprintf(message, sizeof message, "PID %ld is not a PostgreSQL backend process",
                 process_id);
        session_notice(session, "WARNING", SQLSTATE_WARNING, message, NULL);
    }
    return true;
}

/* To oneself it counts at once. */
static bool signal_itself(struct session *session, bool terminates, struct err *err)
{
    session->is_terminated = terminates;
    return terminates ? err_set(err, SQLSTATE_ADMIN_SHUTDOWN, 0,
                                "terminating connection due to administrator command")
                      : err_set(err, SQLSTATE_QUERY_CANCELED, 0,
                                "canceling statement due to user request");
}

static bool call_signal(struct session *session, const char *text, bool terminates,
                        const char **result, struct err *err)
{
    char *behind;
    long process_id = strtol(text, &behind, 10);
    if (strtoll(behind, NULL, 10) < 0)
        return err_set(err, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, 0,
                       "\"timeout\" must not be negative");
    if (process_id == (long)session->process_id)
        return signal_itself(session, terminates, err);
    enum session_signal_result sent =
        process_id <= 0 ? SIGNAL_NO_PROCESS
                        : session->host->signal(session->owner, (uint32_t)process_id, session->user,
                                                terminates);
    return tell_result(session, process_id, sent, terminates, result, err);
}

bool state_call(struct session *session, enum session_call call, const char *text,
                const char **result, struct err *err)
{
    if (call == SESSION_CALL_NOTIFY)
        return call_notify(session, text, result, err);
    return call_signal(session, text, call == SESSION_CALL_TERMINATE, result, err);
}
