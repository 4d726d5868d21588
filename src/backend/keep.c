/* Who asks ClickHouse, who waits for whom, and what is proven when. How tables are proven to be the
 * same is not known here, nor what is thrown away. */
#include "backend/keep.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "backend/freshness.h"
#include "backend/parts.h"
#include "backend/pool.h"
#include "base/write_clock.h"

enum keep_state {
    PROVING_FOUND,  /* the answer that was found */
    PROVING_BEFORE, /* what the tables are, before the query starts */
    LEADING,        /* the query runs */
    FOLLOWING,      /* another one, of the same text */
    PROVING_BEHIND  /* that the tables are still the same; the request is over */
};

TAILQ_HEAD(keep_list, keep);

/* Copied, as one text and as what points into it. */
struct tables {
    struct buf key;
    struct backend_table *items;
    size_t n;
};

struct keep {
    TAILQ_ENTRY(keep) all, following;
    struct keep_list followers;
    struct keep *leader;
    struct backend *backend;
    struct backend_request *request;
    enum keep_state state;
    bool is_constant, keeps_cheap;
    struct str sql; /* owned */
    struct tables tables;
    struct answer *found;
    struct tables found_tables; /* of its version */
    bool rolls_up;              /* what was found is a finer answer */
    struct arena *arena;        /* of the question; NULL: there is none */
    struct cuboid_question *asks;
    struct proof before;
    struct freshness_question question;
    struct buf answer;
    uint64_t elapsed_ns;
};

#define KEY_LIMIT ((size_t)1 << 20)
#define QUESTION_LIMIT ((size_t)16 << 20)
/* Answers of more bytes are not read as columns: to roll them up would hold up other sessions. */
#define CUBOID_LIMIT ((size_t)8 << 20)

static struct backend_answers *answers_of(const struct keep *keep)
{
    return keep->backend->answers;
}

/* --- life --- */

static void put_tables(struct buf *key, const struct backend_query *query)
{
    buf_init(key, KEY_LIMIT);
    for (size_t i = 0; i < query->n_tables; i++) {
        const struct backend_table *table = &query->tables[i];
        buf_append(key, table->database, strlen(table->database) + 1);
        buf_append(key, table->name, strlen(table->name) + 1);
        buf_putc(key, table->survives_merges ? '+' : '-');
    }
}

/* Of a key that was put; each takes three bytes or more. */
static void read_tables(struct tables *tables)
{
    size_t size = tables->key.failed ? 0 : buf_size(&tables->key);
    const char *start = buf_data(&tables->key), *at = start;
    tables->items = calloc(size / 3 + 1, sizeof *tables->items);
    if (!tables->items)
        abort();
    while (size && at < start + size) {
        struct backend_table *table = &tables->items[tables->n++];
        table->database = at;
        table->name = at + strlen(at) + 1;
        at = table->name + strlen(table->name) + 1;
        table->survives_merges = *at++ == '+';
    }
}

static void free_tables(struct tables *tables)
{
    if (tables->key.limit)
        buf_free(&tables->key);
    free(tables->items);
    *tables = (struct tables){0};
}

static struct keep *keep_new(struct backend_request *request, const struct backend_query *query)
{
    struct keep *keep = calloc(1, sizeof *keep);
    if (!keep)
        abort();
    keep->sql = str_copy(query->sql);
    keep->backend = request->backend;
    keep->request = request;
    keep->is_constant = query->is_constant;
    keep->keeps_cheap = query->keeps_cheap || query->is_constant;
    request->keep = keep;
    put_tables(&keep->tables.key, query);
    read_tables(&keep->tables);
    TAILQ_INIT(&keep->followers);
    TAILQ_INSERT_TAIL(&keep->backend->keeps, keep, all);
    return keep;
}

static void keep_free(struct keep *keep)
{
    if (keep->request)
        keep->request->keep = NULL;
    freshness_forget(&keep->question);
    answers_release(answers_of(keep), keep->found);
    TAILQ_REMOVE(&keep->backend->keeps, keep, all);
    if (keep->answer.limit)
        buf_free(&keep->answer);
    free_tables(&keep->tables);
    free_tables(&keep->found_tables);
    arena_free(keep->arena);
    free((char *)(uintptr_t)keep->sql.data);
    free(keep);
}

/* --- to the request --- */

static void let_go(struct keep *leader);

/* Its answer is its own. */
static void run_alone(struct keep *keep)
{
    struct backend_request *request = keep->request;
    let_go(keep);
    keep_free(keep);
    parts_start(request);
}

static void give(struct keep *keep, const struct answer *answer, enum answers_event event)
{
    struct backend_request *request = keep->request;
    answers_count(answers_of(keep), event);
    request_answer(request, (struct str){answer->bytes, answer->size});
    keep_free(keep);
}

/* --- proofs --- */

static void ask(struct keep *keep, enum keep_state state, const struct tables *tables,
                void (*answered)(void *owner, const struct proof *proof))
{
    keep->state = state;
    keep->question.tables = tables->items;
    keep->question.n_tables = tables->n;
    keep->question.owner = keep;
    keep->question.answered = answered;
    freshness_ask(keep->backend->freshness, &keep->question);
}

static void note_proof(struct keep *keep, const struct tables *tables, const struct proof *proof,
                       unsigned n_futile)
{
    struct proof noted = *proof;
    noted.n_futile = n_futile;
    if (proof->is_known)
        answers_note_proof(answers_of(keep), buf_str(&tables->key), &noted);
}

/* Tables that change all the time are looked at now and then only, to see whether they still do. */
static bool is_futile(struct keep *keep)
{
    enum { PATIENCE = 3, RAREST = 6 };
    unsigned n = keep->before.n_futile;
    if (n <= PATIENCE)
        return false;
    n = n - PATIENCE < RAREST ? n - PATIENCE : RAREST;
    return ++keep->backend->n_futile % (1u << n) != 0;
}

/* Nothing was written since, says the clock. */
static bool still_holds(const struct keep *keep, const struct proof *proof)
{
    return write_clock_shows(answers_clock(answers_of(keep)), proof->time);
}

/* Whether the tables were the same all the time between two proofs: parts never come back once
 * they have gone, but that a table is emptied after an insert, or exchanged and exchanged back. */
static bool spans(const struct proof *before, const struct proof *behind)
{
    return before->is_known && behind->is_known && before->version == behind->version &&
           before->is_quiet && before->commands == behind->commands;
}

/* --- the one that asks ClickHouse --- */

static void start_leading(struct keep *keep)
{
    keep->state = LEADING;
    buf_init(&keep->answer, answers_largest(answers_of(keep), keep->is_constant));
    parts_start(keep->request);
}

static void know_before(void *owner, const struct proof *proof)
{
    struct keep *keep = owner;
    note_proof(keep, &keep->tables, proof, 0);
    keep->before = *proof;
    start_leading(keep);
}

static void lead(struct keep *keep)
{
    if (keep->request->is_paused)
        let_go(keep);
    answers_count(answers_of(keep), ANSWERS_MISS);
    keep->leader = NULL;
    if (keep->before.is_known ||
        answers_last_proof(answers_of(keep), buf_str(&keep->tables.key), &keep->before)) {
        if (is_futile(keep))
            run_alone(keep);
        else
            start_leading(keep);
    } else {
        ask(keep, PROVING_BEFORE, &keep->tables, know_before);
    }
}

static void follow(struct keep *keep, struct keep *leader)
{
    keep->state = FOLLOWING;
    keep->leader = leader;
    TAILQ_INSERT_TAIL(&leader->followers, keep, following);
}

/* Nobody is to wait for an answer that nobody can keep, nor for one that comes when its owner
 * likes: a cursor's, whose owner may be who waits. */
static bool must_let_go(const struct keep *leader)
{
    return leader->answer.failed || leader->request->is_paused;
}

static struct keep *find_leader(const struct keep *keep)
{
    struct keep *other;
    TAILQ_FOREACH(other, &keep->backend->keeps, all)
    {
        bool leads = other->state == LEADING || other->state == PROVING_BEFORE;
        if (leads && other != keep && !other->is_constant && !must_let_go(other) &&
            str_eq(other->sql, keep->sql))
            return other;
    }
    return NULL;
}

static void lead_or_follow(struct keep *keep)
{
    struct keep *leader = find_leader(keep);
    if (leader)
        follow(keep, leader);
    else
        lead(keep);
}

/* --- those that wait for it --- */

static struct keep *next_follower(struct keep *leader)
{
    struct keep *follower = TAILQ_FIRST(&leader->followers);
    if (follower) {
        TAILQ_REMOVE(&leader->followers, follower, following);
        follower->leader = NULL;
    }
    return follower;
}

/* Their leader has gone without an answer: the first of them takes its place. */
static void elect(struct keep *leader)
{
    struct keep *first = next_follower(leader), *other;
    if (!first)
        return;
    while ((other = next_follower(leader)))
        follow(other, first);
    lead(first);
}

static void let_go(struct keep *leader)
{
    struct keep *follower;
    while ((follower = next_follower(leader))) {
        answers_count(answers_of(follower), ANSWERS_MISS);
        run_alone(follower);
    }
}

/* --- an answer that was found --- */

/* Puts what is made of the finer answer in its place, and keeps it too. */
static bool roll_up(struct keep *keep, const struct cuboid_question *question)
{
    struct answer *finer = keep->found, *answer;
    struct buf out;
    buf_init(&out, answers_largest(answers_of(keep), false));
    bool is_made = question && finer && cuboid_answer(finer->cuboid, question, &out);
    if (is_made) {
        answer = answer_new(buf_str(&out), finer->tables);
        answer->version = finer->version;
        answer->time = answers_time(answers_of(keep), finer);
        answer->n_references++;
        answers_put(answers_of(keep), keep->sql, answer);
        answers_release(answers_of(keep), finer);
        answers_count(answers_of(keep), ANSWERS_ROLLED_UP);
        keep->found = answer;
    }
    buf_free(&out);
    return is_made;
}

/* What was found is of other rows. */
static void forget_found(struct keep *keep)
{
    if (keep->rolls_up)
        answers_unlist(answers_of(keep), keep->found);
    else
        answers_drop(answers_of(keep), keep->sql, keep->found);
    answers_release(answers_of(keep), keep->found);
    keep->found = NULL;
    answers_count(answers_of(keep), ANSWERS_STALE);
}

static void found_is_proven(void *owner, const struct proof *proof)
{
    struct keep *keep = owner;
    note_proof(keep, &keep->found_tables, proof, 0);
    if (proof->is_known && proof->version == keep->found->version) {
        answers_confirm(answers_of(keep), keep->found, proof->time);
        if (!keep->rolls_up || roll_up(keep, keep->asks)) {
            answers_count(answers_of(keep), ANSWERS_PROVEN);
            give(keep, keep->found, ANSWERS_HIT);
            return;
        }
    } else {
        forget_found(keep);
    }
    if (str_eq(buf_str(&keep->found_tables.key), buf_str(&keep->tables.key)))
        keep->before = *proof;
    lead_or_follow(keep);
}

static void prove_found(struct keep *keep)
{
    buf_init(&keep->found_tables.key, KEY_LIMIT);
    buf_append_str(&keep->found_tables.key, keep->found->tables);
    read_tables(&keep->found_tables);
    ask(keep, PROVING_FOUND, &keep->found_tables, found_is_proven);
}

/* For when the query that was given is gone. */
static void keep_question(struct keep *keep, const struct backend_query *query)
{
    if (!query->cuboid)
        return;
    jmp_buf overflow;
    keep->arena = arena_new(QUESTION_LIMIT);
    arena_catch(keep->arena, &overflow);
    if (setjmp(overflow) == 0)
        keep->asks = cuboid_question_copy(keep->arena, query->cuboid);
    arena_catch(keep->arena, NULL);
}

/* A finer answer, and whether it was given. */
static bool find_finer(struct keep *keep, const struct cuboid_question *question)
{
    bool is_fresh;
    if (!question || !question->can_be_asked)
        return false;
    keep->found = answers_find_cuboid(answers_of(keep), question, &is_fresh);
    keep->rolls_up = keep->found != NULL;
    if (!is_fresh)
        return false;
    if (roll_up(keep, question)) {
        give(keep, keep->found, ANSWERS_HIT);
        return true;
    }
    answers_release(answers_of(keep), keep->found);
    keep->found = NULL;
    return false;
}

bool keep_begin(struct backend_request *request, const struct backend_query *query)
{
    struct backend *backend = request->backend;
    bool is_fresh;
    if (!backend->answers || query->user || (!query->is_constant && !query->tables))
        return false;
    struct keep *keep = keep_new(request, query);
    keep->found = answers_find(backend->answers, keep->sql, keep->is_constant, &is_fresh);
    if (is_fresh) {
        give(keep, keep->found, keep->is_constant ? ANSWERS_CONSTANT : ANSWERS_HIT);
        return true;
    }
    if (!keep->found && find_finer(keep, query->cuboid))
        return true;
    keep_question(keep, query);
    if (keep->found)
        prove_found(keep);
    else if (keep->is_constant)
        start_leading(keep);
    else
        lead_or_follow(keep);
    return true;
}

/* --- an answer that has come --- */

void keep_bytes(struct backend_request *request, struct str bytes)
{
    struct keep *keep = request->keep;
    if (!keep || keep->state != LEADING || keep->answer.failed)
        return;
    buf_append_str(&keep->answer, bytes);
}

void keep_again(struct backend_request *request)
{
    if (request->keep && request->keep->state == LEADING)
        buf_clear(&request->keep->answer);
}

void keep_step(struct backend_request *request)
{
    if (request->keep && must_let_go(request->keep))
        let_go(request->keep);
}

static void put(struct keep *keep, const struct proof *proof)
{
    struct keep *follower;
    struct answer *answer = answer_new(buf_str(&keep->answer), buf_str(&keep->tables.key));
    answer->is_constant = keep->is_constant;
    answer->version = proof->version;
    answer->time = proof->time;
    while ((follower = next_follower(keep)))
        give(follower, answer, ANSWERS_SHARED);
    if (!keep->keeps_cheap && !proof->time && keep->elapsed_ns < proof->elapsed_ns) {
        answers_count(answers_of(keep), ANSWERS_TOO_CHEAP);
        answers_release(answers_of(keep), answer);
    } else {
        if (keep->asks && keep->asks->is_cuboid && answer->size <= CUBOID_LIMIT)
            answer->cuboid = cuboid_new(keep->asks, buf_str(&keep->answer));
        answers_put(answers_of(keep), keep->sql, answer);
    }
    keep_free(keep);
}

static void know_behind(void *owner, const struct proof *proof)
{
    struct keep *keep = owner;
    bool is_same = spans(&keep->before, proof);
    note_proof(keep, &keep->tables, proof, is_same ? 0 : keep->before.n_futile + 1);
    if (is_same) {
        put(keep, proof);
        return;
    }
    answers_count(answers_of(keep), ANSWERS_UNPROVEN);
    let_go(keep);
    keep_free(keep);
}

void keep_done(struct backend_request *request, bool well)
{
    struct keep *keep = request->keep;
    if (!keep || keep->state != LEADING)
        return;
    keep->elapsed_ns = request->response.summary.elapsed_ns;
    if (well && keep->answer.failed)
        answers_count(answers_of(keep), ANSWERS_TOO_LARGE);
    if (!well || keep->answer.failed) {
        let_go(keep);
        keep_free(keep);
        return;
    }
    request->keep = NULL;
    keep->request = NULL;
    if (keep->is_constant || still_holds(keep, &keep->before))
        put(keep, &keep->before);
    else
        ask(keep, PROVING_BEHIND, &keep->tables, know_behind);
}

void keep_forget(struct backend_request *request)
{
    struct keep *keep = request->keep;
    if (!keep)
        return;
    if (keep->leader)
        TAILQ_REMOVE(&keep->leader->followers, keep, following);
    request->keep = NULL;
    keep->request = NULL;
    keep->state = PROVING_BEHIND; /* nobody is to follow it */
    elect(keep);
    keep_free(keep);
}

void keeps_free(struct backend *backend)
{
    for (struct keep *keep = TAILQ_FIRST(&backend->keeps), *next; keep; keep = next) {
        next = TAILQ_NEXT(keep, all);
        keep_free(keep);
    }
}
