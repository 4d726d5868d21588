/*
 * A ring of pieces: threads take the next one that nobody makes yet, the reader takes them in
 * order. Knows nothing of files.
 */
#include "datagen/chunks.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_TRADES = 4096, SLOTS_PER_THREAD = 2 };
#define CHUNK_LIMIT_BYTES ((size_t)1 << 30)

struct slot {
    struct buf bytes;
    struct trade_counts counts;
    bool is_full;
};

struct chunks {
    const struct format *format;
    const struct trade_plan *plan;
    bool explode;
    uint64_t n_chunks;
    struct slot *slots;
    size_t n_slots;
    pthread_t *threads;
    size_t n_threads;

    pthread_mutex_t lock; /* of what follows, and of is_full */
    pthread_cond_t filled, emptied;
    uint64_t next_to_make, next_to_take;
    uint64_t n_returned; /* the reader is done with so many */
    bool is_over;
};

static struct slot *slot_of(struct chunks *chunks, uint64_t chunk)
{
    return &chunks->slots[chunk % chunks->n_slots];
}

static void make(struct chunks *chunks, uint64_t chunk, struct trade *rows)
{
    struct slot *slot = slot_of(chunks, chunk);
    uint64_t first = chunk * CHUNK_TRADES, left = chunks->plan->n_trades - first;
    buf_clear(&slot->bytes);
    slot->counts = (struct trade_counts){0};
    table_put_trades(&slot->bytes, chunks->format, chunks->plan, chunks->explode, first,
                     left < CHUNK_TRADES ? left : CHUNK_TRADES, rows, &slot->counts);
}

/* With the lock held; false when there is nothing more to make. */
static bool wait_for_room(struct chunks *chunks)
{
    while (!chunks->is_over && chunks->next_to_make < chunks->n_chunks &&
           chunks->next_to_make >= chunks->n_returned + chunks->n_slots)
        pthread_cond_wait(&chunks->emptied, &chunks->lock);
    return !chunks->is_over && chunks->next_to_make < chunks->n_chunks;
}

static void *work(void *argument)
{
    struct chunks *chunks = argument;
    struct trade *rows = malloc(TABLE_ROWS_MAX(CHUNK_TRADES) * sizeof *rows);
    if (!rows)
        abort();
    pthread_mutex_lock(&chunks->lock);
    while (wait_for_room(chunks)) {
        uint64_t chunk = chunks->next_to_make++;
        pthread_mutex_unlock(&chunks->lock);
        make(chunks, chunk, rows);
        pthread_mutex_lock(&chunks->lock);
        slot_of(chunks, chunk)->is_full = true;
        pthread_cond_signal(&chunks->filled);
    }
    pthread_mutex_unlock(&chunks->lock);
    free(rows);
    return NULL;
}

static bool start_threads(struct chunks *chunks, size_t n, struct err *err)
{
    for (; chunks->n_threads < n; chunks->n_threads++) {
        int failure = pthread_create(&chunks->threads[chunks->n_threads], NULL, work, chunks);
        if (failure)
            return err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "could not start a thread: %s",
                           strerror(failure));
    }
    return true;
}

struct chunks *chunks_new(const struct format *format, const struct trade_plan *plan, bool explode,
                          size_t n_threads, struct err *err)
{
    struct chunks *chunks = calloc(1, sizeof *chunks);
    if (!chunks)
        abort();
    *chunks = (struct chunks){
        .format = format,
        .plan = plan,
        .explode = explode,
        .n_chunks = (plan->n_trades + CHUNK_TRADES - 1) / CHUNK_TRADES,
        .n_slots = n_threads * SLOTS_PER_THREAD,
        .slots = calloc(n_threads * SLOTS_PER_THREAD, sizeof *chunks->slots),
        .threads = calloc(n_threads, sizeof *chunks->threads),
    };
    if (!chunks->slots || !chunks->threads)
        abort();
    for (size_t i = 0; i < chunks->n_slots; i++)
        buf_init(&chunks->slots[i].bytes, CHUNK_LIMIT_BYTES);
    pthread_mutex_init(&chunks->lock, NULL);
    pthread_cond_init(&chunks->filled, NULL);
    pthread_cond_init(&chunks->emptied, NULL);
    if (start_threads(chunks, n_threads, err))
        return chunks;
    chunks_free(chunks);
    return NULL;
}

bool chunks_next(struct chunks *chunks, struct str *bytes, struct trade_counts *counts,
                 struct err *err)
{
    uint64_t chunk = chunks->next_to_take;
    bool is_last = chunk == chunks->n_chunks;
    struct slot *slot = slot_of(chunks, chunk);
    pthread_mutex_lock(&chunks->lock);
    if (chunk > 0)
        slot_of(chunks, chunk - 1)->is_full = false;
    chunks->n_returned = chunk;
    pthread_cond_broadcast(&chunks->emptied);
    while (!is_last && !slot->is_full)
        pthread_cond_wait(&chunks->filled, &chunks->lock);
    pthread_mutex_unlock(&chunks->lock);
    if (is_last)
        return false;
    chunks->next_to_take++;
    *bytes = buf_str(&slot->bytes);
    *counts = slot->counts;
    return !slot->bytes.failed || err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
}

void chunks_free(struct chunks *chunks)
{
    pthread_mutex_lock(&chunks->lock);
    chunks->is_over = true;
    pthread_cond_broadcast(&chunks->emptied);
    pthread_mutex_unlock(&chunks->lock);
    for (size_t i = 0; i < chunks->n_threads; i++)
        pthread_join(chunks->threads[i], NULL);
    for (size_t i = 0; i < chunks->n_slots; i++)
        buf_free(&chunks->slots[i].bytes);
    pthread_mutex_destroy(&chunks->lock);
    pthread_cond_destroy(&chunks->filled);
    pthread_cond_destroy(&chunks->emptied);
    free(chunks->slots);
    free(chunks->threads);
    free(chunks);
}
