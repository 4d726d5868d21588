#ifndef PGPIVOT_ENGINE_PARAMS_H
#define PGPIVOT_ENGINE_PARAMS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* What a request's URL and headers ask for. Strings are owned; free with params_free. */
struct params {
    char *query, *query_id, *database, *default_format;
    bool wait_end_of_query;
    struct buf settings; /* "name = 'value', …" for SET; empty: none */
    char *refused;       /* a parameter that is not supported; NULL: none */
};

void params_init(struct params *params);
void params_free(struct params *params);

/* One URL parameter, already decoded. value may be NULL. */
void params_add(struct params *params, const char *name, const char *value);

#endif
