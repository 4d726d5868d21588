#ifndef PGPIVOT_REWRITE_SYSTEM_TSV_H
#define PGPIVOT_REWRITE_SYSTEM_TSV_H

#include "base/arena.h"
#include "base/str.h"

/* Rows of the files sql/catalog/NAME.tsv, whose first line has the columns' names. */
#define TSV_MAX_COLUMNS 40

struct tsv {
    struct str rest;
    struct str names[TSV_MAX_COLUMNS];
    struct str fields[TSV_MAX_COLUMNS]; /* of the row at hand, as they stand in the file */
    size_t n;
};

/* Before the first row. A text without data has no rows. */
void tsv_open(struct tsv *tsv, struct str file);
/* False after the last row. */
bool tsv_next(struct tsv *tsv);
/* The row's value in that column, in the arena; NULL if there is no such column, or it is NULL. */
const char *tsv_value(const struct tsv *tsv, struct arena *arena, const char *column);

#endif
