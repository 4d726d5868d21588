#ifndef PGPIVOT_REWRITE_BIND_PIVOT_H
#define PGPIVOT_REWRITE_BIND_PIVOT_H

#include "rewrite/bind.h"

/* The parts of bind_pivot.c: one PIVOT being bound. */
struct pivot_bind {
    struct binder *binder;
    struct scope *source; /* the names of the source, for cells, keys and rows */
    struct pivot *pivot;
    size_t max_columns;        /* pivot.max_columns */
    int position;              /* of the clause */
    bool total_row, subtotals; /* WITH */
    bool *row_is_nullable;     /* of each of pivot->rows, totals included */
};

/* bind_pivot_values.c: one FOR key IN (values), from the arguments of "$pivot$list". */
bool bind_pivot_key(struct pivot_bind *bind, const PgQuery__FuncCall *list);

/* bind_pivot_rows.c: the group columns, as GROUP BY says or all that cells and keys do not use, and
 * their grouping sets, totals included. */
bool bind_pivot_rows(struct pivot_bind *bind, const PgQuery__SelectStmt *select);

/* pivot_names.c: the columns of rel, in order, as struct pivot has them. 54011
 * when they are too many, 42701 when two have one name. */
bool pivot_columns(struct pivot_bind *bind, struct rel *rel);

/* The second of two equal texts in an array, by its index; n if all differ. */
size_t pivot_find_duplicate(struct arena *arena, const char *const *texts, size_t n);

/* Whether the block is what scan.c writes: a target list, FROM (and GROUP BY where allowed) and
 * nothing else. A clause that got in between is a syntax error, not to be lost. */
bool bind_pivot_is_plain(const PgQuery__SelectStmt *select);

#endif
