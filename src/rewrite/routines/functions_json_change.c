/*
 * jsonb_set, jsonb_insert and #-: the documents on the way down a path, then each put into the one
 * before it. A document that is not there, or that does not change, is an empty text.
 */
#include "rewrite/routines/json_text.h"

#define JSON1 "CAST(assumeNotNull($1), 'String')"
#define JSON3 "CAST(assumeNotNull($3), 'String')"
#define LIST(items) "arrayStringConcat(" items ", ',')"
#define IN_BRACES(members) "concat('{', " LIST(members) ", '}')"
#define IN_BRACKETS(items) "concat('[', " LIST(items) ", ']')"
#define MEMBER(p) "concat(tupleElement(" p ", 1), ':', tupleElement(" p ", 2))"
#define IS_KEY(p, k) JSON_RAW("tupleElement(" p ", 1)") " = " k
#define NEW_MEMBER(k, v) "array(tuple(" JSON_STRING(k) ", " v "))"

/* The index k of an array of n elements, from the end if it is negative. */
#define INDEX(k, n) "(toInt32OrZero(" k ") + if(startsWith(" k ", '-'), toInt32(" n "), 0))"
#define INDEX_CHECKED(d, k, value)                                                                 \
    "if(" THROW_IF(JSON_IS(d, "[") " AND NOT match(" k ", '^[-+]?[0-9]{1,9}$')", "22P02",          \
                   "a path element that should be an index is not an integer") ", '', " value ")"

#define GET(d, k)                                                                                                    \
    "multiIf(" JSON_IS(d, "{") ", tupleElement(arrayLast(p -> " IS_KEY("p", k) ", " JSON_PAIRS(d) "), 2), " JSON_IS( \
        d,                                                                                                           \
        "[") " AND match(" k                                                                                         \
             ", '^[-+]?[0-9]{1,9}$') AND " INDEX(                                                                    \
                 k,                                                                                                  \
                 "length(" JSON_PARTS(                                                                               \
                     d) ")") " >= 0, arrayElement(" JSON_PARTS(d) ", " INDEX(k,                                      \
                                                                             "length(" JSON_PARTS(                   \
                                                                                 d) ")") " + 1), "                   \
                                                                                         "'')"

/* The object d with the value v of the key k, and the array with the element v instead of that. */
#define WITH_MEMBER(d, k, v)                                                                       \
    IN_BRACES("arrayMap(p -> " MEMBER("p") ", arrayConcat(arrayFilter(p -> NOT (" IS_KEY(          \
        "p", k) "), " JSON_PAIRS(d) "), " NEW_MEMBER(k, v) "))")
#define HAS_MEMBER(d, k) "arrayExists(p -> " IS_KEY("p", k) ", " JSON_PAIRS(d) ")"
#define WITH_ELEMENT(d, i, v)                                                                      \
    IN_BRACKETS("arrayMap((p, n) -> if(toInt32(n) = " i " + 1, " v                                 \
                ", p), " JSON_PARTS(d) ", arrayEnumerate(" JSON_PARTS(d) "))")
#define INSERTED(d, v, place)                                                                      \
    IN_BRACKETS("arrayConcat(arraySlice(" JSON_PARTS(d) ", 1, greatest(" place ", 0)), array(" v   \
                                                        "), arraySlice(" JSON_PARTS(               \
                                                            d) ", greatest(" place ", 0) + 1))")

/* One step up: the document d with v at the key k, which it has. */
#define PUT(d, k, v)                                                                               \
    "multiIf(" v " = '', '', " JSON_IS(d, "{") ", " WITH_MEMBER(d, k, v) ", " WITH_ELEMENT(        \
        d, INDEX(k, "length(" JSON_PARTS(d) ")"), v) ")"

/* What happens at the last element of the path: of d, k, v and the flag. */
#define N "toInt32(length(" JSON_PARTS("d") "))"
#define AT INDEX("k", "length(" JSON_PARTS("d") ")")
#define SET_LAST(flag)                                                                             \
    INDEX_CHECKED(                                                                                 \
        "d", "k",                                                                                  \
        "multiIf(" JSON_IS("d", "{") ", if(" flag " OR " HAS_MEMBER("d", "k") ", " WITH_MEMBER(    \
            "d", "k",                                                                              \
            "v") ", ''), NOT " JSON_IS("d", "[") ", '', " AT " >= 0 AND " AT " < " N               \
                                                 ", " WITH_ELEMENT("d", AT,                        \
                                                                   "v") ", " flag                  \
                                                                        ", " INSERTED("d", "v",    \
                                                                                      AT) ", '')")
#define INSERT_LAST(flag)                                                                                   \
    INDEX_CHECKED(                                                                                          \
        "d", "k",                                                                                           \
        "multiIf(" JSON_IS("d", "{") ", if(" THROW_IF(                                                      \
            JSON_IS("d", "{") " AND " HAS_MEMBER("d", "k"), "22023",                                        \
            "cannot replace existing key") ", '', " WITH_MEMBER("d", "k",                                   \
                                                                "v") "), NOT " JSON_IS("d",                 \
                                                                                       "[") ", "            \
                                                                                            "'',"           \
                                                                                            " " INSERTED(   \
                                                                                                "d",        \
                                                                                                "v",        \
                                                                                                AT          \
                                                                                                " + (" flag \
                                                                                                " AND " AT  \
                                                                                                " >= 0)") ")")
#define DELETE_LAST(flag)                                                                                                                       \
    INDEX_CHECKED(                                                                                                                              \
        "d", "k",                                                                                                                               \
        "multiIf(" JSON_IS("d", "{") ", " IN_BRACES(                                                                                            \
            "arrayMap(p -> " MEMBER("p") ", arrayFilter(p -> NOT (" IS_KEY(                                                                     \
                "p",                                                                                                                            \
                "k") "), " JSON_PAIRS("d") "))") ", NOT " JSON_IS("d",                                                                          \
                                                                  "[") ", '', " IN_BRACKETS("arra"                                              \
                                                                                            "yFil"                                              \
                                                                                            "ter("                                              \
                                                                                            "(p, "                                              \
                                                                                            "n) "                                               \
                                                                                            "-> "                                               \
                                                                                            "toIn"                                              \
                                                                                            "t32("                                              \
                                                                                            "n) "                                               \
                                                                                            "!="                                                \
                                                                                            " " AT                                              \
                                                                                            " + "                                               \
                                                                                            "1,"                                                \
                                                                                            " " JSON_PARTS("d") ", arrayEnumerate(" JSON_PARTS( \
                                                                                                "d") "))") ")")

#define PATH "arrayMap(e -> assumeNotNull(e), tupleElement(assumeNotNull($2), 1))"
/* w: the documents from the whole one to that which the last element of the path is of. */
#define WAY                                                                                        \
    "arrayFold((w, k) -> arrayPushBack(w, " GET("arrayElement(w, -1)", "k") "), "                  \
                                                                            "arrayPopBack(" PATH   \
                                                                            "), array(" JSON1 "))"
#define CHANGED(last, value)                                                                       \
    "arrayElement(arrayMap(w -> if(empty(" PATH "), " JSON1                                        \
    ", ifNull(nullIf(arrayFold((v, s) -> " PUT(                                                    \
        "tupleElement(s, 1)", "tupleElement(s, 2)",                                                \
        "v") ", arrayReverse(arrayZip(arrayPopBack(w), "                                           \
             "arrayPopBack(" PATH "))), arrayElement(arrayMap((d, k, v) -> " last                  \
             ", array(arrayElement(w, -1)), array(arrayElement(" PATH ", -1)), array(" value       \
             ")), 1)), ''), " JSON1 ")), array(" WAY ")), 1)"
#define CHECKS(what, value)                                                                        \
    CHECKED("NOT " JSON_IS("$1", "[{"), "22023", what,                                             \
            CHECKED("arrayExists(e -> isNull(e), tupleElement(assumeNotNull($2), 1))", "22004",    \
                    "path element is null", value))

#define STRICT2(value) "if(isNull($1) OR isNull($2), NULL, " value ")"
#define STRICT3(value) "if(isNull($1) OR isNull($2) OR isNull($3), NULL, " value ")"
#define STRICT4(value) "if(isNull($1) OR isNull($2) OR isNull($3) OR isNull($4), NULL, " value ")"
#define FLAG "assumeNotNull($4)"
#define NOTE "errors about elements of the path do not show them"

static const struct routine rows[] = {
    ROW3("jsonb_set", JSONB, JSONB, TEXT_ARRAY, JSONB,
         STRICT3(CHECKS("cannot set path in scalar", CHANGED(SET_LAST("true"), JSON3))),
         "jsonb_set('{\"a\":{\"b\":1},\"c\":2}', '{a,b}', '5'), jsonb_set('{\"a\":1}', '{b}', "
         "'[1]'), jsonb_set('[1,2]', '{-1}', '9'), jsonb_set('[1]', '{7}', '2'), "
         "jsonb_set('{\"a\":1}', '{x,y}', '2'), jsonb_set('{\"a\":1.50}', '{}', '2')",
         .called_on_null = true, .note = NOTE),
    ROW4("jsonb_set", JSONB, JSONB, TEXT_ARRAY, JSONB, BOOL,
         STRICT4(CHECKS("cannot set path in scalar", CHANGED(SET_LAST(FLAG), JSON3))),
         "jsonb_set('{\"a\":1}', '{b}', '2', false), jsonb_set('[1]', '{3}', '2', false), "
         "jsonb_set('{\"a\":1}', '{a}', '2', false)",
         .called_on_null = true, .note = NOTE),
    ROW3("jsonb_insert", JSONB, JSONB, TEXT_ARRAY, JSONB,
         STRICT3(CHECKS("cannot set path in scalar", CHANGED(INSERT_LAST("false"), JSON3))),
         "jsonb_insert('{\"a\":[0,1,2]}', '{a,1}', '\"new\"'), jsonb_insert('{\"a\":1}', '{b}', "
         "'2')",
         .called_on_null = true, .note = NOTE),
    ROW4("jsonb_insert", JSONB, JSONB, TEXT_ARRAY, JSONB, BOOL,
         STRICT4(CHECKS("cannot set path in scalar", CHANGED(INSERT_LAST(FLAG), JSON3))),
         "jsonb_insert('{\"a\":[0,1,2]}', '{a,1}', '\"new\"', true), jsonb_insert('[1,2]', '{-1}', "
         "'3', true)",
         .called_on_null = true, .note = NOTE),
};

static const struct routine operator_rows[] = {
    ROW2("#-", JSONB, JSONB, TEXT_ARRAY,
         STRICT2(CHECKS("cannot delete path in scalar", CHANGED(DELETE_LAST(""), "''"))),
         "'{\"a\":{\"b\":1,\"c\":2}}'::jsonb #- '{a,b}', '[1,{\"x\":2}]'::jsonb #- '{1,x}', "
         "'[1,2]'::jsonb #- '{0}', '{\"a\":1}'::jsonb #- '{b}', '{\"a\":1}'::jsonb #- '{}'",
         .called_on_null = true, .note = NOTE),
};

const struct routine_table functions_json_change = TABLE(rows),
                           operators_json_change = TABLE(operator_rows);
