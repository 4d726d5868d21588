#ifndef PGPIVOT_REWRITE_JSON_EXACT_H
#define PGPIVOT_REWRITE_JSON_EXACT_H

#include "rewrite/routines/routine_row.h"

/*
 * Templates that take JSON apart by ClickHouse's own parser, which reads numbers as 64-bit ones:
 * those that it would change are made strings, with a mark, before (EXACT), and numbers again in
 * what comes out (UNMARKED). Of texts that are never NULL.
 */
#define IS_CHANGED(json) "match(" json ", '[0-9][.eE]|[0-9]{18}|-0')"
#define MARK "\\\\\\\\u0001"
/* Each string or number gets an empty string behind it, or becomes one: then the empty ones go. */
#define MARKED(json)                                                                               \
    "replaceAll(replaceRegexpAll(" json ", "                                                       \
    "'(\"(?:[^\"\\\\\\\\]|\\\\\\\\.)*\")|(-?[0-9]+(?:[.][0-9]+)?(?:[eE][-+]?[0-9]+)?)', "          \
    "'\\\\1\"" MARK "\\\\2\"'), '\"\"\\\\u0001\"', '\"')"
#define EXACT(json)                                                                                \
    "if(" IS_CHANGED(json) ", " CHECKED("position(" json ", '\\\\u0001') > 0", "0A000",            \
                                        "JSON with numbers and \\\\\\\\u0001 is not supported",    \
                                        MARKED(json)) ", " json ")"
#define UNMARKED(raw, json)                                                                        \
    "if(" IS_CHANGED(json) ", replaceRegexpAll(" raw ", '\"" MARK "([^\"]*)\"', '\\\\1'), " raw ")"

/* Of texts that are never NULL; '' where there is no such part. */
#define FIELD(json, key)                                                                           \
    "tupleElement(arrayLast(p -> tupleElement(p, 1) = " key ", JSONExtractKeysAndValuesRaw(" json  \
    ")), 2)"
#define ELEMENT(json, index)                                                                       \
    "arrayElement(JSONExtractArrayRaw(" json "), if(" index " >= 0, toInt64(" index ") + 1, "      \
    "toInt64(" index ")))"

#endif
