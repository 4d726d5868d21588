#ifndef PGPIVOT_REWRITE_JSON_SET_H
#define PGPIVOT_REWRITE_JSON_SET_H

#include "rewrite/routines/routine.h"

/* Set-returning functions of json and jsonb (set_function.h): each column of their rows is an array
 * made of the one argument. */
#define JSON_SET_MAX_COLUMNS 2

struct json_set_column {
    const char *name; /* NULL: the function's, or its alias in FROM */
    uint32_t type;
    const char *clickhouse; /* NULL: of a path (jsonpath.h) */
};

struct json_set {
    struct routine routine; /* its name and argument */
    size_t n_columns;
    struct json_set_column columns[JSON_SET_MAX_COLUMNS];
};

/* NULL: there is none of that name. */
const struct json_set *json_set_find(const char *name);
/* For documents and tests; index past the end: NULL. */
const struct json_set *json_set_at(size_t index);

#endif
