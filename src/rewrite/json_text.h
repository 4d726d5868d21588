#ifndef PGPIVOT_REWRITE_JSON_TEXT_H
#define PGPIVOT_REWRITE_JSON_TEXT_H

#include "rewrite/routine_row.h"

/* ISO C promises 4095 bytes in a string; the compilers that build this take more. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

/*
 * Templates over texts that are JSON (valid, never NULL). ClickHouse has no recursion and reads
 * numbers as 64-bit ones, so a document is read as a list of tokens: strings, numbers and words,
 * and brackets; commas and colons say nothing that the order does not. From the innermost level
 * outwards the tokens of each container become one, in as many steps as the document is deep; each
 * step costs what the number of tokens does. Measured: 35 us for a document of 90 bytes, two
 * seconds for one of 100,000 objects, and 50 ms of planning for each place that names one of the
 * long templates; so they stand only where nothing shorter is right.
 */

/* A text as a JSON string, as escape_json writes it. */
#define JSON_STRING(x)                                                                             \
    "concat('\"', if(match(" x                                                                     \
    ", '[\"\\\\\\\\\\\\x00-\\\\x1f]'), arrayStringConcat(arrayMap(q -> if(match(q, "               \
    "'^[\"\\\\\\\\\\\\x00-\\\\x1f]'), transform(q, array('\"', '\\\\', '\\b', '\\f', '\\n', "      \
    "'\\r', '\\t'), array('\\\\\"', '\\\\\\\\', '\\\\b', '\\\\f', '\\\\n', '\\\\r', '\\\\t'), "    \
    "concat('\\\\u00', lower(hex(q)))), q), extractAll(" x                                         \
    ", '[^\"\\\\\\\\\\\\x00-\\\\x1f]+|[\"\\\\\\\\\\\\x00-\\\\x1f]'))), " x "), '\"')"

/* A number with an exponent, as numeric prints it: of the digits d with the point behind p. */
#define JSON_EXPANDED(t)                                                                           \
    "arrayElement(arrayMap((d, p) -> if(throwIf(p > 131072 OR toInt32(length(d)) - p > 16383, "    \
    "'pgpivot[22003]: value overflows numeric format'), '', arrayElement(arrayMap(v -> "           \
    "concat(if(startsWith(" t                                                                      \
    ", '-') AND match(v, '[1-9]'), '-', ''), v), array(replaceRegexpOne(multiIf(p <= 0, "          \
    "concat('0.', repeat('0', greatest(-p, 0)), d), p >= toInt32(length(d)), concat(d, "           \
    "repeat('0', greatest(p - toInt32(length(d)), 0))), concat(substring(d, 1, greatest(p, 0)), "  \
    "'.', substring(d, greatest(p, 0) + 1))), '^0+([0-9])', '\\\\1'))), 1)), "                     \
    "array(concat(extract(" t ", '^-?([0-9]+)'), extract(" t                                       \
    ", '[.]([0-9]+)'))), array(toInt32(length(extract(" t ", '^-?([0-9]+)'))) + if(match(" t       \
    ", '[eE][-+]?[0-9]{7}'), toInt32(1000000), toInt32OrZero(replaceOne(extract(" t                \
    ", '[eE]([-+]?[0-9]+)'), '+', ''))))), 1)"
#define JSON_NUMBER(t)                                                                             \
    "multiIf(match(" t ", '[eE]'), " JSON_EXPANDED(t) ", match(" t ", '^-[0.]+$'), substring(" t   \
                                                      ", 2), " t ")"
/* What jsonb prints of a token that is no bracket. */
#define JSON_SCALAR(t)                                                                             \
    "multiIf(startsWith(" t ", '\"'), if(position(" t ", '\\\\') > 0, " JSON_STRING(               \
        "JSONExtractString(" t ")") ", " t "), match(" t ", '^[-0-9]'), " JSON_NUMBER(t) ", " t    \
                                                                                         ")"

#define JSON_TOKENS(json)                                                                          \
    "extractAll(" json                                                                             \
    ", '\"(?:[^\"\\\\\\\\]|\\\\\\\\.)*\"|[{}\\\\[\\\\]]|[^ \\\\t\\\\r\\\\n{}\\\\[\\\\],:\"]+')"
/* Of the tokens g of a container, both brackets included: the items of an array, and the ith key
 * and value of an object; each token is a tuple of its text and its depth. */
#define JSON_ITEMS_OF "arrayMap(x -> tupleElement(x, 1), arraySlice(g, 2, length(g) - 2))"
#define JSON_KEY_OF "tupleElement(arrayElement(g, 2 * i), 1)"
#define JSON_VALUE_OF "tupleElement(arrayElement(g, 2 * i + 1), 1)"

/* The bytes of a key, by which jsonb orders them. */
#define JSON_RAW(k)                                                                                \
    "if(position(" k ", '\\\\') > 0, JSONExtractString(" k "), substring(" k ", 2, length(" k      \
    ") - 2))"
/* The members as jsonb keeps them: bytes of the key, key, value, place; of equal keys the last one.
 */
#define JSON_MEMBERS(raw)                                                                          \
    "arrayCompact(p -> tupleElement(p, 1), arraySort(p -> tuple(length(tupleElement(p, 1)), "      \
    "tupleElement(p, 1), -tupleElement(p, 4)), arrayMap(i -> tuple(" raw ", " JSON_KEY_OF          \
    ", " JSON_VALUE_OF ", toInt32(i)), range(1, intDiv(length(g), 2)))))"
/*
 * The document made into one text: `scalar` is what becomes of a token x that is no bracket,
 * `array_` and `object_` of a container. a: tokens with their depths; l: the level.
 */
#define JSON_OPENINGS(json)                                                                        \
    "arrayMap(x -> toInt32((x IN ('{', '[')) - (x IN ('}', ']'))), " JSON_TOKENS(json) ")"
#define JSON_REDUCED(json, scalar, array_, object_)                                                \
    "tupleElement(arrayElement(arrayFold((a, l) -> arrayMap(g -> if(tupleElement(arrayElement(g, " \
    "1), 2) < l, arrayElement(g, 1), tuple(if(tupleElement(arrayElement(g, 1), 1) = '[', " array_  \
    ", " object_                                                                                   \
    "), toInt32(l - 1))), arraySplit(x -> tupleElement(x, 2) < l OR tupleElement(x, 1) IN ('{', "  \
    "'['), a)), arrayReverse(range(toInt32(1), toInt32(arrayMax(arrayCumSum(" JSON_OPENINGS(       \
        json) ")) + 1))), arrayMap((x, y, c) -> tuple(if(y = 0, " scalar                           \
              ", x), toInt32(c + (y < 0))), " JSON_TOKENS(json) ", " JSON_OPENINGS(                \
                  json) ", arrayCumSum(" JSON_OPENINGS(json) "))), 1), 1)"

/* As jsonb_out prints it. */
#define JSONB_TEXT(json) JSON_REDUCED(json, JSON_SCALAR("x"), JSONB_TEXT_ARRAY, JSONB_TEXT_OBJECT)
#define JSONB_TEXT_ARRAY "concat('[', arrayStringConcat(" JSON_ITEMS_OF ", ', '), ']')"
#define JSONB_TEXT_OBJECT                                                                          \
    "concat('{', arrayStringConcat(arrayMap(p -> concat(tupleElement(p, 2), ': ', "                \
    "tupleElement(p, 3)), " JSON_MEMBERS(JSON_RAW(JSON_KEY_OF)) "), ', '), '}')"

#endif
