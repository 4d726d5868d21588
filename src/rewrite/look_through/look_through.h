#ifndef PGPIVOT_REWRITE_LOOK_THROUGH_H
#define PGPIVOT_REWRITE_LOOK_THROUGH_H

#include "rewrite/bind/bind.h"

/*
 * Look-through (docs/look-through.md): a table of positions read as its top-level rows, or expanded
 * into what funds hold. Turns each REL_LOOK_THROUGH into a subquery with the same columns.
 */
bool look_through_expand(struct binder *binder, struct query *query);

/*
 * What a column becomes in an expanded line: the directive "| look_through: …" of its comment
 * (docs/data-model.md, "Column comments").
 */
enum look_through_policy {
    POLICY_COPIED,
    POLICY_SCALED,
    POLICY_UNITS,
    POLICY_RATIO, /* of two columns of the same line */
    POLICY_WEIGHT,
    POLICY_LEAF,
    POLICY_NULL
};

struct look_through_rule {
    enum look_through_policy policy;
    struct str numerator, denominator; /* POLICY_RATIO: column names */
};

/* false: the directive is not understood. No directive: POLICY_COPIED. */
bool look_through_rule_of(const struct catalog_column *column, struct look_through_rule *rule);

/* The tables and columns that look-through reads; missing ones are an error (0A000). */
#define LOOK_THROUGH_DATE "trade_date"
#define LOOK_THROUGH_INSTRUMENT "symbol"
#define LOOK_THROUGH_PARENT "parent_symbol"
#define LOOK_THROUGH_EXPOSURE "exposure_type"
#define LOOK_THROUGH_LEAF "underlying_symbol"
#define LOOK_THROUGH_CONSTITUENTS "constituents"
#define LOOK_THROUGH_INSTRUMENTS "instruments"

/* Columns that an expanded line has beyond the table's, in this order. */
enum { LOOK_THROUGH_DEPTH, LOOK_THROUGH_PATH, LOOK_THROUGH_STATUS, LOOK_THROUGH_EXTRA };

#endif
