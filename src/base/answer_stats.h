#ifndef PGPIVOT_BASE_ANSWER_STATS_H
#define PGPIVOT_BASE_ANSWER_STATS_H

#include <stdint.h>

/* What became of queries whose answers may be kept: numbers since the start, but for the first
 * three. */
struct answer_stats {
    uint64_t limit_bytes, bytes, answers; /* that are kept, without those that read no table */
    uint64_t hits;                        /* answered by one that was kept */
    uint64_t proven;                      /* of those: after the server was asked */
    uint64_t rolled_up;                   /* of those: out of a finer one */
    uint64_t shared;                      /* answered by a query that was under way */
    uint64_t misses;                      /* ClickHouse answered */
    uint64_t stale;                       /* of those: an answer was there, of other rows */
    uint64_t kept;
    uint64_t unproven;  /* not kept: the tables changed meanwhile, or cannot be proven the same */
    uint64_t too_large; /* not kept */
    uint64_t too_cheap; /* not kept: to prove it would take as long */
    uint64_t evicted;
    uint64_t proofs; /* questions whether tables are the same */
};

#endif
