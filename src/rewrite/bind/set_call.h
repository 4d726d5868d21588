#ifndef PGPIVOT_REWRITE_SET_CALL_H
#define PGPIVOT_REWRITE_SET_CALL_H

#include "rewrite/bind/bind.h"
#include "rewrite/bind/record_function.h"

/* The call of a set-returning function, wherever it stands. */
struct set_call {
    const PgQuery__FuncCall *node;
    const char *name;
    struct scope *scope;
    enum clause clause; /* of its arguments */
    int position;
    struct list args;
    const struct record_function *record; /* NULL: its rows have one column */
};

/* Whether the node calls one: node, name, position and record are filled then. */
bool set_call_of(const PgQuery__FuncCall *node, struct set_call *call);
/* Appends an array and a name (const char *) for each column of its rows, which are the arrays'
 * elements. unnest(a, b) is several functions. */
bool set_call_arrays(struct binder *binder, struct set_call *call, struct list *arrays,
                     struct list *names);

#endif
