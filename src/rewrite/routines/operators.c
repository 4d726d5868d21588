/* Operators: rows of pg_operator and how ClickHouse says the same. Knows no expressions. */
#include "rewrite/numeric/numeric_power.h"
#include "rewrite/time/interval_row.h"

/* A value of each type, for examples. */
#define E_BOOL "true"
#define E_INT2 "7::int2"
#define E_INT4 "11"
#define E_INT8 "13::int8"
#define E_FLOAT4 "1.5::float4"
#define E_FLOAT8 "2.25::float8"
#define E_NUMERIC "3.75"
#define E_TEXT "'ab'::text"
#define E_NAME "'ab'::name"
#define E_CHAR "'a'::\"char\""
#define E_OID "16::oid"
#define E_BPCHAR "'ab '::char(4)"
#define E_DATE "'2024-02-29'::date"
#define E_TIMESTAMP "'2024-02-29 12:30:00'::timestamp"
#define E_TIMESTAMPTZ "'2024-02-29 12:30:00+00'::timestamptz"
#define E_UUID "'61f0c404-5cb3-11e7-907b-a6006ad3dba0'::uuid"

#define BINARY(op, result, a, b, template_, ...)                                                   \
    ROW2(op, result, a, b, template_, E_##a " " op " " E_##b, __VA_ARGS__)

/* PostgreSQL: NaN equals NaN and is greater than everything else. */
#define FLOAT_EQ "($1 = $2 OR (isNaN($1) AND isNaN($2)))"
#define FLOAT_LT "($1 < $2 OR (isNaN($2) AND NOT isNaN($1)))"
#define FLOAT_GT "($1 > $2 OR (isNaN($1) AND NOT isNaN($2)))"
#define FLOAT_NE "(NOT " FLOAT_EQ ")"
#define FLOAT_LE "(NOT " FLOAT_GT ")"
#define FLOAT_GE "(NOT " FLOAT_LT ")"

#define PLAIN(op) "($1 " op " $2)"

#define COMPARE(op, float_template)                                                                \
    BINARY(op, BOOL, INT4, INT4, PLAIN(op)), BINARY(op, BOOL, INT8, INT8, PLAIN(op)),              \
        BINARY(op, BOOL, INT2, INT2, PLAIN(op)), BINARY(op, BOOL, INT2, INT4, PLAIN(op)),          \
        BINARY(op, BOOL, INT2, INT8, PLAIN(op)), BINARY(op, BOOL, INT4, INT2, PLAIN(op)),          \
        BINARY(op, BOOL, INT4, INT8, PLAIN(op)), BINARY(op, BOOL, INT8, INT2, PLAIN(op)),          \
        BINARY(op, BOOL, INT8, INT4, PLAIN(op)), BINARY(op, BOOL, FLOAT8, FLOAT8, float_template), \
        BINARY(op, BOOL, FLOAT4, FLOAT4, float_template),                                          \
        BINARY(op, BOOL, FLOAT4, FLOAT8, float_template),                                          \
        BINARY(op, BOOL, FLOAT8, FLOAT4, float_template),                                          \
        BINARY(op, BOOL, NUMERIC, NUMERIC, NUMERIC_SUM_CHECKED("(@1 " op " @2)")),                 \
        BINARY(op, BOOL, TEXT, TEXT, PLAIN(op)),                                                   \
        BINARY(op, BOOL, BPCHAR, BPCHAR, "(~1 " op " ~2)"),                                        \
        BINARY(op, BOOL, DATE, DATE, PLAIN(op)), BINARY(op, BOOL, DATE, TIMESTAMP, PLAIN(op)),     \
        BINARY(op, BOOL, DATE, TIMESTAMPTZ, PLAIN(op)),                                            \
        BINARY(op, BOOL, TIMESTAMP, TIMESTAMP, PLAIN(op)),                                         \
        BINARY(op, BOOL, TIMESTAMP, DATE, PLAIN(op)),                                              \
        BINARY(op, BOOL, TIMESTAMP, TIMESTAMPTZ, PLAIN(op)),                                       \
        BINARY(op, BOOL, TIMESTAMPTZ, TIMESTAMPTZ, PLAIN(op)),                                     \
        BINARY(op, BOOL, TIMESTAMPTZ, DATE, PLAIN(op)),                                            \
        BINARY(op, BOOL, TIMESTAMPTZ, TIMESTAMP, PLAIN(op)),                                       \
        BINARY(op, BOOL, BOOL, BOOL, PLAIN(op)), BINARY(op, BOOL, OID, OID, PLAIN(op)),            \
        BINARY(op, BOOL, NAME, NAME, PLAIN(op)), BINARY(op, BOOL, NAME, TEXT, PLAIN(op)),          \
        BINARY(op, BOOL, TEXT, NAME, PLAIN(op)), BINARY(op, BOOL, CHAR, CHAR, PLAIN(op))

/* ClickHouse orders UUIDs by their second half first. */
#define COMPARE_UUID(op) BINARY(op, BOOL, UUID, UUID, "(toString($1) " op " toString($2))")

/*
 * Integers. Sums, differences and products of int2 and int4 fit the type ClickHouse widens to;
 * those with an int8 are computed in 128 bits.
 */
#define INT2_OF(op) "accurateCast($1 " op " $2, 'Int16')"
#define INT4_OF(op) "accurateCast($1 " op " $2, 'Int32')"
#define INT8_OF(op) "accurateCast(toInt128($1) " op " $2, 'Int64')"
#define INT_ARITHMETIC(op)                                                                         \
    BINARY(op, INT4, INT4, INT4, INT4_OF(op)), BINARY(op, INT8, INT8, INT8, INT8_OF(op)),          \
        BINARY(op, INT2, INT2, INT2, INT2_OF(op)), BINARY(op, INT4, INT2, INT4, INT4_OF(op)),      \
        BINARY(op, INT8, INT2, INT8, INT8_OF(op)), BINARY(op, INT4, INT4, INT2, INT4_OF(op)),      \
        BINARY(op, INT8, INT4, INT8, INT8_OF(op)), BINARY(op, INT8, INT8, INT2, INT8_OF(op)),      \
        BINARY(op, INT8, INT8, INT4, INT8_OF(op))

/* PostgreSQL raises what IEEE 754 would answer with Infinity or 0. */
#define NO_OVERFLOW(value)                                                                         \
    CHECKED("isInfinite(" value ") AND NOT isInfinite($1) AND NOT isInfinite($2)", "22003",        \
            "value out of range: overflow", value)
#define NO_UNDERFLOW(condition, value)                                                             \
    CHECKED("(" value ") = 0 AND " condition, "22003", "value out of range: underflow",            \
            NO_OVERFLOW(value))
#define FLOAT_PRODUCT(value) NO_UNDERFLOW("$1 != 0 AND $2 != 0", value)
#define FLOAT_ROWS(op, of_float8, of_float4)                                                       \
    BINARY(op, FLOAT8, FLOAT8, FLOAT8, of_float8), BINARY(op, FLOAT4, FLOAT4, FLOAT4, of_float4),  \
        BINARY(op, FLOAT8, FLOAT4, FLOAT8, of_float8),                                             \
        BINARY(op, FLOAT8, FLOAT8, FLOAT4, of_float8)
#define FLOAT_SUM(op)                                                                              \
    FLOAT_ROWS(op, NO_OVERFLOW("$1 " op " $2"), NO_OVERFLOW("toFloat32($1 " op " $2)"))

#define INT2_QUOTIENT "accurateCast(intDiv(toInt64($1), " INT_DIVISOR "), 'Int16')"
#define INT4_QUOTIENT "accurateCast(intDiv(toInt64($1), " INT_DIVISOR "), 'Int32')"
#define INT8_QUOTIENT "intDiv(toInt64($1), " INT_DIVISOR ")"

#define FLOAT_QUOTIENT(value)                                                                      \
    CHECKED("$2 = 0 AND NOT isNaN($1)", "22012", "division by zero",                               \
            NO_UNDERFLOW("$1 != 0 AND NOT isInfinite($2)", value))

/* One pass from the left: \x is x except where ClickHouse's LIKE knows the escape itself. */
#define LIKE_PATTERN "replaceRegexpAll($2, '(\\\\\\\\[%_\\\\\\\\])|\\\\\\\\(.)', '\\\\1\\\\2')"
#define CASE_NOTE "letters outside ASCII may fold by other rules than the PostgreSQL locale's"

/* Shift counts wrap at the width, as on PostgreSQL's machines. */
#define SHIFT_COUNT(bits) "bitAnd(toInt64($2), " bits ")"

#define E_INTERVAL "'1 mon -2 days 03:04:05.5'::interval"

/*
 * A timestamp moved: by months first, which stop at the month's end, then by days and microseconds.
 * Moves of 400 years cannot leave what addMonths knows.
 */
#define MOVED(timestamp, sign, months, days, micros)                                               \
    "(toInt128(toUnixTimestamp64Micro(addMonths(" TIMESTAMP(timestamp) ", " sign months            \
                                                                       "))) " sign                 \
                                                                       " (toInt128(" days          \
                                                                       ") * 86400000000 + " micros \
                                                                       "))"
#define CHECK_MOVED(months, moved)                                                                 \
    CHECKED("abs(" months ") > 4800 OR " moved " < -2208988800000000 OR " moved                    \
            " >= 10413792000000000",                                                               \
            "0A000", "timestamps outside the years 1900 to 2299 are not supported",                \
            "fromUnixTimestamp64Micro(toInt64(" moved "), 'UTC')")
#define MOVE_CONSTANT(timestamp, sign) CHECK_MOVED("#M", MOVED(timestamp, sign, "#M", "#D", "#U"))
#define MOVE(timestamp, sign, interval)                                                            \
    CHECK_MOVED(INTERVAL_MONTHS(interval),                                                         \
                MOVED(timestamp, sign, INTERVAL_MONTHS(interval), INTERVAL_DAYS(interval),         \
                      INTERVAL_MICROS(interval)))
/* timestamp op interval, and interval + timestamp. */
#define MOVE_ROWS(op, result, type)                                                                \
    BINARY(op, result, type, INTERVAL, MOVE_CONSTANT("$1", op), .constant_arg = 2),                \
        ROW2(op, result, type, INTERVAL, MOVE("$1", op, "$2"),                                     \
             E_##type " " op " " E_INTERVAL " * 2")
#define MOVE_BY_ROWS(result, type)                                                                 \
    BINARY("+", result, INTERVAL, type, MOVE_CONSTANT("$2", "+"), .constant_arg = 1),              \
        ROW2("+", result, INTERVAL, type, MOVE("$2", "+", "$1"), E_INTERVAL " * 2 + " E_##type)

/* Each part of the result has to fit its place. `parts` of a template of doubles. */
#define PART_CHECKED(months, days, micros, value)                                                  \
    CHECKED("abs(" months ") > 2147483647 OR abs(" days ") > 2147483647 OR abs(" micros            \
            ") > 9e15",                                                                            \
            "22008", "interval out of range", value)
#define TWO_PARTS(part, op) "toFloat64(" part("$1") ") " op " toFloat64(" part("$2") ")"
#define INTERVAL_SUM(op)                                                                           \
    PART_CHECKED(TWO_PARTS(INTERVAL_MONTHS, op), TWO_PARTS(INTERVAL_DAYS, op),                     \
                 TWO_PARTS(INTERVAL_MICROS, op), "($1 " op " $2)")
/* What PostgreSQL's subtraction gives: whole days, and the rest with the same sign. Divisors are
 * signed: ClickHouse's modulo by an UInt64 takes the dividend for unsigned. */
#define MICROS_BETWEEN "(" MICROSECONDS("$1") " - " MICROSECONDS("$2") ")"
#define DAY_OF_MICROS "toInt64(86400000000)"
#define TIMESTAMP_DIFFERENCE                                                                       \
    "(toInt128(intDiv(" MICROS_BETWEEN ", " DAY_OF_MICROS                                          \
    ")) * toInt128('18446744073709551616') + modulo(" MICROS_BETWEEN ", " DAY_OF_MICROS "))"
#define COMPARE_INTERVAL(op)                                                                       \
    BINARY(op, BOOL, INTERVAL, INTERVAL,                                                           \
           "(" INTERVAL_ORDER("$1") " " op " " INTERVAL_ORDER("$2") ")")

/* Days from 1900 to 2299; outside of them 256 is no UInt8. (throwIf would not be folded away, and
 * only what is a constant can be looked up by key.) */
#define DAY_MOVED(date, op, n) "toInt64(toInt32(toDate32(" date "))) " op " toInt64(" n ")"
#define DATE_MOVED(date, op, n)                                                                    \
    "CAST(toInt32(" DAY_MOVED(date, op, n) " + accurateCast(if(" DAY_MOVED(                        \
        date, op, n) " < -25567 OR " DAY_MOVED(date, op,                                           \
                                               n) " > 120529, 256, 0), 'UInt8')), 'Date32')"
#define DATE_NOTE "22003 outside the years 1900 to 2299"

#define BINARY_REFUSED(op, result, a, b) ROW2(op, result, a, b, REFUSED, NULL)

/* By bytes, whatever the collation. */
#define PATTERN_COMPARE(symbol, op)                                                                \
    ROW2(symbol, BOOL, TEXT, TEXT, PLAIN(op), "'a'::text " symbol " 'b'"),                         \
        ROW2(symbol, BOOL, BPCHAR, BPCHAR, "(~1 " op " ~2)",                                       \
             "'a '::char(2) " symbol " 'a'::char(1)")

static const struct routine rows[] = {
    COMPARE("=", FLOAT_EQ),
    ROW2("=", BOOL, ANYENUM, ANYENUM, PLAIN("="), "NULL"),
    ROW2("<>", BOOL, ANYENUM, ANYENUM, PLAIN("<>"), "NULL"),
    ROW2("<", BOOL, ANYENUM, ANYENUM, PLAIN("<"), "NULL"),
    ROW2("<=", BOOL, ANYENUM, ANYENUM, PLAIN("<="), "NULL"),
    ROW2(">", BOOL, ANYENUM, ANYENUM, PLAIN(">"), "NULL"),
    ROW2(">=", BOOL, ANYENUM, ANYENUM, PLAIN(">="), "NULL"),
    BINARY("=", BOOL, UUID, UUID, PLAIN("=")),
    COMPARE("<>", FLOAT_NE),
    BINARY("<>", BOOL, UUID, UUID, PLAIN("<>")),
    COMPARE_INTERVAL("="),
    COMPARE_INTERVAL("<>"),
    COMPARE_INTERVAL("<"),
    COMPARE_INTERVAL("<="),
    COMPARE_INTERVAL(">"),
    COMPARE_INTERVAL(">="),
    COMPARE("<", FLOAT_LT),
    COMPARE_UUID("<"),
    COMPARE("<=", FLOAT_LE),
    COMPARE_UUID("<="),
    COMPARE(">", FLOAT_GT),
    COMPARE_UUID(">"),
    COMPARE(">=", FLOAT_GE),
    COMPARE_UUID(">="),

    INT_ARITHMETIC("+"),
    FLOAT_SUM("+"),
    BINARY("+", NUMERIC, NUMERIC, NUMERIC, NUMERIC_SUM_CHECKED("(@1 + @2)"), .scale = SCALE_MAX),
    BINARY("+", DATE, DATE, INT4, DATE_MOVED("$1", "+", "$2"), .note = DATE_NOTE),
    BINARY("+", DATE, INT4, DATE, DATE_MOVED("$2", "+", "$1"), .note = DATE_NOTE),
    ROW1("+", INT4, INT4, "$1", "+ 7"),
    ROW1("+", INT8, INT8, "$1", "+ 7::int8"),
    ROW1("+", INT2, INT2, "$1", "+ 7::int2"),
    ROW1("+", FLOAT8, FLOAT8, "$1", "+ 7.5::float8"),
    ROW1("+", FLOAT4, FLOAT4, "$1", "+ 7.5::float4"),
    ROW1("+", NUMERIC, NUMERIC, "@1", "+ 7.5", .scale = SCALE_FIRST),
    MOVE_ROWS("+", TIMESTAMP, DATE),
    MOVE_ROWS("+", TIMESTAMP, TIMESTAMP),
    MOVE_ROWS("+", TIMESTAMPTZ, TIMESTAMPTZ),
    MOVE_BY_ROWS(TIMESTAMP, DATE),
    MOVE_BY_ROWS(TIMESTAMP, TIMESTAMP),
    MOVE_BY_ROWS(TIMESTAMPTZ, TIMESTAMPTZ),
    BINARY("+", INTERVAL, INTERVAL, INTERVAL, INTERVAL_SUM("+")),

    INT_ARITHMETIC("-"),
    FLOAT_SUM("-"),
    BINARY("-", NUMERIC, NUMERIC, NUMERIC, NUMERIC_SUM_CHECKED("(@1 - @2)"), .scale = SCALE_MAX),
    BINARY("-", DATE, DATE, INT4, DATE_MOVED("$1", "-", "$2"), .note = DATE_NOTE),
    BINARY("-", INT4, DATE, DATE, "(toInt32($1) - toInt32($2))"),
    /* Not -toInt64(…): of a key compared with a constant ClickHouse 26.7 raises ILLEGAL_COLUMN. */
    ROW1("-", INT4, INT4, "accurateCast(0 - toInt64($1), 'Int32')", "- (7)"),
    ROW1("-", INT8, INT8, "accurateCast(-toInt128($1), 'Int64')", "- (7::int8)"),
    ROW1("-", INT2, INT2, "accurateCast(0 - toInt64($1), 'Int16')", "- (7::int2)"),
    ROW1("-", FLOAT8, FLOAT8, "(-$1)", "- (7.5::float8)"),
    ROW1("-", FLOAT4, FLOAT4, "(-$1)", "- (7.5::float4)"),
    ROW1("-", NUMERIC, NUMERIC, "(-@1)", "- (7.5)", .scale = SCALE_FIRST),
    MOVE_ROWS("-", TIMESTAMP, DATE),
    MOVE_ROWS("-", TIMESTAMP, TIMESTAMP),
    MOVE_ROWS("-", TIMESTAMPTZ, TIMESTAMPTZ),
    BINARY("-", INTERVAL, INTERVAL, INTERVAL, INTERVAL_SUM("-")),
    ROW2("-", INTERVAL, TIMESTAMP, TIMESTAMP, TIMESTAMP_DIFFERENCE,
         E_TIMESTAMP " - '2025-01-01 23:00:00.5'::timestamp"),
    ROW2("-", INTERVAL, TIMESTAMPTZ, TIMESTAMPTZ, TIMESTAMP_DIFFERENCE,
         E_TIMESTAMPTZ " - '2020-01-01 23:00:00.5+00'::timestamptz"),
    ROW1("-", INTERVAL, INTERVAL, "(-$1)", "- " E_INTERVAL),

    INT_ARITHMETIC("*"),
    FLOAT_ROWS("*", FLOAT_PRODUCT("$1 * $2"), FLOAT_PRODUCT("toFloat32($1 * $2)")),
    BINARY("*", NUMERIC, NUMERIC, NUMERIC,
           NUMERIC_CHECKED("abs(toFloat64(@1) * toFloat64(@2))", "@1 * @2", "(@1 * @2)"),
           .scale = SCALE_SUM),
    ROW2("*", INTERVAL, INTERVAL, FLOAT8, INTERVAL_PRODUCT("$1", "$2"),
         E_INTERVAL " * -3, " E_INTERVAL " * 1.37"),
    ROW2("*", INTERVAL, FLOAT8, INTERVAL, INTERVAL_PRODUCT("$2", "$1"), "0.5 * " E_INTERVAL),

    BINARY("/", INT4, INT4, INT4, INT4_QUOTIENT),
    BINARY("/", INT8, INT8, INT8, INT8_QUOTIENT),
    BINARY("/", INT2, INT2, INT2, INT2_QUOTIENT),
    BINARY("/", INT4, INT2, INT4, INT4_QUOTIENT),
    BINARY("/", INT8, INT2, INT8, INT8_QUOTIENT),
    BINARY("/", INT4, INT4, INT2, INT4_QUOTIENT),
    BINARY("/", INT8, INT4, INT8, INT8_QUOTIENT),
    BINARY("/", INT8, INT8, INT2, INT8_QUOTIENT),
    BINARY("/", INT8, INT8, INT4, INT8_QUOTIENT),
    FLOAT_ROWS("/", FLOAT_QUOTIENT("$1 / $2"), FLOAT_QUOTIENT("toFloat32($1 / $2)")),
    BINARY("/", NUMERIC, NUMERIC, NUMERIC, NUMERIC_QUOTIENT("@1", "@2"), .scale = SCALE_QUOTIENT,
           .note = QUOTIENT_NOTE,
           .scaled = DIV_ROUNDED(DIV_SHORT_QUOTIENT("@1", "@2"), DIV_SHOWN("@1", "@2", "$3", "$4")),
           .cut = DIV_SHORT_QUOTIENT("@1", "@2"), .shown = DIV_SHOWN("@1", "@2", "$3", "$4")),
    ROW2("/", INTERVAL, INTERVAL, FLOAT8, INTERVAL_QUOTIENT("$1", "$2"),
         E_INTERVAL " / 7, " E_INTERVAL " / -0.3"),

    BINARY("%", INT4, INT4, INT4, INT_REMAINDER("Int32")),
    BINARY("%", INT8, INT8, INT8, INT_REMAINDER("Int64")),
    BINARY("%", INT2, INT2, INT2, INT_REMAINDER("Int16")),
    BINARY("%", NUMERIC, NUMERIC, NUMERIC, NUMERIC_REMAINDER, .scale = SCALE_MAX),

    ROW2("^", FLOAT8, FLOAT8, FLOAT8, POWER, "2 ^ 10, 2.5::float8 ^ -2"),
    ROW2("^", NUMERIC, NUMERIC, NUMERIC, NUMERIC_POWER,
         "1.0005 ^ 365, 0.5 ^ 20, 3.0 ^ 40, 12.5 ^ -0.333", .scale = SCALE_QUOTIENT,
         .note = QUOTIENT_NOTE, .scaled = NUMERIC_POWER_SHOWN, .shown = POWER_SHOWN),

    ROW1("@", INT2, INT2, "accurateCast(abs(0 - toInt64($1)), 'Int16')", "@ (-7)::int2"),
    ROW1("@", INT4, INT4, "accurateCast(abs(0 - toInt64($1)), 'Int32')", "@ -7"),
    ROW1("@", INT8, INT8, "accurateCast(abs(toInt128($1)), 'Int64')", "@ (-7)::int8"),
    ROW1("@", FLOAT4, FLOAT4, "abs($1)", "@ (-2.5)::float4"),
    ROW1("@", FLOAT8, FLOAT8, "abs($1)", "@ (-2.5)::float8"),
    ROW1("@", NUMERIC, NUMERIC, "abs(@1)", "@ -7.50", .scale = SCALE_FIRST),
    ROW1("|/", FLOAT8, FLOAT8,
         CHECKED("$1 < 0", "2201F", "cannot take square root of a negative number", "sqrt($1)"),
         "|/ 25.0"),
    ROW1("||/", FLOAT8, FLOAT8, "cbrt($1)", "||/ 27.0"),

    BINARY("&", INT4, INT4, INT4, "toInt32(bitAnd(toInt64($1), toInt64($2)))"),
    BINARY("&", INT8, INT8, INT8, "bitAnd(toInt64($1), toInt64($2))"),
    BINARY("&", INT2, INT2, INT2, "toInt16(bitAnd(toInt64($1), toInt64($2)))"),
    BINARY("|", INT4, INT4, INT4, "toInt32(bitOr(toInt64($1), toInt64($2)))"),
    BINARY("|", INT8, INT8, INT8, "bitOr(toInt64($1), toInt64($2))"),
    BINARY("|", INT2, INT2, INT2, "toInt16(bitOr(toInt64($1), toInt64($2)))"),
    BINARY("#", INT4, INT4, INT4, "toInt32(bitXor(toInt64($1), toInt64($2)))"),
    BINARY("#", INT8, INT8, INT8, "bitXor(toInt64($1), toInt64($2))"),
    BINARY("#", INT2, INT2, INT2, "toInt16(bitXor(toInt64($1), toInt64($2)))"),
    ROW1("~", INT4, INT4, "toInt32(bitNot(toInt64($1)))", "~ 5"),
    ROW1("~", INT8, INT8, "bitNot(toInt64($1))", "~ 5::int8"),
    ROW1("~", INT2, INT2, "toInt16(bitNot(toInt64($1)))", "~ 5::int2"),
    ROW2("~", BOOL, TEXT, TEXT, "match($1, concat('(?s)', $2))", "'abc' ~ '^A?b*[ac]|x'",
         .regex = REGEX_TESTS),
    ROW2("~*", BOOL, TEXT, TEXT, "match($1, concat('(?is)', $2))", "'abc' ~* '^A?b*[ac]|x'",
         .regex = REGEX_TESTS, .note = CASE_NOTE),
    ROW2("!~", BOOL, TEXT, TEXT, "NOT match($1, concat('(?s)', $2))", "'abc' !~ '^A?b*[ac]|x'",
         .regex = REGEX_TESTS),
    ROW2("!~*", BOOL, TEXT, TEXT, "NOT match($1, concat('(?is)', $2))", "'abc' !~* '^A?b*[ac]|x'",
         .regex = REGEX_TESTS, .note = CASE_NOTE),
    ROW2("<<", INT2, INT2, INT4, "toInt16(bitShiftLeft(toInt64($1), " SHIFT_COUNT("31") "))",
         "5::int2 << 3, 1::int2 << 15"),
    ROW2("<<", INT4, INT4, INT4, "toInt32(bitShiftLeft(toInt64($1), " SHIFT_COUNT("31") "))",
         "5 << 3, 1 << 31, 1 << 33"),
    ROW2("<<", INT8, INT8, INT4, "bitShiftLeft(toInt64($1), " SHIFT_COUNT("63") ")",
         "5::int8 << 40"),
    ROW2(">>", INT2, INT2, INT4, "toInt16(bitShiftRight(toInt32($1), " SHIFT_COUNT("31") "))",
         "(-5)::int2 >> 1, 80::int2 >> 3"),
    ROW2(">>", INT4, INT4, INT4, "bitShiftRight(toInt32($1), " SHIFT_COUNT("31") ")",
         "-5 >> 1, 80 >> 3"),
    ROW2(">>", INT8, INT8, INT4, "bitShiftRight(toInt64($1), " SHIFT_COUNT("63") ")",
         "5000000000 >> 4"),

    ROW2("||", TEXT, TEXT, TEXT, "concat($1, $2)", "'a'::text || 'b'::text"),
    ROW2("||", TEXT, TEXT, ANYNONARRAY, "concat($1, $2)", "'a' || 5", .any_to_text = true),
    ROW2("||", TEXT, ANYNONARRAY, TEXT, "concat($1, $2)", "5 || 'a'::text", .any_to_text = true),

    ROW2("~~", BOOL, TEXT, TEXT, "like($1, " LIKE_PATTERN ")",
         "'abc' LIKE 'a%', 'a_c' LIKE 'a\\_c', 'abc' LIKE 'a\\_c', 'abc' LIKE '\\abc'"),
    ROW2("!~~", BOOL, TEXT, TEXT, "notLike($1, " LIKE_PATTERN ")", "'abc' NOT LIKE 'b%'"),
    ROW2("~~*", BOOL, TEXT, TEXT, "like(lower($1), lower(" LIKE_PATTERN "))",
         "'abc' ILIKE 'A%', 'É' ILIKE 'é'"),
    ROW2("!~~*", BOOL, TEXT, TEXT, "notLike(lower($1), lower(" LIKE_PATTERN "))",
         "'abc' NOT ILIKE 'A%'"),
    PATTERN_COMPARE("~<~", "<"),
    PATTERN_COMPARE("~<=~", "<="),
    PATTERN_COMPARE("~>~", ">"),
    PATTERN_COMPARE("~>=~", ">="),
    ROW2("^@", BOOL, TEXT, TEXT, "startsWith($1, $2)", "'alphabet' ^@ 'alph'"),
};

const struct routine_table operators = TABLE(rows);
