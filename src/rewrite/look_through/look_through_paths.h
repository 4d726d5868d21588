#ifndef PGPIVOT_REWRITE_LOOK_THROUGH_PATHS_H
#define PGPIVOT_REWRITE_LOOK_THROUGH_PATHS_H

#include "rewrite/bind/bind.h"
#include "rewrite/look_through/look_through_days.h"

/*
 * What funds hold in the end: a row for each path from a fund to its end, for each span of days in
 * which no holding begins or ends. Columns of the rel, in this order; then the attributes of the
 * leaf, which are columns of instruments.
 */
enum {
    PATH_ROOT,   /* the fund */
    PATH_FROM,   /* first and last day, both included */
    PATH_TO,     /* … */
    PATH_LEAF,   /* the instrument at its end */
    PATH_WEIGHT, /* the product of the weights */
    PATH_UNITS,  /* of shares_per_unit; NULL of a residual */
    PATH_DEPTH,
    PATH_TEXT, /* FUND>METALS>GOLD */
    PATH_STATUS,
    PATH_SHARE,       /* the weight as Decimal: those of a fund add up to 1 on each day */
    PATH_EXACT_UNITS, /* PATH_UNITS as Decimal */
    PATH_FIRST,       /* whether it is the fund's first on these days, in whatever order */
    PATH_COLUMNS
};

/*
 * A rel of the arena for the tables beside options->table, as its options say. `used`: its columns
 * that count, PATH_COLUMNS and one for each column of instruments. `days`: those that trades are
 * of; paths of others may be left out. NULL with binder->err set when a table or column is missing.
 */
struct rel *look_through_paths(struct binder *binder, const struct look_through *options,
                               const struct look_through_days *days, const bool *used);

/* A rest of less is the rounding of weights, no residual. */
#define RESIDUAL_MIN "1e-9"

/* The rel of such columns that the SELECT `sql` gives, which is copied. */
struct rel *look_through_paths_rel(struct binder *binder, const struct catalog_table *instruments,
                                   struct str sql);

/* The tables beside the positions; NULL with binder->err set. */
const struct catalog_table *
look_through_beside(struct binder *binder, const struct look_through *options, const char *name);

#endif
