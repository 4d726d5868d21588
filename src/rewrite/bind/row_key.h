#ifndef PGPIVOT_REWRITE_ROW_KEY_H
#define PGPIVOT_REWRITE_ROW_KEY_H

#include "rewrite/bind/bind.h"

/*
 * Rows as keys: their fields are, in their order (manual, "Composite Type Comparison"). A row that
 * an outer join leaves out is NULL itself.
 */

/* The row that a key is, or the text of in the select list; NULL: it is none. */
const struct expr *row_of_key(const struct query *query, const struct expr *key);

/* Appends the sort keys that `key` stands for: itself where it is no row. */
void row_add_sort_keys(struct binder *binder, const struct query *query, struct sort_key *key,
                       struct list *keys);
/* Appends what rows are grouped and partitioned by: the expression where it is no row. */
void row_add_group_keys(struct binder *binder, const struct query *query, struct expr *key,
                        struct list *keys);

/* row = row, row <> row, both values: NULL fields are equal. NULL with err set where the fields are
 * not of the same types, and for other operators. */
struct expr *row_compare_values(struct binder *binder, const char *name, const struct expr *left,
                                const struct expr *right, int position);
/* Whether equal rows have equal texts, whatever their values. */
bool row_has_plain_text(const struct expr *row);

#endif
