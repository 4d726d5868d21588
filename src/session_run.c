/*
 * One statement: planned, started, ended. What comes before and after it is the business of
 * whoever set run.ended.
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session_internal.h"

/* --- planning --- */

static bool out_of_memory(const struct session *session, struct err *err)
{
    err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
    return err_detail(err, "Planning the statement takes more than %zu bytes (max_query_memory).",
                      session->options.max_query_memory);
}

const struct script *run_parse(struct session *session, struct arena *arena, struct str sql,
                               struct err *err)
{
    jmp_buf overflow;
    const struct script *volatile script = NULL;
    if (setjmp(overflow) == 0) {
        arena_catch(arena, &overflow);
        char *copy = arena_strndup(arena, sql.data, sql.size);
        script = rewrite_parse(arena, (struct str){copy, sql.size}, err);
    } else {
        out_of_memory(session, err);
    }
    arena_catch(arena, NULL);
    return script;
}

static const struct plan *plan_guarded(struct session *session, const struct script *script,
                                       size_t index, struct err *err)
{
    struct rewrite_context context = {
        .catalog = session->run.catalog.catalog,
        .settings = session->settings,
        .database = session->database,
        .user = session->user,
    };
    struct arena *arena = session->run.arena;
    jmp_buf overflow;
    const struct plan *volatile plan = NULL;
    if (setjmp(overflow) == 0) {
        arena_catch(arena, &overflow);
        plan = rewrite_statement(arena, script, index, &context, err);
    } else {
        out_of_memory(session, err);
    }
    arena_catch(arena, NULL);
    return plan;
}

/* Errors that a newer catalog may mend: a table made since by somebody else. */
static bool is_about_catalog(const struct err *err)
{
    static const char *const states[] = {SQLSTATE_UNDEFINED_TABLE, SQLSTATE_UNDEFINED_COLUMN,
                                         SQLSTATE_INVALID_SCHEMA_NAME};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        if (strcmp(states[i], err->sqlstate) == 0)
            return true;
    }
    return false;
}

/* In a failed transaction nothing else is said about a statement that may not run in it. */
static bool replace_error(const struct session *session, struct err *err)
{
    struct err failed;
    if (transaction_is_failed(session, &failed))
        *err = failed;
    return false;
}

const struct plan *run_plan(struct session *session, const struct script *script, size_t index,
                            bool *retried, struct err *err)
{
    const struct session_host *host = session->host;
    run_clear(session);
    session->run.catalog = host->catalog(session->owner);
    if (!session->run.catalog.catalog) {
        err_set(err, SQLSTATE_CANNOT_CONNECT_NOW, 0, "the catalog is not loaded");
        return NULL;
    }
    const struct plan *plan = plan_guarded(session, script, index, err);
    if (plan)
        return transaction_allows(session, plan, err) ? plan : NULL;
    if (!replace_error(session, err) && !*retried && is_about_catalog(err) &&
        host->catalog_reload(session->owner, RELOAD_IF_OLD)) {
        *retried = true;
        session->state = SESSION_RUNNING;
        session->wait = WAIT_RETRY;
    }
    return NULL;
}

/* --- ending --- */

void run_clear(struct session *session)
{
    struct run *run = &session->run;
    if (run->request)
        session->host->cancel(session->owner, run->request);
    if (run->catalog.catalog)
        session->host->catalog_release(session->owner, run->catalog);
    copy_free(session);
    free(run->result.converters);
    arena_reset(run->arena);
    *run = (struct run){
        .arena = run->arena, .ended = run->ended, .wants_description = run->wants_description};
}

static void run_ended(struct session *session, bool fine)
{
    session->host->set_deadline(session->owner, 0);
    run_clear(session);
    session->run.ended(session, fine);
}

static void complete_change(struct session *session, const struct err *err);

void run_fail(struct session *session, const struct err *err)
{
    bool is_changed = session->wait == WAIT_CHANGED;
    session->wait = WAIT_NONE;
    if (is_changed) { /* a cancel or a time-out comes too late to undo it */
        complete_change(session, err);
        return;
    }
    copy_warn(session);
    session_error(session, err);
    run_ended(session, false);
}

static uint64_t tag_count(const struct session *session)
{
    const struct run *run = &session->run;
    if (run->plan->kind == PLAN_COPY_FROM)
        return copy_rows(session);
    return run->plan->kind == PLAN_WRITE ? run->written_rows : run->result.n_rows;
}

static void complete(struct session *session, const char *tag)
{
    char counted[128];
    if (session->run.plan->tag_counts_rows) {
        snprintf(counted, sizeof counted, "%s %llu", tag, (unsigned long long)tag_count(session));
        tag = counted;
    }
    encode_command_complete(&session->out, tag);
    run_ended(session, true);
}

void run_finish(struct session *session)
{
    struct run *run = &session->run;
    if (run->plan->changes_catalog && session->wait == WAIT_NONE &&
        session->host->catalog_reload(session->owner, RELOAD_NOW)) {
        session->wait = WAIT_CHANGED;
        return;
    }
    complete(session, run->plan->tag);
}

/* The statement did its work, even if the new catalog could not be loaded. */
static void complete_change(struct session *session, const struct err *err)
{
    if (err)
        session_notice(session, "WARNING", err->sqlstate, err->message,
                       "The change was made, but this server does not see it yet.");
    complete(session, session->run.plan->tag);
}

void run_catalog_ready(struct session *session, const struct err *err)
{
    if (session->run.plan)
        complete_change(session, err);
    else if (err)
        run_fail(session, err);
    else if (session->simple.script)
        simple_query_resume(session);
    else
        extended_resume(session);
}

/* --- backend events --- */

static void after_event(struct session *session)
{
    session_process(session);
    session->host->wake(session->owner);
}

static void run_block(void *owner, const struct block *block)
{
    struct session *session = owner;
    struct run *run = &session->run;
    struct err err = {0};
    if (!result_block(session, block, &err)) {
        run_fail(session, &err);
    } else if (session->out.failed) {
        session_end(session);
    } else if (!run->paused && buf_size(&session->out) > OUTPUT_HIGH_WATER) {
        run->paused = true;
        session->host->pause(session->owner, run->request);
    }
    after_event(session);
}

static void run_writable(void *owner)
{
    copy_writable(owner);
    after_event(owner);
}

/* A result without any block still has columns. */
static void describe_empty(struct session *session)
{
    struct run *run = &session->run;
    if (run->plan->kind == PLAN_QUERY && run->wants_description && !run->result.described)
        result_describe(session, run->plan);
}

static void run_done(void *owner, const struct backend_summary *summary, const struct err *err)
{
    struct session *session = owner;
    struct err early = {0};
    session->run.request = NULL;
    if (!err && session->state == SESSION_COPYING) {
        err_set(&early, SQLSTATE_INTERNAL_ERROR, 0, "the server ended the COPY too early");
        err = &early;
    }
    if (err) {
        run_fail(session, err);
    } else {
        session->run.written_rows = summary ? summary->written_rows : 0;
        describe_empty(session);
        run_finish(session);
    }
    after_event(session);
}

void run_start_request(struct session *session, bool has_body)
{
    static const struct backend_events events = {run_block, run_writable, run_done};
    char id[80];
    snprintf(id, sizeof id, "pgpivot-%u-%08x-%llu", session->process_id, session->secret_key,
             (unsigned long long)++session->n_queries);
    struct backend_query query = {
        .sql = session->run.plan->clickhouse_sql,
        .query_id = id,
        .has_body = has_body,
        .reads_only = session->run.plan->kind == PLAN_QUERY,
    };
    session->run.request = session->host->start(session->owner, &query, &events, session);
}

void run_output_taken(struct session *session)
{
    struct run *run = &session->run;
    if (!run->paused || !run->request || buf_size(&session->out) > OUTPUT_LOW_WATER)
        return;
    run->paused = false;
    session->host->resume(session->owner, run->request);
}

void run_cancel(struct session *session)
{
    struct err err = {0};
    err_set(&err, SQLSTATE_QUERY_CANCELED, 0, "canceling statement due to user request");
    run_fail(session, &err);
}

/* --- one function for each kind of plan --- */

static bool start_query(struct session *session, struct err *err)
{
    (void)err;
    run_start_request(session, false);
    return true;
}

static bool start_rows(struct session *session, struct err *err)
{
    (void)err;
    result_rows(session);
    run_finish(session);
    return true;
}

static bool start_write(struct session *session, struct err *err)
{
    (void)err;
    transaction_note_write(session);
    run_start_request(session, false);
    return true;
}

static bool start_copy(struct session *session, struct err *err)
{
    return copy_start(session, err);
}

static bool start_transaction(struct session *session, struct err *err)
{
    const char *tag = session->run.plan->tag;
    if (!transaction_execute(session, session->run.plan, &tag, err))
        return false;
    complete(session, tag);
    return true;
}

static bool start_set(struct session *session, struct err *err)
{
    const struct plan *plan = session->run.plan;
    if (plan->settings_reset_all)
        settings_reset_all(session->settings);
    for (size_t i = 0; i < plan->n_settings; i++) {
        const struct plan_setting *setting = &plan->settings[i];
        if (setting->is_local && session->transaction == TRANSACTION_NONE)
            session_notice(session, "WARNING", SQLSTATE_NO_ACTIVE_SQL_TRANSACTION,
                           "SET LOCAL can only be used in transaction blocks", NULL);
        if (!settings_set(session->settings, setting->name, setting->value, setting->is_local, err))
            return false;
    }
    run_finish(session);
    return true;
}

static bool start_nothing(struct session *session, struct err *err)
{
    (void)err;
    run_finish(session);
    return true;
}

static bool (*const starters[])(struct session *session, struct err *err) = {
    [PLAN_QUERY] = start_query,
    [PLAN_ROWS] = start_rows,
    [PLAN_WRITE] = start_write,
    [PLAN_COPY_FROM] = start_copy,
    [PLAN_TRANSACTION] = start_transaction,
    [PLAN_SET] = start_set,
    [PLAN_NOTHING] = start_nothing,
};

static void send_notices(struct session *session, const struct plan *plan)
{
    for (size_t i = 0; i < plan->n_notices; i++) {
        const struct plan_notice *notice = &plan->notices[i];
        session_notice(session, notice->severity, notice->sqlstate, notice->message, notice->hint);
    }
}

static void set_statement_deadline(struct session *session)
{
    long timeout = settings_get_int(session->settings, "statement_timeout");
    int64_t at = timeout ? session->host->now_ms(session->owner) + timeout : 0;
    session->host->set_deadline(session->owner, at);
}

void run_start(struct session *session)
{
    struct err err = {0};
    session->state = SESSION_RUNNING;
    set_statement_deadline(session);
    send_notices(session, session->run.plan);
    if (!starters[session->run.plan->kind](session, &err))
        run_fail(session, &err);
}
