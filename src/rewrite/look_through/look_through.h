#ifndef PGPIVOT_REWRITE_LOOK_THROUGH_H
#define PGPIVOT_REWRITE_LOOK_THROUGH_H

#include "rewrite/bind/bind.h"

/*
 * Look-through (docs/look-through.md): a table of positions read as its top-level rows, or expanded
 * into what funds hold. Turns each REL_LOOK_THROUGH into a subquery with the columns that its block
 * uses.
 */
bool look_through_expand(struct binder *binder, struct query *query);

/*
 * What a column is to look-through: the directive "| look_through: …" of its comment
 * (docs/data-model.md, "Column comments").
 */
enum look_through_policy {
    POLICY_COPIED,
    POLICY_SCALED,
    POLICY_UNITS,
    POLICY_RATIO, /* of two columns of the same line */
    POLICY_WEIGHT,
    POLICY_LEAF,
    POLICY_NULL,
    /* Columns by which a table is known. */
    POLICY_INSTRUMENT,
    POLICY_DATE,
    POLICY_EXPOSURE,
    POLICY_PARENT,
    POLICY_UNDERLYING,
    POLICY_TRADE
};

/* What the sum of a column is over several days: the directive "| over_time: …". */
enum over_time { OVER_TIME_SUM, OVER_TIME_LAST, OVER_TIME_FIRST, OVER_TIME_AVERAGE };

#define OVER_TIME_KINDS (OVER_TIME_AVERAGE + 1)

extern const char *const over_time_names[OVER_TIME_KINDS]; /* in the directive; none for the sum */

struct look_through_rule {
    enum look_through_policy policy;
    struct str numerator, denominator; /* POLICY_RATIO: column names */
    enum over_time over_time;
    struct str time; /* the column of its days; empty: the table's date */
};

/* false: a directive is not understood. No directive: what the column's name stands for, or
 * POLICY_COPIED; OVER_TIME_SUM. */
bool look_through_rule_of(const struct catalog_column *column, struct look_through_rule *rule);

/* The columns by which a table is known; NULL: it has none. */
struct look_through_roles {
    const struct catalog_column *instrument; /* without it the table has no views */
    const struct catalog_column *date;       /* of the holdings that count */
    const struct catalog_column *exposure;   /* Direct, Constituent, or the kind of a fund */
    const struct catalog_column *parent, *underlying;
    const struct catalog_column *trade;  /* with the date, which trade a stored line is of */
    const struct catalog_column *weight; /* of a stored line */
};

void look_through_roles_of(const struct catalog_table *table, struct look_through_roles *roles);

/* Beside the table, in its schema: what funds hold, and what each instrument is. */
#define LOOK_THROUGH_CONSTITUENTS "constituents"
#define LOOK_THROUGH_INSTRUMENTS "instruments"

/* Values of the column for the kind of exposure. */
#define LOOK_THROUGH_DIRECT "Direct"
#define LOOK_THROUGH_CONSTITUENT "Constituent"

/* Digits after the point of shares that scale Decimals: of a trade's lines they add up to 1. */
#define LOOK_THROUGH_SCALE 15

/* Columns that an expanded line has beyond the table's, in this order; the last one only where the
 * table has no column of its own for it. */
enum {
    LOOK_THROUGH_DEPTH,
    LOOK_THROUGH_PATH,
    LOOK_THROUGH_STATUS,
    LOOK_THROUGH_UNDERLYING,
    LOOK_THROUGH_EXTRA
};

#endif
