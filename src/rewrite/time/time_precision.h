#ifndef PGPIVOT_REWRITE_TIME_PRECISION_H
#define PGPIVOT_REWRITE_TIME_PRECISION_H

#include "rewrite/bind/bind.h"

/* Type modifiers of time, timestamp, timestamptz and interval (manual, 8.5). */
bool time_precision_has(uint32_t type);
/* The expression cut and rounded to its type's modifier; constants at once. */
struct expr *time_precision_apply(struct binder *binder, struct expr *expr, int32_t typmod);

#endif
