#ifndef PGPIVOT_ROLLUP_LOG_H
#define PGPIVOT_ROLLUP_LOG_H

#include <stddef.h>

#include "rewrite/rewrite.h"

/*
 * How often each rollup answered, and what stopped it, for pgpivot.rollups. Every call may come
 * from any thread. Counts the first 4,096 rollups that it is told of.
 */
struct rollup_log;

struct rollup_log *rollup_log_new(void);
void rollup_log_free(struct rollup_log *log);

/* What became of the rollups of one statement that runs. */
void rollup_log_note(struct rollup_log *log, const struct plan_rollup *rollups, size_t n);
/* Calls visit with the struct session_rollup of each, with the log locked. */
void rollup_log_walk(struct rollup_log *log, session_row *visit, void *owner);

#endif
