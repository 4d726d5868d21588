#ifndef PGPIVOT_REWRITE_BIND_SAMPLE_H
#define PGPIVOT_REWRITE_BIND_SAMPLE_H

#include "rewrite/bind/bind.h"

/*
 * rel TABLESAMPLE BERNOULLI (percentage) or SYSTEM (percentage): each row with that probability,
 * other ones each time. REPEATABLE is refused: ClickHouse's rows have no lasting places.
 */
struct rel *bind_sample(struct binder *binder, struct scope *scope, struct rel *rel,
                        const PgQuery__RangeTableSample *sample);

#endif
