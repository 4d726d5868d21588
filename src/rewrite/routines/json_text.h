#ifndef PGPIVOT_REWRITE_JSON_TEXT_H
#define PGPIVOT_REWRITE_JSON_TEXT_H

#include "rewrite/routines/routine_row.h"

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

#define JSON_TRIMMED(text)                                                                         \
    "replaceRegexpAll(" text ", '^[ \\\\t\\\\r\\\\n]+|[ \\\\t\\\\r\\\\n]+$', '')"
/* What is between the brackets: all tokens, blanks too. */
#define JSON_INSIDE(json)                                                                          \
    "arrayPopBack(arrayPopFront(extractAll(" JSON_TRIMMED(                                         \
        json) ", '\"(?:[^\"\\\\\\\\]|\\\\\\\\.)*\"|[{}\\\\[\\\\],:]|[ \\\\t\\\\r\\\\n]+|[^ "       \
              "\\\\t\\\\r\\\\n{}\\\\[\\\\],:\"]+')))"
/* The elements of an array as they are written; the keys and values of an object. */
#define JSON_PARTS(json)                                                                           \
    "arrayFilter(x -> x != '', arrayMap(g -> " JSON_TRIMMED(                                       \
        "substring(arrayStringConcat(g), "                                                         \
        "if(arrayElement(g, 1) IN (',', "                                                          \
        "':'), 2, 1))") ", arraySplit((t, d) "                                                     \
                        "-> t IN (',', ':') "                                                      \
                        "AND d = "                                                                 \
                        "0, " JSON_INSIDE(json) ", "                                               \
                                                "arrayCumSu"                                       \
                                                "m(t -> "                                          \
                                                "toInt32(("                                        \
                                                "t IN "                                            \
                                                "('{', "                                           \
                                                "'[')) - "                                         \
                                                "(t IN "                                           \
                                                "('}', "                                           \
                                                "']'))),"                                          \
                                                " " JSON_INSIDE(json) "))))"
/* Those side by side. */
#define JSON_PAIRS(json)                                                                           \
    "arrayMap(i -> tuple(arrayElement(" JSON_PARTS(json) ", 2 * i + 1), arrayElement(" JSON_PARTS( \
        json) ", 2 * i + 2)), range(intDiv(length(" JSON_PARTS(json) "), 2)))"
/* As jsonb keeps them: bytes of the key, key, value, place. */
#define JSON_LAST_PAIRS(json)                                                                      \
    "arrayCompact(p -> tupleElement(p, 1), arraySort(p -> tuple(length(tupleElement(p, 1)), "      \
    "tupleElement(p, 1), -tupleElement(p, 4)), arrayMap((p, i) -> tuple(" JSON_RAW(                \
        "tupleElement(p, 1)") ", tupleElement(p, 1), tupleElement(p, 2), "                         \
                              "toInt32(i)), " JSON_PAIRS(json) ", arrayEnumerate(" JSON_PAIRS(     \
                                  json) "))))"

/*
 * Texts whose bytes compare as PostgreSQL compares jsonb (compareJsonbContainers), and are equal
 * where jsonb values are: null < string < number < boolean < array < object, fewer items before
 * more; but an empty array is the least of all. Numbers have the length of their whole part before
 * it, negative ones the complement of their digits.
 */
#define JSON_ORDER_DIGITS(n)                                                                       \
    "concat(leftPad(toString(length(extract(" n ", '^[0-9]+'))), 6, '0'), extract(" n              \
    ", '^[0-9]+'), replaceRegexpOne(extract(" n ", '[.]([0-9]*)'), '0+$', ''))"
#define JSON_ORDER_NUMBER(t)                                                                       \
    "arrayElement(arrayMap(n -> if(startsWith(n, '-'), concat('31', translate(" JSON_ORDER_DIGITS( \
        "substring(n, 2)") ", '0123456789', '9876543210'), '~'), concat('32', " JSON_ORDER_DIGITS("n") ", ' ')), array(" JSON_NUMBER(t) ")), 1)"
#define JSON_ORDER_SCALAR(t)                                                                       \
    "multiIf(startsWith(" t ", '\"'), concat('2', JSONExtractString(" t "), '\\0'), " t            \
    " = 'null', '1', " t " = 'true', '4t', " t " = 'false', '4f', " JSON_ORDER_NUMBER(t) ")"
#define JSON_ORDER_ARRAY                                                                           \
    "concat('5', leftPad(toString(length(g) - 2), 8, '0'), arrayStringConcat(" JSON_ITEMS_OF "))"
#define JSON_ORDER_OBJECT                                                                          \
    "arrayElement(arrayMap(m -> concat('6', leftPad(toString(length(m)), 8, '0'), "                \
    "arrayStringConcat(arrayMap(p -> concat(tupleElement(p, 2), tupleElement(p, 3)), m))), "       \
    "array(" JSON_MEMBERS(JSON_KEY_OF) ")), 1)"
#define JSONB_ORDER(json)                                                                          \
    "replaceRegexpOne(" JSON_REDUCED(json, JSON_ORDER_SCALAR("x"), JSON_ORDER_ARRAY,               \
                                     JSON_ORDER_OBJECT) ", '^500000000$', '0')"

/* Equal jsonb values as equal texts, where no two of them print differently. */
#define JSONB_GROUPED(text)                                                                        \
    "if(throwIf(arrayExists(t -> match(t, '^-?[0-9]+[.][0-9]*0$'), " JSON_TOKENS(                  \
        text) "), 'pgpivot[0A000]: grouping by jsonb numbers with zeros at the end is not "        \
              "supported'), '', " text ")"
#define JSON_CANONICAL_TOKENS(text)                                                                \
    "extractAll(" text                                                                             \
    ", '\"(?:[^\"\\\\\\\\]|\\\\\\\\.)*\"|\\\\[\\\\]|\\\\{\\\\}|[{}\\\\[\\\\],:]|[^ "               \
    "{}\\\\[\\\\],:\"]+')"
/* Of jsonb's own text. */
#define JSONB_PRETTY(text)                                                                         \
    "arrayStringConcat(arrayMap((t, d) -> multiIf(t IN ('{', '['), concat(t, '\\n', repeat('    "  \
    "', d)), t IN ('}', ']'), concat('\\n', repeat('    ', d), t), t IN ('{}', '[]'), "            \
    "concat(substring(t, 1, 1), '\\n', repeat('    ', d), substring(t, 2, 1)), t = ',', "          \
    "concat(t, '\\n', repeat('    ', d)), t = ':', ': ', t), " JSON_CANONICAL_TOKENS(              \
        text) ", arrayCumSum(t -> toInt32((t IN ('{', '[')) - (t IN ('}', "                        \
              "']'))), " JSON_CANONICAL_TOKENS(text) ")))"

/* Without members that are null. */
#define JSONB_STRIPPED(json) JSON_REDUCED(json, "x", JSONB_TEXT_ARRAY, JSONB_STRIPPED_OBJECT)
#define JSONB_STRIPPED_OBJECT                                                                      \
    "concat('{', arrayStringConcat(arrayMap(p -> concat(tupleElement(p, 2), ': ', "                \
    "tupleElement(p, 3)), arrayFilter(p -> tupleElement(p, 3) != 'null', " JSON_MEMBERS(           \
        JSON_RAW(JSON_KEY_OF)) ")), ', '), '}')"
#define JSON_STRIPPED(json)                                                                        \
    JSON_REDUCED(json, JSON_STRIPPED_SCALAR, JSON_STRIPPED_ARRAY, JSON_STRIPPED_OBJECT)
#define JSON_STRIPPED_SCALAR                                                                       \
    "if(startsWith(x, '\"') AND position(x, '\\\\') > 0, " JSON_STRING(                            \
        "JSONExtractString(x)") ", x)"
#define JSON_STRIPPED_ARRAY "concat('[', arrayStringConcat(" JSON_ITEMS_OF ", ','), ']')"
#define JSON_STRIPPED_OBJECT                                                                       \
    "concat('{', arrayStringConcat(arrayMap(i -> concat(" JSON_KEY_OF ", ':', " JSON_VALUE_OF      \
    "), arrayFilter(i -> " JSON_VALUE_OF                                                           \
    " != 'null', range(1, intDiv(length(g), 2)))), ','), '}')"

/*
 * What a document has, as texts: for each scalar and container the way to it and what it is, each
 * after \\1: keys end with \\3, elements of arrays have the way [\\3, and \\2 stands before the
 * value. One document contains another if it has all of that; but where an array holds containers,
 * it has to be one of its elements that has all: those are refused in b.
 */
#define JSON_ENTRY_SCALAR "concat('\\x01\\x02', " JSON_ENTRY_VALUE(JSON_SCALAR("x")) ")"
#define JSON_ENTRY_VALUE(t)                                                                        \
    "replaceRegexpOne(" t ", '^(-?[0-9]+)(?:[.]0*|([.][0-9]*[1-9])0*)$', '\\\\1\\\\2')"
#define JSON_ENTRY_ARRAY                                                                           \
    "concat('\\x01\\x02[', replaceAll(arrayStringConcat(" JSON_ITEMS_OF                            \
    "), '\\x01', '\\x01[\\x03'))"
#define JSON_ENTRY_OBJECT                                                                          \
    "concat('\\x01\\x02{', arrayStringConcat(arrayMap(p -> replaceAll(tupleElement(p, 3), "        \
    "'\\x01', concat('\\x01', tupleElement(p, 2), '\\x03')), " JSON_MEMBERS(JSON_KEY_OF) ")))"
#define JSON_ENTRIES(json)                                                                         \
    "splitByChar('\\x01', " JSON_REDUCED(json, JSON_ENTRY_SCALAR, JSON_ENTRY_ARRAY,                \
                                         JSON_ENTRY_OBJECT) ")"
#define JSON_ENTRIES_CHECKED(json)                                                                 \
    "arrayFilter(n -> NOT throwIf(match(n, '\\\\[\\x03[^\\x02]*\\x02[\\\\[{]'), 'pgpivot[0A000]: " \
    "containment of containers in arrays within a document is not supported'), " JSON_ENTRIES(     \
        json) ")"
#define JSON_ENTRIES_OF_PARTS(json) "arrayMap(y -> " JSON_ENTRIES("y") ", " JSON_PARTS(json) ")"
#define JSON_IS(json, letters) "match(" json ", '^[ \\\\t\\\\r\\\\n]*[" letters "]')"
#define JSONB_CONTAINS(a, b)                                                                                                           \
    "multiIf(" JSON_IS(b, "[") ", " JSON_IS(                                                                                           \
        a,                                                                                                                             \
        "[") " AND arrayAll(v -> arrayExists(w -> "                                                                                    \
             "hasAll(w, v), " JSON_ENTRIES_OF_PARTS(                                                                                   \
                 a) "),"                                                                                                               \
                    " a"                                                                                                               \
                    "rr"                                                                                                               \
                    "ay"                                                                                                               \
                    "Ma"                                                                                                               \
                    "p("                                                                                                               \
                    "y "                                                                                                               \
                    "->"                                                                                                               \
                    " " JSON_ENTRIES_CHECKED("y") ", " JSON_PARTS(b) ")), " JSON_IS(                                                   \
                        a,                                                                                                             \
                        "[") " AND NOT " JSON_IS(b,                                                                                    \
                                                 "{") ", has(" JSON_ENTRIES_OF_PARTS(a) ","                                            \
                                                                                        " " JSON_ENTRIES(b) "), hasAll(" JSON_ENTRIES( \
                                                                                            a) ","                                     \
                                                                                               " " JSON_ENTRIES_CHECKED(               \
                                                                                                   b) "))"

#endif
