#ifndef PGPIVOT_REWRITE_BIND_WHOLE_ROW_H
#define PGPIVOT_REWRITE_BIND_WHOLE_ROW_H

#include "rewrite/bind/bind.h"

/*
 * Rows as values (manual, "Composite Types"): ROW(a, b) and whole-row references, t for the row of
 * t. Such an expression has type PG_RECORD and a shape; its arguments are the fields, and behind
 * them, where an outer join may leave the row out, something that is NULL only then. Rows live in
 * the select list only, as text, and within the calls that take them apart.
 */
struct expr *bind_row_value(struct binder *binder, struct scope *scope,
                            const PgQuery__RowExpr *node, enum clause clause);

/* The same of fields (struct expr) with their names, as many. */
struct expr *bind_row_new(struct binder *binder, const struct list *fields, const char **names,
                          int position);

/* The row of the FROM item that goes by the name; NULL without an error set when there is none. */
struct expr *bind_whole_row(struct binder *binder, struct scope *scope, const char *schema,
                            const char *name, int position);

/* `value`, made of the row's fields, or NULL where there is no row. */
struct expr *bind_row_if_present(struct binder *binder, const struct expr *row, struct expr *value);

/* As record_out prints it. */
struct expr *bind_row_text(struct binder *binder, struct expr *row);

/* IS [NOT] NULL of a row: every field is, or none. */
struct expr *bind_row_is_null(struct binder *binder, const struct expr *row, bool negated,
                              int position);

/* (row).name; 42703 if there is no such field. */
struct expr *bind_row_field(struct binder *binder, const struct expr *row, const char *name,
                            int position);

/* A text that is the same for equal rows, for count(DISTINCT row). */
struct expr *bind_row_key(struct binder *binder, const struct expr *row);

#endif
