/*
 * Functions that make json and jsonb of other values. Their arguments come as JSON texts
 * (bind_json.h); jsonb gets its form when it is printed.
 */
#include "rewrite/routines/json_build.h"

#define ANY_TO_JSON .called_on_null = true, .never_null = true, .any_to_json = true

/* What json(b)_build_object and json(b)_build_array have of their arguments. */
#define ODD "arrayFilter((x, i) -> i % 2 = 1, array($*), arrayEnumerate(array($*)))"
#define EVEN "arrayFilter((x, i) -> i % 2 = 0, array($*), arrayEnumerate(array($*)))"
#define LACKS_ONE                                                                                  \
    THROW_IF("length(array($*)) % 2 = 1", "22023",                                                 \
             "argument list must have even number of elements")
#define KEY JSON_BUILD_KEY("k", "22023", "argument of an object key cannot be null")
#define PAIR "concat(" KEY ", ' : ', ifNull(v, 'null'))"
/* ClickHouse may map before it looks at the condition: both arrays are of one length. */
#define PAIRS "arrayMap((k, v) -> " PAIR ", " ODD ", arrayResize(" EVEN ", length(" ODD ")))"
#define OBJECT "if(" LACKS_ONE ", '', concat('{', arrayStringConcat(" PAIRS ", ', '), '}'))"
#define ARRAY                                                                                      \
    "concat('[', arrayStringConcat(arrayMap(e -> ifNull(e, 'null'), array($*)), ', '), ']')"

/* json_object(text[]): pairs, or rows of two. */
#define TEXTS(array_)                                                                              \
    "arrayMap(e -> if(isNull(e), NULL, " JSON_STRING("assumeNotNull(e)") "), " array_ ")"
#define OBJECT_OF(keys, values)                                                                    \
    "concat('{', arrayStringConcat(arrayMap((k, v) -> concat(" CHECKED(                            \
        "isNull(k)", "22004", "null value not allowed for object key",                             \
        "ifNull(k, '')") ", ' : ', ifNull(v, 'null')), " keys ", " values "), ', '), '}')"
#define HALF(remainder)                                                                            \
    "arrayFilter((x, i) -> i % 2 = " remainder ", " TEXTS("&1") ", arrayEnumerate(&1))"
#define OBJECT_OF_PAIRS                                                                            \
    "if(" THROW_IF(                                                                                \
        "length(&1) % 2 = 1", "2202E",                                                             \
        "array must have even number of elements") ", '', " OBJECT_OF(HALF("1"),                   \
                                                                      "arrayResize(" HALF(         \
                                                                          "0") ", "                \
                                                                               "intDiv(length(&1)" \
                                                                               " + 1, 2))") ")"
#define OBJECT_OF_TWO                                                                              \
    "if(" THROW_IF(                                                                                \
        "length(&1) != length(&2)", "2202E",                                                       \
        "mismatched array dimensions") ", '', " OBJECT_OF(TEXTS("&1"),                             \
                                                          "arrayResize(" TEXTS(                    \
                                                              "&2") ", length(&1))") ")"

#define BUILD_ROWS(type, name)                                                                     \
    ROW0(name "_build_object", type, "'{}'", name "_build_object()"),                              \
        ROW1(name "_build_object", type, ANY, OBJECT,                                              \
             name "_build_object('a', 1, 'b', 'x\"y'::text, 'c', NULL::int, 5, true), " name       \
                  "_build_object('n', 1.50, 'd', date '2024-02-29', 'f', 'NaN'::float8)",          \
             .variadic = true, ANY_TO_JSON,                                                        \
             .note = "the error of a NULL key does not tell its place"),                           \
        ROW0(name "_build_array", type, "'[]'", name "_build_array()"),                            \
        ROW1(name "_build_array", type, ANY, ARRAY,                                                \
             name "_build_array(1, 'a', NULL::int, false, 2.50, ARRAY[1,2])", .variadic = true,    \
             ANY_TO_JSON),                                                                         \
        ROW1(name "_object", type, TEXT_ARRAY, OBJECT_OF_PAIRS,                                    \
             name "_object('{a,1,b,NULL}'), " name "_object('{}')"),                               \
        ROW2(name "_object", type, TEXT_ARRAY, TEXT_ARRAY, OBJECT_OF_TWO,                          \
             name "_object('{a,b}', '{1,NULL}')"),                                                 \
        ROW1("to_" name, type, ANY, "$1",                                                          \
             "to_" name "('x'::text), to_" name "(1.50), to_" name "(ARRAY[1,NULL]), to_" name     \
             "(NULL::int), to_" name "(timestamp '2024-02-29 10:30:00'), to_" name                 \
             "('{\"b\":1, \"a\" : 2}'::json)",                                                     \
             .any_to_json = true)

static const struct routine rows[] = {
    BUILD_ROWS(JSON, "json"),
    BUILD_ROWS(JSONB, "jsonb"),
    ROW1("row_to_json", JSON, RECORD, "$1", "row_to_json(ROW(1, 'a', NULL::int))",
         .any_to_json = true),
    ROW2("row_to_json", JSON, RECORD, BOOL, "$1", "row_to_json(ROW(1, 'a', NULL::int), true)",
         .any_to_json = true, .spacing = JSON_PRETTY, .constant_arg = 2, .flag = "t"),
    ROW2("row_to_json", JSON, RECORD, BOOL, "$1", "row_to_json(ROW(1, 'a', NULL::int), false)",
         .any_to_json = true, .constant_arg = 2, .flag = "f"),
    ROW1("array_to_json", JSON, ANYARRAY, "$1", "array_to_json(ARRAY[[1,2],[3,4]])",
         .any_to_json = true),
    ROW2("array_to_json", JSON, ANYARRAY, BOOL, "$1", "array_to_json(ARRAY[[1,2],[3,4]], true)",
         .any_to_json = true, .spacing = JSON_PRETTY, .constant_arg = 2, .flag = "t"),
    ROW2("array_to_json", JSON, ANYARRAY, BOOL, "$1", "array_to_json(ARRAY[1,2], false)",
         .any_to_json = true, .constant_arg = 2, .flag = "f"),
};

const struct routine_table functions_json_build = TABLE(rows);
