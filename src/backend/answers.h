#ifndef PGPIVOT_BACKEND_ANSWERS_H
#define PGPIVOT_BACKEND_ANSWERS_H

#include <sys/queue.h>

#include "backend/backend.h"
#include "backend/cuboid.h"

/* The answers that are kept, and what was proven last of tables. Every call may come from any
 * thread. */

/* What the server said of tables at a moment. */
struct proof {
    bool is_known;     /* their engines are such that all changes show in `version` */
    uint64_t version;  /* a hash of their parts and definitions */
    uint64_t commands; /* how many statements the server had begun that neither read nor insert */
    bool is_quiet;     /* none of those was under way */
    uint64_t time;     /* of the write clock; 0: none, or they may change without it */
    uint64_t elapsed_ns;
    unsigned n_futile; /* how many queries in turn saw the tables change */
};

/* An answer in Native format, as it came. */
struct answer {
    unsigned n_references; /* under the mutex, as `time` and what stands behind it */
    uint64_t time;
    bool is_listed; /* among those that can be rolled up */
    LIST_ENTRY(answer) listed;

    uint64_t version;
    bool is_constant;
    struct str tables;     /* those that the version is of, as one text; owned */
    struct str sql;        /* that it is found by, with `cuboid`; owned */
    struct cuboid *cuboid; /* the same as columns; owned; NULL: it is of no use for that */
    size_t size;
    char bytes[];
};

/* Copies both. The caller owns a reference, as of an answer that was found. */
struct answer *answer_new(struct str bytes, struct str tables);
void answers_release(struct backend_answers *answers, struct answer *answer);

/* NULL: there is none. *is_fresh: nothing has to be asked before it is given. */
struct answer *answers_find(struct backend_answers *answers, struct str sql, bool is_constant,
                            bool *is_fresh);
/* The smallest answer that can be rolled up to answer the question; NULL: there is none. */
struct answer *answers_find_cuboid(struct backend_answers *answers,
                                   const struct cuboid_question *question, bool *is_fresh);
/* It is not to be rolled up any more. */
void answers_unlist(struct backend_answers *answers, struct answer *answer);
/* Takes the reference; in the place of the one that is there. */
void answers_put(struct backend_answers *answers, struct str sql, struct answer *answer);
/* The answer was proven to be fresh at that time of the clock. */
void answers_confirm(struct backend_answers *answers, struct answer *answer, uint64_t time);
uint64_t answers_time(struct backend_answers *answers, const struct answer *answer);
void answers_drop(struct backend_answers *answers, struct str sql, const struct answer *answer);
size_t answers_largest(struct backend_answers *answers, bool is_constant);

/* The last proof for the tables that the key names; false: there was none. */
bool answers_last_proof(struct backend_answers *answers, struct str tables, struct proof *proof);
void answers_note_proof(struct backend_answers *answers, struct str tables,
                        const struct proof *proof);
const struct write_clock *answers_clock(const struct backend_answers *answers);

enum answers_event {
    ANSWERS_CONSTANT, /* a hit that needs no table */
    ANSWERS_HIT,
    ANSWERS_PROVEN,
    ANSWERS_ROLLED_UP,
    ANSWERS_SHARED,
    ANSWERS_MISS,
    ANSWERS_STALE,
    ANSWERS_UNPROVEN,
    ANSWERS_TOO_LARGE,
    ANSWERS_TOO_CHEAP,
    ANSWERS_PROOF,
    ANSWERS_EVENTS
};
void answers_count(struct backend_answers *answers, enum answers_event event);

#endif
