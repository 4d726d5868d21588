#ifndef PGPIVOT_REWRITE_CROSSTAB_H
#define PGPIVOT_REWRITE_CROSSTAB_H

#include "rewrite/bind/bind.h"

/*
 * crosstab of the extension tablefunc in FROM (manual, appendix F, "tablefunc"): crosstab(text),
 * crosstab(text, text) and crosstab(text, integer) with a column definition list, crosstab2,
 * crosstab3 and crosstab4. NULL without an error set when the item is another function.
 */
struct rel *bind_crosstab(struct binder *binder, const PgQuery__RangeFunction *node);

/* --- its parts --- */

struct crosstab_column {
    const char *name;
    uint32_t type;
    int32_t typmod;
};

struct crosstab {
    struct binder *binder;
    const PgQuery__FuncCall *call;
    int position;
    struct crosstab_column *columns; /* that come out */
    size_t n_columns;
    bool has_categories;                  /* crosstab(text, text) */
    struct query *source;                 /* its targets: row name, more columns, category, value */
    size_t n_extra;                       /* the columns in between */
    struct expr *categories;              /* an array of text */
    struct rel *rows;                     /* the source's columns, and then */
    size_t row_text, number, run, choice; /* choice: the value's number, of those of the row */
};

/* crosstab_query.c: the columns that come out, and one more by which the rows come in order. */
struct query *crosstab_query(struct crosstab *crosstab);
/* No rows of such columns: of NULL, and until a parameter has its value. */
struct query *crosstab_no_rows(const struct crosstab *crosstab);
/* crosstab->categories from a query of one column. */
bool crosstab_take_categories(struct crosstab *crosstab, struct query *query);

/* crosstab_text.c: the one SELECT in the text of a literal, whose call of the grammar is `node`
 * (NULL: the text was put together); positions of errors are those in the statement around it where
 * the literal shows the text plainly, else the literal's. *is_placed: the tree's too. NULL with
 * binder->err set. */
const PgQuery__SelectStmt *crosstab_parse(struct binder *binder, const char *text,
                                          const PgQuery__Node *node, int position, bool *is_placed);

#endif
