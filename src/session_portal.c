/*
 * Portals: Bind makes them, Execute takes rows from them, as many as it asks for; in between the
 * backend's stream is paused.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session_extended.h"
#include "wire/binary.h"

/* --- the portals of a session --- */

struct portal **portal_find(struct extended_query *extended, struct str name)
{
    struct portal **at = &extended->portals;
    while (*at && !str_eq(str_of((*at)->name), name))
        at = &(*at)->next;
    return at;
}

struct portal *portal_get(struct extended_query *extended, struct str name, struct err *err)
{
    struct portal *portal = *portal_find(extended, name);
    if (!portal)
        err_set(err, SQLSTATE_INVALID_CURSOR_NAME, 0, "portal \"%s\" does not exist", name.data);
    return portal;
}

void portal_free(struct session *session, struct portal *portal)
{
    if (!portal)
        return;
    run_free_aside(session, portal->aside);
    planned_unref(session, portal->planned);
    prepared_unref(session, portal->prepared);
    free(portal->formats);
    free(portal->name);
    free(portal);
}

void portal_remove(struct session *session, struct portal **at)
{
    struct portal *portal = *at;
    if (!portal)
        return;
    *at = portal->next;
    session->extended->n_portals--;
    portal_free(session, portal);
}

/* Whether a committed transaction leaves the portal. Its rows are taken from the backend. */
static bool outlives(struct session *session, struct portal *portal, bool committed)
{
    if (!portal->is_held || (!committed && !portal->is_persistent))
        return false;
    if (!portal->is_persistent && portal->aside)
        run_drain(session, portal->aside);
    portal->is_persistent = true;
    portal->depth = 0;
    return true;
}

/* The one that is being executed goes when that is over. */
void extended_end_transaction(struct session *session, bool committed)
{
    struct extended_query *extended = session->extended;
    struct portal **at = extended ? &extended->portals : NULL;
    while (at && *at) {
        if (*at == extended->executing)
            (*at)->is_dropped = true;
        else if (!outlives(session, *at, committed)) {
            portal_remove(session, at);
            continue;
        }
        at = &(*at)->next;
    }
}

void extended_end_savepoint(struct session *session, bool undone)
{
    struct extended_query *extended = session->extended;
    struct portal **at = extended ? &extended->portals : NULL;
    while (at && *at) {
        struct portal *portal = *at;
        bool goes = undone && portal->depth >= session->n_savepoints;
        if (portal->depth > session->n_savepoints)
            portal->depth = session->n_savepoints;
        if (goes && portal != extended->executing) {
            portal_remove(session, at);
            continue;
        }
        portal->is_dropped |= goes;
        at = &portal->next;
    }
}

void extended_drop_portals(struct session *session)
{
    struct extended_query *extended = session->extended;
    for (struct portal *at = extended ? extended->portals : NULL; at; at = at->next)
        at->is_held = false;
    extended_end_transaction(session, false);
}

void portal_add(struct session *session, struct portal *portal)
{
    struct extended_query *extended = session->extended;
    portal->depth = session->n_savepoints;
    portal->next = extended->portals;
    extended->portals = portal;
    extended->n_portals++;
}

/* --- Bind --- */

bool portal_check_name(struct extended_query *extended, struct str name, struct err *err)
{
    if (name.size && *portal_find(extended, name))
        return err_set(err, SQLSTATE_DUPLICATE_CURSOR, 0, "cursor \"%s\" already exists",
                       name.data);
    if (extended->n_portals >= MAX_NAMED)
        return err_set(err, SQLSTATE_CONFIGURATION_LIMIT_EXCEEDED, 0,
                       "a session cannot have more than %d portals", MAX_NAMED);
    return true;
}

static struct portal *portal_new(struct session *session, struct prepared *prepared,
                                 const struct message_bind *bind)
{
    const struct message_formats *formats = &bind->result_formats;
    struct portal *portal = extended_must(calloc(1, sizeof *portal));
    portal->name = extended_must(strndup(bind->portal.data, bind->portal.size));
    portal->prepared = prepared_ref(prepared);
    portal->created = activity_now();
    portal->planned = planned_new(session);
    portal->n_formats = formats->n;
    portal->formats = extended_must(calloc(formats->n + 1u, sizeof *portal->formats));
    for (unsigned i = 0; i < formats->n; i++)
        portal->formats[i] = message_format(formats, i);
    return portal;
}

static bool check_binary(const struct portal *portal, size_t n_columns, struct err *err)
{
    for (size_t i = 0; portal->n_formats && i < n_columns; i++) {
        uint32_t type = portal->prepared->columns[i].type;
        if (portal->formats[portal->n_formats == 1 ? 0 : i] == 1 && !binary_has_type(type))
            return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                           "the binary format of type %s is not supported", pgtype_sql_name(type));
    }
    return true;
}

bool portal_check_formats(const struct portal *portal, struct err *err)
{
    size_t n = portal->prepared->n_columns;
    if (!portal->prepared->has_rows)
        return true;
    if (portal->n_formats > 1 && portal->n_formats != n)
        return err_set(err, SQLSTATE_PROTOCOL_VIOLATION, 0,
                       "bind message has %u result formats but query has %zu columns",
                       portal->n_formats, n);
    for (unsigned i = 0; i < portal->n_formats; i++) {
        if (portal->formats[i] != 0 && portal->formats[i] != 1)
            return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, "unsupported format code: %d",
                           portal->formats[i]);
    }
    return check_binary(portal, n, err);
}

/* Where the statement's columns hang on the parameters, the portal has its own. */
static void take_columns(struct session *session, struct portal *portal)
{
    struct prepared *statement = portal->prepared;
    if (!statement->awaits_columns)
        return;
    portal->prepared = prepared_of_cursor(session, portal->planned->plan);
    portal->prepared->text = arena_strdup(portal->prepared->arena, statement->text);
    prepared_unref(session, statement);
}

bool portal_resume(struct session *session, struct err *err)
{
    struct extended_query *extended = session->extended;
    struct portal *portal = extended->binding;
    if (!prepared_is_empty(portal->prepared) &&
        !prepared_plan(session, portal->prepared, &portal->planned, portal->values,
                       &extended->retried, err))
        return false;
    take_columns(session, portal);
    if (!portal_check_formats(portal, err))
        return false;
    portal_add(session, portal);
    extended->binding = NULL;
    encode_bind_complete(&session->out);
    return true;
}

static bool start_bind(struct session *session, const struct message_bind *bind, struct err *err)
{
    struct extended_query *extended = session->extended;
    struct prepared *prepared = prepared_get(extended, bind->statement, err);
    if (!prepared)
        return false;
    if (!bind->portal.size)
        portal_remove(session, portal_find(extended, STR("")));
    extended->binding = portal_new(session, prepared, bind);
    return bind_values(session, extended->binding->planned->arena, prepared, bind,
                       &extended->binding->values, err) &&
           portal_check_name(extended, bind->portal, err);
}

void session_bind(struct session *session, const struct message *message)
{
    struct extended_query *extended = extended_get(session);
    struct err err = {0};
    transaction_start_implicit(session);
    extended->pending = PENDING_BIND;
    extended->retried = false;
    if (start_bind(session, &message->as.bind, &err))
        extended_resume(session);
    else
        extended_error(session, &err);
}

/* --- Execute --- */

static void portal_ended(struct session *session, bool fine)
{
    portal_executed(session);
    extended_message_ended(session, fine);
}

void portal_executed(struct session *session)
{
    struct extended_query *extended = session->extended;
    struct portal *portal = extended->executing, **at = &extended->portals;
    extended->executing = NULL;
    if (!portal || !portal->is_dropped)
        return;
    while (*at && *at != portal)
        at = &(*at)->next;
    portal_remove(session, at);
}

static void complete(struct session *session, const struct plan *plan, uint64_t n_rows)
{
    char tag[64];
    snprintf(tag, sizeof tag, "%s %llu", plan->tag, (unsigned long long)n_rows);
    encode_command_complete(&session->out, plan->tag_counts_rows ? tag : plan->tag);
}

static void portal_suspended(struct session *session)
{
    const struct result *result = &session->run.result;
    struct portal *portal = session->extended->executing;
    bool is_met = result->demand.wanted == 0;
    uint64_t n_rows = result->n_rows;
    portal->aside = run_set_aside(session);
    if (is_met)
        encode_portal_suspended(&session->out);
    else
        complete(session, portal->planned->plan, n_rows);
    portal_ended(session, true);
}

/* Rows that were all sent: there are none left. Anything else runs once. */
static bool execute_again(struct session *session, const struct portal *portal, struct err *err)
{
    if (!portal->prepared->has_rows || portal->is_cursor)
        return err_set(err, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, 0,
                       "portal \"%s\" cannot be run", portal->name);
    complete(session, portal->planned->plan, 0);
    return true;
}

void portal_start(struct session *session, struct portal *portal, const struct run_owner *owner,
                  const struct demand *demand)
{
    struct run *run = &session->run;
    run_clear(session);
    run->ended = owner->ended;
    run->suspended = owner->suspended;
    run->stays = owner->stays;
    run->wants_description = false;
    run->planned = planned_ref(portal->planned);
    run->plan = portal->planned->plan;
    run->result.formats = (struct result_formats){portal->n_formats, portal->formats};
    run->result.is_limited = portal->prepared->has_rows && demand;
    if (demand)
        run->result.demand = *demand;
    portal->started = true;
    run_start(session);
}

static void execute(struct session *session, struct portal *portal, int32_t max_rows)
{
    struct run_owner owner = {portal_ended, portal_suspended, portal->is_cursor};
    struct run *aside = portal->aside;
    struct demand demand = {
        .wanted = max_rows > 0 ? (uint64_t)max_rows : UINT64_MAX,
        .row = aside ? aside->result.position + 1 : 1,
        .formats = {portal->n_formats, portal->formats},
    };
    session->extended->executing = portal;
    activity_begin_query(session->activity, str_of(portal->prepared->text));
    portal->aside = NULL;
    if (aside)
        run_go_on(session, aside, &owner, &demand);
    else
        portal_start(session, portal, &owner, max_rows > 0 ? &demand : NULL);
}

void session_execute(struct session *session, const struct message *message)
{
    const struct message_execute *execute_ = &message->as.execute;
    struct err err = {0};
    struct portal *portal = portal_get(extended_get(session), execute_->portal, &err);
    transaction_start_implicit(session);
    if (!portal)
        extended_error(session, &err);
    else if (!portal->planned->plan)
        encode_empty_query_response(&session->out);
    else if (!transaction_allows(session, portal->planned->plan, &err))
        extended_error(session, &err);
    else if (!portal->started || portal->aside)
        execute(session, portal, execute_->max_rows);
    else if (!execute_again(session, portal, &err))
        extended_error(session, &err);
}
