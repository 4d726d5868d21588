/* Counts what became of rollups, by their numbers. Knows neither their names nor the rules. */
#include "rollup_log.h"

#include <pthread.h>
#include <stdlib.h>

#define MAX_ROLLUPS 4096u /* a power of two */

struct rollup_log {
    pthread_mutex_t mutex;
    struct session_rollup *slots[2 * MAX_ROLLUPS]; /* by the number; taken ones are skipped */
    size_t n;
};

struct rollup_log *rollup_log_new(void)
{
    struct rollup_log *log = calloc(1, sizeof *log);
    if (!log)
        abort();
    pthread_mutex_init(&log->mutex, NULL);
    return log;
}

void rollup_log_free(struct rollup_log *log)
{
    if (!log)
        return;
    for (size_t i = 0; i < 2 * MAX_ROLLUPS; i++)
        free(log->slots[i]);
    pthread_mutex_destroy(&log->mutex);
    free(log);
}

/* NULL: there are too many. */
static struct session_rollup *find_or_add(struct rollup_log *log, uint32_t oid)
{
    size_t at = oid & (2 * MAX_ROLLUPS - 1);
    while (log->slots[at] && log->slots[at]->oid != oid)
        at = (at + 1) & (2 * MAX_ROLLUPS - 1);
    if (log->slots[at] || log->n == MAX_ROLLUPS)
        return log->slots[at];
    struct session_rollup *added = calloc(1, sizeof *added);
    if (!added)
        abort();
    added->oid = oid;
    log->n++;
    return log->slots[at] = added;
}

void rollup_log_note(struct rollup_log *log, const struct plan_rollup *rollups, size_t n)
{
    pthread_mutex_lock(&log->mutex);
    for (size_t i = 0; i < n; i++) {
        struct session_rollup *rollup = find_or_add(log, rollups[i].oid);
        if (rollup)
            rollup->counts[rollups[i].outcome]++;
    }
    pthread_mutex_unlock(&log->mutex);
}

void rollup_log_walk(struct rollup_log *log, session_row *visit, void *owner)
{
    pthread_mutex_lock(&log->mutex);
    for (size_t i = 0; i < 2 * MAX_ROLLUPS; i++)
        if (log->slots[i])
            visit(owner, log->slots[i]);
    pthread_mutex_unlock(&log->mutex);
}
