/*
 * One statement: planned, started, ended. What comes before and after it is the business of
 * whoever set run.ended.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/encoding.h"
#include "session_internal.h"

/* --- ending --- */

/* What a run holds, but its arena. */
void run_free(struct session *session, struct run *run)
{
    if (run->request)
        session->host->cancel(session->owner, run->request);
    if (run->catalog.catalog)
        session->host->catalog_release(session->owner, run->catalog);
    planned_unref(session, run->planned);
    result_free(&run->result);
    transcoder_free(run->transcoder);
    free(run->link);
    free(run->failure);
}

void run_clear(struct session *session)
{
    struct run *run = &session->run;
    if (run->copy || run->result.copy)
        activity_end_copy(session->activity);
    copy_free(session);
    run_free(session, run);
    arena_reset(run->arena);
    *run = (struct run){.arena = run->arena,
                        .ended = run->ended,
                        .suspended = run->suspended,
                        .wants_description = run->wants_description};
}

static void run_ended(struct session *session, bool fine)
{
    session->host->set_deadline(session->owner, 0);
    run_clear(session);
    session->run.ended(session, fine);
}

static void complete_change(struct session *session, const struct err *err);

static void forget_request(struct run *run)
{
    run->request = NULL;
    free(run->link);
    run->link = NULL;
}

void run_keep_failure(struct session *session, const struct err *err)
{
    struct run *run = &session->run;
    if (run->request)
        session->host->cancel(session->owner, run->request);
    forget_request(run);
    run->failure = malloc(sizeof *run->failure);
    if (!run->failure)
        abort();
    *run->failure = *err;
}

void run_tell_failure(struct session *session)
{
    session_error(session, session->run.failure);
    run_ended(session, false);
}

/* Steps before the one that failed may have changed the catalog: it is loaded before the client
 * goes on. */
static bool fail_after_reload(struct session *session, const struct err *err)
{
    struct run *run = &session->run;
    if (!run->plan || !run->plan->changes_catalog || !run->step || run->failure)
        return false;
    if (!session->host->catalog_reload(session->owner, RELOAD_NOW))
        return false;
    run_keep_failure(session, err);
    session->wait = WAIT_CHANGED;
    return true;
}

void run_fail(struct session *session, const struct err *err)
{
    bool is_changed = session->wait == WAIT_CHANGED;
    session->wait = WAIT_NONE;
    discovery_clear(session);
    if (is_changed) { /* a cancel or a time-out comes too late to undo it */
        complete_change(session, err);
        return;
    }
    failure_of_run(session, err);
    copy_warn(session);
    if (session->is_terminated) {
        session_fatal(session, err);
        return;
    }
    if (copy_stage_abandon(session, err) || fail_after_reload(session, err))
        return;
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
    if (session->run.failure) {
        run_tell_failure(session);
        return;
    }
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
    else
        run_go_on_planning(session);
}

/* --- backend events --- */

static void set_statement_deadline(struct session *session)
{
    long timeout = settings_get_int(session->settings, "statement_timeout");
    int64_t at = timeout ? session->host->now_ms(session->owner) + timeout : 0;
    session->host->set_deadline(session->owner, at);
}

void run_go(struct session *session)
{
    session->state = SESSION_RUNNING;
    set_statement_deadline(session);
}

static void after_event(struct session *session)
{
    session_process(session);
    session->host->wake(session->owner);
}

void run_pause(struct session *session, struct run *run)
{
    if (run->paused || !run->request)
        return;
    run->paused = true;
    if (run == &session->run)
        activity_set_wait(session->activity, "ClientWrite");
    session->host->pause(session->owner, run->request);
}

void run_resume(struct session *session, struct run *run)
{
    if (!run->paused)
        return;
    run->paused = false;
    activity_set_wait(session->activity, NULL);
    if (run->request)
        session->host->resume(session->owner, run->request);
}

static void after_block(struct session *session)
{
    struct run *run = &session->run;
    if (run->result.is_limited)
        run_release(session);
    else if (buf_size(&session->out) > OUTPUT_HIGH_WATER)
        run_pause(session, run);
}

static bool take_block(struct session *session, const struct block *block, struct err *err)
{
    struct run *run = &session->run;
    if (run->stage.phase != STAGE_NONE)
        return copy_stage_block(session, block, err);
    if (step_is_under_way(run))
        return step_block(run, block, err);
    return run->explain ? explain_block(run, block, err) : result_block(session, run, block, err);
}

static void run_block(void *owner, const struct block *block)
{
    struct run_link *link = owner;
    struct session *session = link->session;
    struct err err = {0};
    if (link->aside) {
        run_block_aside(session, link->aside, block);
        return;
    }
    if (!take_block(session, block, &err))
        run_fail(session, &err);
    else if (session->out.failed)
        session_end(session);
    else
        after_block(session);
    after_event(session);
}

static void run_writable(void *owner)
{
    struct run_link *link = owner;
    struct session *session = link->session;
    copy_writable(session);
    after_event(session);
}

/* A result without any block still has columns. */
static void describe_empty(struct session *session)
{
    struct run *run = &session->run;
    if (run->plan->kind == PLAN_QUERY && run->wants_description && !run->result.described)
        result_describe(session, run->plan->columns, run->plan->n_columns, &run->result.formats);
}

/* For the advisor: what ClickHouse read, which is each block's equal share. */
static void note_shapes(const struct session *session, const struct backend_summary *summary)
{
    const struct plan *plan = session->run.plan;
    const struct session_host *host = session->host;
    if (!host->note_shape || !summary || summary->was_kept || plan->kind != PLAN_QUERY)
        return;
    for (size_t i = 0; i < plan->n_shapes; i++)
        host->note_shape(session->owner, &plan->shapes[i], summary->read_rows / plan->n_shapes,
                         plan->shapes[i].shows_groups ? summary->result_rows : 0);
}

/* The last request of the statement went well. */
static void finish_request(struct session *session, const struct backend_summary *summary)
{
    struct run *run = &session->run;
    struct err err = {0};
    bool is_statement = !run->explain || !run->explain->asks_coverage;
    if (is_statement && !run->is_counted)
        run->written_rows = summary ? summary->written_rows : 0;
    if (is_statement)
        note_shapes(session, summary);
    if (run->explain) {
        if (!explain_next(session, summary, &err))
            run_fail(session, &err);
        return;
    }
    describe_empty(session);
    if (run->result.copy)
        result_end_copy(session);
    run->result.at_end = true;
    if (run->result.is_limited)
        run_release(session);
    else
        run_finish(session);
}

static void run_done(void *owner, const struct backend_summary *summary, const struct err *err)
{
    struct run_link *link = owner;
    struct session *session = link->session;
    struct err early = {0};
    if (link->aside) {
        run_done_late(link->aside, err);
        return;
    }
    if (session->run.result.is_opening) {
        run_done_late(&session->run, err);
        run_release(session);
        after_event(session);
        return;
    }
    forget_request(&session->run);
    if (copy_stage_next(session, err)) {
        after_event(session);
        return;
    }
    if (!err && session->state == SESSION_COPYING) {
        err_set(&early, SQLSTATE_INTERNAL_ERROR, 0, "the server ended the COPY too early");
        err = &early;
    }
    if (err) {
        run_fail(session, err);
    } else if (step_is_under_way(&session->run) && step_next(&session->run)) {
        run_start_request(session, false);
    } else {
        finish_request(session, summary);
    }
    after_event(session);
}

void run_query_id(struct session *session, char *id, size_t size)
{
    snprintf(id, size, "pgpivot-%u-%s-%llu", session->process_id,
             session->temporary_schema + strlen("pg_temp_"),
             (unsigned long long)++session->n_queries);
}

/* Written anew, so that the backend need not know of plans; at most one statement's tables. */
static struct backend_table *copy_tables(const struct plan_table *from, size_t n)
{
    struct backend_table *tables = calloc(n + 1, sizeof *tables);
    if (!tables)
        abort();
    for (size_t i = 0; i < n; i++)
        tables[i] = (struct backend_table){from[i].schema, from[i].name, from[i].survives_merges};
    return tables;
}

static bool asks_coverage(const struct session *session)
{
    return session->run.explain && session->run.explain->asks_coverage;
}

static struct backend_table *tables_of(const struct session *session)
{
    const struct plan *plan = session->run.plan;
    if (asks_coverage(session) || plan->kind != PLAN_QUERY || !plan->tables || plan->is_of_moment ||
        plan->n_settings ||
        strcmp(settings_get(session->settings, "pivot.result_cache"), "off") == 0)
        return NULL;
    return copy_tables(plan->tables, plan->n_tables);
}

static struct backend_part *parts_of(const struct session *session, size_t *n)
{
    const struct plan *plan = session->run.plan;
    bool reads = plan->kind == PLAN_QUERY || plan->kind == PLAN_COPY_TO;
    *n = reads && !asks_coverage(session) ? plan->n_parts : 0;
    if (!*n)
        return NULL;
    struct backend_part *parts = calloc(*n, sizeof *parts);
    if (!parts)
        abort();
    for (size_t i = 0; i < *n; i++) {
        const struct plan_part *from = &plan->parts[i];
        parts[i] = (struct backend_part){from->text, from->sql,
                                         copy_tables(from->tables, from->n_tables), from->n_tables};
    }
    return parts;
}

static void free_parts(struct backend_part *parts, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free((struct backend_table *)(uintptr_t)parts[i].tables);
    free(parts);
}

void run_start_request(struct session *session, bool has_body)
{
    static const struct backend_events events = {run_block, run_writable, run_done};
    char id[80];
    run_query_id(session, id, sizeof id);
    struct backend_table *tables = tables_of(session);
    size_t n_parts;
    struct backend_part *parts = parts_of(session, &n_parts);
    struct backend_query query = {
        .sql = step_sql(&session->run),
        .query_id = id,
        .has_body = has_body,
        .reads_only =
            session->run.plan->kind == PLAN_QUERY || session->run.plan->kind == PLAN_COPY_TO,
        .is_constant = session->run.plan->is_constant,
        .tables = tables,
        .n_tables = session->run.plan->n_tables,
        .cuboid = session->run.plan->cuboid,
        .parts = parts,
        .n_parts = n_parts,
        .wants_summary = session->run.explain != NULL,
        .keeps_cheap = strcmp(settings_get(session->settings, "pivot.result_cache"), "always") == 0,
    };
    struct run_link *link = calloc(1, sizeof *link);
    if (!link)
        abort();
    link->session = session;
    session->run.link = link;
    session->run.request = session->host->start(session->owner, &query, &events, link);
    free(tables);
    free_parts(parts, n_parts);
}

void run_output_taken(struct session *session)
{
    struct run *run = &session->run;
    if (buf_size(&session->out) > OUTPUT_LOW_WATER || session->state != SESSION_RUNNING)
        return;
    if (run->result.is_limited)
        run_release(session);
    else
        run_resume(session, run);
}

void run_cancel(struct session *session)
{
    struct err err = {0};
    err_set(&err, SQLSTATE_QUERY_CANCELED, 0, "canceling statement due to user request");
    run_fail(session, &err);
}

/* --- one function for each kind of plan --- */

static bool apply_settings(struct session *session, struct err *err)
{
    const struct plan *plan = session->run.plan;
    for (size_t i = 0; i < plan->n_settings; i++) {
        const struct plan_setting *setting = &plan->settings[i];
        if (!session_check_setting(session, setting->name, setting->value, err) ||
            !settings_set(session->settings, setting->name, setting->value, setting->is_local, err))
            return false;
    }
    return true;
}

static void warn_local(struct session *session)
{
    const struct plan *plan = session->run.plan;
    if (plan->n_settings && plan->settings[0].is_local && !transaction_is_block(session))
        session_notice(session, "WARNING", SQLSTATE_NO_ACTIVE_SQL_TRANSACTION,
                       plan->sets_transaction
                           ? "SET TRANSACTION can only be used in transaction blocks"
                           : "SET LOCAL can only be used in transaction blocks",
                       NULL);
}

static void note_rollups(const struct session *session)
{
    const struct plan *plan = session->run.plan;
    if (plan->n_rollups && session->host->note_rollups)
        session->host->note_rollups(session->owner, plan->rollups, plan->n_rollups);
}

static bool start_query(struct session *session, struct err *err)
{
    if (!apply_settings(session, err))
        return false;
    note_rollups(session);
    run_start_request(session, false);
    return true;
}

bool run_send_rows(struct session *session, struct err *err)
{
    if (!result_rows(session, err))
        return false;
    if (session->run.result.is_limited)
        run_release(session);
    else
        run_finish(session);
    return true;
}

static bool start_rows(struct session *session, struct err *err)
{
    if (session->run.explain && !explain_show(session, err))
        return false;
    return run_send_rows(session, err);
}

static bool start_write(struct session *session, struct err *err)
{
    (void)err;
    transaction_note_write(session);
    session->has_temporary |= session->run.plan->makes_temporary;
    run_start_request(session, false);
    return true;
}

static bool start_copy(struct session *session, struct err *err)
{
    return copy_start(session, err);
}

static bool start_copy_to(struct session *session, struct err *err)
{
    if (!result_begin_copy(session, err))
        return false;
    run_start_request(session, false);
    return true;
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
    if (plan->discards_all && !prepared_discard_all(session, err))
        return false;
    if (plan->discards_all)
        notify_unlisten_all(session);
    if (plan->settings_reset_all)
        settings_reset_all(session->settings);
    warn_local(session);
    if (!apply_settings(session, err))
        return false;
    if (plan->clickhouse_sql.size)
        run_start_request(session, false);
    else
        run_finish(session);
    return true;
}

static bool finish_if(struct session *session, bool fine)
{
    if (fine)
        run_finish(session);
    return fine;
}

static bool start_prepare(struct session *session, struct err *err)
{
    return finish_if(session, prepared_start_prepare(session, err));
}

static bool start_deallocate(struct session *session, struct err *err)
{
    return finish_if(session, prepared_start_deallocate(session, err));
}

static bool start_plan(struct session *session, struct err *err);

static bool start_execute(struct session *session, struct err *err)
{
    if (prepared_start_execute(session, err))
        return start_plan(session, err);
    return session->wait == WAIT_DISCOVERY; /* then it starts again */
}

static bool start_close(struct session *session, struct err *err)
{
    return finish_if(session, cursor_start_close(session, err));
}

static bool start_notify(struct session *session, struct err *err)
{
    return finish_if(session, notify_add(session, session->run.plan->notify, err));
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
    [PLAN_COPY_TO] = start_copy_to,
    [PLAN_TRANSACTION] = start_transaction,
    [PLAN_SET] = start_set,
    [PLAN_PREPARE] = start_prepare,
    [PLAN_EXECUTE] = start_execute,
    [PLAN_DEALLOCATE] = start_deallocate,
    [PLAN_DECLARE] = cursor_start_declare,
    [PLAN_FETCH] = cursor_start_fetch,
    [PLAN_CLOSE] = start_close,
    [PLAN_NOTIFY] = start_notify,
    [PLAN_NOTHING] = start_nothing,
};

static bool start_plan(struct session *session, struct err *err)
{
    return starters[session->run.plan->kind](session, err);
}

static void send_notices(struct session *session, const struct plan *plan)
{
    for (size_t i = 0; i < plan->n_notices; i++) {
        const struct plan_notice *notice = &plan->notices[i];
        session_notice(session, notice->severity, notice->sqlstate, notice->message, notice->hint);
    }
}

void run_go_on_planning(struct session *session)
{
    struct err err = {0};
    if (session->run.plan) { /* an EXECUTE, which has begun */
        if (!start_plan(session, &err))
            run_fail(session, &err);
    } else if (session->simple.script) {
        simple_query_resume(session);
    } else {
        extended_resume(session);
    }
}

void run_start(struct session *session)
{
    struct err err = {0};
    run_go(session);
    session->has_snapshot |= transaction_takes_snapshot(session->run.plan);
    send_notices(session, session->run.plan);
    explain_begin(session);
    if (!start_plan(session, &err))
        run_fail(session, &err);
}
