#ifndef PGPIVOT_SHAPE_LOG_H
#define PGPIVOT_SHAPE_LOG_H

#include <stddef.h>

#include "rewrite/rewrite.h"

/*
 * What queries asked of tables that they aggregate, counted by shape (plan_shape), for the advisor.
 * Every call may come from any thread. Of more than a thousand shapes those go that were seen
 * least.
 */
struct shape_log;

struct shape_log *shape_log_new(void);
void shape_log_free(struct shape_log *log);

/* One query of that shape; copied. `groups`: what its result told, 0: nothing. */
void shape_log_note(struct shape_log *log, const struct plan_shape *shape, uint64_t read_rows,
                    uint64_t groups);
/* Calls visit for each, with the log locked. */
void shape_log_walk(struct shape_log *log, session_row *visit, void *owner);

#endif
