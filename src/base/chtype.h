#ifndef PGPIVOT_BASE_CHTYPE_H
#define PGPIVOT_BASE_CHTYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ClickHouse's data types (manual, "Data types"), parsed from their names by backend/type_name.c.
 */
enum chtype_kind {
    CH_OTHER, /* a type pgpivot does not know; `text` says which */
    CH_NOTHING,
    CH_BOOL,
    CH_INT8,
    CH_INT16,
    CH_INT32,
    CH_INT64,
    CH_INT128,
    CH_INT256,
    CH_UINT8,
    CH_UINT16,
    CH_UINT32,
    CH_UINT64,
    CH_UINT128,
    CH_UINT256,
    CH_FLOAT32,
    CH_FLOAT64,
    CH_BFLOAT16,
    CH_DECIMAL, /* precision, scale; stored in 4, 8, 16 or 32 bytes for precision 9, 18, 38, 76 */
    CH_STRING,
    CH_FIXED_STRING, /* length */
    CH_DATE,         /* uint16 days since 1970-01-01 */
    CH_DATE32,       /* int32 days since 1970-01-01 */
    CH_DATETIME,     /* uint32 seconds since the epoch; timezone */
    CH_DATETIME64,   /* int64 ticks of 10^-scale s since the epoch; timezone */
    CH_TIME,         /* int32 seconds of the day */
    CH_TIME64,       /* int64 ticks of 10^-scale s of the day */
    CH_INTERVAL,     /* int64 of the unit that `text` names: IntervalDay */
    CH_UUID,         /* two uint64, the high half first */
    CH_IPV4,
    CH_IPV6,
    CH_ENUM8,
    CH_ENUM16,
    CH_ARRAY, /* args[0] */
    CH_TUPLE, /* args, names (NULL where unnamed) */
    CH_MAP,   /* args[0] key, args[1] value */
    CH_JSON,
    CH_VARIANT,                  /* a value of one of several types, or NULL */
    CH_DYNAMIC,                  /* a value of any type, or NULL */
    CH_GEOMETRY,                 /* Point, Ring, … : names of Tuples and Arrays */
    CH_NULLABLE,                 /* args[0] */
    CH_LOW_CARDINALITY,          /* args[0] */
    CH_AGGREGATE_FUNCTION,       /* function, args */
    CH_SIMPLE_AGGREGATE_FUNCTION /* function, args[0] */
};

struct chtype_enum_value {
    const char *name;
    int value;
};

/* Immutable; lives in the arena it was parsed into. Fields that a kind does not use are zero. */
struct chtype {
    enum chtype_kind kind;
    const char *text; /* as ClickHouse spells it */
    int length;       /* FixedString */
    int precision, scale;
    const char *timezone; /* NULL: the server's */
    const char *function; /* with its parameters: "quantiles(0.5)" */
    const struct chtype **args;
    const char **names;
    size_t n_args;
    const struct chtype_enum_value *values;
    size_t n_values;
};

/* The type under Nullable, LowCardinality and SimpleAggregateFunction. */
const struct chtype *chtype_strip(const struct chtype *type);
/* Whether a value of it can be NULL. */
bool chtype_is_nullable(const struct chtype *type);
/* Bytes of one value in Native format; 0 if it has no fixed width. */
size_t chtype_width(const struct chtype *type);

/* The Array that its values hold: of an Array, and of a Nullable(Tuple(Array(…))), which is an
 * array that can be NULL; NULL of other types. */
const struct chtype *chtype_array(const struct chtype *type);
/* What an array of any depth holds; of another type, that. */
const struct chtype *chtype_element(const struct chtype *type);
/* Whether PostgreSQL has no type of that structure, so that clients get it as JSON. */
bool chtype_is_document(const struct chtype *type);

/* What a column of this ClickHouse type is to a PostgreSQL client (docs/data-types.md). */
struct chtype_pg {
    uint32_t oid; /* 0: has no counterpart, the column cannot be selected */
    int32_t typmod;
};
struct chtype_pg chtype_to_pg(const struct chtype *type);

#endif
