#ifndef PGPIVOT_REWRITE_CAST_JSON_H
#define PGPIVOT_REWRITE_CAST_JSON_H

#include "rewrite/routines/cast_text.h"

/* Templates of the casts of jsonb, a text in ClickHouse, to numbers and boolean. */

#define JSON_BEGINS(letters) "match($1, '^[ \\\\t\\\\r\\\\n]*[" letters "]')"
#define JSONB_KIND                                                                                 \
    "multiIf(" JSON_BEGINS("{") ", 'object', " JSON_BEGINS("[") ", 'array', " JSON_BEGINS(         \
        "\"") ", 'string', " JSON_BEGINS("n") ", 'null', " JSON_BEGINS("-0-9") ", 'numeric', "     \
                                                                               "'boolean')"
#define RAISE_UNLESS(letters, name)                                                                \
    "isNotNull($1) AND NOT " JSON_BEGINS(letters) ", concat('pgpivot[22023]: cannot cast jsonb "   \
                                                  "', " JSONB_KIND ", ' to type " name "'), "

/* With 28 decimals, as NUMERIC_FROM_TEXT. */
#define NUMERIC_FROM_JSONB_AS(name)                                                                \
    "toDecimal256(concat(" RAISED(                                                                 \
        RAISE_UNLESS("-0-9", name) RAISE_IF("isNull(toDecimal256OrNull(" TRIMMED ", 28))",         \
                                            "22003", "value overflows numeric format: \"", "\"")   \
            RAISE_IF(LOSES_DECIMALS, "0A000",                                                      \
                     "numeric values of more than 28 decimals are not supported: \"",              \
                     "\"")) ", " TRIMMED "), 28)"
#define NUMERIC_FROM_JSONB NUMERIC_FROM_JSONB_AS("numeric")
#define INT_FROM_JSONB(type, name)                                                                 \
    "accurateCast(toInt256(round(" NUMERIC_FROM_JSONB_AS(name) ")), '" type "')"
#define FLOAT_FROM_JSONB(type, name)                                                               \
    "to" type "(concat(" RAISED(RAISE_UNLESS("-0-9", name) FLOAT_RANGE(type, name)) ", " TRIMMED   \
                                                                                    "))"
#define BOOL_FROM_JSONB                                                                            \
    "(empty(" RAISED(RAISE_UNLESS("tf", "boolean")) ") AND " JSON_BEGINS("t") ")"

#endif
