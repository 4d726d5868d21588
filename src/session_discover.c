/*
 * Plans that need rows before they are made: the values of PIVOT … IN (ANY), the types that
 * ClickHouse's own functions give. Runs what the rewriter asks for and keeps what comes, until the
 * statement is planned; types are kept for the sessions of the worker too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backend/type_name.h"
#include "base/cache.h"
#include "base/list.h"
#include "session_internal.h"

/* One value of a list: a name of a column is cut to less, and a key is no document. */
#define MAX_VALUE_BYTES ((size_t)1 << 20)

/* Of one statement: each is a run of its own. */
#define MAX_ANSWERS 1000

/* Of rewrite_context.find_type. */
struct answer {
    const char *question;
    const char *type; /* NULL: an error */
    struct err err;
};

struct discovery {
    struct session *session;
    struct arena *arena;
    struct rewrite_list *lists; /* found */
    size_t n_lists, capacity;
    struct list answers;             /* struct answer */
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

/* --- types --- */

/* They are the same as long as the server is. */
static bool make_type_key(const struct session *session, const char *question, struct buf *key)
{
    const struct catalog *catalog = session->discovery_catalog;
    buf_init(key, MAX_VALUE_BYTES + 256);
    buf_printf(key, "%s\n%s", catalog && catalog->server_version ? catalog->server_version : "",
               question);
    return !key->failed;
}

static const char *find_kept_type(struct session *session, const char *question)
{
    struct plan_cache *plans = session->host->plans ? session->host->plans(session->owner) : NULL;
    struct buf key;
    const char *type = NULL;
    if (plans && make_type_key(session, question, &key))
        type = cache_find(plan_cache_types(plans), buf_str(&key));
    if (plans)
        buf_free(&key);
    return type;
}

static void keep_type(struct session *session, const struct answer *answer)
{
    struct plan_cache *plans = session->host->plans ? session->host->plans(session->owner) : NULL;
    struct buf key;
    if (!plans || !answer->type)
        return;
    if (make_type_key(session, answer->question, &key)) {
        char *type = strdup(answer->type);
        if (!type)
            abort();
        cache_put(plan_cache_types(plans), buf_str(&key), type, strlen(type));
    }
    buf_free(&key);
}

const struct chtype *discovery_find_type(void *owner, struct arena *arena, const char *question,
                                         struct err *err)
{
    struct session *session = owner;
    const char *type = NULL;
    static const struct list none;
    const struct list *answers = session->discovery ? &session->discovery->answers : &none;
    for (LIST_EACH(const struct answer, answer, answers)) {
        if (strcmp(answer->question, question) != 0)
            continue;
        if (!answer->type) {
            *err = answer->err;
            return NULL;
        }
        type = answer->type;
    }
    if (!type)
        type = find_kept_type(session, question);
    return type ? type_name_parse(arena, str_of(arena_strdup(arena, type))) : NULL;
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

static void add_answer(struct discovery *discovery, const char *type, const struct err *failed)
{
    struct answer *answer = ARENA_NEW(discovery->arena, struct answer);
    *answer = (struct answer){.question = discovery->wanted.question, .type = type};
    if (failed)
        answer->err = *failed;
    list_add(discovery->arena, &discovery->answers, answer);
    keep_type(discovery->session, answer);
}

/* What ClickHouse says of the function itself, without where in the question; other errors are of
 * the connection or the session. */
static bool is_about_question(struct err *err)
{
    static const char *const others[] = {"08", "28", "53", "57", "58"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strncmp(err->sqlstate, others[i], 2) == 0)
            return false;
    char *scope = strstr(err->message, "In scope SELECT");
    while (scope && scope > err->message && strchr(".: ", scope[-1]))
        scope--;
    if (scope)
        *scope = '\0';
    return true;
}

struct failed_answer {
    struct discovery *discovery;
    struct err *err;
};

/* run_work */
static bool add_failed_answer(void *context, struct err *err)
{
    struct failed_answer *failed = context;
    (void)err;
    add_answer(failed->discovery, NULL, failed->err);
    return true;
}

/* Whether the error is an answer, which is kept. */
static bool take_failed_answer(struct discovery *discovery, const struct err *err)
{
    struct err told = *err, full = {0};
    struct failed_answer failed = {discovery, &told};
    return discovery->wanted.question && is_about_question(&told) &&
           run_guarded(discovery->session, discovery->arena, add_failed_answer, &failed, &full);
}

/* run_work */
static bool add_list(void *context, struct err *err)
{
    struct discovery *discovery = context;
    if (discovery->wanted.question && !discovery->texts.n)
        return err_set(err, SQLSTATE_INTERNAL_ERROR, 0, "ClickHouse did not tell a type");
    if (discovery->wanted.question) {
        add_answer(discovery, discovery->texts.items[0], NULL);
        return true;
    }
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
    if (err && !take_failed_answer(discovery, err)) {
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
    discovery->wanted = *plan->discovery;
    if (plan->discovery->question)
        discovery->wanted.question = arena_strdup(discovery->arena, plan->discovery->question);
    if (discovery->answers.n >= MAX_ANSWERS)
        return err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0,
                       "a statement calls more than %d different functions of ClickHouse",
                       MAX_ANSWERS);
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
