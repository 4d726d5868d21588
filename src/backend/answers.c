/* Keeps answers and proofs for all threads. Asks nobody, and decides nothing but what goes first.
 */
#include "backend/answers.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/cache.h"
#include "base/write_clock.h"

/* Of answers that read no table: what drivers ask of catalogs. They are kept whatever the limit of
 * the others is. */
#define CONSTANT_BYTES ((size_t)16 << 20)
#define PROOF_BYTES ((size_t)1 << 20)

LIST_HEAD(answer_list, answer);

/* Cuboids by their sources; of one bucket so many are looked at, the newest first. */
#define N_BUCKETS 256
#define MAX_LOOKED_AT 256

struct backend_answers {
    const struct write_clock *clock;
    size_t limit;
    pthread_mutex_t mutex;            /* for all below */
    struct cache *constants, *others; /* struct answer, by the SQL */
    struct cache *proofs;             /* struct proof, by the tables */
    struct answer_list cuboids[N_BUCKETS];
    uint64_t events[ANSWERS_EVENTS];
    uint64_t n_kept, n_dropped;
};

static void unref(void *value)
{
    struct answer *answer = value;
    if (--answer->n_references > 0)
        return;
    cuboid_free(answer->cuboid);
    free((char *)(uintptr_t)answer->tables.data);
    free((char *)(uintptr_t)answer->sql.data);
    free(answer);
}

static void unlist(struct answer *answer)
{
    if (answer->is_listed)
        LIST_REMOVE(answer, listed);
    answer->is_listed = false;
}

/* It is in the cache no more. */
static void leave(void *value)
{
    unlist(value);
    unref(value);
}

struct backend_answers *backend_answers_new(size_t limit_bytes, const struct write_clock *clock)
{
    struct backend_answers *answers = calloc(1, sizeof *answers);
    if (!answers)
        abort();
    answers->clock = clock;
    answers->limit = limit_bytes;
    pthread_mutex_init(&answers->mutex, NULL);
    answers->constants = cache_new(CONSTANT_BYTES, unref);
    answers->others = cache_new(limit_bytes, leave);
    answers->proofs = cache_new(PROOF_BYTES, free);
    return answers;
}

void backend_answers_free(struct backend_answers *answers)
{
    if (!answers)
        return;
    cache_free(answers->constants);
    cache_free(answers->others);
    cache_free(answers->proofs);
    pthread_mutex_destroy(&answers->mutex);
    free(answers);
}

struct answer *answer_new(struct str bytes, struct str tables)
{
    struct answer *answer = malloc(sizeof *answer + bytes.size);
    if (!answer)
        abort();
    *answer = (struct answer){.n_references = 1, .size = bytes.size, .tables = str_copy(tables)};
    if (bytes.size)
        memcpy(answer->bytes, bytes.data, bytes.size);
    return answer;
}

void answers_release(struct backend_answers *answers, struct answer *answer)
{
    if (!answer)
        return;
    pthread_mutex_lock(&answers->mutex);
    unref(answer);
    pthread_mutex_unlock(&answers->mutex);
}

static struct cache *cache_of(struct backend_answers *answers, bool is_constant)
{
    return is_constant ? answers->constants : answers->others;
}

struct answer *answers_find(struct backend_answers *answers, struct str sql, bool is_constant,
                            bool *is_fresh)
{
    pthread_mutex_lock(&answers->mutex);
    struct answer *answer = cache_find(cache_of(answers, is_constant), sql);
    if (answer)
        answer->n_references++;
    *is_fresh = answer && (is_constant || write_clock_shows(answers->clock, answer->time));
    pthread_mutex_unlock(&answers->mutex);
    return answer;
}

/* --- cuboids --- */

static struct answer_list *bucket_of(struct backend_answers *answers,
                                     const struct cuboid_question *question)
{
    size_t hash = 0;
    for (const char *at = question->source; *at; at++)
        hash = hash * 31 + (unsigned char)*at;
    return &answers->cuboids[hash % N_BUCKETS];
}

/* What takes too much room with its columns is kept without them. */
static void list_cuboid(struct backend_answers *answers, struct str sql, struct answer *answer)
{
    if (!answer->cuboid)
        return;
    if (answer->size + cuboid_size(answer->cuboid) > cache_largest(answers->others) / 2) {
        cuboid_free(answer->cuboid);
        answer->cuboid = NULL;
        return;
    }
    answer->sql = str_copy(sql);
    answer->is_listed = true;
    LIST_INSERT_HEAD(bucket_of(answers, answer->cuboid->shape), answer, listed);
}

static struct answer *smallest_that_serves(struct backend_answers *answers,
                                           const struct cuboid_question *question)
{
    struct answer *answer, *best = NULL;
    unsigned n = 0;
    LIST_FOREACH(answer, bucket_of(answers, question), listed)
    {
        if (n++ == MAX_LOOKED_AT)
            break;
        if ((!best || answer->cuboid->n_rows < best->cuboid->n_rows) &&
            !cuboid_refusal(answer->cuboid, question, NULL))
            best = answer;
    }
    return best;
}

struct answer *answers_find_cuboid(struct backend_answers *answers,
                                   const struct cuboid_question *question, bool *is_fresh)
{
    pthread_mutex_lock(&answers->mutex);
    struct answer *best = smallest_that_serves(answers, question);
    if (best) {
        best->n_references++;
        cache_find(answers->others, best->sql); /* it was asked for */
    }
    *is_fresh = best && write_clock_shows(answers->clock, best->time);
    pthread_mutex_unlock(&answers->mutex);
    return best;
}

void answers_unlist(struct backend_answers *answers, struct answer *answer)
{
    pthread_mutex_lock(&answers->mutex);
    unlist(answer);
    pthread_mutex_unlock(&answers->mutex);
}

static void put_keys(struct buf *words, const struct cuboid *cuboid)
{
    const char *before = "";
    for (size_t i = 0; i < cuboid->shape->n_shown; i++) {
        const struct cuboid_output *output = &cuboid->shape->outputs[i];
        if (output->kind != CUBOID_KEY)
            continue;
        buf_printf(words, "%s%s", before, cuboid->shape->names[output->key]);
        before = ", ";
    }
}

static void explain_refusal(struct backend_answers *answers, const struct cuboid_question *question,
                            struct buf *words)
{
    struct answer *latest = LIST_FIRST(bucket_of(answers, question));
    const struct cuboid_rule *rule = latest ? cuboid_refusal(latest->cuboid, question, NULL) : NULL;
    if (!rule || rule == &cuboid_rules[0])
        return;
    buf_puts(words, "the latest kept answer, by ");
    put_keys(words, latest->cuboid);
    buf_printf(words, ", does not hold it. %s: %s", rule->name, rule->words);
}

void backend_answers_explain(struct backend_answers *answers, struct str sql,
                             const struct cuboid_question *question, struct buf *words)
{
    pthread_mutex_lock(&answers->mutex);
    bool is_kept = cache_find(answers->others, sql) != NULL;
    const struct answer *best = is_kept ? NULL : smallest_that_serves(answers, question);
    if (best) {
        buf_puts(words, "it is rolled up in the proxy from a kept answer by ");
        put_keys(words, best->cuboid);
        buf_printf(words, " (%zu rows)", best->cuboid->n_rows);
    } else if (!is_kept) {
        explain_refusal(answers, question, words);
    }
    pthread_mutex_unlock(&answers->mutex);
}

/* --- what is put in, and out --- */

void answers_put(struct backend_answers *answers, struct str sql, struct answer *answer)
{
    pthread_mutex_lock(&answers->mutex);
    struct cache *cache = cache_of(answers, answer->is_constant);
    size_t before = cache_count(cache);
    cache_drop(cache, sql);
    answers->n_dropped += !answer->is_constant && cache_count(cache) < before;
    answers->n_kept += !answer->is_constant;
    list_cuboid(answers, sql, answer);
    cache_put(cache, sql, answer,
              sizeof *answer + answer->size + answer->tables.size + answer->sql.size +
                  (answer->cuboid ? cuboid_size(answer->cuboid) : 0));
    pthread_mutex_unlock(&answers->mutex);
}

void answers_confirm(struct backend_answers *answers, struct answer *answer, uint64_t time)
{
    pthread_mutex_lock(&answers->mutex);
    answer->time = time;
    pthread_mutex_unlock(&answers->mutex);
}

uint64_t answers_time(struct backend_answers *answers, const struct answer *answer)
{
    pthread_mutex_lock(&answers->mutex);
    uint64_t time = answer->time;
    pthread_mutex_unlock(&answers->mutex);
    return time;
}

void answers_drop(struct backend_answers *answers, struct str sql, const struct answer *answer)
{
    pthread_mutex_lock(&answers->mutex);
    if (cache_find(answers->others, sql) == answer) {
        cache_drop(answers->others, sql);
        answers->n_dropped++;
    }
    pthread_mutex_unlock(&answers->mutex);
}

size_t answers_largest(struct backend_answers *answers, bool is_constant)
{
    return cache_largest(cache_of(answers, is_constant));
}

bool answers_last_proof(struct backend_answers *answers, struct str tables, struct proof *proof)
{
    pthread_mutex_lock(&answers->mutex);
    const struct proof *found = cache_find(answers->proofs, tables);
    if (found)
        *proof = *found;
    pthread_mutex_unlock(&answers->mutex);
    return found != NULL;
}

void answers_note_proof(struct backend_answers *answers, struct str tables,
                        const struct proof *proof)
{
    struct proof *copy = malloc(sizeof *copy);
    if (!copy)
        abort();
    *copy = *proof;
    pthread_mutex_lock(&answers->mutex);
    cache_drop(answers->proofs, tables);
    cache_put(answers->proofs, tables, copy, sizeof *copy);
    pthread_mutex_unlock(&answers->mutex);
}

const struct write_clock *answers_clock(const struct backend_answers *answers)
{
    return answers->clock;
}

void answers_count(struct backend_answers *answers, enum answers_event event)
{
    pthread_mutex_lock(&answers->mutex);
    answers->events[event]++;
    pthread_mutex_unlock(&answers->mutex);
}

void backend_answers_stats(struct backend_answers *answers, struct answer_stats *stats)
{
    pthread_mutex_lock(&answers->mutex);
    const uint64_t *events = answers->events;
    *stats = (struct answer_stats){
        .limit_bytes = answers->limit,
        .bytes = cache_size(answers->others),
        .answers = cache_count(answers->others),
        .hits = events[ANSWERS_HIT],
        .proven = events[ANSWERS_PROVEN],
        .rolled_up = events[ANSWERS_ROLLED_UP],
        .shared = events[ANSWERS_SHARED],
        .misses = events[ANSWERS_MISS],
        .stale = events[ANSWERS_STALE],
        .kept = answers->n_kept,
        .unproven = events[ANSWERS_UNPROVEN],
        .too_large = events[ANSWERS_TOO_LARGE],
        .too_cheap = events[ANSWERS_TOO_CHEAP],
        .evicted = answers->n_kept - answers->n_dropped - cache_count(answers->others),
        .proofs = events[ANSWERS_PROOF],
    };
    pthread_mutex_unlock(&answers->mutex);
}
