/* Mathematical functions: rows of pg_proc and how ClickHouse says the same. */
#include "rewrite/numeric/numeric_power.h"

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

/* ClickHouse's gcd has no 0. */
#define IS_NOTHING(x) "ifNull(" x ", 0) = 0"
#define NOT_NOTHING(x) "if(" IS_NOTHING(x) ", toInt128(1), toInt128(" x "))"
#define GCD                                                                                        \
    "if(" IS_NOTHING("$1") " OR " IS_NOTHING("$2") ", abs(toInt128($1) + toInt128($2)), "          \
                                                   "abs(gcd(" NOT_NOTHING("$1") ", " NOT_NOTHING(  \
                                                       "$2") ")))"
/* What is NULL is divided too: by something. */
#define LCM "intDiv(abs(toInt128($1) * toInt128($2)), greatest(ifNull(" GCD ", 1), 1))"
/* Of numerics as whole numbers of 28 decimals, a and b. */
#define WHOLE(x)                                                                                   \
    "toInt256(replaceOne(toDecimalString(toDecimal256(ifNull(" x ", 0), 28), 28), '.', ''))"
#define WHOLE_GCD                                                                                  \
    "if(a = 0 OR b = 0, abs(a + b), abs(gcd(if(a = 0, toInt256(1), a), if(b = 0, toInt256(1), "    \
    "b))))"
#define WHOLE_LCM                                                                                  \
    "if(a = 0 OR b = 0, toInt256(0), if(" THROW_IF(                                                \
        "toFloat64(abs(a)) / toFloat64(" WHOLE_GCD ") * toFloat64(abs(b)) >= 1e75", "0A000",       \
        "so large a common multiple is not supported") ", toInt256(0), intDiv(abs(a), if("         \
                                                       "a = 0 OR b = 0, toInt256(1), " WHOLE_GCD   \
                                                       ")) * abs(b)))"
#define OF_WHOLES(value)                                                                           \
    "if(" THROW_IF(                                                                                \
        "abs(@1) >= 1e46 OR abs(@2) >= 1e46", "0A000",                                             \
        "common divisors of so large numbers are not supported") " OR isNull(@1) OR "              \
                                                                 "isNull(@2), NULL, "              \
                                                                 "toDecimal256(" LET2(             \
                                                                     "a", WHOLE("@1"), "b",        \
                                                                     WHOLE("@2"),                  \
                                                                     value) ", 0) * "              \
                                                                            "toDecimal256('1e-28'" \
                                                                            ", 28))"
#define FACTORIAL                                                                                  \
    "toDecimal256(if(isNull($1), NULL, arrayFold((acc, x) -> acc * toInt256(x), range(1, "         \
    "toUInt64(greatest(0, least(57, ifNull($1, 0)))) + 1), toInt256(1))), 0)"

#define MIN_SCALE "toInt32(length(extract(toString(@1), '[.](.*)')))"

/* One step of Newton's from the nearest float doubles its digits. */
#define NUMERIC_SQRT(scale)                                                                        \
    CHECKED("@1 < 0", "2201F", "cannot take square root of a negative number",                     \
            "if(@1 = 0, toDecimal256(0, 28), arrayElement(arrayMap((v, r, s) -> "                  \
            "toDecimal256(round((r + divideDecimal(v, r, 28)) / 2, s), 28), array(greatest("       \
            "assumeNotNull(@1), toDecimal256('1e-28', 28))), "                                     \
            "array(toDecimal256(sqrt(toFloat64(greatest(assumeNotNull(@1), "                       \
            "toDecimal256('1e-28', 28)))), 28)), array(ifNull(least(28, " scale "), 28))), 1))")
#define SQRT_SHOWN                                                                                 \
    "arrayElement(arrayMap(n -> greatest(0, $2, 15 - 2 * " DECIMAL_WEIGHT(                         \
        "n") "), array(toString(abs(@1)))), 1)"

/* Of low < high; what is the other way round is mirrored. */
#define ORDERED(low, high, value) "if(" low " < " high ", " value ", -" value ")"
#define BUCKET(operand, low, high, n)                                                              \
    "arrayElement(arrayMap((o, l, h) -> accurateCast(multiIf(isNull(o) OR isNull(l) OR isNull(h) " \
    "OR isNull($4), NULL, o < l, 0, o >= h, toInt64($4) + 1, least(toInt64($4), toInt64(" n        \
    ") + 1)), 'Int32'), array(" ORDERED(low, high, operand) "), array(" ORDERED(                   \
        low, high, low) "), array(" ORDERED(low, high, high) ")), 1)"
/* Of a NULL among the arguments nothing is checked. */
#define BUCKET_ERROR(condition, message)                                                           \
    THROW_IF("isNotNull($1) AND isNotNull($2) AND isNotNull($3) AND isNotNull($4) AND (" condition \
             ")",                                                                                  \
             "2201G", message)
#define BUCKET_CHECKED(more, value)                                                                \
    "if(" more BUCKET_ERROR("$4 <= 0", "count must be greater than zero") " OR " BUCKET_ERROR(     \
        "$2 = $3", "lower bound cannot equal upper bound") ", NULL, " value ")"
#define FLOAT_CHECKS                                                                               \
    BUCKET_ERROR("isNaN($1) OR isNaN($2) OR isNaN($3)",                                            \
                 "operand, lower bound, and upper bound cannot be NaN")                            \
    " OR " BUCKET_ERROR("isInfinite($2) OR isInfinite($3)",                                        \
                        "lower and upper bounds must be finite") " OR "
#define FLOAT_BUCKET                                                                               \
    BUCKET_CHECKED(FLOAT_CHECKS, BUCKET("$1", "$2", "$3", "$4 * ((o - l) / (h - l))"))
#define NUMERIC_BUCKET                                                                             \
    BUCKET_CHECKED(                                                                                \
        "", BUCKET("@1", "@2", "@3", "divideDecimal(toDecimal256($4, 0) * (o - l), h - l, 20)"))

/*
 * Sines of degrees as PostgreSQL finds them, exact for multiples of 30: d is the angle in 0 … 180,
 * mirrored into the first quadrant.
 */
#define RADIAN "0.0174532925199432957692"
#define SIN_0_TO_30(x) "(sin((" x ") * " RADIAN ") / sin(30 * " RADIAN ") / 2)"
#define COS_0_TO_60(x) "(1 - (1 - cos((" x ") * " RADIAN ")) / (1 - cos(60 * " RADIAN ")) / 2)"
#define SIN_Q1(x) "if((" x ") <= 30, " SIN_0_TO_30(x) ", " COS_0_TO_60("90 - (" x ")") ")"
#define COS_Q1(x) "if((" x ") <= 60, " COS_0_TO_60(x) ", " SIN_0_TO_30("90 - (" x ")") ")"
#define WITH_QUARTER(value)                                                                        \
    "arrayElement(arrayMap(t -> arrayElement(arrayMap((h, q) -> " value ", array(if(t > 180, 360 " \
    "- t, t)), array(if(t > 90 AND t < 270, abs(180 - t), least(t, 360 - t)))), 1), "              \
    "array(modulo(abs($1), 360))), 1)"
#define SINE "if($1 = 0, $1, if($1 < 0, -1, 1) * if(t > 180, -1, 1) * " SIN_Q1("q") ")"
#define COSINE "if(h > 90, -1, 1) * " COS_Q1("q")
#define TAN_45 SIN_Q1("45") " / " COS_Q1("45")
#define ACOSD_Q1 "if($1 <= 0.5, 90 - asin($1) / asin(0.5) * 30, acos($1) / acos(0.5) * 60)"
#define DEGREES_CHECKED(value)                                                                     \
    CHECKED("isInfinite($1)", "22003", "input is out of range", WITH_QUARTER(value))
#define IN_UNIT(value) CHECKED("abs($1) > 1", "22003", "input is out of range", value)

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
    ROW2("gcd", INT4, INT4, INT4, "accurateCast(" GCD ", 'Int32')", "gcd(-12, 18), gcd(0, 5)"),
    ROW2("gcd", INT8, INT8, INT8, "accurateCast(" GCD ", 'Int64')", "gcd(12::int8, 0)"),
    ROW2("gcd", NUMERIC, NUMERIC, NUMERIC, OF_WHOLES(WHOLE_GCD), "gcd(1071.0, 462), gcd(0.0, 2.50)",
         .scale = SCALE_QUOTIENT, .scaled = OF_WHOLES(WHOLE_GCD), .shown = "greatest($3, $4)"),
    ROW2("lcm", INT4, INT4, INT4, "accurateCast(" LCM ", 'Int32')",
         "lcm(-4, 6), lcm(0, 5), lcm(0, 0)"),
    ROW2("lcm", INT8, INT8, INT8, "accurateCast(" LCM ", 'Int64')", "lcm(4::int8, 6)"),
    ROW2("lcm", NUMERIC, NUMERIC, NUMERIC, OF_WHOLES(WHOLE_LCM), "lcm(1071.0, 462), lcm(0.0, 2.5)",
         .scale = SCALE_QUOTIENT, .scaled = OF_WHOLES(WHOLE_LCM), .shown = "greatest($3, $4)"),
    ROW1("factorial", NUMERIC, INT8,
         CHECKED("$1 < 0", "22003", "factorial of a negative number is undefined",
                 CHECKED("$1 > 57", "22003", "value overflows numeric format", FACTORIAL)),
         "factorial(30), factorial(0)", .scale = SCALE_NONE),
    ROW4("width_bucket", INT4, FLOAT8, FLOAT8, FLOAT8, INT4, FLOAT_BUCKET,
         "width_bucket(5.35::float8, 0.024, 10.06, 5), width_bucket(5.35::float8, 10.06, 0.024, "
         "5)"),
    ROW4("width_bucket", INT4, NUMERIC, NUMERIC, NUMERIC, INT4, NUMERIC_BUCKET,
         "width_bucket(5.35, 0.024, 10.06, 5), width_bucket(11, 10.06, 0.024, 5)"),
    ROW0("random", FLOAT8, "(bitShiftRight(rand64($*), 11) / 9007199254740992)",
         "random() BETWEEN 0 AND 1", .is_volatile = true, .never_null = true),
    ROW0("setseed", VOID, REFUSED, NULL),
    /* `scaled` has the number of decimals that the argument shows. */
    ROW1("scale", INT4, NUMERIC, MIN_SCALE, "scale(8.4100), scale(10 / 4.0)",
         .scaled = "if(isNull($1), NULL, toInt32($2))"),
    ROW1("min_scale", INT4, NUMERIC, MIN_SCALE, "min_scale(8.4100), min_scale(10.0 / 4)"),
    ROW1("trim_scale", NUMERIC, NUMERIC, "@1", "trim_scale(8.4100), trim_scale(10.00)",
         .scale = SCALE_FIRST, .scaled = "@1", .shown = MIN_SCALE),

    ROW1("sqrt", FLOAT8, FLOAT8,
         CHECKED("$1 < 0", "2201F", "cannot take square root of a negative number", "sqrt($1)"),
         "sqrt(2::float8)"),
    ROW1("sqrt", NUMERIC, NUMERIC, NUMERIC_SQRT("28"), "sqrt(2.0), sqrt(12345.678), sqrt(0.0)",
         .scale = SCALE_QUOTIENT, .scaled = NUMERIC_SQRT(SQRT_SHOWN), .shown = SQRT_SHOWN),
    ROW1("cbrt", FLOAT8, FLOAT8, "cbrt($1)", "cbrt(27::float8)", .note = FLOAT_NOTE),
    ROW1("exp", FLOAT8, FLOAT8,
         CHECKED("$1 > 709.782712893384 AND $1 < inf", "22003", "value out of range: overflow",
                 CHECKED("$1 < -745.1332191019412 AND $1 > -inf", "22003",
                         "value out of range: underflow", "exp($1)")),
         "exp(1::float8)", .note = FLOAT_NOTE),
    ROW1("exp", NUMERIC, NUMERIC, NUMERIC_EXP("28"), "exp(1.0), exp(-2.50), exp(0.000), exp(30.5)",
         .scale = SCALE_QUOTIENT, .note = QUOTIENT_NOTE, .scaled = NUMERIC_EXP(EXP_SHOWN),
         .shown = EXP_SHOWN),
    ROW1("ln", FLOAT8, FLOAT8, LOGARITHM("log"), "ln(2::float8)", .note = FLOAT_NOTE),
    ROW1("ln", NUMERIC, NUMERIC, NUMERIC_LN("28"), "ln(2.0), ln(0.95), ln(12345.678), ln(1.00)",
         .scale = SCALE_QUOTIENT, .note = QUOTIENT_NOTE, .scaled = NUMERIC_LN(LN_SHOWN),
         .shown = LN_SHOWN),
    ROW1("log", FLOAT8, FLOAT8, LOGARITHM("log10"), "log(100::float8)", .note = FLOAT_NOTE),
    ROW1("log", NUMERIC, NUMERIC, NUMERIC_LOG10("28"), "log(100.0), log(0.0005)",
         .scale = SCALE_QUOTIENT, .note = QUOTIENT_NOTE, .scaled = NUMERIC_LOG10(LOG10_SHOWN),
         .shown = LOG10_SHOWN),
    ROW2("log", NUMERIC, NUMERIC, NUMERIC, NUMERIC_LOG("28"), "log(2, 64), log(2.0, 0.1)",
         .scale = SCALE_QUOTIENT, .note = QUOTIENT_NOTE, .scaled = NUMERIC_LOG(LOG_SHOWN),
         .shown = LOG_SHOWN),
    ROW1("log10", FLOAT8, FLOAT8, LOGARITHM("log10"), "log10(1000::float8)", .note = FLOAT_NOTE),
    ROW1("log10", NUMERIC, NUMERIC, NUMERIC_LOG10("28"), "log10(100.0), log10(0.0005)",
         .scale = SCALE_QUOTIENT, .note = QUOTIENT_NOTE, .scaled = NUMERIC_LOG10(LOG10_SHOWN),
         .shown = LOG10_SHOWN),
    ROW2("power", FLOAT8, FLOAT8, FLOAT8, POWER, "power(9::float8, 3)", .note = FLOAT_NOTE),
    ROW2("power", NUMERIC, NUMERIC, NUMERIC, NUMERIC_POWER,
         "power(1.05, 60), power(2.5, -2), power(2, 0.5)", .scale = SCALE_QUOTIENT,
         .note = QUOTIENT_NOTE, .scaled = NUMERIC_POWER_SHOWN, .shown = POWER_SHOWN),
    ROW2("pow", FLOAT8, FLOAT8, FLOAT8, POWER, "pow(9::float8, 3)", .note = FLOAT_NOTE),
    ROW2("pow", NUMERIC, NUMERIC, NUMERIC, NUMERIC_POWER, "pow(9.0, 3)", .scale = SCALE_QUOTIENT,
         .note = QUOTIENT_NOTE, .scaled = NUMERIC_POWER_SHOWN, .shown = POWER_SHOWN),

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
    FINITE("cot", "1 / tan"),
    ROW1("sind", FLOAT8, FLOAT8, DEGREES_CHECKED(SINE), "sind(30), sind(-150), sind(12.5)",
         .note = FLOAT_NOTE),
    ROW1("cosd", FLOAT8, FLOAT8, DEGREES_CHECKED(COSINE), "cosd(60), cosd(180), cosd(-12.5)",
         .note = FLOAT_NOTE),
    ROW1("tand", FLOAT8, FLOAT8, DEGREES_CHECKED(SINE " / (" COSINE ") / (" TAN_45 ")"),
         "tand(45), tand(-12.5)", .note = FLOAT_NOTE),
    ROW1("cotd", FLOAT8, FLOAT8, DEGREES_CHECKED("(" COSINE ") / (" SINE ") * (" TAN_45 ")"),
         "cotd(45), cotd(-12.5)", .note = FLOAT_NOTE),
    ROW1("asind", FLOAT8, FLOAT8,
         IN_UNIT("if($1 < 0, -1, 1) * if(abs($1) <= 0.5, asin(abs($1)) / asin(0.5) * 30, "
                 "90 - acos(abs($1)) / acos(0.5) * 60)"),
         "asind(0.5), asind(-1), asind(0.3)", .note = FLOAT_NOTE),
    ROW1("acosd", FLOAT8, FLOAT8,
         IN_UNIT("if($1 >= 0, " ACOSD_Q1 ", 90 + if(abs($1) <= 0.5, asin(abs($1)) / asin(0.5) * "
                 "30, 90 - acos(abs($1)) / acos(0.5) * 60))"),
         "acosd(0.5), acosd(-1), acosd(0.3)", .note = FLOAT_NOTE),
    ROW1("atand", FLOAT8, FLOAT8, "(atan($1) / atan(1.) * 45)", "atand(1), atand(-0.3)",
         .note = FLOAT_NOTE),
    ROW2("atan2d", FLOAT8, FLOAT8, FLOAT8, "(atan2($1, $2) / atan(1.) * 45)",
         "atan2d(1, -1), atan2d(0.3, 2)", .note = FLOAT_NOTE),
    ALL("asinh", "asinh"),
    ROW1("acosh", FLOAT8, FLOAT8, CHECKED("$1 < 1", "22003", "input is out of range", "acosh($1)"),
         "acosh(1.5)", .note = FLOAT_NOTE),
    ROW1("atanh", FLOAT8, FLOAT8,
         CHECKED("abs($1) > 1", "22003", "input is out of range", "atanh($1)"), "atanh(0.5)",
         .note = FLOAT_NOTE),
    ALL("sinh", "sinh"),
    ALL("cosh", "cosh"),
    ALL("tanh", "tanh"),
};

const struct routine_table functions_math = TABLE(rows);
