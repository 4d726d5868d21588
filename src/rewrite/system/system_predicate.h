#ifndef PGPIVOT_REWRITE_SYSTEM_PREDICATE_H
#define PGPIVOT_REWRITE_SYSTEM_PREDICATE_H

#include "rewrite/ir.h"

/*
 * What a condition can be for a row of one of PostgreSQL's own relations that is known when the
 * statement is planned. A set: what is not understood can be anything.
 */
enum system_truth { TRUTH_TRUE = 1, TRUTH_FALSE = 2, TRUTH_NULL = 4, TRUTH_ANY = 7 };

/* values: of each column of the rel, as system_scan.h has them; NULL: a row of NULLs, as an outer
 * join makes one. Columns of other rels can be anything. */
unsigned system_predicate(const struct expr *condition, const struct rel *rel,
                          const char *const *values);

/* Types whose values compare by their texts: as numbers, byte by byte, or as true and false. */
enum system_family { FAMILY_NONE, FAMILY_NUMBER, FAMILY_TEXT, FAMILY_BOOL };

enum system_family system_family_of(uint32_t type);

/* What the operator of that name says of two values of the type's family; of booleans as t or f. */
unsigned system_predicate_texts(const char *operator_name, uint32_t type, const char *left,
                                const char *right);

/* Whether the type's input function would leave a text as it is. */
bool system_predicate_fits(uint32_t type, const char *text);

/* The column below casts that leave its text as it is; NULL if the expression is no column. */
const struct expr *system_predicate_column(const struct expr *expr);

/* Whether the condition is that two columns of different rels are equal. */
bool system_predicate_pair(const struct expr *condition, const struct expr **left,
                           const struct expr **right);

/* Whether it is that the column is equal to a number, which is given. */
bool system_predicate_number(const struct expr *condition, const struct rel *rel, size_t column,
                             uint32_t *number);

#endif
