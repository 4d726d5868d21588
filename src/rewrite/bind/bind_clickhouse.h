#ifndef PGPIVOT_REWRITE_BIND_CLICKHOUSE_H
#define PGPIVOT_REWRITE_BIND_CLICKHOUSE_H

#include "rewrite/bind/bind.h"

/* params => …, which is no argument: ClickHouse's parametric aggregates, quantile(0.9)(x). */
bool bind_is_params(const PgQuery__Node *arg);
/* Its numbers as text, "0.9". NULL with err set (22023) when they are none, or too many. */
const char *bind_params(struct binder *binder, const PgQuery__Node *arg,
                        const struct routine *routine);

/* Any number of numbers and texts, as ClickHouse writes them. */
const char *bind_any_params(struct binder *binder, const PgQuery__Node *arg);

/* What gives one of its arguments back gives numerics as wide Decimals, as all that is computed. */
void bind_widen_any(struct binder *binder, const struct routine *routine, struct list *args);

#endif
