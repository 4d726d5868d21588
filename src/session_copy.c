/*
 * COPY FROM STDIN: the client's lines become values, values become blocks, blocks are sent as the
 * backend takes them. Nothing is sent before the first block is full or the data is whole: a COPY
 * of one block is one INSERT; of several, they go to a table beside the table
 * (session_copy_stage.c).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "copy_rows.h"
#include "session_internal.h"

struct copy_run {
    struct copy_rows *rows;
    struct buf unsent;
    bool blocked; /* the backend refused the last bytes */
    bool done;    /* the client has sent everything */
    uint64_t n_rows, n_sent;
};

void copy_free(struct session *session)
{
    struct copy_run *copy = session->run.copy;
    if (!copy)
        return;
    copy_rows_free(copy->rows);
    buf_free(&copy->unsent);
    free(copy);
    session->run.copy = NULL;
}

uint64_t copy_rows(const struct session *session)
{
    return session->run.copy->n_rows;
}

void copy_keep_rows(struct session *session, uint64_t n_rows)
{
    struct copy_run *copy = session->run.copy;
    activity_exclude_copied(session->activity, copy->n_rows - n_rows);
    copy->n_rows = n_rows;
}

bool copy_is_blocked(const struct session *session)
{
    return session->run.copy->blocked;
}

/* --- start --- */

static bool out_of_memory(struct err *err)
{
    return err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
}

static bool copy_open(struct session *session, struct copy_run *copy, struct err *err)
{
    size_t message_size = session->options.max_message_size;
    struct value_input input = {*session_style(session), session_zone(session)};
    buf_init(&copy->unsent, copy_rows_limit_bytes(message_size));
    copy->rows = copy_rows_new(session->run.plan->copy, &input, message_size, err);
    return copy->rows;
}

bool copy_start(struct session *session, struct err *err)
{
    session->run.copy = calloc(1, sizeof *session->run.copy);
    if (!session->run.copy)
        return out_of_memory(err);
    if (!copy_open(session, session->run.copy, err))
        return false;
    const struct plan_copy *plan = session->run.plan->copy;
    encode_copy_in_response(&session->out, plan->options.format == COPY_BINARY,
                            (uint16_t)plan->n_columns);
    session->state = SESSION_COPYING;
    activity_begin_copy(session->activity, true, plan->table->oid);
    activity_set_wait(session->activity, "ClientRead");
    return true;
}

/* --- to the backend --- */

/* After the last bytes the backend ends the statement, and tells. */
static void copy_send(struct session *session)
{
    struct copy_run *copy = session->run.copy;
    struct run *run = &session->run;
    copy->blocked = buf_size(&copy->unsent) &&
                    !session->host->send(session->owner, run->request, buf_str(&copy->unsent));
    if (copy->blocked)
        return;
    buf_clear(&copy->unsent);
    if (copy->done)
        session->host->send_end(session->owner, run->request);
}

/* The rows held become a block on its way. */
static bool copy_flush(struct session *session, struct err *err)
{
    struct copy_run *copy = session->run.copy;
    const struct plan_copy *plan = session->run.plan->copy;
    copy->n_sent += copy_rows_take(copy->rows, &copy->unsent);
    if (copy->unsent.failed)
        return out_of_memory(err);
    if (!session->run.request && buf_size(&copy->unsent)) {
        transaction_note_write(session);
        bool is_large = !copy->done || (plan->stage && plan->stage->count);
        copy->blocked = is_large && copy_stage_begin(session);
        if (!copy->blocked)
            run_start_request(session, true);
    }
    if (session->run.request && !copy->blocked)
        copy_send(session);
    return true;
}

void copy_resume(struct session *session)
{
    copy_send(session);
}

void copy_writable(struct session *session)
{
    if (session->run.copy && session->run.copy->blocked)
        copy_send(session);
}

void copy_warn(struct session *session)
{
    struct copy_run *copy = session->run.copy;
    char message[128];
    bool is_staged = session->run.stage.phase != STAGE_NONE;
    if (!copy || (is_staged ? !copy_stage_may_have_stored(&session->run) : copy->n_sent == 0))
        return;
    snprintf(message, sizeof message,
             "the first %llu rows were sent before the error and may have been stored",
             (unsigned long long)copy->n_sent);
    session_notice(session, "WARNING", SQLSTATE_WARNING, message, NULL);
}

/* --- from the client --- */

/* All rows that are whole. */
static bool copy_read(struct session *session, struct err *err)
{
    struct copy_run *copy = session->run.copy;
    enum copy_rows_status status;
    while ((status = copy_rows_read(copy->rows, err)) == COPY_ROWS_BLOCK) {
        if (!copy_flush(session, err))
            return false;
    }
    copy->n_rows = copy_rows_count(copy->rows);
    return status != COPY_ROWS_ERROR;
}

void session_copy_data(struct session *session, const struct message *message)
{
    struct err err = {0};
    uint64_t n_before = session->run.copy->n_rows;
    copy_rows_feed(session->run.copy->rows, message->as.copy_data);
    if (copy_read(session, &err))
        activity_note_copy(session->activity, message->as.copy_data.size,
                           session->run.copy->n_rows - n_before);
    else
        run_fail(session, &err);
}

void session_copy_done(struct session *session, const struct message *message)
{
    struct copy_run *copy = session->run.copy;
    struct err err = {0};
    (void)message;
    session->state = SESSION_RUNNING;
    activity_set_wait(session->activity, NULL);
    copy_rows_finish(copy->rows);
    if (!encoding_finish_copy(session, &err) || !copy_read(session, &err)) {
        run_fail(session, &err);
        return;
    }
    copy->done = true;
    if (!copy_flush(session, &err))
        run_fail(session, &err);
    else if (!session->run.request)
        run_finish(session);
}

void session_copy_fail(struct session *session, const struct message *message)
{
    struct err err = {0};
    err_set(&err, SQLSTATE_QUERY_CANCELED, 0, "COPY from stdin failed: %.*s",
            (int)message->as.copy_fail.size, message->as.copy_fail.data);
    copy_rows_add_place(session->run.copy->rows, &err);
    run_fail(session, &err);
}

void copy_unexpected(struct session *session, char type)
{
    struct err err = {0}, lost = {0};
    err_set(&err, SQLSTATE_PROTOCOL_VIOLATION, 0,
            "unexpected message type 0x%02X during COPY from stdin", (unsigned char)type);
    copy_rows_add_place(session->run.copy->rows, &err);
    session_error(session, &err);
    copy_warn(session);
    err_set(&lost, SQLSTATE_PROTOCOL_VIOLATION, 0,
            "terminating connection because protocol synchronization was lost");
    session_fatal(session, &lost);
}
