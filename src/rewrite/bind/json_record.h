#ifndef PGPIVOT_REWRITE_JSON_RECORD_H
#define PGPIVOT_REWRITE_JSON_RECORD_H

#include "rewrite/bind/bind.h"

/*
 * json(b)_to_record and json(b)_to_recordset, whose columns a definition list names: FROM
 * jsonb_to_recordset(x) AS t (a int, b text). Each column is an array with one element a row.
 */
bool json_record_is(const PgQuery__FuncCall *call);

/* An array, a name (const char *) and a type modifier (struct expr's) for each column of the list;
 * `arg` is the call's, bound. False with err set. */
bool json_record_arrays(struct binder *binder, const PgQuery__FuncCall *call, struct expr *arg,
                        size_t n_columns, PgQuery__Node **columns, struct list *arrays,
                        struct list *names);

#endif
