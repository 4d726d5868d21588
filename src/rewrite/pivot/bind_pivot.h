#ifndef PGPIVOT_REWRITE_BIND_PIVOT_H
#define PGPIVOT_REWRITE_BIND_PIVOT_H

#include "rewrite/bind/bind.h"

/* The parts of bind_pivot.c: one PIVOT being bound. */
struct pivot_bind {
    struct binder *binder;
    struct scope *source; /* the names of the source, for cells, keys and rows */
    struct scope *around; /* of the query that the clause stands in */
    struct pivot *pivot;
    size_t max_columns;        /* pivot.max_columns */
    int position;              /* of the clause */
    bool total_row, subtotals; /* WITH */
    bool *row_is_nullable;     /* of each of pivot->rows, totals included */
};

/* What finds the values of a list: their parts are its columns. */
struct pivot_discovery {
    struct query *query;
    int place;
    size_t max_rows;
};

/* bind_pivot_values.c: one FOR key IN (values), from the arguments of "$pivot$list". */
bool bind_pivot_key(struct pivot_bind *bind, const PgQuery__FuncCall *list);
/* The key of any kind of list; NULL with err set. */
struct pivot_key *bind_pivot_key_new(struct pivot_bind *bind, PgQuery__Node *const *node);
/* A value from a text as it prints, its name added to those of the parts before. */
bool bind_pivot_add_text(struct pivot_bind *bind, const struct pivot_key *key,
                         struct pivot_value *value, const char *text);
/* Which values of the key repeat one before them. */
bool *bind_pivot_repeated(struct pivot_bind *bind, const struct pivot_key *key);
/* bind_pivot_list.c: FOR key IN (ANY …) and IN (SELECT …). */
bool bind_pivot_any(struct pivot_bind *bind, const PgQuery__FuncCall *list);
bool bind_pivot_query(struct pivot_bind *bind, const PgQuery__FuncCall *list);

/* bind_pivot_rows.c: the group columns, as GROUP BY says or all that cells and keys do not use, and
 * their grouping sets, totals included. */
bool bind_pivot_rows(struct pivot_bind *bind, const PgQuery__SelectStmt *select);

/* pivot_names.c: the columns of rel, in order, as struct pivot has them. 54011
 * when they are too many, 42701 when two have one name. */
bool pivot_columns(struct pivot_bind *bind, struct rel *rel);
/* 54011: n columns, or more than n. */
bool pivot_error_columns(struct pivot_bind *bind, size_t n, bool is_more);

/* Of each text whether it equals one before it. */
bool *pivot_find_repeated(struct arena *arena, const char *const *texts, size_t n);

/* The first name that two columns of rel have; NULL if all differ. */
const char *pivot_repeated_name(struct arena *arena, const struct rel *rel);

/* Whether the block is what scan.c writes: a target list, FROM (and GROUP BY where allowed) and
 * nothing else. A clause that got in between is a syntax error, not to be lost. */
bool bind_pivot_is_plain(const PgQuery__SelectStmt *select);

#endif
