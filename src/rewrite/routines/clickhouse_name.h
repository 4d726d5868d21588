#ifndef PGPIVOT_REWRITE_CLICKHOUSE_NAME_H
#define PGPIVOT_REWRITE_CLICKHOUSE_NAME_H

#include "base/arena.h"
#include "base/str.h"

/*
 * Which functions of ClickHouse (system.functions) may be called as ch.name(…): what
 * sql/functions/clickhouse.txt says of them, where somebody has looked at each. What stands nowhere
 * there is closed.
 */
enum clickhouse_use {
    CLICKHOUSE_UNKNOWN,
    CLICKHOUSE_CLOSED,
    CLICKHOUSE_OPEN,     /* depends on its arguments alone */
    CLICKHOUSE_VOLATILE, /* random values and clocks */
    CLICKHOUSE_APART,    /* volatile, and each call without arguments has a value of its own */
    CLICKHOUSE_AGGREGATE,
    CLICKHOUSE_WINDOW /* with OVER only */
};

struct clickhouse_name {
    const char *name; /* as ClickHouse spells it */
    enum clickhouse_use use;
    struct str about; /* of closed ones: why */
};

/* Without regard to case. Aggregates may have ClickHouse's combinators behind their name: -If,
 * -Array, -OrNull … but those that give or take states. The name lives in the arena or is static.
 */
struct clickhouse_name clickhouse_name_find(struct arena *arena, const char *name);

/* For generated documents and tests, in the file's order: false past the end. */
bool clickhouse_name_at(size_t index, struct clickhouse_name *name);

#endif
