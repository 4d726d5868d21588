/*
 * Extended query (manual, "Extended Query"): how its messages wait, end and fail; Describe, Close
 * and Sync. Statements are session_prepared.c's, portals session_portal.c's.
 */
#include <stdlib.h>
#include <string.h>

#include "session_extended.h"

void *extended_must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

struct extended_query *extended_get(struct session *session)
{
    if (!session->extended)
        session->extended = extended_must(calloc(1, sizeof *session->extended));
    return session->extended;
}

/* --- how a message ends --- */

static void forget_pending(struct session *session)
{
    struct extended_query *extended = session->extended;
    prepared_unref(session, extended->parsing);
    prepared_unref(session, extended->describing);
    portal_free(session, extended->binding);
    extended->parsing = extended->describing = NULL;
    extended->binding = NULL;
    extended->pending = PENDING_NONE;
}

void extended_message_ended(struct session *session, bool fine)
{
    forget_pending(session);
    session->extended->failed |= !fine;
    session->skip_to_sync |= !fine;
    session->state = SESSION_READY;
}

void extended_error(struct session *session, const struct err *err)
{
    extended_get(session);
    extended_message_ended(session, false);
    session_error(session, err);
}

/* --- Describe --- */

static void describe(struct session *session, const struct prepared *prepared,
                     const struct result_formats *formats)
{
    if (prepared->has_rows)
        result_describe(session, prepared->columns, prepared->n_columns, formats);
    else
        encode_no_data(&session->out);
}

static bool describe_statement(struct session *session, struct err *err)
{
    static const struct result_formats text = {0};
    const struct prepared *prepared = session->extended->describing;
    if (!prepared_describe(session, err))
        return false;
    describe(session, prepared, &text);
    return true;
}

static bool (*const steps[])(struct session *session,
                             struct err *err) = {[PENDING_PARSE] = prepared_resume,
                                                 [PENDING_BIND] = portal_resume,
                                                 [PENDING_DESCRIBE] = describe_statement};

void extended_resume(struct session *session)
{
    struct extended_query *extended = session->extended;
    struct err err = {0};
    session->run.ended = extended_message_ended;
    if (steps[extended->pending](session, &err))
        extended_message_ended(session, true);
    else if (session->wait == WAIT_NONE)
        extended_error(session, &err);
}

static bool start_describe(struct session *session, struct str name, struct err *err)
{
    struct extended_query *extended = session->extended;
    struct prepared *prepared = prepared_get(extended, name, err);
    if (!prepared || (prepared->has_rows && transaction_is_failed(session, err)))
        return false;
    if (prepared->awaits_columns)
        return prepared_awaits_columns(err);
    encode_parameter_description(&session->out, prepared->types, (uint16_t)prepared->n_types);
    extended->describing = prepared_ref(prepared);
    extended->pending = PENDING_DESCRIBE;
    extended->retried = false;
    return true;
}

static bool describe_portal(struct session *session, struct str name, struct err *err)
{
    const struct portal *portal = portal_get(session->extended, name, err);
    if (!portal)
        return false;
    if (portal->prepared->has_rows && transaction_is_failed(session, err))
        return false;
    struct result_formats formats = {portal->n_formats, portal->formats};
    describe(session, portal->prepared, &formats);
    return true;
}

void session_describe(struct session *session, const struct message *message)
{
    struct err err = {0};
    const struct message_target *target = &message->as.target;
    extended_get(session);
    transaction_start_implicit(session);
    bool of_statement = target->kind == 'S';
    bool fine = of_statement ? start_describe(session, target->name, &err)
                             : describe_portal(session, target->name, &err);
    if (!fine)
        extended_error(session, &err);
    else if (of_statement)
        extended_resume(session);
}

/* --- Close and Sync --- */

void session_close(struct session *session, const struct message *message)
{
    struct extended_query *extended = extended_get(session);
    const struct message_target *target = &message->as.target;
    if (target->kind == 'S')
        prepared_remove(session, prepared_find(extended, target->name));
    else
        portal_remove(session, portal_find(extended, target->name));
    encode_close_complete(&session->out);
}

void session_sync(struct session *session, const struct message *message)
{
    struct extended_query *extended = extended_get(session);
    (void)message;
    session->n_batches++;
    session->skip_to_sync = false;
    transaction_end_implicit(session, !extended->failed);
    extended->failed = false;
    session_ready(session);
}

/* --- ends --- */

void extended_forget_unnamed(struct session *session)
{
    struct extended_query *extended = session->extended;
    if (!extended)
        return;
    prepared_remove(session, prepared_find(extended, STR("")));
    portal_remove(session, portal_find(extended, STR("")));
}

void extended_free(struct session *session)
{
    struct extended_query *extended = session->extended;
    if (!extended)
        return;
    forget_pending(session);
    extended->executing = NULL;
    extended_drop_portals(session);
    while (extended->statements)
        prepared_remove(session, &extended->statements);
    free(extended);
    session->extended = NULL;
}
