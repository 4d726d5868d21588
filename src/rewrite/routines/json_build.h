#ifndef PGPIVOT_REWRITE_JSON_BUILD_H
#define PGPIVOT_REWRITE_JSON_BUILD_H

#include "rewrite/routines/json_text.h"

/* A key of an object out of a JSON text: numbers and booleans in quotes, nothing that has parts. */
#define JSON_BUILD_KEY(k, sqlstate, message)                                                       \
    "if(" THROW_IF("isNull(" k ")", sqlstate, message) " OR " THROW_IF(                            \
        "match(" k ", '^[ \\\\t\\\\r\\\\n]*[[{]')", "22023",                                       \
        "key value must be scalar, not array, composite, or "                                      \
        "json") ", '', "                                                                           \
                "if(startsWith(" k ", '\"'), assumeNotNull(" k "), concat('\"', assumeNotNull(" k  \
                "), '\"')))"

#endif
