/*
 * COPY FROM of several blocks: its rows wait in a table of their own (struct plan_stage) and become
 * the table's when all have come. When one is bad, that table is dropped, and nothing is left.
 */
#include "session_internal.h"

static const struct plan_stage *stage_of(const struct run *run)
{
    return run->plan->copy->stage;
}

struct str copy_stage_sql(const struct run *run)
{
    const struct plan_stage *stage = stage_of(run);
    switch (run->stage.phase) {
    case STAGE_MAKING:
        return str_of(stage->make[run->stage.step]);
    case STAGE_FILLING:
        return str_of(stage->insert);
    case STAGE_COUNTING:
        return str_of(stage->count);
    case STAGE_TAKING:
        return str_of(stage->take);
    default:
        return str_of(stage->drop);
    }
}

bool copy_stage_begin(struct session *session)
{
    struct run *run = &session->run;
    if (!stage_of(run))
        return false;
    run->stage.phase = STAGE_MAKING;
    session->has_temporary = true;
    run_start_request(session, false);
    return true;
}

bool copy_stage_may_have_stored(const struct run *run)
{
    return run->stage.phase == STAGE_TAKING && !stage_of(run)->is_whole;
}

/* The next statement without a body. */
static bool enter(struct session *session, enum stage_phase phase)
{
    session->run.stage.phase = phase;
    run_start_request(session, false);
    return true;
}

static bool made(struct session *session)
{
    struct run *run = &session->run;
    if (++run->stage.step < stage_of(run)->n_make)
        return enter(session, STAGE_MAKING);
    run->stage.phase = STAGE_FILLING;
    run_start_request(session, true);
    copy_resume(session);
    return true;
}

static bool dropped(struct session *session)
{
    if (session->run.failure)
        run_tell_failure(session);
    else
        run_finish(session);
    return true;
}

bool copy_stage_block(struct session *session, const struct block *block, struct err *err)
{
    uint64_t n;
    if (session->run.stage.phase != STAGE_COUNTING || !block->n_rows)
        return true;
    if (!step_count(block, &n, err))
        return false;
    copy_keep_rows(session, n);
    return true;
}

bool copy_stage_next(struct session *session, const struct err *err)
{
    enum stage_phase phase = session->run.stage.phase;
    if (phase == STAGE_NONE || (err && phase != STAGE_DROPPING))
        return false;
    if (phase == STAGE_MAKING)
        return made(session);
    if (phase == STAGE_FILLING)
        return session->state != SESSION_COPYING &&
               enter(session, stage_of(&session->run)->count ? STAGE_COUNTING : STAGE_TAKING);
    if (phase == STAGE_COUNTING)
        return enter(session, copy_rows(session) ? STAGE_TAKING : STAGE_DROPPING);
    return phase == STAGE_TAKING ? enter(session, STAGE_DROPPING) : dropped(session);
}

bool copy_stage_abandon(struct session *session, const struct err *err)
{
    enum stage_phase phase = session->run.stage.phase;
    if (phase == STAGE_NONE || phase == STAGE_DROPPING)
        return false;
    run_keep_failure(session, err);
    session->state = SESSION_RUNNING;
    return enter(session, STAGE_DROPPING);
}
