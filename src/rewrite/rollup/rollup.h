#ifndef PGPIVOT_REWRITE_ROLLUP_H
#define PGPIVOT_REWRITE_ROLLUP_H

#include "rewrite/bind/bind.h"
#include "rewrite/rollup/rollup_rules.h"
#include "rewrite/rollup/rollup_time.h"

/*
 * Rollups (docs/rollups.md): a block that aggregates one table is answered from a materialized view
 * of it that provably gives the same answer. Leaves in query->remarks what was chosen, and why the
 * others were not.
 */
bool rollup_choose(struct binder *binder, struct query *query);

/* Into the plan: what became of each rollup that was looked at, for the counts. */
void rollup_outcomes_tell(struct binder *binder, struct plan *plan);

/* What a measure holds of each group. */
enum rollup_function {
    ROLLUP_ROWS,     /* count() */
    ROLLUP_COUNT,    /* count(x) */
    ROLLUP_SUM,      /* sum(x) */
    ROLLUP_MIN,      /* min(x) */
    ROLLUP_MAX,      /* max(x) */
    ROLLUP_DISTINCT, /* the state of uniqExact(x) */
    ROLLUP_VARIANCE, /* the state of varPopStable(x) */
};

struct rollup_measure {
    enum rollup_function function;
    const struct catalog_column *base;   /* x; NULL of ROLLUP_ROWS */
    const struct catalog_column *stored; /* of the rollup's table */
    bool is_state;                       /* an AggregateFunction, which sums are finalized of */
};

/* A key: the base's column, or the start of the unit of time that it lies in. */
struct rollup_key {
    const struct catalog_column *base, *stored;
    enum time_unit unit; /* UNIT_NONE: the column itself */
};

/* Words of a set of columns of the table, as bits. */
#define ROLLUP_WORDS(table) (((table)->n_columns + 63) / 64)

/*
 * A materialized view that was understood; or an aggregate projection, which ClickHouse keeps
 * complete: its view and target are the table that it would be (rollup_projection.h), and it is
 * read by a query of the base that groups as it does.
 */
struct rollup {
    const struct catalog_projection *projection; /* NULL: a view */
    const struct catalog_table *view, *target, *base;
    struct list keys;     /* struct rollup_key */
    struct list measures; /* struct rollup_measure */
    /* Of each column of the base, by its place: that key, and the finest of its units; or NULL. */
    const struct rollup_key **exact, **buckets;
    const uint64_t *key_bits;      /* the places that have either */
    const uint64_t *measured_bits; /* the places that have a key or a measure */
    bool has_same_partitions; /* each of its partitions holds the groups of one of the base's */
};

/* A rollup goes by the name of the table that holds it. */
static inline const struct catalog_table *rollup_known_as(const struct rollup *rollup)
{
    return rollup->target ? rollup->target : rollup->view;
}

/* A materialized view or a projection, read. */
struct rollup_view {
    struct rollup rollup;
    enum rollup_rule_id refusal; /* RULE_NONE: it was understood */
};

/* All of a catalog, views in its order, then projections. Immutable. */
struct rollup_set {
    const struct rollup_view *views;
    size_t n_views;
};

/* What the SELECTs of the materialized views say. `without`: the name of a rule that is left out,
 * for the test of that rule; NULL: none. */
const struct rollup_set *rollups_of_catalog(struct arena *arena, const struct catalog *catalog,
                                            const char *without);

/* The key that is the column itself; the finest that holds a unit of its time. NULL: none. */
const struct rollup_key *rollup_find_key(const struct rollup *rollup,
                                         const struct catalog_column *base);
const struct rollup_key *rollup_find_bucket(const struct rollup *rollup,
                                            const struct catalog_column *base);
/* Whether each of its partitions holds the groups of one of the base's, under the same name. */
bool rollup_has_same_partitions(struct arena *arena, const struct rollup *rollup);
/* The partition key for its table to have that: of its keys and its base, "" if there is none. */
const char *rollup_partition_key(struct arena *arena, const struct rollup *rollup);
/* Whether ClickHouse finds the same values of it equal, and the same ones less, as PostgreSQL: of
 * floating point -0 is 0 and NaN is the greatest, 24 hours are a day, and 1.0 is 1. */
bool rollup_compares_alike(const struct catalog_column *column);
/* base: NULL for ROLLUP_ROWS. */
const struct rollup_measure *rollup_find_measure(const struct rollup *rollup,
                                                 enum rollup_function function,
                                                 const struct catalog_column *base);

#endif
