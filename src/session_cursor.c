/*
 * Cursors: DECLARE, FETCH, MOVE and CLOSE (manual, the pages of these names). A cursor is a portal;
 * between two FETCHes its run stands aside.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session_extended.h"

/* --- how they end --- */

/* A demand is met, or there are no more rows. */
static void cursor_suspended(struct session *session)
{
    struct extended_query *extended = session->extended;
    void (*ended)(struct session *, bool) = session->run.ended;
    uint64_t n_rows = session->run.result.n_rows;
    char tag[64];
    extended->fetching->aside = run_set_aside(session);
    extended->fetching = NULL;
    snprintf(tag, sizeof tag, "%s %llu", extended->fetch_tag, (unsigned long long)n_rows);
    encode_command_complete(&session->out, extended->fetch_counts ? tag : extended->fetch_tag);
    ended(session, true);
}

/* The statement at hand works with the portal, until cursor_suspended. */
static struct run_owner take_over(struct session *session, struct portal *portal)
{
    struct extended_query *extended = session->extended;
    extended->fetching = portal;
    extended->fetch_tag = session->run.plan->tag;
    extended->fetch_counts = session->run.plan->tag_counts_rows;
    return (struct run_owner){session->run.ended, cursor_suspended, true};
}

/* --- DECLARE --- */

static bool in_block(const struct session *session)
{
    const struct script *script = session->simple.script;
    return session->transaction != TRANSACTION_NONE || (script && script_count(script) > 1);
}

static bool check_declare(struct session *session, const struct plan_declare *declare,
                          struct err *err)
{
    if (!declare->is_held && !in_block(session))
        return err_set(err, SQLSTATE_NO_ACTIVE_SQL_TRANSACTION, 0,
                       "DECLARE CURSOR can only be used in transaction blocks");
    if (!*declare->name)
        return err_set(err, SQLSTATE_INVALID_CURSOR_NAME, 0,
                       "invalid cursor name: must not be empty");
    return portal_check_name(session->extended, str_of(declare->name), err);
}

/* The query's plan lies in the memory of DECLARE's, which is kept with it. */
static struct planned *plan_of_cursor(struct session *session, const struct plan_declare *declare)
{
    struct planned *inner = planned_new(session);
    inner->plan = declare->inner;
    inner->outer = planned_ref(run_keep_plan(session));
    return inner;
}

static struct portal *cursor_new(struct session *session, const struct plan_declare *declare)
{
    struct portal *portal = extended_must(calloc(1, sizeof *portal));
    portal->name = extended_must(strdup(declare->name));
    const struct portal *executing = session->extended->executing;
    portal->prepared = prepared_of_cursor(session, declare->inner);
    portal->prepared->text =
        arena_strdup(portal->prepared->arena, executing ? executing->prepared->text
                                                        : script_text(session->simple.script).data);
    portal->created = activity_now();
    portal->planned = plan_of_cursor(session, declare);
    portal->formats = extended_must(calloc(1, sizeof *portal->formats));
    portal->formats[0] = declare->is_binary;
    portal->n_formats = 1;
    portal->is_cursor = portal->started = true;
    portal->scrolls = declare->scrolls;
    portal->is_held = declare->is_held;
    return portal;
}

/* The query starts at once, for the cursor must not see what is written later; its rows wait. */
bool cursor_start_declare(struct session *session, struct err *err)
{
    extended_get(session);
    struct run *run = &session->run;
    const struct plan_declare *declare = run->plan->declare;
    if (!check_declare(session, declare, err))
        return false;
    struct portal *portal = cursor_new(session, declare);
    if (!portal_check_formats(portal, err)) {
        portal_free(session, portal);
        return false;
    }
    struct run_owner owner = take_over(session, portal);
    portal_add(session, portal);
    run_clear(session);
    run->ended = owner.ended;
    run->suspended = owner.suspended;
    run->stays = owner.stays;
    run->wants_description = false;
    run->planned = planned_ref(portal->planned);
    run->plan = portal->planned->plan;
    run->result.formats = (struct result_formats){portal->n_formats, portal->formats};
    run->result.is_limited = run->result.is_opening = true;
    run->result.scrolls = portal->scrolls;
    run_start_request(session, false);
    return true;
}

/* --- FETCH and MOVE --- */

/* Where a cursor is. */
struct place {
    uint64_t position, n_rows;
    bool scrolls;
};

static bool on_row(const struct place *place)
{
    return place->position >= 1 && place->position <= place->n_rows;
}

static bool need_scroll(const struct place *place, struct err *err)
{
    if (place->scrolls)
        return true;
    err_set(err, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, 0, "cursor can only scan forward");
    return err_hint(err, "Declare it with SCROLL option to enable backward scan.");
}

/* The row the cursor is on, once more. */
static bool demand_again(struct demand *demand, const struct place *place, struct err *err)
{
    demand->row = place->position;
    demand->wanted = on_row(place) && !demand->silent;
    return !demand->wanted || need_scroll(place, err);
}

static bool demand_forward(struct demand *demand, const struct place *place, uint64_t count)
{
    demand->row = place->position + 1;
    demand->wanted = count;
    return true;
}

static bool demand_backward(struct demand *demand, const struct place *place, uint64_t count,
                            struct err *err)
{
    demand->backward = true;
    demand->row = place->position ? place->position - 1 : 0;
    demand->wanted = count;
    return (place->position == 0 && count == UINT64_MAX) || need_scroll(place, err);
}

/* One row, there or behind there are none. */
static bool demand_at(struct demand *demand, const struct place *place, uint64_t row,
                      struct err *err)
{
    demand->row = row;
    demand->wanted = 1;
    demand->backward = row == 0;
    return row > place->position || (row == 0 && place->position == 0) || need_scroll(place, err);
}

static uint64_t count_of(int64_t count)
{
    return count == INT64_MAX || count == -INT64_MAX || count == INT64_MIN
               ? UINT64_MAX
               : (uint64_t)(count < 0 ? -count : count);
}

static bool demand_run(struct demand *demand, const struct place *place,
                       const struct plan_fetch *fetch, struct err *err)
{
    bool backward = (fetch->direction == FETCH_BACKWARD) != (fetch->count < 0);
    uint64_t count = count_of(fetch->count);
    if (count == 0)
        return demand_again(demand, place, err);
    return backward ? demand_backward(demand, place, count, err)
                    : demand_forward(demand, place, count);
}

static bool demand_absolute(struct demand *demand, const struct place *place,
                            const struct plan_fetch *fetch, struct err *err)
{
    if (fetch->count >= 0)
        return demand_at(demand, place, (uint64_t)fetch->count, err);
    demand->from_end = count_of(fetch->count);
    demand->wanted = 1;
    return need_scroll(place, err);
}

static bool demand_relative(struct demand *demand, const struct place *place,
                            const struct plan_fetch *fetch, struct err *err)
{
    uint64_t count = count_of(fetch->count);
    if (count == 0)
        return demand_again(demand, place, err);
    if (fetch->count > 0)
        return demand_at(demand, place, place->position + count, err);
    return need_scroll(place, err) &&
           demand_at(demand, place, count < place->position ? place->position - count : 0, err);
}

static bool (*const demands[])(struct demand *demand, const struct place *place,
                               const struct plan_fetch *fetch, struct err *err) = {
    [FETCH_FORWARD] = demand_run,
    [FETCH_BACKWARD] = demand_run,
    [FETCH_ABSOLUTE] = demand_absolute,
    [FETCH_RELATIVE] = demand_relative,
};

/* In a simple Query a cursor's own format counts, in the extended protocol the Bind's of FETCH. */
static struct result_formats formats_of(const struct session *session, const struct portal *portal)
{
    if (session->run.wants_description)
        return portal->is_cursor ? (struct result_formats){portal->n_formats, portal->formats}
                                 : (struct result_formats){0};
    return session->run.result.formats;
}

static bool fetch_nothing(struct session *session, uint64_t n_rows)
{
    session->run.result.n_rows = n_rows;
    run_finish(session);
    return true;
}

static bool cannot_run(const struct portal *portal, struct err *err)
{
    return err_set(err, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, 0, "portal \"%s\" cannot be run",
                   portal->name);
}

static bool fetch(struct session *session, struct portal *portal, const struct demand *demand,
                  struct err *err)
{
    struct run *aside = portal->aside;
    if (!aside && (portal->is_cursor || !portal->prepared->has_rows))
        return cannot_run(portal, err);
    if (!demand->silent && session->run.wants_description)
        result_describe(session, portal->prepared->columns, portal->prepared->n_columns,
                        &demand->formats);
    if (!aside && portal->started)
        return fetch_nothing(session, 0);
    struct run_owner owner = take_over(session, portal);
    portal->aside = NULL;
    if (aside)
        run_go_on(session, aside, &owner, demand);
    else
        portal_start(session, portal, &owner, demand);
    return true;
}

static struct place place_of(const struct portal *portal)
{
    const struct run *aside = portal->aside;
    struct place place = {.scrolls = portal->scrolls};
    if (aside) {
        place.position = aside->result.position;
        place.n_rows = aside->result.rows.n_rows;
    }
    return place;
}

static struct portal *get_cursor(struct session *session, const char *name, struct err *err)
{
    struct portal *portal = *portal_find(extended_get(session), str_of(name));
    if (!portal)
        err_set(err, SQLSTATE_INVALID_CURSOR_NAME, 0, "cursor \"%s\" does not exist", name);
    return portal;
}

bool cursor_start_fetch(struct session *session, struct err *err)
{
    const struct plan_fetch *plan = session->run.plan->fetch;
    struct portal *portal = get_cursor(session, plan->name, err);
    if (!portal)
        return false;
    struct place place = place_of(portal);
    struct demand demand = {.silent = plan->is_move, .formats = formats_of(session, portal)};
    if (!demands[plan->direction](&demand, &place, plan, err))
        return false;
    /* MOVE 0 says whether there is a row where the cursor is. */
    if (plan->is_move && demand.wanted == 0 && portal->aside)
        return fetch_nothing(session, on_row(&place));
    return fetch(session, portal, &demand, err);
}

/* --- CLOSE --- */

bool cursor_start_close(struct session *session, struct err *err)
{
    const char *name = session->run.plan->close;
    if (!name)
        extended_drop_portals(session);
    else if (get_cursor(session, name, err))
        portal_remove(session, portal_find(session->extended, str_of(name)));
    else
        return false;
    return true;
}
