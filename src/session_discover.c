/*
 * Plans that need rows before they are made: the values of PIVOT … IN (ANY). Runs what the
 * rewriter asks for and keeps what comes, until the statement is planned; knows not what it is for.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "session_internal.h"

/* One value of a list: a name of a column is cut to less, and a key is no document. */
#define MAX_VALUE_BYTES ((size_t)1 << 20)

struct discovery {
    struct session *session;
    struct arena *arena;
    struct rewrite_list *lists; /* found */
    size_t n_lists, capacity;
    struct backend_request *request; /* of the one under way */
    struct plan_discovery wanted;
    uint32_t *types;
    struct text_converter *converters; /* NULL before its first block */
    size_t n_parts;
    struct list texts;
    struct buf cell;
};

void discovery_clear(struct session *session)
{
    struct discovery *discovery = session->discovery;
    if (!discovery)
        return;
    session->discovery = NULL;
    if (discovery->request)
        session->host->cancel(session->owner, discovery->request);
    buf_free(&discovery->cell);
    arena_free(discovery->arena);
    free(discovery);
}

const struct rewrite_list *discovery_lists(const struct session *session, size_t *n)
{
    *n = session->discovery ? session->discovery->n_lists : 0;
    return session->discovery ? session->discovery->lists : NULL;
}

static struct discovery *discovery_get(struct session *session)
{
    if (session->discovery)
        return session->discovery;
    struct discovery *discovery = calloc(1, sizeof *discovery);
    if (!discovery)
        abort();
    discovery->session = session;
    discovery->arena = arena_new(session->options.max_query_memory);
    buf_init(&discovery->cell, MAX_VALUE_BYTES);
    session->discovery = discovery;
    return discovery;
}

/* --- rows --- */

/* As values print before any SET: names must not hang on how a session likes dates. */
static bool choose_converters(struct discovery *discovery, const struct block *block,
                              struct err *err)
{
    struct text_style style = {.zone = session_zone(discovery->session)};
    if (block->n_columns != discovery->n_parts)
        return err_set(err, SQLSTATE_INTERNAL_ERROR, 0,
                       "the server sent %zu columns, %zu were planned", block->n_columns,
                       discovery->n_parts);
    discovery->converters =
        ARENA_ARRAY(discovery->arena, struct text_converter, discovery->n_parts);
    for (size_t i = 0; i < discovery->n_parts; i++)
        if (!text_converter_choose(&discovery->converters[i], block->columns[i].type,
                                   discovery->types[i], &style, err))
            return false;
    return true;
}

static bool add_cell(struct discovery *discovery, const struct block *block, size_t row, size_t i,
                     struct err *err)
{
    struct buf *cell = &discovery->cell;
    buf_clear(cell);
    if (!text_append_cell(cell, &block->columns[i], row, &discovery->converters[i], err))
        return false;
    if (cell->failed)
        return err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                       "a value for the columns of a PIVOT takes more than %zu bytes",
                       MAX_VALUE_BYTES);
    /* The length comes first; of NULL there is nothing more. */
    uint32_t size = buf_size(cell) > 4 ? (uint32_t)buf_size(cell) - 4 : 0;
    bool is_null = (unsigned char)buf_data(cell)[0] == 0xFF;
    list_add(discovery->arena, &discovery->texts,
             is_null ? NULL : arena_strndup(discovery->arena, buf_data(cell) + 4, size));
    return true;
}

struct block_work {
    struct discovery *discovery;
    const struct block *block;
};

/* run_work */
static bool add_block(void *context, struct err *err)
{
    struct block_work *work = context;
    struct discovery *discovery = work->discovery;
    const struct block *block = work->block;
    if (block->n_columns == 0 && block->n_rows == 0)
        return true;
    if (!discovery->converters && !choose_converters(discovery, block, err))
        return false;
    size_t limit = discovery->wanted.max_rows * discovery->n_parts;
    for (size_t row = 0; row < block->n_rows && discovery->texts.n < limit; row++)
        for (size_t i = 0; i < discovery->n_parts; i++)
            if (!add_cell(discovery, block, row, i, err))
                return false;
    return true;
}

/* run_work */
static bool add_list(void *context, struct err *err)
{
    struct discovery *discovery = context;
    (void)err;
    if (discovery->n_lists == discovery->capacity) {
        size_t capacity = 2 * discovery->capacity + 4;
        struct rewrite_list *lists = ARENA_ARRAY(discovery->arena, struct rewrite_list, capacity);
        for (size_t i = 0; i < discovery->n_lists; i++)
            lists[i] = discovery->lists[i];
        discovery->lists = lists;
        discovery->capacity = capacity;
    }
    discovery->lists[discovery->n_lists++] = (struct rewrite_list){
        .place = discovery->wanted.place,
        .texts = (const char *const *)discovery->texts.items,
        .n_values = discovery->texts.n / discovery->n_parts,
        .n_parts = discovery->n_parts,
        .is_cut = discovery->texts.n >= discovery->wanted.max_rows * discovery->n_parts};
    return true;
}

/* --- the request --- */

static void after_event(struct session *session)
{
    session_process(session);
    session->host->wake(session->owner);
}

static void fail(struct session *session, const struct err *err)
{
    discovery_clear(session);
    run_fail(session, err);
    after_event(session);
}

static void discovery_block(void *owner, const struct block *block)
{
    struct discovery *discovery = owner;
    struct block_work work = {discovery, block};
    struct err err = {0};
    if (!run_guarded(discovery->session, discovery->arena, add_block, &work, &err))
        fail(discovery->session, &err);
}

static void discovery_done(void *owner, const struct backend_summary *summary,
                           const struct err *err)
{
    struct discovery *discovery = owner;
    struct session *session = discovery->session;
    struct err full = {0};
    (void)summary;
    discovery->request = NULL;
    if (!err && !run_guarded(session, discovery->arena, add_list, discovery, &full))
        err = &full;
    if (err) {
        fail(session, err);
        return;
    }
    session->wait = WAIT_NONE;
    run_go_on_planning(session);
    after_event(session);
}

struct start_work {
    struct discovery *discovery;
    const struct plan *plan;
};

/* run_work: what the plan says is copied, for it may be gone when the rows come. */
static bool take_plan(void *context, struct err *err)
{
    struct start_work *work = context;
    struct discovery *discovery = work->discovery;
    const struct plan *plan = work->plan;
    (void)err;
    discovery->wanted = *plan->discovery;
    discovery->n_parts = plan->n_columns;
    discovery->types = ARENA_ARRAY(discovery->arena, uint32_t, plan->n_columns);
    for (size_t i = 0; i < plan->n_columns; i++)
        discovery->types[i] = plan->columns[i].type;
    discovery->converters = NULL;
    discovery->texts = (struct list){0};
    return true;
}

bool discovery_start(struct session *session, const struct plan *plan, struct err *err)
{
    static const struct backend_events events = {discovery_block, NULL, discovery_done};
    struct discovery *discovery = discovery_get(session);
    struct start_work work = {discovery, plan};
    char id[80];
    if (!run_guarded(session, discovery->arena, take_plan, &work, err))
        return false;
    run_query_id(session, id, sizeof id);
    struct backend_query query = {.sql = plan->clickhouse_sql, .query_id = id, .reads_only = true};
    run_go(session);
    session->wait = WAIT_DISCOVERY;
    discovery->request = session->host->start(session->owner, &query, &events, discovery);
    return true;
}
