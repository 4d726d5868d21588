#ifndef PGPIVOT_REWRITE_BIND_ARRAY_H
#define PGPIVOT_REWRITE_BIND_ARRAY_H

#include "rewrite/bind/bind.h"

/* Arrays in expressions (PostgreSQL manual, "Array Constructors", "Arrays"). How their values look
 * in ClickHouse: docs/architecture.md, "Array values". */

/* Templates that src/rewrite/answer knows too. $2 is a lambda. */
#define ARRAY_MAP "tuple(arrayMap($2, &1))"
#define VECTOR_TEXT "arrayStringConcat(&1, ' ')"
/* A lambda gives 0 for a comparison that does not decide, 1 for NULL, 2 for one that does. Of no
 * elements ANY is false and ALL true; ClickHouse would take the value of a constant lambda. */
#define ARRAY_ANY                                                                                  \
    "if(empty(&1), false, arrayElement(array(false, NULL, true), arrayMax($2, &1) + 1))"
#define ARRAY_ALL                                                                                  \
    "if(empty(&1), true, arrayElement(array(true, NULL, false), arrayMax($2, &1) + 1))"
/* Where no comparison can be NULL. */
#define ARRAY_ANY_PLAIN "arrayExists($2, &1)"
#define ARRAY_ALL_PLAIN "arrayAll($2, &1)"

/* ARRAY[…]. element: the type that a cast around it wants its elements to be, or 0: their common
 * type. */
struct expr *bind_array(struct binder *binder, struct scope *scope,
                        const PgQuery__AArrayExpr *array, enum clause clause, uint32_t element);

/* ARRAY(SELECT …): of no rows empty, not NULL. */
struct expr *bind_array_query(struct binder *binder, struct query *query, int position);

/* ARRAY[…] of expressions that have one type, which is no array's. */
struct expr *array_of(struct binder *binder, const struct list *items, int position);

/* The cast of an array to another array type, element by element; 42846 if its elements have none.
 */
struct expr *array_cast(struct binder *binder, struct expr *array, uint32_t to, int32_t typmod,
                        enum cast_context context, int position);

/* As array_out writes it. */
struct expr *array_as_text(struct binder *binder, struct expr *array, uint32_t to, int position);

/* An array's elements as texts, as their output functions write them. */
struct expr *array_texts(struct binder *binder, struct expr *array);

/* container[i], container[i:j], … */
struct expr *bind_subscripts(struct binder *binder, struct scope *scope,
                             const PgQuery__AIndirection *node, enum clause clause);

/* What stands behind ANY, as an array of what is before it if its type is not known. */
struct expr *bind_comparison_array(struct binder *binder, const struct expr *left,
                                   struct expr *array);
/* left op ANY (array), left op ALL (array) */
struct expr *bind_array_comparison(struct binder *binder, const char *name, struct expr *left,
                                   struct expr *array, bool all, int position);

/* A variable for the elements of an array, and the Array with each element replaced by `body`, an
 * expression of that variable; of any depth. */
struct expr *array_variable(struct binder *binder, const struct expr *array);
/* Of one dimension: the elements in storage order. */
struct expr *array_flatten(struct binder *binder, struct expr *array);
struct expr *array_map(struct binder *binder, struct expr *array, const struct expr *variable,
                       struct expr *body);
/* variable -> body, for templates. */
struct expr *array_lambda(struct binder *binder, const struct expr *variable, struct expr *body);

#endif
