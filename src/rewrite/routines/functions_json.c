/*
 * json and jsonb: functions and operators of pg_proc and how ClickHouse says the same. Both are
 * texts there. ClickHouse's parser keeps the first of equal keys, PostgreSQL the last; and it reads
 * numbers as 64-bit ones: those that it would change are made strings, with a mark, before.
 */
#include "rewrite/routines/json_exact.h"
#include "rewrite/routines/json_text.h"

/* text[]; pgtype_array(PG_TEXT) is no constant. */

#define E_OBJECT "'{\"a\": 1.50, \"b\": {\"c\": [10, \"x\"]}, \"s\": \"q\\\"é\", \"n\": null}'"
#define E_ARRAY "'[1, \"two\", {\"a\": 12345678901234567890123}, null, true]'"

/* A number as a key takes the element of an array. */
#define STEP(json, key)                                                                            \
    "if(match(" json ", '^[ \\\\t\\\\r\\\\n]*[[]'), if(match(" key                                 \
    ", '^-?[0-9]{1,9}$'), " ELEMENT(json, "toInt32OrZero(" key ")") ", ''), " FIELD(json, key) ")"
#define AT_PATH(json, path) "arrayFold((j, k) -> " STEP("j", "k") ", " path ", " json ")"

#define TEXT1 "assumeNotNull($1)"
#define TEXT2 "assumeNotNull($2)"
#define PART(raw) "nullIf(" UNMARKED(raw, TEXT1) ", '')"
#define STRICT2(value) "if(isNull($1) OR isNull($2), NULL, " value ")"
#define GET_FIELD STRICT2(PART(FIELD(EXACT(TEXT1), TEXT2)))
#define GET_ELEMENT STRICT2(PART(ELEMENT(EXACT(TEXT1), TEXT2)))
/* Elements of a path that are NULL lead nowhere. */
#define PATH "arrayMap(e -> assumeNotNull(e), assumeNotNull(tupleElement($2, 1)))"
#define PATH_HAS_NULL "arrayExists(e -> isNull(e), tupleElement($2, 1))"
#define GET_PATH                                                                                   \
    "if(isNull($1) OR isNull($2) OR " PATH_HAS_NULL ", NULL, " PART(AT_PATH(EXACT(TEXT1), PATH)) ")"
#define KEYS "arrayMap(e -> assumeNotNull(e), arrayPopFront(array($*)))"
#define GET_KEYS                                                                                   \
    "if(arrayExists(e -> isNull(e), array($*)), NULL, " PART(AT_PATH(EXACT(TEXT1), KEYS)) ")"

/* As text: null is NULL, a string loses its quotes. */
#define AS_TEXT(raw)                                                                               \
    "arrayElement(arrayMap(r -> if(r = 'null', NULL, if(startsWith(r, '\"'), "                     \
    "JSONExtractString(assumeNotNull(r)), r)), array(" raw ")), 1)"
#define AS_PART_TEXT(raw, otherwise)                                                               \
    "arrayElement(arrayMap(r -> multiIf(isNull(r) OR r = 'null', NULL, " otherwise "), array(" raw \
    ")), 1)"
#define PART_STRING "startsWith(r, '\"'), JSONExtractString(assumeNotNull(r)), "
/* jsonb prints numbers anew, and objects and arrays, which takes a long template. */
#define PART_NUMBER "match(r, '^-?[0-9.]+[eE]|^-[0.]+$'), " JSON_NUMBER("assumeNotNull(r)") ", "
#define PART_CONTAINER "match(r, '^[[{].'), " JSONB_TEXT("assumeNotNull(r)") ", "
#define AS_TEXT_OF_JSONB(raw) AS_PART_TEXT(raw, PART_STRING PART_CONTAINER PART_NUMBER "r")
#define AS_BARE_TEXT(raw) AS_PART_TEXT(raw, PART_STRING PART_NUMBER "r")
/* A string has a quote before it and none behind it: text.h, text_converter_make_part. */
#define AS_SENT(raw)                                                                               \
    AS_PART_TEXT(raw, "startsWith(r, '\"'), concat('\"', JSONExtractString(assumeNotNull(r))), r")
#define JSON_FORMS(raw) .called_on_null = true
#define JSONB_FORMS(raw) .called_on_null = true, .bare = AS_BARE_TEXT(raw), .sent = AS_SENT(raw)

#define WHITESPACE_NOTE "objects and arrays inside are shown without spaces and needless escapes"

#define GET_ROWS(type, name, as_text, forms)                                                       \
    ROW2("->", type, type, TEXT, GET_FIELD,                                                        \
         E_OBJECT "::" name " -> 'a', " E_OBJECT "::" name " -> 's', " E_OBJECT "::" name          \
                  " -> 'zz', " E_OBJECT "::" name " -> 'n', " E_ARRAY "::" name " -> 'a'",         \
         .called_on_null = true, .note = WHITESPACE_NOTE),                                         \
        ROW2("->", type, type, INT4, GET_ELEMENT,                                                  \
             E_ARRAY "::" name " -> 1, " E_ARRAY "::" name " -> -1, " E_ARRAY "::" name            \
                     " -> 9, " E_OBJECT "::" name " -> 0",                                         \
             .called_on_null = true, .note = WHITESPACE_NOTE),                                     \
        ROW2("->>", TEXT, type, TEXT, as_text(GET_FIELD),                                          \
             E_OBJECT "::" name " ->> 'a', " E_OBJECT "::" name " ->> 's', " E_OBJECT "::" name    \
                      " ->> 'n', " E_OBJECT "::" name " ->> 'zz'",                                 \
             forms(GET_FIELD), .note = WHITESPACE_NOTE),                                           \
        ROW2("->>", TEXT, type, INT4, as_text(GET_ELEMENT),                                        \
             E_ARRAY "::" name " ->> 1, " E_ARRAY "::" name " ->> -2, " E_ARRAY "::" name          \
                     " ->> 0",                                                                     \
             forms(GET_ELEMENT), .note = WHITESPACE_NOTE),                                         \
        ROW2("#>", type, type, TEXT_ARRAY, GET_PATH,                                               \
             E_OBJECT "::" name " #> '{b,c,1}', " E_OBJECT "::" name " #> '{b,zz}', " E_ARRAY      \
                      "::" name " #> '{2,a}'",                                                     \
             .called_on_null = true, .note = WHITESPACE_NOTE),                                     \
        ROW2("#>>", TEXT, type, TEXT_ARRAY, as_text(GET_PATH),                                     \
             E_OBJECT "::" name " #>> '{b,c,1}', " E_ARRAY "::" name " #>> '{2,a}', " E_ARRAY      \
                      "::" name " #>> '{-1}'",                                                     \
             forms(GET_PATH), .note = WHITESPACE_NOTE)

#define HAS_KEY(key)                                                                               \
    "(arrayExists(p -> tupleElement(p, 1) = " key ", JSONExtractKeysAndValuesRaw(" EXACT(          \
        TEXT1) ")) OR arrayExists(r -> startsWith(r, '\"') AND JSONExtractString(r) = " key        \
               ", JSONExtractArrayRaw(" EXACT(TEXT1) ")) OR (match(" TEXT1                         \
                                                     ", '^[ \\\\t\\\\r\\\\n]*\"') AND "            \
                                                     "JSONExtractString(" TEXT1 ") = " key "))"
#define HAS_KEYS(function)                                                                         \
    "if(isNull($1) OR isNull($2), NULL, " function                                                 \
    "(k -> " HAS_KEY("k") ", arrayMap(e -> assumeNotNull(e), arrayFilter(e -> isNotNull(e), "      \
                          "assumeNotNull(tupleElement($2, 1))))))"
#define HAS_ROW(op, template_)                                                                     \
    ROW2(op, BOOL, JSONB, TEXT_ARRAY, template_,                                                   \
         E_OBJECT "::jsonb " op " '{a,zz}', " E_OBJECT "::jsonb " op " '{a,s}', " E_ARRAY          \
                  "::jsonb " op " '{two}'",                                                        \
         .called_on_null = true)

/* Of texts that ClickHouse's lambdas take, whatever the column's form. */
#define JSON1 "CAST(assumeNotNull($1), 'String')"
#define JSON2 "CAST(assumeNotNull($2), 'String')"
#define STRICT1(value) "if(isNull($1), NULL, " value ")"

#define COMPARISON(op, example_)                                                                   \
    ROW2(op, BOOL, JSONB, JSONB,                                                                   \
         STRICT2("(" JSONB_ORDER(JSON1) " " op " " JSONB_ORDER(JSON2) ")"), example_,              \
         .called_on_null = true)
#define CONTAINS_NOTE                                                                              \
    "of what is to be contained, arrays within a document hold no objects and arrays (0A000)"

#define LIST(items) "arrayStringConcat(" items ", ',')"
#define IN_BRACES(members) "concat('{', " LIST(members) ", '}')"
#define IN_BRACKETS(items) "concat('[', " LIST(items) ", ']')"
#define MEMBER(p) "concat(tupleElement(" p ", 1), ':', tupleElement(" p ", 2))"
#define AS_PARTS(json)                                                                             \
    "if(" JSON_IS(json, "[") ", " JSON_PARTS(json) ", array(" JSON_TRIMMED(json) "))"
/* Two objects are one, of whose equal keys the last counts; all else is arrays. */
#define CONCATENATED                                                                               \
    "if(" JSON_IS(JSON1, "{") " AND " JSON_IS(JSON2, "{") ", " IN_BRACES(                          \
        "arrayMap(p -> " MEMBER("p") ", arrayConcat(" JSON_PAIRS(JSON1) ", " JSON_PAIRS(           \
            JSON2) "))") ", " IN_BRACKETS("arrayConcat(" AS_PARTS(JSON1) ", " AS_PARTS(JSON2) ")") ")"
#define NO_SCALAR(value)                                                                           \
    CHECKED("isNotNull($1) AND NOT " JSON_IS(JSON1, "[{"), "22023", "cannot delete from scalar",   \
            value)
#define WITHOUT(condition, key)                                                                    \
    "arrayFilter(p -> NOT arrayExists(k -> " condition ", array(" key "))"
/* `condition` says whether the key k goes; of an array the strings are keys. */
#define WITHOUT_KEY(condition)                                                                                    \
    NO_SCALAR(                                                                                                    \
        "if(" JSON_IS(JSON1, "{") ", " IN_BRACES(                                                                 \
            "arrayMap(p -> " MEMBER("p") ", " WITHOUT(condition, JSON_RAW("tupleElement(p, 1)")) ", " JSON_PAIRS( \
                JSON1) "))") ", " IN_BRACKETS(WITHOUT("startsWith(p, '\"') AND " condition,                       \
                                                      JSON_RAW(                                                   \
                                                          "p")) ", " JSON_PARTS(JSON1) ")") ")")
#define WITHOUT_INDEX                                                                              \
    NO_SCALAR(CHECKED(                                                                             \
        JSON_IS(JSON1, "{"), "22023", "cannot delete from object using integer index",             \
        IN_BRACKETS(                                                                               \
            "arrayFilter((p, i, j) -> toInt64(i) != toInt64($2) + 1 AND "                          \
            "toInt64($2) != -toInt64(j), " JSON_PARTS(JSON1) ", arrayEnumerate(" JSON_PARTS(       \
                JSON1) "), "                                                                       \
                       "arrayReverse(arrayEnumerate(" JSON_PARTS(JSON1) ")))")))

static const struct routine operator_rows[] = {
    GET_ROWS(JSON, "json", AS_TEXT, JSON_FORMS),
    GET_ROWS(JSONB, "jsonb", AS_TEXT_OF_JSONB, JSONB_FORMS),
    ROW2("?", BOOL, JSONB, TEXT, STRICT2(HAS_KEY(TEXT2)),
         E_OBJECT "::jsonb ? 'n', " E_OBJECT "::jsonb ? 'c', " E_ARRAY "::jsonb ? 'two', "
                  "'\"a\"'::jsonb ? 'a'",
         .called_on_null = true),
    HAS_ROW("?|", HAS_KEYS("arrayExists")),
    HAS_ROW("?&", HAS_KEYS("arrayAll")),
    COMPARISON("=", "'{\"a\":1, \"b\":[]}'::jsonb = '{\"b\":[],\"a\":1.00}', '[1]'::jsonb = '1'"),
    COMPARISON("<>", "'1e2'::jsonb <> '100', '\"a\"'::jsonb <> '\"\\u0061\"'"),
    COMPARISON("<", "'[]'::jsonb < 'null', '\"z\"'::jsonb < '1', '[9]'::jsonb < '[1,1]'"),
    COMPARISON("<=", "'-1.5'::jsonb <= '-1', 'false'::jsonb <= 'true'"),
    COMPARISON(">", "'{}'::jsonb > '[]', '0.05'::jsonb > '0.5', '10'::jsonb > '9'"),
    COMPARISON(">=", "'{\"a\":1}'::jsonb >= '{\"b\":0}', '[1,2]'::jsonb >= '[1,2]'"),
    ROW2("@>", BOOL, JSONB, JSONB, STRICT2(JSONB_CONTAINS(JSON1, JSON2)),
         E_OBJECT "::jsonb @> '{\"b\":{\"c\":[\"x\"]}}', '[1,2]'::jsonb @> '1', "
                  "'[{\"a\":1,\"b\":2}]'::jsonb @> '[{\"b\":2.0}]'",
         .called_on_null = true, .note = CONTAINS_NOTE),
    ROW2("<@", BOOL, JSONB, JSONB, STRICT2(JSONB_CONTAINS(JSON2, JSON1)),
         "'{\"a\":1}'::jsonb <@ " E_OBJECT ", '{\"n\":null}'::jsonb <@ " E_OBJECT,
         .called_on_null = true, .note = CONTAINS_NOTE),
    ROW2("||", JSONB, JSONB, JSONB, STRICT2(CONCATENATED),
         "'{\"a\":1,\"b\":2}'::jsonb || '{\"b\":3}', '[1]'::jsonb || '[2]', '[1]'::jsonb || '2', "
         "'{}'::jsonb || '{}', '{\"a\":1}'::jsonb || '[]', '1'::jsonb || '\"x\"'",
         .called_on_null = true),
    ROW2("-", JSONB, JSONB, TEXT, STRICT2(WITHOUT_KEY("k = " TEXT2)),
         "'{\"a\":1,\"b\":2}'::jsonb - 'a'::text, '[\"a\",1,\"b\",\"a\"]'::jsonb - 'a'::text",
         .called_on_null = true),
    ROW2("-", JSONB, JSONB, TEXT_ARRAY,
         STRICT2(WITHOUT_KEY("has(tupleElement(assumeNotNull($2), 1), k)")),
         "'{\"a\":1,\"b\":2,\"c\":3}'::jsonb - '{a,c,NULL}'::text[]", .called_on_null = true),
    ROW2("-", JSONB, JSONB, INT4, STRICT2(WITHOUT_INDEX),
         "'[1,2,3]'::jsonb - 1, '[1,2,3]'::jsonb - -1, '[1]'::jsonb - 5", .called_on_null = true),
    ROW2("@?", BOOL, JSONB, TEXT, REFUSED, NULL),
    ROW2("@@", BOOL, JSONB, TEXT, REFUSED, NULL),
};

const struct routine_table operators_json = TABLE(operator_rows);

/* jsonpath is a text here: only to be refused. */
#define PATH_ROWS(name, result)                                                                    \
    ROW2(name, result, JSONB, TEXT, REFUSED, NULL),                                                \
        ROW3(name, result, JSONB, TEXT, JSONB, REFUSED, NULL),                                     \
        ROW4(name, result, JSONB, TEXT, JSONB, BOOL, REFUSED, NULL)

#define FIRST_LETTER(letters) "match($1, '^[ \\\\t\\\\r\\\\n]*[" letters "]')"
#define TYPEOF                                                                                     \
    "multiIf(isNull($1), NULL, " FIRST_LETTER("{") ", 'object', " FIRST_LETTER(                    \
        "[") ", 'array', " FIRST_LETTER("\"") ", 'string', " FIRST_LETTER("n") ", "                \
                                                                               "'null',"           \
                                                                               " " FIRST_LETTER(   \
                                                                                   "-0-9") ", "    \
                                                                                           "'numb" \
                                                                                           "er', " \
                                                                                           "'bool" \
                                                                                           "ean')"
#define ARRAY_LENGTH                                                                               \
    CHECKED(                                                                                       \
        FIRST_LETTER("{"), "22023", "cannot get array length of a non-array",                      \
        CHECKED("NOT " FIRST_LETTER("[{"), "22023", "cannot get array length of a scalar",         \
                "if(isNull($1), NULL, toInt32(length(JSONExtractArrayRaw(" EXACT(TEXT1) "))))"))
#define FUNCTION_ROWS(type, name, as_text, forms)                                                  \
    ROW1(name "_typeof", TEXT, type, TYPEOF,                                                       \
         name "_typeof(" E_OBJECT "), " name "_typeof(" E_ARRAY "), " name "_typeof('1.5'), " name \
              "_typeof('null'), " name "_typeof(' \"a\"'), " name "_typeof('false')"),             \
        ROW1(name "_array_length", INT4, type, ARRAY_LENGTH,                                       \
             name "_array_length(" E_ARRAY "), " name "_array_length('[]')"),                      \
        ROW2(name "_extract_path", type, type, TEXT, GET_KEYS,                                     \
             name "_extract_path(" E_OBJECT ", 'b', 'c', '0')", .variadic = true,                  \
             .called_on_null = true, .note = WHITESPACE_NOTE),                                     \
        ROW2(name "_extract_path_text", TEXT, type, TEXT, as_text(GET_KEYS),                       \
             name "_extract_path_text(" E_OBJECT ", 's'), " name "_extract_path_text(" E_OBJECT    \
                  ", 'b', 'c', '1')",                                                              \
             .variadic = true, forms(GET_KEYS), .note = WHITESPACE_NOTE)

static const struct routine function_rows[] = {
    FUNCTION_ROWS(JSON, "json", AS_TEXT, JSON_FORMS),
    FUNCTION_ROWS(JSONB, "jsonb", AS_TEXT_OF_JSONB, JSONB_FORMS),
    PATH_ROWS("jsonb_path_exists", BOOL),
    PATH_ROWS("jsonb_path_match", BOOL),
    PATH_ROWS("jsonb_path_query", JSONB),
    PATH_ROWS("jsonb_path_query_array", JSONB),
    PATH_ROWS("jsonb_path_query_first", JSONB),
    ROW1("jsonb_pretty", TEXT, JSONB, STRICT1(JSONB_PRETTY(JSONB_TEXT(JSON1))),
         "jsonb_pretty(" E_OBJECT "), jsonb_pretty('[]'), jsonb_pretty('{\"a\":{},\"b\":[1,[2]]}')",
         .called_on_null = true),
    ROW1("jsonb_strip_nulls", JSONB, JSONB, STRICT1(JSONB_STRIPPED(JSON1)),
         "jsonb_strip_nulls(" E_OBJECT
         "), jsonb_strip_nulls('[null,{\"a\":null,\"b\":{\"c\":null}}]')",
         .called_on_null = true),
    ROW1("json_strip_nulls", JSON, JSON, STRICT1(JSON_STRIPPED(JSON1)),
         "json_strip_nulls(" E_OBJECT "), json_strip_nulls(' [null, {\"b\" : 1.50, \"a\":null}]')",
         .called_on_null = true),
};

const struct routine_table functions_json = TABLE(function_rows);
