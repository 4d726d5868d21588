/*
 * Simple Query (manual, "Simple Query"): the statements of one string, one after the other, in
 * one transaction unless they say otherwise. An error ends the string.
 */
#include "session_internal.h"

void simple_query_clear(struct session *session)
{
    struct arena *arena = session->simple.arena;
    arena_reset(arena);
    session->simple = (struct simple_query){.arena = arena};
}

static void end_query(struct session *session, bool fine)
{
    simple_query_clear(session);
    transaction_end_implicit(session, fine);
    session_ready(session);
}

static void statement_ended(struct session *session, bool fine)
{
    struct simple_query *simple = &session->simple;
    simple->ended = true;
    simple->fine = fine;
    if (!simple->walking)
        simple_query_resume(session);
}

static void run_next(struct session *session)
{
    struct simple_query *simple = &session->simple;
    struct err err = {0};
    session->run.ended = statement_ended;
    session->run.wants_description = true;
    simple->ended = false;
    const struct plan *plan =
        run_plan(session, simple->script, simple->next, &simple->retried, &err);
    if (plan) {
        simple->next++;
        simple->retried = false;
        session->run.plan = plan;
        run_start(session);
    } else if (session->wait == WAIT_NONE) {
        run_fail(session, &err);
    }
}

void simple_query_resume(struct session *session)
{
    struct simple_query *simple = &session->simple;
    simple->walking = true;
    /* After a wait for the catalog the statement at hand has not run yet. */
    if (!simple->ended)
        run_next(session);
    while (simple->ended && simple->fine && simple->next < script_count(simple->script))
        run_next(session);
    simple->walking = false;
    if (simple->ended)
        end_query(session, simple->fine);
}

/* The only statement of a string was planned before. */
static void run_known(struct session *session, struct planned *planned, struct str text)
{
    run_clear(session);
    session->simple.text = arena_strndup(session->simple.arena, text.data, text.size);
    session->run.ended = end_query;
    session->run.wants_description = true;
    session->run.planned = planned;
    session->run.plan = planned->plan;
    run_start(session);
}

void session_query(struct session *session, const struct message *message)
{
    struct simple_query *simple = &session->simple;
    struct err err = {0};
    session->n_batches++;
    extended_forget_unnamed(session);
    simple_query_clear(session);
    activity_begin_query(session->activity, message->as.query);
    transaction_start_implicit(session);
    struct planned *known = plans_find(session, message->as.query);
    if (known) {
        run_known(session, known, message->as.query);
        return;
    }
    simple->script = run_parse(session, simple->arena, message->as.query, &err);
    simple->ended = simple->fine = true;
    if (!simple->script) {
        session_error(session, &err);
        end_query(session, false);
    } else if (script_count(simple->script) == 0) {
        encode_empty_query_response(&session->out);
        end_query(session, true);
    } else {
        simple_query_resume(session);
    }
}
