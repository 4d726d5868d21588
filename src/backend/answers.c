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

struct backend_answers {
    const struct write_clock *clock;
    size_t limit;
    pthread_mutex_t mutex;            /* for all below */
    struct cache *constants, *others; /* struct answer, by the SQL */
    struct cache *proofs;             /* struct proof, by the tables */
    uint64_t events[ANSWERS_EVENTS];
    uint64_t n_kept, n_dropped;
};

static void unref(void *value)
{
    struct answer *answer = value;
    if (--answer->n_references == 0)
        free(answer);
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
    answers->others = cache_new(limit_bytes, unref);
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

struct answer *answer_new(struct str bytes)
{
    struct answer *answer = malloc(sizeof *answer + bytes.size);
    if (!answer)
        abort();
    *answer = (struct answer){.n_references = 1, .size = bytes.size};
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

void answers_put(struct backend_answers *answers, struct str sql, struct answer *answer)
{
    pthread_mutex_lock(&answers->mutex);
    struct cache *cache = cache_of(answers, answer->is_constant);
    size_t before = cache_count(cache);
    cache_drop(cache, sql);
    answers->n_dropped += !answer->is_constant && cache_count(cache) < before;
    answers->n_kept += !answer->is_constant;
    cache_put(cache, sql, answer, sizeof *answer + answer->size);
    pthread_mutex_unlock(&answers->mutex);
}

void answers_confirm(struct backend_answers *answers, struct answer *answer, uint64_t time)
{
    pthread_mutex_lock(&answers->mutex);
    answer->time = time;
    pthread_mutex_unlock(&answers->mutex);
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
