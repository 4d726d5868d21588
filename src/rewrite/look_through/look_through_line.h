#ifndef PGPIVOT_REWRITE_LOOK_THROUGH_LINE_H
#define PGPIVOT_REWRITE_LOOK_THROUGH_LINE_H

#include "rewrite/bind/bind.h"
#include "rewrite/look_through/look_through.h"

/* How a column of a line comes from the trade's columns and the path: what plans are chosen by. */
enum line_kind {
    LINE_TRADE,   /* the trade's own value */
    LINE_SCALED,  /* the trade's value times the share: lines add up to the trade */
    LINE_ADDED,   /* the trade's value times something of the path */
    LINE_OF_PATH, /* of the path, and of values of the trade's that the lines share */
    LINE_RATIO    /* of two such products */
};

/* Of column `index` of a REL_LOOK_THROUGH. */
enum line_kind look_through_line_kind(const struct rel *rel, size_t index);

/* Which trades' lines. */
enum line_arm {
    ARM_ALL,
    ARM_DIRECT, /* that are no fund's: each is its only line */
    ARM_FUNDS,  /* the others */
    ARM_STORED  /* none: lines that are stored beside the trades */
};

/* From which the columns of lines are made. */
struct line_source {
    struct binder *binder;
    const struct rel *lines; /* the REL_LOOK_THROUGH */
    enum line_arm arm;
    struct look_through_roles roles;
    const struct catalog_table *instruments; /* NULL: there is none */
    /* Marked by look_through_line_needs: columns of the table, and of look_through_paths. */
    bool *trade_used, *path_used;
    /* Then, for look_through_line_column: the rels of both, and where each column of the table is
     * in them. */
    struct rel *trades, *paths; /* ARM_DIRECT, ARM_STORED: no paths */
    size_t *places, *path_places;
};

struct line_source *look_through_line_source(struct binder *binder, const struct rel *lines,
                                             enum line_arm arm);

/* Marks what column `index` is made of. False with binder->err set: its policy cannot be followed.
 */
bool look_through_line_needs(struct line_source *source, size_t index);

/* The column's value, over source->trades and source->paths. */
struct expr *look_through_line_column(const struct line_source *source, size_t index);

/* A column of look_through_paths. */
struct expr *look_through_line_path(const struct line_source *source, size_t index);

/* A numeric with the scale of the typmod. */
struct expr *look_through_line_widen(struct binder *binder, struct expr *value, int32_t typmod);

/* The fund whose paths a trade's lines follow; over source->trades. */
struct expr *look_through_line_root(const struct line_source *source);

#endif
