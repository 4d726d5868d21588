/* Aggregates: rows of pg_proc with prokind a. Knows no grouping. */
#include "rewrite/numeric/div_scale.h"
#include "rewrite/routines/json_build.h"
#include "rewrite/time/interval_row.h"

/* FROM-less SELECTs have one row, so that examples show a group of one; more rows in the tests. */
#define MIN(type, e) ROW1("min", type, type, "minOrNull[$1]", "min(" e ")")
#define MAX(type, e) ROW1("max", type, type, "maxOrNull[$1]", "max(" e ")")

/* NaN is the greatest value; ClickHouse's answer depends on the order of the rows. */
#define FLOAT_MIN "ifNull(minOrNull[if(isNaN($1), NULL, $1)], anyOrNull[$1])"
#define FLOAT_MAX "if(maxOrNull[isNaN($1)] = 1, anyOrNull[if(isNaN($1), $1, NULL)], maxOrNull[$1])"

#define AVG_COUNT "greatest(count[$1], 1)"
#define AVG_SHOWN(sum)                                                                             \
    DIV_SHOWN_OF(sum, DECIMALS_OF(sum), "toInt256(" AVG_COUNT ")", "0", "$2", "0")
#define AVG_ROW(type, sum, example_)                                                               \
    ROW1("avg", NUMERIC, type, "toDecimal256(round(" COUNT_QUOTIENT(sum, AVG_COUNT) ", 28), 28)",  \
         example_, .scale = SCALE_QUOTIENT, .note = QUOTIENT_NOTE,                                 \
         .scaled = DIV_ROUNDED(COUNT_QUOTIENT(sum, AVG_COUNT), AVG_SHOWN(sum)),                    \
         .cut = COUNT_QUOTIENT(sum, AVG_COUNT), .shown = AVG_SHOWN(sum))

#define FLOAT_SUM_NOTE "the order of addition, and with it the last digits, may differ"
/* Of integers, from exact sums: (n * sum of squares - square of the sum) / divisor. */
#define WIDE_SUM(value) "ifNull(sumOrNull[" value "], toInt256(0))"
#define SQUARES                                                                                    \
    "(toInt256(count[$1]) * " WIDE_SUM("toInt256($1) * toInt256($1)") " - " WIDE_SUM(              \
        "toInt256($1)") " * " WIDE_SUM("toInt256($1)") ")"
/* PostgreSQL's select_div_scale, of two positive integers: 16 significant digits or more, counted
 * in groups of four. */
#define GROUPS(n) "intDiv(length(toString(" n ")) - 1, 4)"
#define FIRST_GROUP(n)                                                                             \
    "toUInt16(substring(toString(" n "), 1, length(toString(" n ")) - 4 * " GROUPS(n) "))"
#define DIV_SCALE                                                                                  \
    "toUInt8(greatest(0, 16 - 4 * (toInt32(" GROUPS("n") ") - toInt32(" GROUPS(                    \
        "d") ") - (" FIRST_GROUP("n") " <= " FIRST_GROUP("d") "))))"
#define QUOTIENT_OF_INTS "round(" QUOTIENT("toDecimal256(n, 0)", "toDecimal256(d, 0)") ", s)"
/* One step of Newton's from the nearest float doubles its digits. */
#define ROOT_OF(v)                                                                                 \
    "arrayElement(arrayMap((v, r) -> (r + round(" QUOTIENT(                                        \
        "v", "r") ", 28)) / 2, array(" v "), array(toDecimal256(sqrt(toFloat64(" v ")), 28))), 1)"
/* `value` of n and d, the sum of squares and what divides it, and of the scale s. */
#define OF_INTS(value, divisor)                                                                    \
    "arrayElement(arrayMap((n, d) -> if(n = 0, toDecimal256(0, 28), "                              \
    "arrayElement(arrayMap(s -> toDecimal256(" value ", 28), array(" DIV_SCALE ")), 1)), "         \
    "array(" SQUARES "), array(greatest(toInt256(count[$1]) * " divisor ", toInt256(1)))), 1)"
#define VARIANCE(divisor) OF_INTS(QUOTIENT_OF_INTS, divisor)
#define ROOT(divisor)                                                                              \
    OF_INTS("round(" ROOT_OF("if(n = 0, toDecimal256(1, 29), " QUOTIENT_OF_INTS ")") ", s)",       \
            divisor)
#define INT_SPREAD_ROW(name, type, least, value, divisor)                                          \
    ROW1(name, NUMERIC, type, "if(count[$1] >= " least ", " value ", NULL)", name "(7)",           \
         .scale = SCALE_QUOTIENT, .note = QUOTIENT_NOTE,                                           \
         .scaled = "if(count[$1] >= " least ", " value ", NULL)",                                  \
         .shown = "arrayElement(arrayMap((n, d) -> if(n = 0, 0, " DIV_SCALE "), array(" SQUARES    \
                  "), array(greatest(toInt256(count[$1]) * " divisor ", toInt256(1)))), 1)")
/* The same of numerics, of the scale s of their squares: twice that of the values. */
#define NUMERIC_COUNT "toDecimal256(count[$1], 0)"
#define NUMERIC_SQUARES "(" NUMERIC_COUNT " * sumOrNull[@1 * @1] - sumOrNull[@1] * sumOrNull[@1])"
#define OF_NUMERICS(value, divisor, scale)                                                         \
    "arrayElement(arrayMap((u, w, s) -> " value ", array(" NUMERIC_SQUARES                         \
    "), array(greatest(" NUMERIC_COUNT " * toDecimal256(" divisor                                  \
    ", 0), toDecimal256(1, 0))), array(2 * " scale ")), 1)"
#define NUMERIC_SHOWN DIV_SHOWN("u", "w", "s", "0")
#define NUMERIC_VARIANCE                                                                           \
    "if(u <= 0, toDecimal256(0, 28), " DIV_ROUNDED(DIV_SHORT_QUOTIENT("u", "w"), NUMERIC_SHOWN) ")"
#define NUMERIC_ROOT                                                                               \
    "arrayElement(arrayMap(v -> if(v <= 0, toDecimal256(0, 28), toDecimal256(round(" ROOT_OF(      \
        "greatest(v, toDecimal256('1e-28', 28))") ", ifNull(least(28, " NUMERIC_SHOWN              \
                                                  "), 28)), 28)), array(" NUMERIC_VARIANCE         \
                                                  ")), 1)"
/* DECIMAL_LIMIT without brackets. */
#define SQUARES_LIMIT(decimal)                                                                     \
    "exp10(76 - toUInt8(extract(toTypeName(" decimal "), 'Decimal.\\\\d+, (\\\\d+)')))"
#define NUMERIC_SPREAD(least, value, divisor, scale)                                               \
    "if(" THROW_IF("sumOrNull[toFloat64(@1) * toFloat64(@1)] * count[$1] >= " SQUARES_LIMIT(       \
                       "sumOrNull[@1 * @1]"),                                                      \
                   "22003", "value overflows numeric format") " OR count[$1] < " least             \
                                                              ", NULL, " OF_NUMERICS(              \
                                                                  value, divisor, scale) ")"
#define INT_SPREAD(name, least, divisor, of, numeric)                                              \
    INT_SPREAD_ROW(name, INT4, least, of(divisor), divisor),                                       \
        INT_SPREAD_ROW(name, INT8, least, of(divisor), divisor),                                   \
        INT_SPREAD_ROW(name, INT2, least, of(divisor), divisor),                                   \
        ROW1(name, NUMERIC, NUMERIC, NUMERIC_SPREAD(least, numeric, divisor, "0"), name "(1.50)",  \
             .scale = SCALE_QUOTIENT, .note = QUOTIENT_NOTE,                                       \
             .scaled = NUMERIC_SPREAD(least, numeric, divisor, "$2"),                              \
             .shown = OF_NUMERICS("if(u <= 0, 0, " NUMERIC_SHOWN ")", divisor, "$2"))
#define OF_SAMPLE "(toInt256(count[$1]) - 1)"
#define OF_ALL "toInt256(count[$1])"
/* One NaN is 0 to ClickHouse, NaN to PostgreSQL: the last addend sees to it. */
#define SPREAD_OF(name, least, clickhouse_, divisor, of)                                           \
    INT_SPREAD(name, least, divisor, of, NUMERIC_##of),                                            \
        ROW1(name, FLOAT8, FLOAT8,                                                                 \
             "if(count[$1] >= " least ", " clickhouse_ "[$1] + 0 * sumOrNull[$1], NULL)",          \
             name "(1.5::float8)", .note = FLOAT_SUM_NOTE),                                        \
        ROW1(name, FLOAT8, FLOAT4,                                                                 \
             "if(count[$1] >= " least ", " clickhouse_                                             \
             "[toFloat64($1)] + 0 * sumOrNull[$1], NULL)",                                         \
             name "(1.5::float4)", .note = FLOAT_SUM_NOTE)

/* Pairs with a NULL in them do not count. */
#define PAIRS "countOrDefault[if(isNull($1) OR isNull($2), NULL, 1)]"
#define OF_PAIRS(name, least, clickhouse_)                                                         \
    ROW2(name, FLOAT8, FLOAT8, FLOAT8,                                                             \
         "if(" PAIRS " >= " least ", " clickhouse_ "[$1, $2] + 0 * sumOrNull[$1 * $2], NULL)",     \
         name "(1.5::float8, 2.5)", .note = FLOAT_SUM_NOTE)

/* Of the pairs, y is the first argument and x the second. */
#define OF_Y "if(isNull($2), NULL, $1)"
#define OF_X "if(isNull($1), NULL, $2)"
#define MEAN_Y "(sumOrNull[" OF_Y "] / " PAIRS ")"
#define MEAN_X "(sumOrNull[" OF_X "] / " PAIRS ")"
#define VARIES_Y "varPopStable[" OF_Y "]"
#define VARIES_X "varPopStable[" OF_X "]"
#define REGR_SUM(mean) "if(" PAIRS " > 0, " mean " * " PAIRS " + 0 * sumOrNull[$1 * $2], NULL)"
#define SLOPE "(covarPopStable[$1, $2] / " VARIES_X ")"

#define ORDER_NOTE                                                                                 \
    "without ORDER BY among the arguments the values come in any order, and not the same each "    \
    "time"

/* $2 is the sorted array. */
#define FRACTION(fraction, value)                                                                  \
    "if(" THROW_IF("NOT (" fraction " >= 0 AND " fraction " <= 1)", "22003",                       \
                   "percentile value is not between 0 and 1") " OR isNull(" fraction               \
                                                              "), NULL, " value ")"
/* v[r] between its two neighbours, as float8_lerp adds them up. */
#define AT(place) "arrayElementOrNull(v, toUInt64(" place "(greatest(r, 0.))) + 1)"
#define PERCENTILE_CONT(fraction)                                                                  \
    FRACTION(                                                                                      \
        fraction,                                                                                  \
        "arrayElement(arrayMap((v, r) -> if(floor(r) = ceil(r), " AT("floor") ", " AT(             \
            "floor") " + (r - floor(r)) * (" AT("ceil") " - " AT("floor") ")), array($2), "        \
                                                                          "array(ifNull(" fraction \
                                                                          ", 0.) * (length($2) - " \
                                                                          "1))), 1)")
#define INTERVAL_AT(place) "ifNull(" AT(place) ", toInt128(0))"
#define PERCENTILE_INTERVAL(fraction)                                                              \
    FRACTION(fraction,                                                                             \
             LET2("v", "$2", "r", "ifNull(" fraction ", 0.) * (length($2) - 1)",                   \
                  LET2("lo", INTERVAL_AT("floor"), "hi", INTERVAL_AT("ceil"),                      \
                       "if(empty(v), NULL, if(floor(r) = ceil(r), lo, lo + " INTERVAL_PRODUCT(     \
                           "(hi - lo)", "(r - floor(r))") "))")))
#define PERCENTILE_DISC(fraction)                                                                  \
    FRACTION(fraction, "arrayElementOrNull($2, toUInt64(ceil(ifNull(" fraction                     \
                       ", 0.) * length($2)) + (ifNull(" fraction ", 0.) = 0)))")
/* The same for each of the fractions $1. */
#define PERCENTILES(value)                                                                         \
    "if(empty($2), NULL, tuple(arrayMap(f -> " value ", tupleElement($1, 1))))"
/* The first of those that come most often. */
#define MODE                                                                                       \
    "arrayElementOrNull($1, indexOf(arrayEnumerateUniq($1), arrayMax(arrayEnumerateUniq($1))))"

/* '1 day' and '24:00' are equal: which of them comes out depends on the order in PostgreSQL. */
#define INTERVAL_EXTREME(call)                                                                     \
    LET2("i", call "OrNull[$1, tuple(" INTERVAL_ORDER("$1") ", $1)]", "j",                         \
         call "OrNull[$1, tuple(" INTERVAL_ORDER("$1") ", -$1)]",                                  \
         CHECKED("i != j", "0A000",                                                                \
                 "choosing between intervals that are equal and look different"                    \
                 " is not supported",                                                              \
                 "i"))

#define BITS(name, clickhouse_)                                                                    \
    ROW1(name, INT4, INT4, clickhouse_ "[$1]", name "(6)"),                                        \
        ROW1(name, INT8, INT8, clickhouse_ "[$1]", name "(6::int8)"),                              \
        ROW1(name, INT2, INT2, clickhouse_ "[$1]", name "(6::int2)")

#define JSON_ITEMS(separator)                                                                      \
    "if(empty($1), NULL, concat('[', arrayStringConcat(arrayMap(e -> ifNull(e, 'null'), $1), "     \
    "'" separator "'), ']'))"
#define JSON_AGG(type, name, argument, separator, example_)                                        \
    ROW1(name "_agg", type, argument, JSON_ITEMS(separator), example_, .input = AGGREGATE_ARRAYS,  \
         .keeps_nulls = true, .any_to_json = true, .note = ORDER_NOTE)
#define JSON_AGG_ROWS(type, name)                                                                  \
    JSON_AGG(type, name, ANY, ", ", name "_agg(5), " name "_agg(NULL::text)"),                     \
        JSON_AGG(type, name, ANYARRAY, ", \\n ", name "_agg(ARRAY[1,2])"),                         \
        JSON_AGG(type, name, RECORD, ", \\n ", name "_agg(ROW(1, 'a'))"),                          \
        ROW2(name "_object_agg", type, ANY, ANY,                                                   \
             "if(empty($1), NULL, concat('{ ', arrayStringConcat(arrayMap((k, v) -> "              \
             "concat(" JSON_BUILD_KEY(                                                             \
                 "k", "22023",                                                                     \
                 "field name must not be null") ", ' : ', "                                        \
                                                "ifNull(v, 'null')), $1, $2), ', '), ' }'))",      \
             name "_object_agg('a'::text, 5), " name "_object_agg(1, NULL::int)",                  \
             .input = AGGREGATE_ARRAYS, .keeps_nulls = true, .any_to_json = true,                  \
             .note = ORDER_NOTE)

static const struct routine rows[] = {
    ROW0("count", INT8, "count[]", "count(*)", .called_on_null = true, .never_null = true),
    ROW1("count", INT8, ANY, "count[$1]", "count(5), count(NULL::int4)", .called_on_null = true,
         .never_null = true),

    ROW1("sum", INT8, INT4, "sumOrNull[$1]", "sum(7)"),
    ROW1("sum", NUMERIC, INT8, "toDecimal256(sumOrNull[toInt128($1)], 0)",
         "sum(9223372036854775807)", .scale = SCALE_NONE),
    ROW1("sum", INT8, INT2, "sumOrNull[$1]", "sum(7::int2)"),
    ROW1("sum", FLOAT4, FLOAT4, "toFloat32(sumOrNull[$1])", "sum(1.5::float4)",
         .note = "added up in double precision"),
    ROW1("sum", FLOAT8, FLOAT8, "sumOrNull[$1]", "sum(1.5::float8)", .note = FLOAT_SUM_NOTE),
    ROW1("sum", NUMERIC, NUMERIC, "sumOrNull[@1]", "sum(1.50)", .scale = SCALE_FIRST),
    ROW1("sum", INTERVAL, INTERVAL,
         CHECKED("abs(sumOrNull[toFloat64(" INTERVAL_MICROS("$1") ")]) > 9e18", "22008",
                 "interval out of range", "sumOrNull[$1]"),
         "sum('1 mon -2 days 03:04:05.5'::interval)"),

    AVG_ROW(INT4, "toDecimal256(sumOrNull[$1], 0)", "avg(7)"),
    AVG_ROW(INT8, "toDecimal256(sumOrNull[toInt128($1)], 0)", "avg(7::int8)"),
    AVG_ROW(INT2, "toDecimal256(sumOrNull[$1], 0)", "avg(7::int2)"),
    AVG_ROW(NUMERIC, "sumOrNull[@1]", "avg(1.50)"),
    ROW1("avg", FLOAT8, FLOAT8, "(sumOrNull[$1] / count[$1])", "avg(1.5::float8)",
         .note = FLOAT_SUM_NOTE),
    ROW1("avg", FLOAT8, FLOAT4, "(sumOrNull[$1] / count[$1])", "avg(1.5::float4)",
         .note = FLOAT_SUM_NOTE),
    ROW1("avg", INTERVAL, INTERVAL,
         CHECKED("abs(sumOrNull[toFloat64(" INTERVAL_MICROS("$1") ")]) > 9e18", "22008",
                 "interval out of range",
                 LET2("i", "sumOrNull[$1]", "k", "toFloat64(count[$1])",
                      "if(k = 0, NULL, " INTERVAL_SCALED("i", "/", "k", "k > 0") ")")),
         "avg('1 mon -2 days 03:04:05.5'::interval)"),

    MIN(INT4, "7"),
    MIN(INT8, "7::int8"),
    MIN(INT2, "7::int2"),
    ROW1("min", FLOAT8, FLOAT8, FLOAT_MIN, "min('NaN'::float8)"),
    ROW1("min", FLOAT4, FLOAT4, FLOAT_MIN, "min(1.5::float4)"),
    ROW1("min", NUMERIC, NUMERIC, "minOrNull[@1]", "min(1.50)", .scale = SCALE_FIRST),
    MIN(TEXT, "'b'::text"),
    ROW1("min", ANYENUM, ANYENUM, "minOrNull[$1]", "NULL"),
    MIN(BPCHAR, "'b'::char(2)"),
    MIN(DATE, "'2024-02-29'::date"),
    MIN(TIMESTAMP, "'2024-02-29 12:30:00'::timestamp"),
    MIN(TIMESTAMPTZ, "'2024-02-29 12:30:00+00'::timestamptz"),
    MIN(TIME, "'12:30'::time"),
    MIN(INET, "'10.0.0.1'::inet"),
    MIN(OID, "7::oid"),
    ROW1("min", INTERVAL, INTERVAL, INTERVAL_EXTREME("argMin"),
         "min('1 mon -2 days 03:04:05.5'::interval)"),

    MAX(INT4, "7"),
    MAX(INT8, "7::int8"),
    MAX(INT2, "7::int2"),
    ROW1("max", FLOAT8, FLOAT8, FLOAT_MAX, "max('NaN'::float8)"),
    ROW1("max", FLOAT4, FLOAT4, FLOAT_MAX, "max(1.5::float4)"),
    ROW1("max", NUMERIC, NUMERIC, "maxOrNull[@1]", "max(1.50)", .scale = SCALE_FIRST),
    MAX(TEXT, "'b'::text"),
    ROW1("max", ANYENUM, ANYENUM, "maxOrNull[$1]", "NULL"),
    MAX(BPCHAR, "'b'::char(2)"),
    MAX(DATE, "'2024-02-29'::date"),
    MAX(TIMESTAMP, "'2024-02-29 12:30:00'::timestamp"),
    MAX(TIMESTAMPTZ, "'2024-02-29 12:30:00+00'::timestamptz"),
    MAX(TIME, "'12:30'::time"),
    MAX(INET, "'10.0.0.1'::inet"),
    MAX(OID, "7::oid"),
    ROW1("max", INTERVAL, INTERVAL, INTERVAL_EXTREME("argMax"),
         "max('1 mon -2 days 03:04:05.5'::interval)"),

    ROW1("bool_and", BOOL, BOOL, "minOrNull[$1]", "bool_and(true)"),
    ROW1("bool_or", BOOL, BOOL, "maxOrNull[$1]", "bool_or(true)"),
    ROW1("every", BOOL, BOOL, "minOrNull[$1]", "every(true)"),

    SPREAD_OF("stddev", "2", "stddevSampStable", OF_SAMPLE, ROOT),
    SPREAD_OF("stddev_samp", "2", "stddevSampStable", OF_SAMPLE, ROOT),
    SPREAD_OF("stddev_pop", "1", "stddevPopStable", OF_ALL, ROOT),
    SPREAD_OF("variance", "2", "varSampStable", OF_SAMPLE, VARIANCE),
    SPREAD_OF("var_samp", "2", "varSampStable", OF_SAMPLE, VARIANCE),
    SPREAD_OF("var_pop", "1", "varPopStable", OF_ALL, VARIANCE),

    OF_PAIRS("covar_pop", "1", "covarPopStable"),
    OF_PAIRS("covar_samp", "2", "covarSampStable"),
    ROW2("corr", FLOAT8, FLOAT8, FLOAT8,
         "if(" VARIES_X " != 0 AND " VARIES_Y " != 0, corrStable[$1, $2], NULL)",
         "corr(1.5::float8, 2.5)", .note = FLOAT_SUM_NOTE),
    ROW2("regr_count", INT8, FLOAT8, FLOAT8, "toInt64(" PAIRS ")", "regr_count(1.5::float8, 2.5)",
         .called_on_null = true, .never_null = true),
    ROW2("regr_avgy", FLOAT8, FLOAT8, FLOAT8, MEAN_Y, "regr_avgy(1.5::float8, 2.5)",
         .note = FLOAT_SUM_NOTE),
    ROW2("regr_avgx", FLOAT8, FLOAT8, FLOAT8, MEAN_X, "regr_avgx(1.5::float8, 2.5)",
         .note = FLOAT_SUM_NOTE),
    ROW2("regr_slope", FLOAT8, FLOAT8, FLOAT8, "if(" VARIES_X " != 0, " SLOPE ", NULL)",
         "regr_slope(1.5::float8, 2.5)", .note = FLOAT_SUM_NOTE),
    ROW2("regr_intercept", FLOAT8, FLOAT8, FLOAT8,
         "if(" VARIES_X " != 0, " MEAN_Y " - " SLOPE " * " MEAN_X ", NULL)",
         "regr_intercept(1.5::float8, 2.5)", .note = FLOAT_SUM_NOTE),
    ROW2("regr_r2", FLOAT8, FLOAT8, FLOAT8,
         "if(" VARIES_X " != 0, if(" VARIES_Y " = 0, 1., pow(corrStable[$1, $2], 2)), NULL)",
         "regr_r2(1.5::float8, 2.5)", .note = FLOAT_SUM_NOTE),

    ROW2("regr_sxx", FLOAT8, FLOAT8, FLOAT8, REGR_SUM(VARIES_X), "regr_sxx(1.5::float8, 2.5)",
         .note = FLOAT_SUM_NOTE),
    ROW2("regr_syy", FLOAT8, FLOAT8, FLOAT8, REGR_SUM(VARIES_Y), "regr_syy(1.5::float8, 2.5)",
         .note = FLOAT_SUM_NOTE),
    ROW2("regr_sxy", FLOAT8, FLOAT8, FLOAT8, REGR_SUM("covarPopStable[$1, $2]"),
         "regr_sxy(1.5::float8, 2.5)", .note = FLOAT_SUM_NOTE),

    BITS("bit_and", "groupBitAndOrNull"),
    BITS("bit_or", "groupBitOrOrNull"),
    BITS("bit_xor", "groupBitXorOrNull"),

    ROW2("string_agg", TEXT, TEXT, TEXT, "if(empty($1), NULL, arrayStringConcat($1, $2))",
         "string_agg('a'::text, ', ')", .input = AGGREGATE_ARRAYS, .constant_arg = 2,
         .note = ORDER_NOTE),
    /* Each delimiter stands before its own value. */
    ROW2("string_agg", TEXT, TEXT, TEXT,
         "if(empty($1), NULL, arrayStringConcat(arrayMap((v, d, i) -> if(i = 1, v, "
         "concat(ifNull(d, ''), v)), $1, $2, arrayEnumerate($1))))",
         "string_agg('a'::text, NULL)", .input = AGGREGATE_ARRAYS, .note = ORDER_NOTE),

    ROW2("string_agg", BYTEA, BYTEA, BYTEA,
         "if(empty($1), NULL, arrayStringConcat(arrayMap((v, d, i) -> if(i = 1, v, "
         "concat(ifNull(d, ''), v)), $1, $2, arrayEnumerate($1))))",
         "string_agg('\\x01ff'::bytea, '\\x00')", .input = AGGREGATE_ARRAYS, .note = ORDER_NOTE),

    ROW2("percentile_cont", FLOAT8, FLOAT8, FLOAT8, PERCENTILE_CONT("$1"),
         "percentile_cont(0.5) WITHIN GROUP (ORDER BY 1.5::float8)", .input = AGGREGATE_SORTED),
    ROW2("percentile_cont", INTERVAL, FLOAT8, INTERVAL, PERCENTILE_INTERVAL("$1"),
         "percentile_cont(0.5) WITHIN GROUP (ORDER BY '1 day'::interval)",
         .input = AGGREGATE_SORTED),
    ROW2("percentile_cont", FLOAT8, FLOAT8_ARRAY, FLOAT8, PERCENTILES(PERCENTILE_CONT("f")),
         "percentile_cont('{0,0.5,NULL}'::float8[]) WITHIN GROUP (ORDER BY 1.5::float8)",
         .input = AGGREGATE_SORTED, .gives_array = true),
    ROW2("percentile_cont", INTERVAL, FLOAT8_ARRAY, INTERVAL, PERCENTILES(PERCENTILE_INTERVAL("f")),
         "percentile_cont('{0,0.5,NULL}'::float8[]) WITHIN GROUP (ORDER BY '1 day'::interval)",
         .input = AGGREGATE_SORTED, .gives_array = true),
    ROW2("percentile_disc", ANY, FLOAT8_ARRAY, ANY, PERCENTILES(PERCENTILE_DISC("f")),
         "percentile_disc(ARRAY[0.25, 1]) WITHIN GROUP (ORDER BY 'a'::text)",
         .input = AGGREGATE_SORTED, .gives_array = true, .scale = SCALE_SECOND),
    ROW2("percentile_disc", ANY, FLOAT8, ANY, PERCENTILE_DISC("$1"),
         "percentile_disc(0.5) WITHIN GROUP (ORDER BY 'a'::text)", .input = AGGREGATE_SORTED,
         .scale = SCALE_SECOND),
    ROW1("mode", INTERVAL, INTERVAL, REFUSED, NULL),
    ROW1("mode", ANY, ANY, MODE, "mode() WITHIN GROUP (ORDER BY 'a'::text)",
         .input = AGGREGATE_SORTED, .scale = SCALE_FIRST),
    ROW1("array_agg", ANY, ANY, "if(empty($1), NULL, tuple($1))",
         "array_agg(5), array_agg('a'::text)", .input = AGGREGATE_ARRAYS, .keeps_nulls = true,
         .gives_array = true, .note = ORDER_NOTE),
    ROW1(
        "array_agg", ANYARRAY, ANYARRAY,
        "multiIf(empty($1), NULL, " THROW_IF(
            "arrayExists(v -> isNull(v), $1)", "22004",
            "cannot accumulate null arrays") " OR " THROW_IF("arrayExists(v -> "
                                                             "empty(tupleElement(v, 1)), "
                                                             "$1)",
                                                             "2202E",
                                                             "cannot accumulate empty "
                                                             "arrays") " OR " THROW_IF("le"
                                                                                       "ng"
                                                                                       "th"
                                                                                       "(a"
                                                                                       "rr"
                                                                                       "ay"
                                                                                       "Di"
                                                                                       "st"
                                                                                       "in"
                                                                                       "ct"
                                                                                       "(a"
                                                                                       "rr"
                                                                                       "ay"
                                                                                       "Ma"
                                                                                       "p("
                                                                                       "v "
                                                                                       "->"
                                                                                       " l"
                                                                                       "en"
                                                                                       "gt"
                                                                                       "h("
                                                                                       "tu"
                                                                                       "pl"
                                                                                       "eE"
                                                                                       "le"
                                                                                       "me"
                                                                                       "nt"
                                                                                       "(v"
                                                                                       ", "
                                                                                       "1)"
                                                                                       "),"
                                                                                       " $"
                                                                                       "1)"
                                                                                       "))"
                                                                                       " >"
                                                                                       " "
                                                                                       "1",
                                                                                       "22"
                                                                                       "02"
                                                                                       "E",
                                                                                       "ca"
                                                                                       "nn"
                                                                                       "ot"
                                                                                       " a"
                                                                                       "cc"
                                                                                       "um"
                                                                                       "ul"
                                                                                       "at"
                                                                                       "e "
                                                                                       "ar"
                                                                                       "ra"
                                                                                       "ys"
                                                                                       " o"
                                                                                       "f "
                                                                                       "di"
                                                                                       "ff"
                                                                                       "er"
                                                                                       "en"
                                                                                       "t "
                                                                                       "di"
                                                                                       "me"
                                                                                       "ns"
                                                                                       "io"
                                                                                       "na"
                                                                                       "li"
                                                                                       "t"
                                                                                       "y") ", "
                                                                                            "NULL, "
                                                                                            "tuple("
                                                                                            "arrayM"
                                                                                            "ap(v "
                                                                                            "-> "
                                                                                            "tupleE"
                                                                                            "lement"
                                                                                            "(assum"
                                                                                            "eNotNu"
                                                                                            "ll(v),"
                                                                                            " 1), "
                                                                                            "$1)))",
        "array_agg(ARRAY[1,2])", .input = AGGREGATE_ARRAYS, .keeps_nulls = true,
        .note = ORDER_NOTE),
    JSON_AGG_ROWS(JSON, "json"),
    JSON_AGG_ROWS(JSONB, "jsonb"),
};

const struct routine_table aggregates = TABLE(rows);
