/* Mathematical functions: rows of pg_proc and how ClickHouse says the same. */
#include "rewrite/routine_row.h"

#define FLOAT_NOTE "the last digit may differ from the C library's"

/* Defined for all but infinite arguments. */
#define FINITE(name, clickhouse_)                                                                  \
    ROW1(name, FLOAT8, FLOAT8,                                                                     \
         CHECKED("isInfinite($1)", "22003", "input is out of range", clickhouse_ "($1)"),          \
         name "(0.5::float8)", .note = FLOAT_NOTE)
/* Defined from -1 to 1. */
#define UNIT(name)                                                                                 \
    ROW1(name, FLOAT8, FLOAT8,                                                                     \
         CHECKED("abs($1) > 1", "22003", "input is out of range", name "($1)"),                    \
         name "(0.5::float8)", .note = FLOAT_NOTE)
#define ALL(name, clickhouse_)                                                                     \
    ROW1(name, FLOAT8, FLOAT8, clickhouse_ "($1)", name "(0.5::float8)", .note = FLOAT_NOTE)

#define LOGARITHM(clickhouse_)                                                                     \
    CHECKED("$1 = 0", "2201E", "cannot take logarithm of zero",                                    \
            CHECKED("$1 < 0", "2201E", "cannot take logarithm of a negative number",               \
                    clickhouse_ "($1)"))
#define TO_INTEGER(name, clickhouse_)                                                              \
    ROW1(name, NUMERIC, NUMERIC, "toDecimal256(" clickhouse_ "(@1), 0)",                           \
         name "(-2.5), " name "(2.5)", .scale = SCALE_NONE),                                       \
        ROW1(name, FLOAT8, FLOAT8, clickhouse_ "($1)",                                             \
             name "(-2.5::float8), " name "(2.5::float8)")

/* To a number of decimals: the scale of a Decimal is a constant. */
#define TO_SCALE(name, clickhouse_)                                                                \
    ROW2(name, NUMERIC, NUMERIC, INT4,                                                             \
         "toDecimal256(" clickhouse_ "(@1, $2), toUInt8(greatest(0, $2)))",                        \
         name "(-2.567, 2), " name "(1234.5, -2)", .constant_arg = 2, .scale = SCALE_CONSTANT),    \
        ROW2(name, NUMERIC, NUMERIC, INT4, clickhouse_ "(@1, $2)", name "(2.567, 2)",              \
             .scale = SCALE_FIRST,                                                                 \
             .note = "when the number of decimals is no constant, trailing zeros stay")

static const struct routine rows[] = {
    ROW1("abs", FLOAT8, FLOAT8, "abs($1)", "abs(-2.5::float8)"),
    ROW1("abs", FLOAT4, FLOAT4, "abs($1)", "abs(-2.5::float4)"),
    ROW1("abs", INT8, INT8, "accurateCast(abs(toInt128($1)), 'Int64')", "abs(-7::int8)"),
    /* 0 -: else ClickHouse 26.7 raises ILLEGAL_COLUMN for a key compared with a constant. */
    ROW1("abs", INT4, INT4, "accurateCast(abs(0 - toInt64($1)), 'Int32')", "abs(-7)"),
    ROW1("abs", INT2, INT2, "accurateCast(abs(0 - toInt64($1)), 'Int16')", "abs((-7)::int2)"),
    ROW1("abs", NUMERIC, NUMERIC, "abs(@1)", "abs(-7.50)", .scale = SCALE_FIRST),

    TO_INTEGER("ceil", "ceil"),
    TO_INTEGER("ceiling", "ceil"),
    TO_INTEGER("floor", "floor"),
    /* Both round half to even for floating point, half away from zero for Decimals. */
    TO_INTEGER("round", "round"),
    TO_SCALE("round", "round"),
    TO_INTEGER("trunc", "trunc"),
    TO_SCALE("trunc", "trunc"),

    ROW1("sign", NUMERIC, NUMERIC, "toDecimal256(sign(@1), 0)", "sign(-8.4)", .scale = SCALE_NONE),
    ROW1("sign", FLOAT8, FLOAT8, "if(isNaN($1), 0., toFloat64(sign($1)))", "sign(-8.4::float8)"),

    ROW2("div", NUMERIC, NUMERIC, NUMERIC, NUMERIC_DIV, "div(9, 4), div(-9.5, 4)",
         .scale = SCALE_NONE),
    ROW2("mod", INT2, INT2, INT2, INT_REMAINDER("Int16"), "mod(9::int2, 4::int2)"),
    ROW2("mod", INT4, INT4, INT4, INT_REMAINDER("Int32"), "mod(9, 4), mod(-9, 4)"),
    ROW2("mod", INT8, INT8, INT8, INT_REMAINDER("Int64"), "mod(9::int8, -4::int8)"),
    ROW2("mod", NUMERIC, NUMERIC, NUMERIC, NUMERIC_REMAINDER, "mod(9.5, 4)", .scale = SCALE_MAX),
    ROW2("gcd", INT4, INT4, INT4, REFUSED, NULL),
    ROW2("gcd", INT8, INT8, INT8, REFUSED, NULL),
    ROW2("gcd", NUMERIC, NUMERIC, NUMERIC, REFUSED, NULL),
    ROW2("lcm", INT4, INT4, INT4, REFUSED, NULL),
    ROW2("lcm", INT8, INT8, INT8, REFUSED, NULL),
    ROW2("lcm", NUMERIC, NUMERIC, NUMERIC, REFUSED, NULL),

    ROW1("sqrt", FLOAT8, FLOAT8,
         CHECKED("$1 < 0", "2201F", "cannot take square root of a negative number", "sqrt($1)"),
         "sqrt(2::float8)"),
    ROW1("sqrt", NUMERIC, NUMERIC, REFUSED, NULL),
    ROW1("cbrt", FLOAT8, FLOAT8, "cbrt($1)", "cbrt(27::float8)", .note = FLOAT_NOTE),
    ROW1("exp", FLOAT8, FLOAT8,
         CHECKED("$1 > 709.782712893384 AND $1 < inf", "22003", "value out of range: overflow",
                 CHECKED("$1 < -745.1332191019412 AND $1 > -inf", "22003",
                         "value out of range: underflow", "exp($1)")),
         "exp(1::float8)", .note = FLOAT_NOTE),
    ROW1("exp", NUMERIC, NUMERIC, REFUSED, NULL),
    ROW1("ln", FLOAT8, FLOAT8, LOGARITHM("log"), "ln(2::float8)", .note = FLOAT_NOTE),
    ROW1("ln", NUMERIC, NUMERIC, REFUSED, NULL),
    ROW1("log", FLOAT8, FLOAT8, LOGARITHM("log10"), "log(100::float8)", .note = FLOAT_NOTE),
    ROW1("log", NUMERIC, NUMERIC, REFUSED, NULL),
    ROW2("log", NUMERIC, NUMERIC, NUMERIC, REFUSED, NULL),
    ROW1("log10", FLOAT8, FLOAT8, LOGARITHM("log10"), "log10(1000::float8)", .note = FLOAT_NOTE),
    ROW1("log10", NUMERIC, NUMERIC, REFUSED, NULL),
    ROW2("power", FLOAT8, FLOAT8, FLOAT8, POWER, "power(9::float8, 3)", .note = FLOAT_NOTE),
    ROW2("power", NUMERIC, NUMERIC, NUMERIC, REFUSED, NULL),
    ROW2("pow", FLOAT8, FLOAT8, FLOAT8, POWER, "pow(9::float8, 3)", .note = FLOAT_NOTE),
    ROW2("pow", NUMERIC, NUMERIC, NUMERIC, REFUSED, NULL),

    ROW0("pi", FLOAT8, "pi()", "pi()", .never_null = true),
    ROW1("degrees", FLOAT8, FLOAT8, "degrees($1)", "degrees(0.5::float8)", .note = FLOAT_NOTE),
    ROW1("radians", FLOAT8, FLOAT8, "radians($1)", "radians(45::float8)", .note = FLOAT_NOTE),
    FINITE("sin", "sin"),
    FINITE("cos", "cos"),
    FINITE("tan", "tan"),
    UNIT("asin"),
    UNIT("acos"),
    ALL("atan", "atan"),
    ROW2("atan2", FLOAT8, FLOAT8, FLOAT8, "atan2($1, $2)", "atan2(1::float8, 2)",
         .note = FLOAT_NOTE),
    ALL("sinh", "sinh"),
    ALL("cosh", "cosh"),
    ALL("tanh", "tanh"),
};

const struct routine_table functions_math = TABLE(rows);
