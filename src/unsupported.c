/* Questions of the catalog that failed. Knows nothing of why. */
#include "unsupported.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "activity.h"

#define MAX_FAILURES 1000
/* Of each text, in bytes. */
#define MAX_TEXT 4096

/* The texts of a failure, in order. */
#define N_TEXTS 5
static const char **text_of(struct session_failure *failure, size_t i)
{
    const char **const texts[N_TEXTS] = {&failure->fingerprint, &failure->sqlstate,
                                         &failure->message, &failure->query,
                                         &failure->application_name};
    return texts[i];
}

struct unsupported {
    pthread_mutex_t mutex;
    struct session_failure failures[MAX_FAILURES];
    size_t n;
};

static void *must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

struct unsupported *unsupported_new(void)
{
    struct unsupported *unsupported = must(calloc(1, sizeof *unsupported));
    pthread_mutex_init(&unsupported->mutex, NULL);
    return unsupported;
}

static void free_texts(struct session_failure *failure)
{
    for (size_t i = 0; i < N_TEXTS; i++)
        free((void *)(uintptr_t)*text_of(failure, i));
}

void unsupported_free(struct unsupported *unsupported)
{
    for (size_t i = 0; i < unsupported->n; i++)
        free_texts(&unsupported->failures[i]);
    pthread_mutex_destroy(&unsupported->mutex);
    free(unsupported);
}

/* NULL: it is new. */
static struct session_failure *find(struct unsupported *unsupported, const char *fingerprint)
{
    for (size_t i = 0; i < unsupported->n; i++)
        if (strcmp(unsupported->failures[i].fingerprint, fingerprint) == 0)
            return &unsupported->failures[i];
    return NULL;
}

static struct session_failure *make_room(struct unsupported *unsupported)
{
    struct session_failure *oldest = &unsupported->failures[0];
    if (unsupported->n < MAX_FAILURES)
        return &unsupported->failures[unsupported->n++];
    for (size_t i = 1; i < unsupported->n; i++)
        if (unsupported->failures[i].last_seen < oldest->last_seen)
            oldest = &unsupported->failures[i];
    free_texts(oldest);
    return oldest;
}

static void set_texts(struct session_failure *failure, const struct session_failure *given)
{
    struct session_failure from = *given;
    for (size_t i = 0; i < N_TEXTS; i++)
        *text_of(failure, i) = must(strndup(*text_of(&from, i), MAX_TEXT));
}

bool unsupported_note(struct unsupported *unsupported, const struct session_failure *failure)
{
    pthread_mutex_lock(&unsupported->mutex);
    struct session_failure *known = find(unsupported, failure->fingerprint);
    struct session_failure now = {.count = known ? known->count + 1 : 1,
                                  .last_seen = activity_now()};
    now.first_seen = known ? known->first_seen : now.last_seen;
    set_texts(&now, failure);
    if (known)
        free_texts(known);
    *(known ? known : make_room(unsupported)) = now;
    pthread_mutex_unlock(&unsupported->mutex);
    return !known;
}

static struct session_failure *copy_locked(struct unsupported *unsupported, size_t n)
{
    size_t size = (n + 1) * sizeof(struct session_failure);
    for (size_t i = 0; i < n; i++)
        for (size_t text = 0; text < N_TEXTS; text++)
            size += strlen(*text_of(&unsupported->failures[i], text)) + 1;
    struct session_failure *copies = must(malloc(size));
    char *at = (char *)(copies + n + 1);
    for (size_t i = 0; i < n; i++) {
        copies[i] = unsupported->failures[i];
        for (size_t text = 0; text < N_TEXTS; text++) {
            const char *start = at;
            at = stpcpy(at, *text_of(&copies[i], text)) + 1;
            *text_of(&copies[i], text) = start;
        }
    }
    return copies;
}

struct session_failure *unsupported_copy(struct unsupported *unsupported, size_t *n)
{
    pthread_mutex_lock(&unsupported->mutex);
    *n = unsupported->n;
    struct session_failure *copies = copy_locked(unsupported, *n);
    pthread_mutex_unlock(&unsupported->mutex);
    return copies;
}
