/* The rows of json's set-returning functions, as arrays. Knows no FROM. */
#include "rewrite/bind/json_set.h"

#include <string.h>

#include "rewrite/routines/json_text.h"

/* The argument is named once: arrayJoin is no place for the emitter to bind it. */
#define UNLESS_NULL(array_)                                                                        \
    "arrayElement(arrayMap(j -> if(isNull(j), NULL, tuple(" array_ ")), array($1)), 1)"
#define JSON1 "CAST(assumeNotNull(j), 'String')"

/* The checks of a function that wants an object or an array. */
#define OF_ARRAY(name, value)                                                                      \
    CHECKED("isNotNull(j) AND " JSON_IS("j", "{"), "22023", name " an object",                     \
            CHECKED("isNotNull(j) AND NOT " JSON_IS("j", "[{"), "22023", name " a scalar", value))
#define OF_OBJECT(array_message, scalar_message, value)                                            \
    CHECKED("isNotNull(j) AND " JSON_IS("j", "["), "22023", array_message,                         \
            CHECKED("isNotNull(j) AND NOT " JSON_IS("j", "[{"), "22023", scalar_message, value))

#define ELEMENTS(name, map) UNLESS_NULL(OF_ARRAY("cannot " name, map))
#define EXTRACTED(map) ELEMENTS("extract elements from", map)
/* json says it in other words than jsonb. */
#define JSON_ELEMENTS(map)                                                                         \
    UNLESS_NULL(CHECKED("isNotNull(j) AND " JSON_IS("j", "{"), "22023",                            \
                        "cannot call json_array_elements on a non-array",                          \
                        CHECKED("isNotNull(j) AND NOT " JSON_IS("j", "[{"), "22023",               \
                                "cannot call json_array_elements on a scalar", map)))

/* null is NULL, a string loses its quotes. */
#define TEXTS(parts)                                                                               \
    "arrayMap(r -> multiIf(r = 'null', NULL, startsWith(r, '\"'), JSONExtractString(r), "          \
    "r), " parts ")"
#define TEXTS_OF_JSONB(parts)                                                                      \
    "arrayMap(r -> multiIf(r = 'null', NULL, startsWith(r, '\"'), JSONExtractString(r), "          \
    "match(r, '^[[{].+|[eE]|^-'), " JSONB_TEXT("r") ", r), " parts ")"

#define KEYS_OF_JSON "arrayMap(p -> " JSON_RAW("tupleElement(p, 1)") ", " JSON_PAIRS(JSON1) ")"
#define VALUES_OF_JSON "arrayMap(p -> tupleElement(p, 2), " JSON_PAIRS(JSON1) ")"
#define KEYS_OF_JSONB "arrayMap(p -> tupleElement(p, 1), " JSON_LAST_PAIRS(JSON1) ")"
#define VALUES_OF_JSONB "arrayMap(p -> tupleElement(p, 3), " JSON_LAST_PAIRS(JSON1) ")"

#define OF_JSON_OBJECT(name, value)                                                                \
    UNLESS_NULL(OF_OBJECT("cannot deconstruct an array as an object",                              \
                          "cannot deconstruct a scalar", value))
#define OF_JSONB_OBJECT(name, value)                                                               \
    UNLESS_NULL(OF_OBJECT("cannot call " name " on a non-object",                                  \
                          "cannot call " name " on a non-object", value))
#define KEYS_ERRORS(name, value)                                                                   \
    UNLESS_NULL(                                                                                   \
        OF_OBJECT("cannot call " name " on an array", "cannot call " name " on a scalar", value))

#define SET(name, type, ...)                                                                       \
    {                                                                                              \
        ROW1(name, RECORD, type, "$1", NULL), __VA_ARGS__                                          \
    }
#define EACH(type, name, object, keys, values, value_type)                                         \
    SET(name, type, 2,                                                                             \
        {{"key", PG_TEXT, object(name, keys)}, {"value", PG_##value_type, object(name, values)}})

static const struct json_set sets[] = {
    SET("json_array_elements", JSON, 1, {{"value", PG_JSON, JSON_ELEMENTS(JSON_PARTS(JSON1))}}),
    SET("jsonb_array_elements", JSONB, 1, {{"value", PG_JSONB, EXTRACTED(JSON_PARTS(JSON1))}}),
    SET("json_array_elements_text", JSON, 1,
        {{"value", PG_TEXT, JSON_ELEMENTS(TEXTS(JSON_PARTS(JSON1)))}}),
    SET("jsonb_array_elements_text", JSONB, 1,
        {{"value", PG_TEXT, EXTRACTED(TEXTS_OF_JSONB(JSON_PARTS(JSON1)))}}),
    EACH(JSON, "json_each", OF_JSON_OBJECT, KEYS_OF_JSON, VALUES_OF_JSON, JSON),
    EACH(JSONB, "jsonb_each", OF_JSONB_OBJECT, KEYS_OF_JSONB, VALUES_OF_JSONB, JSONB),
    EACH(JSON, "json_each_text", OF_JSON_OBJECT, KEYS_OF_JSON, TEXTS(VALUES_OF_JSON), TEXT),
    EACH(JSONB, "jsonb_each_text", OF_JSONB_OBJECT, KEYS_OF_JSONB, TEXTS_OF_JSONB(VALUES_OF_JSONB),
         TEXT),
    {ROW2("jsonb_path_query", RECORD, JSONB, TEXT, "$1", NULL), 1, {{NULL, PG_JSONB, NULL}}},
    SET("json_object_keys", JSON, 1,
        {{NULL, PG_TEXT, KEYS_ERRORS("json_object_keys", KEYS_OF_JSON)}}),
    SET("jsonb_object_keys", JSONB, 1,
        {{NULL, PG_TEXT, KEYS_ERRORS("jsonb_object_keys", KEYS_OF_JSONB)}}),
};

#define N_SETS (sizeof sets / sizeof *sets)

const struct json_set *json_set_find(const char *name)
{
    for (size_t i = 0; i < N_SETS; i++)
        if (strcmp(sets[i].routine.name, name) == 0)
            return &sets[i];
    return NULL;
}

const struct json_set *json_set_at(size_t index)
{
    return index < N_SETS ? &sets[index] : NULL;
}
