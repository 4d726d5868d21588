/* Runs one statement over a ClickHouse connection. Knows no HTTP. */
#include "engine/task.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void task_set_error(struct task *task, int code, const char *name, const char *text)
{
    char message[640];
    snprintf(message, sizeof message, "Code: %d. DB::Exception: %s. (%s)", code, text, name);
    free(task->error);
    task->error = strdup(message);
    task->ended = true;
}

static void set_cancelled(struct task *task)
{
    task_set_error(task, 394, "QUERY_WAS_CANCELLED", "Query was cancelled");
}

static void copy_error(struct task *task, const char *message)
{
    free(task->error);
    task->error = strdup(message);
    task->ended = true;
}

/* False with the error set when the query is cancelled before it gets a turn. */
static bool take_turn(struct task *task)
{
    if (running_turn(task->engine->running, &task->query))
        return true;
    set_cancelled(task);
    return false;
}

static void count_read(struct task *task, chdb_result *result)
{
    const struct chdb *chdb = task->engine->chdb;
    task->summary.read_rows += chdb->result_storage_rows_read(result);
    task->summary.read_bytes += chdb->result_storage_bytes_read(result);
    task->summary.written_rows += chdb->result_rows_written(result);
    task->summary.written_bytes += chdb->result_bytes_written(result);
    task->summary.result_rows += chdb->result_rows(result);
    task->summary.result_bytes += chdb->result_bytes(result);
}

/* Takes over result: its bytes become `out`. */
static void take_block(struct task *task, chdb_result *result)
{
    const struct chdb *chdb = task->engine->chdb;
    const char *error = chdb->result_error(result);
    if (error) {
        copy_error(task, error);
        chdb->destroy_result(result);
        return;
    }
    count_read(task, result);
    task->block = result;
    task->out = (struct str){chdb->result_buffer(result), chdb->result_length(result)};
}

static void run_plain(struct task *task)
{
    struct str sql = task->statement.text;
    if (!take_turn(task))
        return;
    take_block(task, task->engine->chdb->query(*task->query.session->connection, sql.data, sql.size,
                                               task->format, strlen(task->format)));
    running_turn_end(task->engine->running);
    task->ended = task->finished = true;
}

static void start_read(struct task *task)
{
    const struct chdb *chdb = task->engine->chdb;
    struct str sql = task->statement.text;
    if (!take_turn(task))
        return;
    task->stream = chdb->stream_query(*task->query.session->connection, sql.data, sql.size,
                                      task->format, strlen(task->format));
    running_turn_end(task->engine->running);
    const char *error = chdb->result_error(task->stream);
    if (error)
        copy_error(task, error);
    task->finished = error != NULL;
}

static void start_insert(struct task *task)
{
    const struct chdb *chdb = task->engine->chdb;
    struct str sql = task->statement.text, format = task->statement.format;
    if (!take_turn(task))
        return;
    task->insert = chdb->insert(*task->query.session->connection, sql.data, sql.size, format.data,
                                format.size);
    running_turn_end(task->engine->running);
    const char *error = chdb->insert_error(task->insert);
    if (error)
        copy_error(task, error);
}

static void start_kill(struct task *task)
{
    struct str id = task->statement.kill_id;
    running_cancel_id(task->engine->running, id.data, id.size);
    task->ended = true;
}

void task_open(struct task *task, const struct engine *engine, const struct statement *statement,
               const struct params *params, const char *format, int fd)
{
    static void (*const starts[])(struct task *) = {
        [STATEMENT_READ] = start_read,
        [STATEMENT_PLAIN] = run_plain,
        [STATEMENT_INSERT] = start_insert,
        [STATEMENT_KILL] = start_kill,
    };
    task->engine = engine;
    task->statement = *statement;
    task->format = format;
    clock_gettime(CLOCK_MONOTONIC, &task->started);
    task->query = (struct query){.id = params->query_id, .fd = fd};
    bool kills = statement->kind == STATEMENT_KILL;
    if (!kills) {
        running_add(engine->running, &task->query);
        char *message;
        struct session *session =
            pool_get(engine->pool, params->database, buf_str(&params->settings), &message);
        running_set_session(engine->running, &task->query, session);
        task->error = message;
        task->ended = !session;
        if (!session && !message)
            task_set_error(task, 173, "CANNOT_ALLOCATE_MEMORY", "Out of memory");
    }
    task->writes = !task->error && statement->may_write;
    if (task->writes)
        write_clock_begin(engine->clock);
    if (!task->error)
        starts[statement->kind](task);
}

static void finish_insert(struct task *task)
{
    const struct chdb *chdb = task->engine->chdb;
    chdb_result *result = chdb->insert_done(task->insert);
    const char *error = chdb->result_error(result);
    if (error)
        copy_error(task, error);
    else if (running_is_cancelled(task->engine->running, &task->query))
        set_cancelled(task);
    count_read(task, result);
    chdb->destroy_result(result);
    task->ended = task->finished = true;
}

void task_feed(struct task *task, struct str rows)
{
    if (task->ended || !rows.size || !take_turn(task))
        return;
    if (task->engine->chdb->append(task->insert, rows.data, rows.size) != 0) {
        finish_insert(task); /* which says why, as a rule */
        if (!task->error)
            task_set_error(task, 1002, "UNKNOWN_EXCEPTION", "The rows could not be taken");
    }
    running_turn_end(task->engine->running);
}

void task_feed_end(struct task *task)
{
    if (task->ended || !take_turn(task))
        return;
    finish_insert(task);
    running_turn_end(task->engine->running);
}

void task_read(struct task *task)
{
    const struct chdb *chdb = task->engine->chdb;
    if (task->block)
        chdb->destroy_result(task->block);
    task->block = NULL;
    task->out = STR("");
    if (task->ended || !take_turn(task))
        return;
    take_block(task, chdb->fetch(*task->query.session->connection, task->stream));
    running_turn_end(task->engine->running);
    if (task->out.size)
        return;
    task->ended = task->finished = true;
    /* The end of a query that was stopped is not the end of its result. */
    if (!task->error && running_is_cancelled(task->engine->running, &task->query))
        set_cancelled(task);
}

static void close_insert(struct task *task)
{
    if (!task->finished)
        task->engine->chdb->cancel_insert(task->insert);
    task->engine->chdb->destroy_insert(task->insert);
}

static void close_stream(struct task *task)
{
    const struct chdb *chdb = task->engine->chdb;
    if (!task->finished)
        chdb->cancel_query(*task->query.session->connection, task->stream);
    chdb->destroy_result(task->stream);
}

void task_close(struct task *task)
{
    if (task->block)
        task->engine->chdb->destroy_result(task->block);
    if (task->insert)
        close_insert(task);
    if (task->stream)
        close_stream(task);
    if (task->query.number) {
        running_remove(task->engine->running, &task->query);
        if (task->query.session)
            pool_put(task->engine->pool, task->query.session,
                     task->finished && !task->error && !task->statement.changes_session);
    }
    if (task->writes)
        write_clock_end(task->engine->clock);
    free(task->error);
    *task = (struct task){0};
}

uint64_t task_elapsed_ns(const struct task *task)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)(now.tv_sec - task->started.tv_sec) * 1000000000u +
           (uint64_t)(now.tv_nsec - task->started.tv_nsec);
}
