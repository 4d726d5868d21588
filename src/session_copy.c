/*
 * COPY FROM STDIN: the client's lines become values, values become blocks, blocks are sent as the
 * backend takes them. Nothing is sent before the first block is full or the data is whole: a COPY
 * of one block is one INSERT; of several, they go to a table beside the table
 * (session_copy_stage.c).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backend/native_write.h"
#include "session_internal.h"
#include "wire/copy_in.h"
#include "wire/value_in.h"

/* A block is sent when it holds so much. */
#define BLOCK_ROWS 100000
#define BLOCK_BYTES ((size_t)1 << 20)
/* Values may take more bytes than the text they came from: "1," is 8 in a bigint. An array may take
 * as much while it is read, where "1," is a text, its place and a value: about 50 bytes. */
#define GROWTH 16

struct copy_run {
    struct copy_in *reader;
    struct native_writer *writer;
    struct value_reader *columns;
    struct value_input input; /* as the settings are when it starts */
    struct arena *arena;      /* of the current value, where one is made */
    const char *table, **names;
    uint32_t *types;
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
    copy_in_free(copy->reader);
    native_writer_free(copy->writer);
    free(copy->columns);
    arena_free(copy->arena);
    free(copy->names);
    free(copy->types);
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

static bool choose_parsers(struct copy_run *copy, const struct plan_copy *plan, struct err *err)
{
    for (size_t i = 0; i < plan->n_columns; i++) {
        copy->names[i] = plan->columns[i]->name;
        copy->types[i] = plan->columns[i]->pg_type;
        if (!value_reader_choose(&copy->columns[i], plan->columns[i]->type,
                                 plan->columns[i]->pg_type, err))
            return false;
        copy->columns[i].input = &copy->input;
    }
    return true;
}

static bool out_of_memory(struct err *err)
{
    return err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
}

static bool copy_open(struct session *session, struct copy_run *copy, struct err *err)
{
    const struct plan_copy *plan = session->run.plan->copy;
    size_t message_size = session->options.max_message_size;
    buf_init(&copy->unsent, message_size * GROWTH);
    copy->arena = arena_new(message_size * GROWTH);
    copy->columns = calloc(plan->n_columns, sizeof *copy->columns);
    copy->names = calloc(plan->n_columns, sizeof *copy->names);
    copy->types = calloc(plan->n_columns, sizeof *copy->types);
    if (!copy->columns || !copy->names || !copy->types)
        return out_of_memory(err);
    copy->table = plan->table->name;
    copy->input = (struct value_input){*session_style(session), session_zone(session)};
    if (!choose_parsers(copy, plan, err))
        return false;
    copy->writer = native_writer_new(plan->columns, plan->n_columns, message_size * GROWTH, err);
    if (!copy->writer)
        return false;
    struct copy_in_target target = {
        .table = plan->table->name,
        .columns = copy->names,
        .types = copy->types,
        .n_columns = plan->n_columns,
        .options = &plan->options,
        .max_line_bytes = message_size,
    };
    copy->reader = copy_in_new(&target);
    return copy->reader || out_of_memory(err);
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
    copy->n_sent += native_writer_rows(copy->writer);
    native_writer_write(copy->writer, &copy->unsent);
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

/* The value in the copy's arena, which may not have the room. */
static bool copy_read_large(struct copy_run *copy, const struct value_reader *reader,
                            struct str text, struct value *value, struct err *err)
{
    jmp_buf overflow;
    volatile bool fine = false;
    arena_reset(copy->arena);
    if (setjmp(overflow) == 0) {
        arena_catch(copy->arena, &overflow);
        fine = value_read(reader, copy->arena, value, text, err);
    } else {
        err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0, "the value is too long");
    }
    arena_catch(copy->arena, NULL);
    return fine;
}

static bool add_value(struct copy_run *copy, const struct value *value, size_t column,
                      struct err *err)
{
    if (native_writer_add(copy->writer, value, err))
        return true;
    if (strcmp(err->sqlstate, SQLSTATE_NOT_NULL_VIOLATION) == 0)
        err_set(err, SQLSTATE_NOT_NULL_VIOLATION, 0,
                "null value in column \"%s\" of relation \"%s\" violates not-null constraint",
                copy->names[column], copy->table);
    return false;
}

static bool copy_value(struct copy_run *copy, const struct copy_field *field, size_t column,
                       struct err *err)
{
    struct value value = {0};
    const struct value_reader *reader = &copy->columns[column];
    bool fine = field->is_null || (value_reader_allocates(reader)
                                       ? copy_read_large(copy, reader, field->text, &value, err)
                                       : value_read(reader, NULL, &value, field->text, err));
    return fine && add_value(copy, &value, column, err);
}

static bool copy_row(struct copy_run *copy, const struct copy_row *row, struct err *err)
{
    for (size_t i = 0; i < row->n_fields; i++) {
        if (!copy_value(copy, &row->fields[i], i, err))
            return copy_in_add_context(copy->reader, i, err);
    }
    copy->n_rows++;
    return true;
}

static bool is_block_full(const struct native_writer *writer)
{
    return native_writer_rows(writer) >= BLOCK_ROWS || native_writer_bytes(writer) >= BLOCK_BYTES;
}

/* All rows that are whole. */
static bool copy_read(struct session *session, struct err *err)
{
    struct copy_run *copy = session->run.copy;
    struct copy_row row;
    enum copy_in_status status;
    while ((status = copy_in_next(copy->reader, &row, err)) == COPY_IN_ROW) {
        if (!copy_row(copy, &row, err))
            return false;
        if (is_block_full(copy->writer) && !copy_flush(session, err))
            return false;
    }
    return status != COPY_IN_ERROR;
}

void session_copy_data(struct session *session, const struct message *message)
{
    struct err err = {0};
    uint64_t n_before = session->run.copy->n_rows;
    copy_in_feed(session->run.copy->reader, message->as.copy_data);
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
    copy_in_finish(copy->reader);
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
    copy_in_add_place(session->run.copy->reader, &err);
    run_fail(session, &err);
}

void copy_unexpected(struct session *session, char type)
{
    struct err err = {0}, lost = {0};
    err_set(&err, SQLSTATE_PROTOCOL_VIOLATION, 0,
            "unexpected message type 0x%02X during COPY from stdin", (unsigned char)type);
    copy_in_add_place(session->run.copy->reader, &err);
    session_error(session, &err);
    copy_warn(session);
    err_set(&lost, SQLSTATE_PROTOCOL_VIOLATION, 0,
            "terminating connection because protocol synchronization was lost");
    session_fatal(session, &lost);
}
