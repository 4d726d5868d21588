#ifndef PGPIVOT_REWRITE_RECORD_FUNCTION_H
#define PGPIVOT_REWRITE_RECORD_FUNCTION_H

#include "rewrite/bind/bind.h"

/*
 * Set-returning functions of the catalog whose rows have several columns, and the selection of a
 * field from such a row: (information_schema._pg_expandarray(i.indkey)).n. They take one array.
 */
#define RECORD_MAX_FIELDS 4

/* Templates that answer_call.c knows too. */
#define RECORD_ELEMENTS "tuple(&1)"
#define RECORD_NUMBERS "tuple(arrayMap(i -> toInt32(i), arrayEnumerate(&1)))"
#define RECORD_ROW "tuple($*)"
#define RECORD_FIELD "tupleElement($1, " /* and the field's number */
#define VECTOR_SUBSCRIPTS                                                                          \
    "tuple(if($2 = 1, range(toInt32(length(&1))), CAST(array() AS Array(Int32))))"

struct record_field {
    const char *name;
    uint32_t type;     /* 0: the type of the argument's elements */
    const char *array; /* ClickHouse's array of the field's values, over the argument &1 */
};

struct record_function {
    const char *schema, *name;
    struct record_field fields[RECORD_MAX_FIELDS];
    size_t n_fields;
};

/* NULL if there is none of that name. A plain name means pg_catalog. */
const struct record_function *record_function_find(const PgQuery__FuncCall *node);

/* An array for each field; false with err set: 42883 if the argument is no array. */
bool record_function_arrays(struct binder *binder, const struct record_function *function,
                            const struct list *args, int position, struct list *arrays);

/* The value of a call in an expression, over a column for each field. */
struct expr *record_new(struct binder *binder, const struct record_function *function,
                        struct expr *const *columns, int position);

/* (row).name. 42703 if it has no such field, 42809 if it is no row. */
struct expr *record_select(struct binder *binder, struct expr *row, const char *name);

#endif
