/*
 * Plans: made for one run, or kept by prepared statements and portals. The catalog they need is
 * held with them; when it may be too old, the session waits for another. Runs nothing.
 */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "session_internal.h"

static bool out_of_memory(const struct session *session, struct err *err)
{
    err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
    return err_detail(err, "Planning the statement takes more than %zu bytes (max_query_memory).",
                      session->options.max_query_memory);
}

bool run_guarded(struct session *session, struct arena *arena, run_work *work, void *context,
                 struct err *err)
{
    jmp_buf overflow;
    volatile bool fine = false;
    if (setjmp(overflow) == 0) {
        arena_catch(arena, &overflow);
        fine = work(context, err);
    } else {
        out_of_memory(session, err);
    }
    arena_catch(arena, NULL);
    return fine;
}

struct parsing {
    struct arena *arena;
    struct str sql;
    const struct script *script;
};

static bool parse_work(void *context, struct err *err)
{
    struct parsing *parsing = context;
    char *copy = arena_strndup(parsing->arena, parsing->sql.data, parsing->sql.size);
    parsing->script = rewrite_parse(parsing->arena, (struct str){copy, parsing->sql.size}, err);
    return parsing->script != NULL;
}

const struct script *run_parse(struct session *session, struct arena *arena, struct str sql,
                               struct err *err)
{
    struct parsing parsing = {.arena = arena, .sql = sql};
    int64_t started = explain_now();
    bool fine = run_guarded(session, arena, parse_work, &parsing, err);
    session->parsing_us = explain_now() - started;
    return fine ? parsing.script : NULL;
}

struct planning {
    struct arena *arena;
    const struct script *script;
    size_t index;
    struct rewrite_context context;
    const struct plan *plan;
};

static bool plan_work(void *context, struct err *err)
{
    struct planning *planning = context;
    planning->plan = rewrite_statement(planning->arena, planning->script, planning->index,
                                       &planning->context, err);
    return planning->plan != NULL;
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

static bool take_catalog(struct session *session, struct session_catalog *catalog, struct err *err)
{
    const struct session_host *host = session->host;
    if (catalog->catalog)
        host->catalog_release(session->owner, *catalog);
    *catalog = host->catalog(session->owner);
    return catalog->catalog ||
           err_set(err, SQLSTATE_CANNOT_CONNECT_NOW, 0, "the catalog is not loaded");
}

/* NULL with err set, or with session->wait set. */
static const struct plan *make_plan(struct session *session, struct planning *planning,
                                    bool *retried, struct err *err)
{
    planning->context.settings = session->settings;
    planning->context.database = session->database;
    planning->context.user = session->user;
    const struct time_zone *zone = session_zone(session);
    planning->context.zone = time_zone_shows_utc(zone) ? NULL : zone;
    planning->context.utc_name = time_zone_abbreviation(zone, 0);
    planning->context.style = *session_style(session);
    planning->context.temporary_schema = session->temporary_schema;
    planning->context.process_id = session->process_id;
    planning->context.walk = state_walk;
    planning->context.explain_kept = state_explain_kept;
    planning->context.find_prepared = prepared_find_types;
    planning->context.find_type = discovery_find_type;
    planning->context.owner = session;
    planning->context.lists = discovery_lists(session, &planning->context.n_lists);
    session->discovery_catalog = planning->context.catalog;
    bool fine = run_guarded(session, planning->arena, plan_work, planning, err);
    if (fine && planning->plan->kind == PLAN_DISCOVER) {
        if (transaction_is_failed(session, err) || !discovery_start(session, planning->plan, err))
            discovery_clear(session);
        return NULL;
    }
    discovery_clear(session);
    if (fine)
        return planning->plan;
    if (!replace_error(session, err) && !*retried && is_about_catalog(err) &&
        session->host->catalog_reload(session->owner, RELOAD_IF_OLD)) {
        *retried = true;
        session->state = SESSION_RUNNING;
        session->wait = WAIT_RETRY;
    } else {
        failure_of_plan(session, planning->script, planning->index, err);
    }
    return NULL;
}

const struct plan *run_plan(struct session *session, const struct script *script, size_t index,
                            bool *retried, struct err *err)
{
    run_clear(session);
    if (!take_catalog(session, &session->run.catalog, err))
        return NULL;
    struct planning planning = {.arena = session->run.arena,
                                .script = script,
                                .index = index,
                                .context.catalog = session->run.catalog.catalog};
    int64_t started = explain_now();
    const struct plan *plan = make_plan(session, &planning, retried, err);
    session->run.planning_us = session->parsing_us + explain_now() - started;
    if (plan && script_count(script) == 1)
        plans_keep(session, script_text(script), session->run.catalog.catalog->version, plan);
    return plan && transaction_allows(session, plan, err) ? plan : NULL;
}

/* --- plans that are kept --- */

struct planned *planned_new(struct session *session)
{
    struct planned *planned = calloc(1, sizeof *planned);
    if (!planned)
        abort();
    planned->n_references = 1;
    planned->arena = arena_new(session->options.max_query_memory);
    return planned;
}

bool planned_make(struct session *session, struct planned *planned, const struct source *source,
                  struct rewrite_params *params, bool *retried, struct err *err)
{
    if (!take_catalog(session, &planned->catalog, err))
        return false;
    struct planning planning = {.arena = planned->arena,
                                .script = source->script,
                                .index = source->index,
                                .context = {.catalog = planned->catalog.catalog,
                                            .params = params,
                                            .of_prepare = source->of_prepare}};
    planned->settings_generation = settings_generation(session->settings);
    planned->batch = session->n_batches;
    planned->catalog_version = planned->catalog.catalog->version;
    int64_t started = explain_now();
    planned->plan = make_plan(session, &planning, retried, err);
    planned->planning_us = source->parsing_us + explain_now() - started;
    return planned->plan &&
           (planned->plan->allowed_in_failed_transaction || !transaction_is_failed(session, err));
}

bool planned_has_basis(struct session *session, uint64_t catalog_version, uint64_t generation)
{
    struct session_catalog now = session->host->catalog(session->owner);
    bool same = now.catalog && now.catalog->version == catalog_version &&
                generation == settings_generation(session->settings);
    if (now.catalog)
        session->host->catalog_release(session->owner, now);
    return same;
}

bool planned_is_fresh(struct session *session, const struct planned *planned)
{
    bool may_differ = planned->plan->is_of_moment ||
                      (planned->plan->is_discovered && planned->batch != session->n_batches);
    return !may_differ &&
           planned_has_basis(session, planned->catalog_version, planned->settings_generation);
}

struct planned *run_keep_plan(struct session *session)
{
    struct run *run = &session->run;
    if (run->planned)
        return run->planned;
    struct planned *planned = planned_new(session);
    struct arena *empty = planned->arena;
    planned->arena = run->arena;
    planned->catalog = run->catalog;
    planned->plan = run->plan;
    run->arena = empty;
    run->catalog = (struct session_catalog){0};
    run->planned = planned;
    return planned;
}

struct planned *planned_ref(struct planned *planned)
{
    planned->n_references++;
    return planned;
}

void planned_unref(struct session *session, struct planned *planned)
{
    if (!planned || --planned->n_references > 0)
        return;
    if (planned->catalog.catalog)
        session->host->catalog_release(session->owner, planned->catalog);
    planned_unref(session, planned->outer);
    arena_free(planned->arena);
    free(planned);
}
