/*
 * A session: its states, the dispatch of messages, errors and the end. Knows no socket, and what
 * the messages do only by the names of their handlers.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session_internal.h"

/* What may wait for a session that is busy: enough to notice that the client hung up. */
#define BUSY_INPUT ((size_t)64 << 10)

struct session *session_new(const struct session_host *host, void *owner,
                            const struct session_options *options)
{
    struct session *session = calloc(1, sizeof *session);
    if (!session)
        abort();
    session->host = host;
    session->owner = owner;
    session->options = *options;
    session->settings = settings_new(options->defaults);
    session->last_packet = STARTUP_SESSION;
    session->activity = activity_new();
    session->spool_quota =
        (struct spool_quota){.folder = options->spool_folder, .limit = options->max_spool};
    session->run.arena = arena_new(options->max_query_memory);
    session->simple.arena = arena_new(options->max_query_memory + options->max_message_size);
    buf_init(&session->in, options->max_message_size + 2 * BUSY_INPUT);
    buf_init(&session->out, 2 * options->max_output);
    buf_init(&session->decoded, 4 * options->max_message_size);
    buf_init(&session->encoded, 2 * options->max_output);
    host->set_deadline(owner, host->now_ms(owner) + options->startup_timeout_ms);
    return session;
}

const struct settings *session_settings(const struct session *session)
{
    return session->settings;
}

const struct time_zone *session_zone(struct session *session)
{
    session->zone = time_zone_switch(session->zone, settings_get(session->settings, "TimeZone"));
    return session->zone;
}

const struct value_style *session_style(struct session *session)
{
    uint64_t generation = settings_generation(session->settings);
    if (session->style_generation != generation + 1) /* 0: never */
        session->style = value_style_of(session->settings);
    session->style_generation = generation + 1;
    return &session->style;
}

void session_free(struct session *session)
{
    run_clear(session);
    discovery_clear(session);
    temporary_drop(session);
    extended_free(session);
    auth_free(session);
    notify_free(session);
    host_sessions_free(&session->sessions);
    failure_free(session);
    activity_free(session->activity);
    encoding_free(session);
    plans_free(session);
    arena_free(session->run.arena);
    arena_free(session->simple.arena);
    transaction_free(session);
    settings_free(session->settings);
    time_zone_free(session->zone);
    buf_free(&session->in);
    buf_free(&session->out);
    free(session->user);
    if (session->password)
        explicit_bzero(session->password, strlen(session->password));
    free(session->password);
    free(session->database);
    free(session->startup_parameters);
    free(session);
}

struct activity *session_activity(struct session *session)
{
    return session->activity;
}

struct buf *session_output(struct session *session)
{
    return &session->out;
}

bool session_is_over(const struct session *session)
{
    return session->state == SESSION_OVER;
}

void session_end(struct session *session)
{
    run_clear(session);
    discovery_clear(session);
    auth_cancel(session);
    session->state = SESSION_OVER;
    session->wait = WAIT_NONE;
    session->host->set_deadline(session->owner, 0);
}

void session_error(struct session *session, const struct err *err)
{
    struct err encoded = encoding_error(session, err);
    encode_error_response(&session->out, "ERROR", &encoded);
    if (session->transaction == TRANSACTION_OPEN)
        session->transaction = TRANSACTION_FAILED;
}

void session_fatal(struct session *session, const struct err *err)
{
    struct err encoded = encoding_error(session, err);
    encode_error_response(&session->out, "FATAL", &encoded);
    session_end(session);
}

/* Whether client_min_messages lets it through; it never holds back errors. */
static bool wants_notice(const struct session *session, const char *severity)
{
    const char *level = settings_get(session->settings, "client_min_messages");
    if (strcmp(level, "error") == 0)
        return false;
    return strcmp(level, "warning") != 0 || strcmp(severity, "WARNING") == 0;
}

void session_notice(struct session *session, const char *severity, const char *sqlstate,
                    const char *message, const char *hint)
{
    struct err notice = {0};
    if (!wants_notice(session, severity))
        return;
    err_set(&notice, sqlstate, 0, "%s", message);
    if (hint)
        err_hint(&notice, "%s", hint);
    notice = encoding_error(session, &notice);
    encode_notice_response(&session->out, severity, &notice);
}

static void report_parameter(void *owner, const char *name, const char *value)
{
    struct session *session = owner;
    encode_parameter_status(&session->out, name, encoding_text(session, value));
    if (strcmp(name, "application_name") == 0)
        activity_set_application(session->activity, value);
}

void session_report_parameters(struct session *session)
{
    settings_report_changes(session->settings, report_parameter, session);
}

static void set_idle_deadline(struct session *session)
{
    long timeout = settings_get_int(session->settings, session->transaction == TRANSACTION_NONE
                                                           ? "idle_session_timeout"
                                                           : "idle_in_transaction_session_timeout");
    int64_t at = timeout ? session->host->now_ms(session->owner) + timeout : 0;
    session->host->set_deadline(session->owner, at);
}

static void note_idle(struct session *session)
{
    static const enum activity_state states[] = {[TRANSACTION_NONE] = ACTIVITY_IDLE,
                                                 [TRANSACTION_OPEN] = ACTIVITY_IDLE_IN_TRANSACTION,
                                                 [TRANSACTION_FAILED] =
                                                     ACTIVITY_IDLE_IN_FAILED_TRANSACTION};
    activity_set_state(session->activity, states[session->transaction]);
}

void session_ready(struct session *session)
{
    note_idle(session);
    session_report_parameters(session);
    notify_deliver(session);
    encode_ready_for_query(&session->out, transaction_status(session));
    session->state = SESSION_READY;
    set_idle_deadline(session);
    if (session->is_draining)
        session_drain(session);
}

/* --- messages --- */

static void session_terminate(struct session *session, const struct message *message)
{
    (void)message;
    session_end(session);
}

static void session_ignore(struct session *session, const struct message *message)
{
    (void)session;
    (void)message;
}

static void session_function_call(struct session *session, const struct message *message)
{
    (void)message;
    struct err err = {0};
    err_set(&err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0, "function calls are not supported");
    session_error(session, &err);
    session_ready(session);
}

/*
 * Messages and the states that take them. COPY messages in READY are the rest of a COPY that
 * failed: PostgreSQL passes over them too. `extended` ones are skipped after an error, up to Sync.
 */
static const struct dispatch {
    enum message_type type;
    unsigned states;
    bool extended;
    void (*handle)(struct session *session, const struct message *message);
} dispatch[] = {
    {MESSAGE_PASSWORD, IN(SESSION_AUTHENTICATING), false, session_password},
    {MESSAGE_QUERY, IN(SESSION_READY), false, session_query},
    {MESSAGE_PARSE, IN(SESSION_READY), true, session_parse},
    {MESSAGE_BIND, IN(SESSION_READY), true, session_bind},
    {MESSAGE_DESCRIBE, IN(SESSION_READY), true, session_describe},
    {MESSAGE_EXECUTE, IN(SESSION_READY), true, session_execute},
    {MESSAGE_CLOSE, IN(SESSION_READY), true, session_close},
    {MESSAGE_FLUSH, IN(SESSION_READY) | IN(SESSION_COPYING), true, session_ignore},
    {MESSAGE_SYNC, IN(SESSION_READY), false, session_sync},
    {MESSAGE_SYNC, IN(SESSION_COPYING), false, session_ignore},
    {MESSAGE_FUNCTION_CALL, IN(SESSION_READY), false, session_function_call},
    {MESSAGE_COPY_DATA, IN(SESSION_COPYING), false, session_copy_data},
    {MESSAGE_COPY_DONE, IN(SESSION_COPYING), false, session_copy_done},
    {MESSAGE_COPY_FAIL, IN(SESSION_COPYING), false, session_copy_fail},
    {MESSAGE_COPY_DATA, IN(SESSION_READY), false, session_ignore},
    {MESSAGE_COPY_DONE, IN(SESSION_READY), false, session_ignore},
    {MESSAGE_COPY_FAIL, IN(SESSION_READY), false, session_ignore},
    {MESSAGE_TERMINATE, IN(SESSION_READY) | IN(SESSION_COPYING), false, session_terminate},
};

static const struct dispatch *dispatch_find(enum session_state state, char type)
{
    for (size_t i = 0; i < sizeof dispatch / sizeof *dispatch; i++) {
        if ((char)dispatch[i].type == type && dispatch[i].states & IN(state))
            return &dispatch[i];
    }
    return NULL;
}

/* A message that nobody expects here ends the session, as it does PostgreSQL's. */
static void session_unexpected(struct session *session, char type)
{
    struct err err = {0};
    if (session->state == SESSION_COPYING) {
        copy_unexpected(session, type);
        return;
    }
    err_set(&err, SQLSTATE_PROTOCOL_VIOLATION, 0, "invalid frontend message type %d",
            (unsigned char)type);
    session_fatal(session, &err);
}

/* A body that cannot be decoded: PostgreSQL answers an ERROR and goes on with the next message. */
static void session_malformed(struct session *session, const struct dispatch *row,
                              const struct err *err)
{
    if (session->state == SESSION_COPYING) {
        run_fail(session, err);
        return;
    }
    if (row->extended) {
        extended_error(session, err);
        return;
    }
    session_error(session, err);
    session_ready(session);
}

static void session_message(struct session *session, const struct frame *frame)
{
    const struct dispatch *row = dispatch_find(session->state, frame->type);
    struct message message;
    struct err err = {0};
    if (!row) {
        session_unexpected(session, frame->type);
        return;
    }
    if (session->skip_to_sync && frame->type != MESSAGE_SYNC && frame->type != MESSAGE_TERMINATE)
        return;
    struct frame decoded = *frame;
    if (encoding_decode(session, &decoded, &err) && message_decode(&decoded, &message, &err))
        row->handle(session, &message);
    else
        session_malformed(session, row, &err);
}

static bool can_process(const struct session *session)
{
    if (buf_size(&session->out) > OUTPUT_HIGH_WATER || session->wait != WAIT_NONE)
        return false;
    if (session->state == SESSION_COPYING)
        return !copy_is_blocked(session);
    return session->state == SESSION_STARTUP || session->state == SESSION_AUTHENTICATING ||
           session->state == SESSION_READY;
}

static enum frame_phase frame_phase_of(const struct session *session)
{
    if (session->state == SESSION_STARTUP)
        return FRAME_STARTUP;
    return session->state == SESSION_AUTHENTICATING ? FRAME_AUTHENTICATION : FRAME_NORMAL;
}

/* One message from the input; false when there is none, or the stream is lost. */
static bool process_one(struct session *session)
{
    struct frame frame;
    struct err err = {0};
    enum frame_phase phase = frame_phase_of(session);
    enum frame_status status =
        frame_cut(phase, buf_str(&session->in), session->options.max_message_size, &frame, &err);
    if (status == FRAME_ERROR)
        session_fatal(session, &err);
    if (status != FRAME_READY)
        return false;
    if (phase == FRAME_STARTUP)
        session_startup_packet(session, &frame);
    else
        session_message(session, &frame);
    buf_consume(&session->in, frame.size);
    return true;
}

/* The client's output passed its limit: there is no telling it anything more. */
static void check_output(struct session *session)
{
    if (session->out.failed && session->state != SESSION_OVER)
        session_end(session);
}

void session_process(struct session *session)
{
    if (session->processing)
        return;
    session->processing = true;
    while (can_process(session) && buf_size(&session->in) && process_one(session))
        ;
    session->processing = false;
    check_output(session);
}

size_t session_input_room(const struct session *session)
{
    size_t limit =
        can_process(session) ? session->options.max_message_size + BUSY_INPUT : BUSY_INPUT;
    size_t size = buf_size(&session->in);
    return session->state == SESSION_OVER || size >= limit ? 0 : limit - size;
}

void session_input(struct session *session, struct str bytes)
{
    buf_append_str(&session->in, bytes);
    session_process(session);
}

void session_output_taken(struct session *session)
{
    run_output_taken(session);
    session_process(session);
}

/* --- what the host tells --- */

void session_catalog_ready(struct session *session, const struct err *err)
{
    enum catalog_wait wait = session->wait;
    if (wait == WAIT_DISCOVERY) /* nobody waits for the catalog any more */
        return;
    session->wait = WAIT_NONE;
    if (wait == WAIT_OPENING)
        session_startup_catalog(session, err);
    else if (wait != WAIT_NONE)
        run_catalog_ready(session, err);
    session_process(session);
    session->host->wake(session->owner);
}

void session_cancel(struct session *session)
{
    if (session->state != SESSION_RUNNING && session->state != SESSION_COPYING)
        return;
    run_cancel(session);
    session_process(session);
    session->host->wake(session->owner);
}

static void fail_statement_timeout(struct session *session)
{
    struct err err = {0};
    err_set(&err, SQLSTATE_QUERY_CANCELED, 0, "canceling statement due to statement timeout");
    run_fail(session, &err);
}

static void fail_idle(struct session *session)
{
    struct err err = {0};
    if (session->transaction == TRANSACTION_NONE)
        err_set(&err, SQLSTATE_IDLE_SESSION_TIMEOUT, 0,
                "terminating connection due to idle-session timeout");
    else
        err_set(&err, SQLSTATE_IDLE_IN_TRANSACTION_SESSION_TIMEOUT, 0,
                "terminating connection due to idle-in-transaction timeout");
    session_fatal(session, &err);
}

void session_deadline(struct session *session)
{
    if (session->state == SESSION_RUNNING || session->state == SESSION_COPYING)
        fail_statement_timeout(session);
    else if (session->state == SESSION_READY)
        fail_idle(session);
    else
        session_end(session);
    session_process(session);
    session->host->wake(session->owner);
}

void session_shut_down(struct session *session)
{
    struct err err = {0};
    if (session->state == SESSION_OVER)
        return;
    err_set(&err, SQLSTATE_ADMIN_SHUTDOWN, 0,
            "terminating connection due to administrator command");
    if (session->state == SESSION_STARTUP)
        session_end(session);
    else
        session_fatal(session, &err);
}

/* What has come of a client's next transaction is taken up: it may be a part of the last. */
void session_drain(struct session *session)
{
    bool is_idle = session->state == SESSION_READY && session->transaction == TRANSACTION_NONE &&
                   !session->implicit;
    session->is_draining = true;
    if (is_idle)
        session_shut_down(session);
}

void session_abandon(struct session *session)
{
    if (session->state == SESSION_OVER)
        return;
    if (session->state != SESSION_STARTUP)
        session_notice(session, "WARNING", SQLSTATE_ADMIN_SHUTDOWN,
                       "terminating connection due to immediate shutdown command", NULL);
    session_end(session);
}
