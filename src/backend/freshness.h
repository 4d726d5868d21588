#ifndef PGPIVOT_BACKEND_FRESHNESS_H
#define PGPIVOT_BACKEND_FRESHNESS_H

#include <sys/queue.h>

#include "backend/answers.h"

/*
 * Asks the server whether tables are as they were. One question at a time is under way; all that
 * come meanwhile are asked together by the next, so that what a question tells was true at a moment
 * after each of them was put.
 */
struct freshness;

TAILQ_HEAD(freshness_questions, freshness_question);

/* Of one who waits: its memory, zeroed at first. */
struct freshness_question {
    const struct backend_table *tables; /* live until it is answered */
    size_t n_tables;
    /* From the event loop. A server that did not answer gives a proof of nothing. */
    void (*answered)(void *owner, const struct proof *proof);
    void *owner;
    TAILQ_ENTRY(freshness_question) link;
    struct freshness_questions *list; /* NULL: it is not under way */
};

/* Without answers there is nothing to ask for. */
struct freshness *freshness_new(struct backend *backend, struct backend_answers *answers);
/* The questions must have been forgotten. */
void freshness_free(struct freshness *freshness);

void freshness_ask(struct freshness *freshness, struct freshness_question *question);
/* It will not be answered. */
void freshness_forget(struct freshness_question *question);

#endif
