/*
 * Questions of the catalog that fail: a driver that asks them may do without, or fall over. They
 * are told to the log and kept for pgpivot.unsupported.
 */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "session_extended.h"

/* Classes of errors that PostgreSQL might not have given: the feature, the names, the limits. */
static bool is_ours(const struct err *err)
{
    static const char *const classes[] = {"0A", "42", "53", "54", "XX"};
    if (strcmp(err->sqlstate, SQLSTATE_SYNTAX_ERROR) == 0)
        return false;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (strncmp(err->sqlstate, classes[i], 2) == 0)
            return true;
    return false;
}

static void note(struct session *session, const struct catalog_question *question,
                 const struct err *err)
{
    struct session_failure failure = {
        .fingerprint = question->fingerprint,
        .sqlstate = err->sqlstate,
        .message = err->message,
        .query = question->text,
        .application_name = settings_get(session->settings, "application_name"),
    };
    bool is_new = session->host->note_failure(session->owner, &failure);
    log_line(is_new ? LOG_WARNING : LOG_DEBUG, "a question of the catalog failed: %s %s: %s: %s",
             question->fingerprint, err->sqlstate, err->message, question->text);
}

struct asking {
    struct arena *arena;
    const struct script *script;
    size_t index;
    struct catalog_question question;
};

static bool ask_question(void *context, struct err *err)
{
    struct asking *asking = context;
    (void)err;
    return rewrite_catalog_question(asking->arena, asking->script, asking->index,
                                    &asking->question);
}

static void note_in(struct session *session, struct arena *arena, const struct script *script,
                    size_t index, const struct err *err)
{
    struct asking asking = {.arena = arena, .script = script, .index = index};
    struct err ignored = {0};
    if (run_guarded(session, arena, ask_question, &asking, &ignored))
        note(session, &asking.question, err);
}

static bool is_wanted(const struct session *session, const struct err *err)
{
    return session->host->note_failure && is_ours(err);
}

void failure_of_plan(struct session *session, const struct script *script, size_t index,
                     const struct err *err)
{
    if (!is_wanted(session, err))
        return;
    struct arena *arena = arena_new(session->options.max_query_memory);
    note_in(session, arena, script, index, err);
    arena_free(arena);
}

/* What runs; NULL if it is not known. */
static const char *text_of_run(const struct session *session)
{
    const struct portal *portal = session->extended ? session->extended->executing : NULL;
    return portal ? portal->prepared->text : session->simple.text;
}

void failure_of_run(struct session *session, const struct err *err)
{
    const struct run *run = &session->run;
    const struct simple_query *simple = &session->simple;
    const char *text = text_of_run(session);
    struct err ignored = {0};
    if (!run->plan || run->plan->kind != PLAN_QUERY || !is_wanted(session, err))
        return;
    if (simple->script && simple->next) {
        failure_of_plan(session, simple->script, simple->next - 1, err);
        return;
    }
    struct arena *arena = arena_new(session->options.max_query_memory);
    const struct script *script = text ? run_parse(session, arena, str_of(text), &ignored) : NULL;
    if (script && script_count(script) == 1)
        note_in(session, arena, script, 0, err);
    arena_free(arena);
}

void failure_walk(struct session *session, session_row *row, void *row_owner)
{
    size_t n;
    if (!session->host->failures)
        return;
    /* Kept in the session: what makes the rows may run out of memory and never come back. */
    free(session->failures);
    session->failures = session->host->failures(session->owner, &n);
    for (size_t i = 0; i < n; i++)
        row(row_owner, &session->failures[i]);
    failure_free(session);
}

void failure_free(struct session *session)
{
    free(session->failures);
    session->failures = NULL;
}
