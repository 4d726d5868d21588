/* Functions and operators of arrays. Of templates: docs/architecture.md, "Array values". */
#include "rewrite/routines/routine_row.h"

#define DIMS_EMPTY(dims) "(arrayElement(" dims ", 1) = 0)"
/* Length of the dimension $2, which the array may not have. */
#define LENGTH "nullIf(arrayElementOrNull(&3, greatest($2, 0)), 0)"
#define MASK "arrayMap($3, &1)"
#define SPLIT_INTO(parts)                                                                          \
    "multiIf(isNull($1), NULL, isNull($2), tuple(extractAll(assumeNotNull($1), '(?s).')), "        \
    "empty($1), tuple(CAST(array() AS Array(String))), empty($2), "                                \
    "tuple(array(assumeNotNull($1))), tuple(" parts "))"
#define SPLIT SPLIT_INTO("splitByString(assumeNotNull($2), assumeNotNull($1))")
/* Where the delimiter is not constant, a zero byte, which no text has, stands for it. */
#define SPLIT_ANY                                                                                  \
    SPLIT_INTO("splitByChar('\\0', replaceAll(assumeNotNull($1), if(empty(assumeNotNull($2)), "    \
               "' ', assumeNotNull($2)), '\\0'))")
#define WITHOUT(split)                                                                             \
    "if(isNull($1), NULL, tuple(arrayMap(v -> if(v = $3, NULL, v), tupleElement(" split ", 1))))"

/* How many of the thresholds, in ascending order, are not above the operand. */
#define THRESHOLDS(is_below)                                                                       \
    CHECKED("arrayExists(t -> isNull(t), &2)", "22004", "thresholds array must not contain NULLs", \
            "toInt32(arrayCount(t -> ifNull(" is_below ", 0), &2))")

/* Vectors count from 0. */
#define VECTOR_BOUNDS(type)                                                                        \
    ROW2("array_upper", INT4, type, INT4,                                                          \
         "if(empty(&1) OR $2 != 1, NULL, toInt32(length(&1) - 1))",                                \
         "array_upper('1 2'::" #type ", 1)"),                                                      \
        ROW2("array_lower", INT4, type, INT4, "if(empty(&1) OR $2 != 1, NULL, toInt32(0))",        \
             "array_lower('1 2'::" #type ", 1)")

static const struct routine rows[] = {
    ROW2("array_append", ANYCOMPATIBLEARRAY, ANYCOMPATIBLEARRAY, ANYCOMPATIBLE,
         "tuple(arrayPushBack(&1, $2))", "array_append(ARRAY[1,2], 3), array_append(NULL, 1)",
         .called_on_null = true, .never_null = true),
    ROW2("array_prepend", ANYCOMPATIBLEARRAY, ANYCOMPATIBLE, ANYCOMPATIBLEARRAY,
         "tuple(arrayPushFront(&2, $1))", "array_prepend(1, ARRAY[2,NULL])", .called_on_null = true,
         .never_null = true),
    ROW2("array_cat", ANYCOMPATIBLEARRAY, ANYCOMPATIBLEARRAY, ANYCOMPATIBLEARRAY,
         "tuple(arrayConcat(&1, &2))",
         "array_cat(ARRAY[1,2], ARRAY[3,NULL]), array_cat(NULL, ARRAY[1])",
         .nulls = NULL_IF_ALL_ARRAYS),
    ROW2("array_length", INT4, ANYARRAY, INT4, "toInt32(" LENGTH ")",
         "array_length(ARRAY[1,2,3], 1), array_length(ARRAY[1], 0), array_length('{}'::int[], 1), "
         "array_length(ARRAY[[1,2,3],[4,5,6]], 2)",
         .elements = ELEMENTS_DIMS),
    ROW2("array_upper", INT4, ANYARRAY, INT4, "toInt32(" LENGTH ")",
         "array_upper(ARRAY[1,2,3], 1), array_upper('{}'::int[], 1)", .elements = ELEMENTS_DIMS),
    ROW2("array_lower", INT4, ANYARRAY, INT4, "if(isNull(" LENGTH "), NULL, toInt32(1))",
         "array_lower(ARRAY[1,2,3], 1), array_lower(ARRAY[1], 2)", .elements = ELEMENTS_DIMS),
    VECTOR_BOUNDS(INT2VECTOR),
    VECTOR_BOUNDS(OIDVECTOR),
    ROW1("array_ndims", INT4, ANYARRAY, "if(" DIMS_EMPTY("&2") ", NULL, toInt32(length(&2)))",
         "array_ndims(ARRAY[1]), array_ndims(ARRAY[[1]]), array_ndims('{}'::int[])",
         .elements = ELEMENTS_DIMS),
    ROW1("array_dims", TEXT, ANYARRAY,
         "if(" DIMS_EMPTY("&2") ", NULL, arrayStringConcat(arrayMap(d -> concat('[1:', "
                                "toString(d), ']'), &2)))",
         "array_dims(ARRAY[[1,2,3],[4,5,6]]), array_dims('{}'::int[])", .elements = ELEMENTS_DIMS),
    ROW1("cardinality", INT4, ANYARRAY, "toInt32(arrayProduct(&2))",
         "cardinality(ARRAY[[1,2],[3,4]]), cardinality('{}'::int[]), cardinality(NULL::int[])",
         .elements = ELEMENTS_DIMS),
    ROW2("array_position", INT4, ANYCOMPATIBLEARRAY, ANYCOMPATIBLE,
         "toInt32(nullIf(arrayFirstIndex($3, &1), 0))",
         "array_position(ARRAY[5,NULL,7], 7), array_position(ARRAY[1,NULL], NULL), "
         "array_position(ARRAY['a'], 'b')",
         .nulls = NULL_IF_ANY_ARRAY, .elements = ELEMENTS_SAME),
    ROW3("array_position", INT4, ANYCOMPATIBLEARRAY, ANYCOMPATIBLE, INT4,
         "if(" THROW_IF(
             "isNull($3)", "22004",
             "initial position must not be null") ", NULL, toInt32(nullIf(arrayFirstIndex("
                                                  "(m, i) -> m AND i >= ifNull($3, 1), "
                                                  "arrayMap($4, &1), arrayEnumerate(&1)), 0)))",
         "array_position(ARRAY[5,NULL,5], 5, 2), array_position(ARRAY[1,NULL], 1, 2), "
         "array_position(ARRAY[1], 1, -5)",
         .nulls = NULL_IF_ANY_ARRAY, .elements = ELEMENTS_SAME),
    ROW2("array_positions", INT4_ARRAY, ANYCOMPATIBLEARRAY, ANYCOMPATIBLE,
         "tuple(arrayFilter(p -> p > 0, arrayMap((m, p) -> if(m, toInt32(p), 0), " MASK
         ", arrayEnumerate(&1))))",
         "array_positions(ARRAY[1,2,1,NULL], 1), array_positions(ARRAY[1], 2)",
         .nulls = NULL_IF_ANY_ARRAY, .elements = ELEMENTS_SAME),
    ROW2("array_remove", ANYCOMPATIBLEARRAY, ANYCOMPATIBLEARRAY, ANYCOMPATIBLE,
         "tuple(arrayFilter((v, m) -> NOT m, &1, " MASK "))",
         "array_remove(ARRAY[1,2,1,NULL], 1), array_remove(ARRAY[1,NULL], NULL)",
         .nulls = NULL_IF_ANY_ARRAY, .elements = ELEMENTS_SAME),
    ROW3("array_replace", ANYCOMPATIBLEARRAY, ANYCOMPATIBLEARRAY, ANYCOMPATIBLE, ANYCOMPATIBLE,
         "tuple(arrayMap((v, m) -> if(m, $3, v), &1, arrayMap($4, &1)))",
         "array_replace(ARRAY[1,2,1,NULL], 1, 5), array_replace(ARRAY[1,NULL], NULL, 2), "
         "array_replace(ARRAY[1], 1, NULL)",
         .nulls = NULL_IF_ANY_ARRAY, .elements = ELEMENTS_SAME),
    ROW2("array_to_string", TEXT, ANYARRAY, TEXT, "arrayStringConcat(&1, $2)",
         "array_to_string(ARRAY[1,NULL,3], ','), array_to_string(ARRAY[true,false], ''), "
         "array_to_string('{}'::int[], ',')",
         .elements = ELEMENTS_TEXT),
    ROW3("array_to_string", TEXT, ANYARRAY, TEXT, TEXT,
         "if(isNull($1) OR isNull($2), NULL, arrayStringConcat(arrayMap(v -> coalesce(v, $3), &1), "
         "$2))",
         "array_to_string(ARRAY[1,NULL,3], ',', '*'), array_to_string(ARRAY[1,NULL], ',', NULL)",
         .called_on_null = true, .elements = ELEMENTS_TEXT),
    ROW2("string_to_array", TEXT_ARRAY, TEXT, TEXT, SPLIT,
         "string_to_array('a,b,,c', ','), string_to_array('abc', NULL), string_to_array('', ','), "
         "string_to_array('a,b', ''), string_to_array('aXXbXXc', 'XX')",
         .constant_arg = 2, .called_on_null = true),
    ROW2("string_to_array", TEXT_ARRAY, TEXT, TEXT, SPLIT_ANY, "string_to_array('a,b', ',')",
         .called_on_null = true),
    ROW3("string_to_array", TEXT_ARRAY, TEXT, TEXT, TEXT, WITHOUT(SPLIT),
         "string_to_array('a,b,,c', ',', 'b'), string_to_array('a,,b', ',', ''), "
         "string_to_array('a,b', ',', NULL)",
         .constant_arg = 2, .called_on_null = true),
    ROW3("string_to_array", TEXT_ARRAY, TEXT, TEXT, TEXT, WITHOUT(SPLIT_ANY),
         "string_to_array('a,b', ',', 'a')", .called_on_null = true),
    ROW2("trim_array", ANYARRAY, ANYARRAY, INT4,
         "tuple(" CHECKED("$2 < 0 OR $2 > length(&1)", "2202E",
                          "number of elements to trim must be between 0 and the length",
                          "arraySlice(&1, 1, length(&1) - toInt64($2))") ")",
         "trim_array(ARRAY[1,2,3], 2), trim_array(ARRAY[1], 1)",
         .note = "the error does not show the length"),
    ROW2("width_bucket", INT4, FLOAT8, FLOAT8_ARRAY, THRESHOLDS("if(isNaN($1), NOT 0, t <= $1)"),
         "width_bucket(5.35::float8, '{1,3,5,10}'::float8[]), "
         "width_bucket('NaN'::float8, '{1,3}'::float8[])"),
    ROW2("width_bucket", INT4, ANYCOMPATIBLE, ANYCOMPATIBLEARRAY, THRESHOLDS("t <= $1"),
         "width_bucket(5.35, ARRAY[1.0,3,5,10]), width_bucket('b', ARRAY['a','b']), "
         "width_bucket('2024-01-05'::date, ARRAY['2024-01-01', '2024-02-01']::date[]), "
         "width_bucket(1, '{}'::int[])"),
    ROW2("array_fill", ANYARRAY, ANYELEMENT, INT4_ARRAY,
         "tuple(if(" THROW_IF(
             "length(&2) != 1", "0A000",
             "array_fill of other than one dimension is not supported yet") ", array($1), "
                                                                            "arrayWithConstant("
                                                                            "assumeNotNull("
                                                                            "arrayElement(&2, 1)), "
                                                                            "$1)))",
         "array_fill(7, ARRAY[3]), array_fill('a'::text, ARRAY[0])", .nulls = NULL_IF_ANY_ARRAY),
};

#define SAME_TYPE(op, example_)                                                                    \
    ROW2(op, BOOL, ANYARRAY, ANYARRAY, "(&1 " op " &2)", example_, .elements = ELEMENTS_COMPARED)

static const struct routine operator_rows[] = {
    SAME_TYPE("=", "ARRAY[1,NULL] = ARRAY[1,NULL], ARRAY[1] = '{1}', '{}'::int[] = '{}'"),
    SAME_TYPE("<>", "ARRAY[1,2] <> ARRAY[1,NULL], ARRAY['a'] <> ARRAY['b']"),
    SAME_TYPE("<", "ARRAY[1,2] < ARRAY[1,NULL], ARRAY[1,2] < ARRAY[1,2,0], '{}'::int[] < '{1}'"),
    SAME_TYPE("<=", "ARRAY[1,2] <= ARRAY[1,2], ARRAY['NaN'::float8] <= ARRAY['Infinity'::float8]"),
    SAME_TYPE(">", "ARRAY[1,NULL] > ARRAY[1,5], ARRAY['b'] > ARRAY['a','c']"),
    SAME_TYPE(">=", "ARRAY[1.5] >= ARRAY[1.50], ARRAY[2] >= ARRAY[10]"),
    ROW2("@>", BOOL, ANYARRAY, ANYARRAY, "arrayAll($3, &2)",
         "ARRAY[1,2,3] @> ARRAY[3,1], ARRAY[1] @> '{}', ARRAY[1,NULL] @> ARRAY[NULL]::int[]",
         .elements = ELEMENTS_OF_SECOND),
    ROW2("<@", BOOL, ANYARRAY, ANYARRAY, "arrayAll($3, &1)",
         "ARRAY[3,1] <@ ARRAY[1,2,3], '{}'::int[] <@ '{}'::int[]", .elements = ELEMENTS_OF_FIRST),
    ROW2("&&", BOOL, ANYARRAY, ANYARRAY, "arrayExists($3, &2)",
         "ARRAY[1,2] && ARRAY[2,3], ARRAY[NULL]::int[] && ARRAY[NULL]::int[], ARRAY[1] && '{}'",
         .elements = ELEMENTS_OF_SECOND),
    ROW2("||", ANYCOMPATIBLEARRAY, ANYCOMPATIBLEARRAY, ANYCOMPATIBLEARRAY,
         "tuple(arrayConcat(&1, &2))",
         "ARRAY[1] || ARRAY[2,3], ARRAY[1] || '{4,5}', ARRAY[1] || NULL, ARRAY[1.0] || ARRAY[2.5]",
         .nulls = NULL_IF_ALL_ARRAYS),
    ROW2("||", ANYCOMPATIBLEARRAY, ANYCOMPATIBLEARRAY, ANYCOMPATIBLE,
         "tuple(arrayPushBack(&1, $2))", "ARRAY[1] || 2, ARRAY['a'] || 'b'::text",
         .called_on_null = true, .never_null = true),
    ROW2("||", ANYCOMPATIBLEARRAY, ANYCOMPATIBLE, ANYCOMPATIBLEARRAY,
         "tuple(arrayPushFront(&2, $1))", "1 || ARRAY[2]", .called_on_null = true,
         .never_null = true),
};

const struct routine_table functions_array = TABLE(rows), operators_array = TABLE(operator_rows);
