#ifndef PGPIVOT_REWRITE_ROLLUP_MATCH_H
#define PGPIVOT_REWRITE_ROLLUP_MATCH_H

#include "base/buf.h"
#include "rewrite/rollup/rollup.h"

/* How an aggregate of the base's rows is had from groups of them. */
enum rollup_way {
    WAY_NONE,
    WAY_ALIKE,    /* the same aggregate of what is stored: sum, min, max */
    WAY_COUNT,    /* the sum of counts */
    WAY_AVERAGE,  /* the sum of sums over the sum of counts */
    WAY_DISTINCT, /* merged states of uniqExact */
    WAY_SPREAD,   /* merged states of varPopStable */
    WAY_KEYS,     /* as it is: it looks at keys, and does not care how often */
};

/* An aggregate of PostgreSQL's that rollups can serve. */
struct rollup_aggregate {
    const char *name;
    enum rollup_function stored;
    enum rollup_way way;
    bool ignores_repeats; /* of the same value: min, bool_or */
};

enum rollup_argument {
    ARGUMENT_NONE,   /* count(*) */
    ARGUMENT_KEYS,   /* an expression over keys */
    ARGUMENT_COLUMN, /* a column */
    ARGUMENT_CASE,   /* CASE over keys, of columns and constants that can be merged */
    ARGUMENT_OTHER,
};

/* How one aggregate of the block is had from the rollup. */
struct rollup_derivation {
    struct expr *aggregate;
    const struct rollup_aggregate *of; /* NULL: nothing gives it */
    enum rollup_way way;
    enum rollup_argument argument;
    struct list columns; /* struct catalog_column: the base's, that are measured */
};

/* The moments of a column that the block asks for, in microseconds since 1970: from <= x < to. */
struct rollup_range {
    const struct rollup_key *key; /* the rollup's buckets of the column; NULL: no range */
    int64_t from, to;             /* INT64_MIN, INT64_MAX: open */
};

/* What a rollup must have, whatever the other rules say: sets of the places of columns, as bits. */
struct rollup_needs {
    uint64_t *keys;     /* named outside of aggregates */
    uint64_t *measured; /* sums and the like are taken of them */
};

struct rollup_match {
    struct binder *binder;
    struct query *block;
    const struct rollup *rollup;
    const char *without; /* the name of a rule that is left out, or NULL */
    const struct rollup_needs *needs;
    /* What stopped it, and at what; RULE_NONE: nothing did. */
    enum rollup_rule_id refusal;
    const char *subject;
    struct list derivations; /* struct rollup_derivation */
    struct rollup_range range;
};

struct rollup_needs rollup_needs_of(struct arena *arena, struct query *block);

/* Whether the rollup gives the block's answer: match->binder, block, rollup, needs and without are
 * given. */
bool rollup_matches(struct rollup_match *match);

/* Rewrites the block, which matched, to read the rollup, and the base where it is not complete. */
bool rollup_apply(const struct rollup_match *match);

/* ---- rollup_derive.c ---- */

/* How the aggregate could be had; `is_over_keys` tells of an expression. */
typedef bool rollup_over_keys(const struct rollup_match *match, struct expr *expr);
struct rollup_derivation *rollup_derive(const struct rollup_match *match, struct expr *aggregate,
                                        rollup_over_keys *is_over_keys);
/* The rule that the derivation breaks, and the subject; RULE_NONE: it can be had. */
enum rollup_rule_id rollup_check_derivation(const struct rollup_match *match,
                                            const struct rollup_derivation *derivation,
                                            const char **subject);

/* ---- rollup_range.c ---- */

/* Narrows match->range by the condition, if it compares a column that the rollup has buckets of
 * with a moment. False: it is another condition. */
bool rollup_range_take(struct rollup_match *match, const struct expr *condition);
/* The whole buckets of the range: what the rollup can tell. The rest is to be read from the base.
 */
struct rollup_range rollup_range_core(const struct rollup_range *range);
bool rollup_range_is_empty(const struct rollup_range *range);
/* ClickHouse's condition that the column, `sql`, is in the range; NULL: it is open at both ends. */
const char *rollup_range_sql(struct arena *arena, const struct rollup_range *range,
                             const char *sql);

/* ---- rollup_proof.c ---- */

/* ClickHouse's condition of a row, of the rollup or of the base, that its partition is complete. */
const char *rollup_proof(struct arena *arena, const struct rollup *rollup);

/* A query of the partitions that are complete, or of those that are not; its column is p. */
void rollup_put_partitions(struct buf *out, struct arena *arena, const struct rollup *rollup,
                           bool complete);

/* Columns of a SELECT, and its FROM: how many partitions are complete for this user, of how many;
 * of a projection 1 of 1 when ClickHouse's plan of the statement `sql` reads it, else 0. */
void rollup_put_coverage(struct buf *out, struct arena *arena, const struct rollup *rollup,
                         struct str sql);

/* A stored measure as SQL that gives its value. */
const char *rollup_measure_sql(struct arena *arena, const struct rollup_measure *measure);

#endif
