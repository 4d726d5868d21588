#ifndef PGPIVOT_REWRITE_ROUTINE_ROW_H
#define PGPIVOT_REWRITE_ROUTINE_ROW_H

#include "base/pgtype.h"
#include "rewrite/routines/routine.h"

/*
 * How the data tables write a row: ROW<number of arguments>(name, result, argument types …,
 * ClickHouse template, example, further fields by name). Types are the suffixes of enum pg_oid.
 */
#define ROW0(name_, result_, template_, example_, ...)                                             \
    {                                                                                              \
        name_, PG_##result_, {0}, 0, .clickhouse = template_, .example = example_, __VA_ARGS__     \
    }
#define ROW1(name_, result_, a_, template_, example_, ...)                                         \
    {                                                                                              \
        name_, PG_##result_, {PG_##a_}, 1, .clickhouse = template_, .example = example_,           \
                                           __VA_ARGS__                                             \
    }
#define ROW2(name_, result_, a_, b_, template_, example_, ...)                                     \
    {                                                                                              \
        name_, PG_##result_, {PG_##a_, PG_##b_}, 2, .clickhouse = template_, .example = example_,  \
                                                    __VA_ARGS__                                    \
    }
#define ROW3(name_, result_, a_, b_, c_, template_, example_, ...)                                 \
    {                                                                                              \
        name_, PG_##result_, {PG_##a_, PG_##b_, PG_##c_}, 3, .clickhouse = template_,              \
                                                             .example = example_, __VA_ARGS__      \
    }

#define ROW4(name_, result_, a_, b_, c_, d_, template_, example_, ...)                             \
    {                                                                                              \
        name_, PG_##result_, {PG_##a_, PG_##b_, PG_##c_, PG_##d_}, 4,                              \
            .clickhouse = template_, .example = example_, __VA_ARGS__                              \
    }

/* A row that takes part in choosing the overload and is then refused. */
#define REFUSED NULL

/* Raises a PostgreSQL error when the condition holds, else is false: for the condition of if(). */
#define THROW_IF(condition, sqlstate, message)                                                     \
    "throwIf(ifNull(" condition ", 0), 'pgpivot[" sqlstate "]: " message "')"
/* value, after the check; NULL is harmless. (throwIf alone looks at the byte below a NULL.) */
#define CHECKED(condition, sqlstate, message, value)                                               \
    "if(" THROW_IF(condition, sqlstate, message) ", " value ", " value ")"

/*
 * ClickHouse checks overflow of 64-bit Decimals only; wider ones wrap silently. So numeric
 * arithmetic looks at the magnitude first, in floating point, against what 76 digits hold at the
 * scale of the result.
 */
#define DECIMAL_LIMIT(decimal)                                                                     \
    "exp10(76 - toUInt8(extract(toTypeName(" decimal "), 'Decimal.[0-9]+, ([0-9]+)')))"
#define NUMERIC_CHECKED(magnitude, decimal, value)                                                 \
    CHECKED(magnitude " >= " DECIMAL_LIMIT(decimal), "22003", "value overflows numeric format",    \
            value)
#define NUMERIC_SUM_CHECKED(value)                                                                 \
    NUMERIC_CHECKED("abs(toFloat64(@1)) + abs(toFloat64(@2))", "@1 + @2", value)

/*
 * A quotient of Decimal256s, cut at the 29th decimal; NULL if one of the two is. ClickHouse's own
 * divideDecimal works digit by digit, 16 us a row: integers do as long as they hold the dividend
 * with that many zeros behind it. n and d are the two, unscaled ones by reinterpretation.
 */
#define DECIMALS_OF(x) "toInt32(extract(toTypeName(" x "), 'Decimal.\\\\d+, (\\\\d+)'))"
#define ZEROS(decimals)                                                                            \
    "concat('1', repeat('0', greatest(0, " #decimals                                               \
    " + " DECIMALS_OF("d") " - " DECIMALS_OF("n") ")))"
#define DIVIDED_BY(divisor) ", if(isNull(n), NULL, " divisor "))"
#define DIVIDED_128(decimals)                                                                      \
    "toDecimal256(reinterpret(intDiv(toInt128(reinterpretAsInt256(n)) * toInt128(" ZEROS(          \
        decimals) ")" DIVIDED_BY("toInt128(reinterpretAsInt256(d))") ", 'Decimal128(" #decimals    \
                                                                     ")'), 29)"
#define DIVIDED_256                                                                                \
    "reinterpret(intDiv(reinterpretAsInt256(n) * toInt256(" ZEROS(29) ")" DIVIDED_BY(              \
        "reinterpretAsInt256(d)") ", 'Decimal256(29)')"
#define DIVIDED                                                                                    \
    "divideDecimal(if(isNull(d), NULL, n), assumeNotNull(d) * (NOT (isNull(n) OR isNull(d))) + "   \
    "(isNull(n) OR isNull(d)), 29)"
/* Whether n has at most so many digits before its point, less the decimals of d. */
#define HAS_DIGITS(x, digits) "abs(toFloat64(" x ")) < exp10(" digits " - " DECIMALS_OF("d") ")"
#define QUOTIENT_OF(dividend, divisor, shortcut)                                                   \
    "arrayElement(arrayMap((n, d) -> multiIf(" DECIMALS_OF("n") " > 29 + " DECIMALS_OF(            \
        "d") ", " DIVIDED ", ifNull(" shortcut                                                     \
             ", " HAS_DIGITS("n", "47") ", " DIVIDED_256 ", " DIVIDED "), array(" dividend         \
                                        "), array(" divisor ")), 1)"
#define QUOTIENT(dividend, divisor)                                                                \
    QUOTIENT_OF(dividend, divisor,                                                                 \
                HAS_DIGITS("n", "9") " AND " HAS_DIGITS("d", "38") ", 1), " DIVIDED_128(29))

/* Quotients keep this many decimals; PostgreSQL keeps 16 significant digits or more. */
#define QUOTIENT_NOTE "at most 28 decimals; PostgreSQL has more for quotients below 1e-12"
#define NUMERIC_QUOTIENT(dividend, divisor)                                                        \
    "toDecimal256(round(" QUOTIENT(dividend, divisor) ", 28), 28)"
#define NUMERIC_DIV "toDecimal256(trunc(" QUOTIENT("@1", "@2") "), 0)"
#define NUMERIC_REMAINDER "(@1 - @2 * " NUMERIC_DIV ")"

/* The same for integers: intDiv and modulo by NULL are NULL and raise nothing. */
#define INT_DIVISOR "if(isNull($1), NULL, toInt64($2))"
#define INT_REMAINDER(type) "to" type "(modulo(toInt128($1), " INT_DIVISOR "))"

/* ClickHouse's pow is wrong for exponents beyond 64 bits. */
#define POWER                                                                                      \
    CHECKED(                                                                                       \
        "$1 = 0 AND $2 < 0", "2201F", "zero raised to a negative power is undefined",              \
        CHECKED("$1 < 0 AND isFinite($2) AND trunc($2) != $2", "2201F",                            \
                "a negative number raised to a non-integer power yields a complex result",         \
                CHECKED("isFinite($1) AND isFinite($2) AND (isInfinite(pow($1, $2)) OR "           \
                        "(abs($2) >= 1e18 AND abs($1) != 1 AND $1 != 0))",                         \
                        "22003", "value out of range: overflow",                                   \
                        CHECKED("pow($1, $2) = 0 AND $1 != 0 AND isFinite($1) AND isFinite($2)",   \
                                "22003", "value out of range: underflow", "pow($1, $2)"))))

/* A timestamp of any column type, in microseconds. */
#define TIMESTAMP(argument) "toDateTime64(" argument ", 6, 'UTC')"
#define MICROSECONDS(argument) "toUnixTimestamp64Micro(" TIMESTAMP(argument) ")"

/* The parts of an interval, an Int128: see base/interval.h. */
#define INTERVAL_MICROS(interval) "toInt64(" interval ")"
#define INTERVAL_HIGH(interval)                                                                    \
    "intDiv(" interval " - " INTERVAL_MICROS(interval) ", toInt128('18446744073709551616'))"
#define INTERVAL_DAYS(interval) "toInt32(" INTERVAL_HIGH(interval) ")"
#define INTERVAL_MONTHS(interval)                                                                  \
    "toInt32(intDiv(" INTERVAL_HIGH(interval) " - " INTERVAL_DAYS(                                 \
        interval) ", toInt128(4294967296)))"
/* As PostgreSQL compares them: a month has 30 days, a day 24 hours. */
#define INTERVAL_ORDER(interval)                                                                   \
    "((toInt128(" INTERVAL_MONTHS(interval) ") * 30 + " INTERVAL_DAYS(                             \
        interval) ") * 86400000000 + " INTERVAL_MICROS(interval) ")"

#define INTERVAL_OF_MICROS(micros) "toInt128(accurateCast(" micros ", 'Int64'))"
#define INTERVAL_OF_DAYS(days)                                                                     \
    "(toInt128(accurateCast(" days ", 'Int32')) * toInt128('18446744073709551616'))"
#define INTERVAL_OF_MONTHS(months)                                                                 \
    "(toInt128(accurateCast(" months ", 'Int32')) * toInt128('79228162514264337593543950336'))"

/*
 * An inet is a String that sorts as PostgreSQL's do: the family (4 or 6), the network (the address
 * with zeros behind the mask), the bits of the mask, the address; each of one byte, or of 4 or 16.
 */
#define INET_OF_IPV4(ip)                                                                           \
    "concat('\\x04', reverse(reinterpretAsFixedString(" ip                                         \
    ")), '\\x20', reverse(reinterpretAsFixedString(" ip ")))"
#define INET_OF_IPV6(ip)                                                                           \
    "concat('\\x06', reinterpretAsFixedString(" ip "), '\\x80', reinterpretAsFixedString(" ip "))"

#define INET_IS_IPV4(inet) "(length(" inet ") = 10)"
#define INET_FAMILY(inet) "reinterpretAsUInt8(substring(" inet ", 1, 1))"
#define INET_BITS(inet)                                                                            \
    "reinterpretAsUInt8(substring(" inet ", if(" INET_IS_IPV4(inet) ", 6, 18), 1))"
#define INET_ADDRESS(inet) "substring(" inet ", if(" INET_IS_IPV4(inet) ", 7, 19))"
#define INET_HOST(inet)                                                                            \
    "if(" INET_IS_IPV4(inet) ", IPv4NumToString(reinterpretAsUInt32(reverse(" INET_ADDRESS(        \
        inet) "))), IPv6NumToString(toFixedString(" INET_ADDRESS(inet) ", 16)))"
/* text() shows the mask always. */
#define INET_TEXT(inet) "concat(" INET_HOST(inet) ", '/', toString(" INET_BITS(inet) "))"

/* A name ($1) as catalogs are looked up by it: folded unless it is quoted. */
#define FOLDED_NAME                                                                                \
    "if(position($1, '\"') = 0, lower($1), "                                                       \
    "replaceRegexpAll($1, '\"([a-z_][a-z0-9_]*)\"', '\\\\1'))"

#define TABLE(rows)                                                                                \
    {                                                                                              \
        rows, sizeof(rows) / sizeof *(rows)                                                        \
    }

#endif
