#ifndef PGPIVOT_REWRITE_CLICKHOUSE_ARGUMENT_H
#define PGPIVOT_REWRITE_CLICKHOUSE_ARGUMENT_H

#include "rewrite/bind/bind.h"

/* An argument of one of ClickHouse's functions: an expression whose ClickHouse type is known. */
struct clickhouse_argument {
    struct expr *expr;
    const char *type;    /* NULL: a constant, which ClickHouse is shown as it is */
    bool awaits_value;   /* it may be a constant when the parameters have values */
    struct expr *absent; /* an array value that can be NULL, which ClickHouse's cannot; or NULL */
};

/* What a call gave before any conversion, for calls around it. */
struct clickhouse_result {
    const struct expr *shown; /* as PostgreSQL's type has it */
    struct expr *raw;
    const struct chtype *type;
    bool is_used, is_shown; /* by such a call; whether `shown` is a value */
};

/* False with err set (0A000) for types that ClickHouse has no counterpart of. */
bool clickhouse_argument(struct binder *binder, struct expr *arg, const char *name,
                         struct clickhouse_argument *argument);

/* Nullable(type), where it can be NULL. */
const char *clickhouse_nullable(struct arena *arena, const char *type, bool is_nullable);

#endif
