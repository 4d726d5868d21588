/* Aggregates: rows of pg_proc with prokind a. Knows no grouping. */
#include "rewrite/routine_row.h"

/* FROM-less SELECTs have one row, so that examples show a group of one; more rows in the tests. */
#define MIN(type, e) ROW1("min", type, type, "minOrNull[$1]", "min(" e ")")
#define MAX(type, e) ROW1("max", type, type, "maxOrNull[$1]", "max(" e ")")

/* NaN is the greatest value; ClickHouse's answer depends on the order of the rows. */
#define FLOAT_MIN "ifNull(minOrNull[if(isNaN($1), NULL, $1)], anyOrNull[$1])"
#define FLOAT_MAX "if(maxOrNull[isNaN($1)] = 1, anyOrNull[if(isNaN($1), $1, NULL)], maxOrNull[$1])"

#define NUMERIC_AVG(sum)                                                                           \
    NUMERIC_QUOTIENT("toDecimal256(" sum ", 0)", "toDecimal256(greatest(count[$1], 1), 0)")

#define FLOAT_SUM_NOTE "the order of addition, and with it the last digits, may differ"
#define INT_SPREAD(name)                                                                           \
    ROW1(name, NUMERIC, INT4, REFUSED, NULL), ROW1(name, NUMERIC, INT8, REFUSED, NULL),            \
        ROW1(name, NUMERIC, INT2, REFUSED, NULL), ROW1(name, NUMERIC, NUMERIC, REFUSED, NULL)
/* One NaN is 0 to ClickHouse, NaN to PostgreSQL: the last addend sees to it. */
#define SPREAD_OF(name, least, clickhouse_)                                                        \
    INT_SPREAD(name),                                                                              \
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

    ROW1("avg", NUMERIC, INT4, NUMERIC_AVG("sumOrNull[$1]"), "avg(7)", .scale = SCALE_QUOTIENT,
         .note = QUOTIENT_NOTE),
    ROW1("avg", NUMERIC, INT8, NUMERIC_AVG("sumOrNull[toInt128($1)]"), "avg(7::int8)",
         .scale = SCALE_QUOTIENT, .note = QUOTIENT_NOTE),
    ROW1("avg", NUMERIC, INT2, NUMERIC_AVG("sumOrNull[$1]"), "avg(7::int2)",
         .scale = SCALE_QUOTIENT, .note = QUOTIENT_NOTE),
    ROW1("avg", NUMERIC, NUMERIC,
         NUMERIC_QUOTIENT("sumOrNull[@1]", "toDecimal256(greatest(count[$1], 1), 0)"), "avg(1.50)",
         .scale = SCALE_QUOTIENT, .note = QUOTIENT_NOTE),
    ROW1("avg", FLOAT8, FLOAT8, "(sumOrNull[$1] / count[$1])", "avg(1.5::float8)",
         .note = FLOAT_SUM_NOTE),
    ROW1("avg", FLOAT8, FLOAT4, "(sumOrNull[$1] / count[$1])", "avg(1.5::float4)",
         .note = FLOAT_SUM_NOTE),
    ROW1("avg", INTERVAL, INTERVAL, REFUSED, NULL),

    MIN(INT4, "7"),
    MIN(INT8, "7::int8"),
    MIN(INT2, "7::int2"),
    ROW1("min", FLOAT8, FLOAT8, FLOAT_MIN, "min('NaN'::float8)"),
    ROW1("min", FLOAT4, FLOAT4, FLOAT_MIN, "min(1.5::float4)"),
    ROW1("min", NUMERIC, NUMERIC, "minOrNull[@1]", "min(1.50)", .scale = SCALE_FIRST),
    MIN(TEXT, "'b'::text"),
    MIN(BPCHAR, "'b'::char(2)"),
    MIN(DATE, "'2024-02-29'::date"),
    MIN(TIMESTAMP, "'2024-02-29 12:30:00'::timestamp"),
    MIN(TIMESTAMPTZ, "'2024-02-29 12:30:00+00'::timestamptz"),
    ROW1("min", INTERVAL, INTERVAL, REFUSED, NULL),
    ROW1("min", TIME, TIME, REFUSED, NULL),

    MAX(INT4, "7"),
    MAX(INT8, "7::int8"),
    MAX(INT2, "7::int2"),
    ROW1("max", FLOAT8, FLOAT8, FLOAT_MAX, "max('NaN'::float8)"),
    ROW1("max", FLOAT4, FLOAT4, FLOAT_MAX, "max(1.5::float4)"),
    ROW1("max", NUMERIC, NUMERIC, "maxOrNull[@1]", "max(1.50)", .scale = SCALE_FIRST),
    MAX(TEXT, "'b'::text"),
    MAX(BPCHAR, "'b'::char(2)"),
    MAX(DATE, "'2024-02-29'::date"),
    MAX(TIMESTAMP, "'2024-02-29 12:30:00'::timestamp"),
    MAX(TIMESTAMPTZ, "'2024-02-29 12:30:00+00'::timestamptz"),
    ROW1("max", INTERVAL, INTERVAL, REFUSED, NULL),
    ROW1("max", TIME, TIME, REFUSED, NULL),

    ROW1("bool_and", BOOL, BOOL, "minOrNull[$1]", "bool_and(true)"),
    ROW1("bool_or", BOOL, BOOL, "maxOrNull[$1]", "bool_or(true)"),
    ROW1("every", BOOL, BOOL, "minOrNull[$1]", "every(true)"),

    SPREAD_OF("stddev", "2", "stddevSampStable"),
    SPREAD_OF("stddev_samp", "2", "stddevSampStable"),
    SPREAD_OF("stddev_pop", "1", "stddevPopStable"),
    SPREAD_OF("variance", "2", "varSampStable"),
    SPREAD_OF("var_samp", "2", "varSampStable"),
    SPREAD_OF("var_pop", "1", "varPopStable"),

    OF_PAIRS("covar_pop", "1", "covarPopStable"),
    OF_PAIRS("covar_samp", "2", "covarSampStable"),
    ROW2("corr", FLOAT8, FLOAT8, FLOAT8, REFUSED, NULL),

    ROW2("string_agg", TEXT, TEXT, TEXT, REFUSED, NULL),
    ROW1("array_agg", TEXT, ANY, REFUSED, NULL),
};

const struct routine_table aggregates = TABLE(rows);
