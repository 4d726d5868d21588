/*
 * Casts: rows of pg_cast, and the conversions through text (explicit from text, on assignment to
 * it). Knows no contexts beyond PostgreSQL's letter for them.
 */
#include "rewrite/routines/cast_interval.h"
#include "rewrite/routines/cast_json.h"
#include "rewrite/routines/cast_text.h"
#include "rewrite/routines/cast_time.h"
#include "rewrite/routines/json_text.h"

#define ISO_NOTE "forms other than those of ISO 8601 are refused; the error does not show the value"

#define INTERVAL_NOTE "the error does not show the value"

#define ROW(source_, target_, context_, template_, example_, ...)                                  \
    {                                                                                              \
        PG_##source_, PG_##target_, CAST_##context_, template_, example_, __VA_ARGS__              \
    }

#define INT_FROM_INT(type) "accurateCast($1, '" type "')"
/* Half to even, as rint does. */
#define INT_FROM_FLOAT(type) "accurateCast(roundBankers($1), '" type "')"
/* Half away from zero. */
#define INT_FROM_NUMERIC(type) "accurateCast(toInt256(round(@1)), '" type "')"

/* The digits that PostgreSQL takes over: 15, of float4 6. */
#define NUMERIC_FROM_FLOAT(digits)                                                                 \
    CHECKED("NOT isFinite($1)", "0A000", "NaN and infinity cannot be cast to numeric",             \
            "toDecimal256(if(isFinite($1) OR isNull($1), " digits ", '0'), 28)")

/* Without the zeros at the end of the fraction. */
#define TEXT_FROM_TIMESTAMP "replaceRegexpOne(toString(" TIMESTAMP("$1") "), '[.]?0+$', '')"

#define DAY "toInt64(86400000000)"
#define TIME_OF_DAY "toInt64(positiveModulo(" MICROSECONDS("$1") ", " DAY "))"
#define TEXT_FROM_TIME                                                                             \
    "if($1 = 86400000000, '24:00:00', replaceRegexpOne(substring(toString("                        \
    "fromUnixTimestamp64Micro($1, 'UTC')), 12), '[.]?0+$', ''))"
#define TIME_PART(digits, micros) "toInt64OrZero(extract($1, '" digits "')) * " micros
#define TIME_FROM_TEXT                                                                                                    \
    "(toInt64(concat(" RAISED(RAISE_IF(                                                                                   \
        "NOT " READS("([01]?[0-9]|2[0-3]):[0-5]?[0-9](:[0-5]?[0-9]([.][0-9]{0,6})?)?|"                                    \
                     "24:00(:00)?"),                                                                                      \
        "0A000", "casting this text to time is not supported yet: \"",                                                    \
        "\"")) ", '0')) + " TIME_PART("([0-9]+):",                                                                        \
                                      "3600000000") " + " TIME_PART("[0-9]+:([0-9]+)",                                    \
                                                                    "60000000") " + " TIME_PART("[0-9]+:[0-9]+:([0-9]+)", \
                                                                                                "1000000") " + "          \
                                                                                                           "toInt64OrZero(rightPad(extract($1, '[.]([0-9]*)'), 6, '0')))"

/* An address and the bits of its mask as an inet. */
#define INET_OF(family, bytes_of, address, bits, range)                                            \
    "arrayElement(arrayMap((a, n) -> concat('\\x" family "', " bytes_of(                           \
        "tupleElement(" range "(a, n), 1)") ", char(n), " bytes_of("a") "), array(" address        \
                                                                        "), array(" bits ")), 1)"
#define BYTES_OF_IPV4(ip) "reverse(reinterpretAsFixedString(" ip "))"
#define BYTES_OF_IPV6(ip) "reinterpretAsFixedString(" ip ")"
#define INET_HOST_PART "assumeNotNull(extract($1, '^[^/]*'))"
#define INET_MASK(all)                                                                             \
    "assumeNotNull(ifNull(toUInt8OrNull(extract($1, '/([0-9]+)$')), toUInt8(" all ")))"
#define INET_IS_TEXT_OF_IPV4                                                                       \
    "(match($1, '^[0-9.]+(/([0-9]|[12][0-9]|3[0-2]))?$') AND "                                     \
    "isNotNull(toIPv4OrNull(" INET_HOST_PART ")))"
#define INET_IS_TEXT_OF_IPV6                                                                       \
    "(match($1, '^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8]))?$') AND "  \
    "isNotNull(toIPv6OrNull(" INET_HOST_PART ")))"
#define INET_FROM_TEXT                                                                             \
    CHECKED("isNotNull($1) AND NOT (" INET_IS_TEXT_OF_IPV4 " OR " INET_IS_TEXT_OF_IPV6 ")",        \
            "22P02", "invalid input syntax for type inet",                                         \
            "multiIf(isNull($1), NULL, position($1, ':') = 0, " INET_OF(                           \
                "04", BYTES_OF_IPV4, "toIPv4OrDefault(" INET_HOST_PART ")", INET_MASK("32"),       \
                "IPv4CIDRToRange") ", " INET_OF("06", BYTES_OF_IPV6,                               \
                                                "toIPv6OrDefault(" INET_HOST_PART ")",             \
                                                INET_MASK("128"), "IPv6CIDRToRange") ")")

/* ClickHouse's validator does not take the NULLs of a LowCardinality column. */
#define PLAIN_TEXT "CAST($1, 'Nullable(String)')"
/* ClickHouse's validator wants numbers of 64 bits: those that could be others become 0. */
#define JSON_NUMBERS_AS_0                                                                          \
    "replaceRegexpAll(replaceRegexpAll($1, '\"(?:[^\"\\\\\\\\]|\\\\\\\\.)*\"', '\"\"'), "          \
    "'-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][-+]?[0-9]+)?', '0')"
#define JSON_FROM_TEXT                                                                             \
    CHECKED("NOT isValidJSON(" PLAIN_TEXT ") AND (NOT match($1, '[0-9]{18}|[0-9][.eE]') OR NOT "   \
            "isValidJSON(CAST(" JSON_NUMBERS_AS_0                                                  \
            ", 'Nullable(String)')) OR NOT isValidJSON(" JSON_STRINGS_ALONE "))",                  \
            "22P02", "invalid input syntax for type json", "$1")
/* The strings as an array: the check of them that the numbers cannot spoil. */
#define JSON_STRINGS_ALONE                                                                         \
    "concat('[', arrayStringConcat(extractAll(assumeNotNull($1), "                                 \
    "'\"(?:[^\"\\\\\\\\]|\\\\\\\\.)*\"'), ','), ']')"
#define JSONB_FROM_TEXT                                                                            \
    CHECKED("match($1, '^(?:[^\\\\\\\\]|\\\\\\\\.)*\\\\\\\\u0000')", "22P05",                      \
            "unsupported Unicode escape sequence", JSON_FROM_TEXT)

#define TEXT_FROM_JSONB "if(isNull($1), NULL, " JSONB_TEXT("CAST(assumeNotNull($1), 'String')") ")"

/* 63 bytes at most, whole characters. */
#define AS_NAME                                                                                    \
    "if(length($1) > 63, arrayStringConcat(extractAll(substring(assumeNotNull($1), 1, 63), "       \
    "'(?s).')), $1)"
#define BYTEA_FROM_TEXT                                                                            \
    "multiIf(startsWith($1, '\\\\x'), " CHECKED(                                                   \
        "NOT match($1, '^.x([0-9a-fA-F]{2})*$')", "22023", "invalid hexadecimal data",             \
        "unhex(substring($1, 3))") ", " CHECKED("position($1, '\\\\') > 0", "0A000",               \
                                                "casting escapes to bytea is not supported yet",   \
                                                "$1") ")"

/* A type's rows to the three string types, on assignment. */
#define TO_STRINGS(source, template_, value, ...)                                                  \
    ROW(source, TEXT, ASSIGNMENT, template_, value "::text", __VA_ARGS__),                         \
        ROW(source, VARCHAR, ASSIGNMENT, template_, value "::varchar", __VA_ARGS__),               \
        ROW(source, BPCHAR, ASSIGNMENT, template_, value "::bpchar", __VA_ARGS__)
#define FROM_TEXT(target, template_, value, type, ...)                                             \
    ROW(TEXT, target, EXPLICIT, template_, value "::text::" type, __VA_ARGS__),                    \
        ROW(VARCHAR, target, EXPLICIT, template_, value "::varchar::" type, __VA_ARGS__)
/* The OID alias types: names by lookup. */
#define NAME_OF(zero) "if($1 = 0, '" zero "', transform($1, &2, &3, toString($1)))"
#define WITH_NAME(lookup_) .lookup = LOOKUP_##lookup_##_NAME
/* A relation by its name: what looks like a number is a name as well. */
#define NUMBER_OF_NAME(sqlstate, what)                                                             \
    CHECKED("isNotNull($1) AND NOT has(&2, " FOLDED_NAME ")", sqlstate, what " does not exist",    \
            "accurateCast(if(isNull($1), NULL, transform(" FOLDED_NAME ", &2, &3, '0')), "         \
            "'Nullable(UInt32)')")
/* As the input functions read it, without the spaces that they skip. */
#define NUMBER_OF(sqlstate, what)                                                                  \
    "multiIf(isNull($1), NULL, $1 = '-', toUInt32(0), match(assumeNotNull($1), '^[0-9]+$'), "      \
    "accurateCast(concat('0', $1), 'UInt32'), " CHECKED(                                           \
        "isNotNull($1) AND NOT has(&2, " FOLDED_NAME ") AND "                                      \
        "NOT match($1, '^[0-9]+$|^-$')",                                                           \
        sqlstate, what " does not exist",                                                          \
        "accurateCast(transform(" FOLDED_NAME ", &2, &3, '0'), "                                   \
        "'UInt32')") ")"
#define ALIAS(type, lookup_, context, sqlstate, what, zero, number_of, name)                       \
    ROW(type, OID, IMPLICIT, "$1", name "::oid"), ROW(OID, type, IMPLICIT, "$1", "0::oid"),        \
        ROW(INT4, type, IMPLICIT, "toUInt32($1)", "0::int4"),                                      \
        ROW(INT2, type, IMPLICIT, "toUInt32($1)", "0::int2"),                                      \
        ROW(INT8, type, IMPLICIT, "accurateCast($1, 'UInt32')", "0::int8"),                        \
        ROW(type, INT4, ASSIGNMENT, "toInt32($1)", name "::int4"),                                 \
        ROW(type, INT8, ASSIGNMENT, "$1", name "::int8"),                                          \
        ROW(type, TEXT, ASSIGNMENT, NAME_OF(zero), name "::text", WITH_NAME(lookup_)),             \
        ROW(type, VARCHAR, ASSIGNMENT, NAME_OF(zero), name "::varchar", WITH_NAME(lookup_)),       \
        ROW(type, BPCHAR, ASSIGNMENT, NAME_OF(zero), name "::bpchar", WITH_NAME(lookup_)),         \
        ROW(TEXT, type, context, number_of(sqlstate, what), name "::text",                         \
            .lookup = LOOKUP_##lookup_##_OID),                                                     \
        ROW(VARCHAR, type, context, number_of(sqlstate, what), name "::varchar",                   \
            .lookup = LOOKUP_##lookup_##_OID),                                                     \
        ROW(NAME, type, EXPLICIT, number_of(sqlstate, what), name "::text::name",                  \
            .lookup = LOOKUP_##lookup_##_OID)

const struct cast casts[] = {
    ROW(INT2, INT4, IMPLICIT, "$1", "7::int2::int4"),
    ROW(INT2, INT8, IMPLICIT, "$1", "7::int2::int8"),
    ROW(INT4, INT8, IMPLICIT, "$1", "7::int8"),
    ROW(INT4, INT2, ASSIGNMENT, INT_FROM_INT("Int16"), "7::int2"),
    ROW(INT8, INT2, ASSIGNMENT, INT_FROM_INT("Int16"), "7::int8::int2"),
    ROW(INT8, INT4, ASSIGNMENT, INT_FROM_INT("Int32"), "7::int8::int4"),
    ROW(INT2, FLOAT4, IMPLICIT, "toFloat32($1)", "7::int2::float4"),
    ROW(INT4, FLOAT4, IMPLICIT, "toFloat32($1)", "16777217::float4"),
    ROW(INT8, FLOAT4, IMPLICIT, "toFloat32($1)", "16777217::int8::float4"),
    ROW(INT2, FLOAT8, IMPLICIT, "toFloat64($1)", "7::int2::float8"),
    ROW(INT4, FLOAT8, IMPLICIT, "toFloat64($1)", "7::float8"),
    ROW(INT8, FLOAT8, IMPLICIT, "toFloat64($1)", "9007199254740993::float8"),
    ROW(INT2, NUMERIC, IMPLICIT, "toDecimal256($1, 0)", "7::int2::numeric"),
    ROW(INT4, NUMERIC, IMPLICIT, "toDecimal256($1, 0)", "7::numeric"),
    ROW(INT8, NUMERIC, IMPLICIT, "toDecimal256($1, 0)", "7::int8::numeric"),
    ROW(FLOAT4, FLOAT8, IMPLICIT, "toFloat64($1)", "0.1::float4::float8"),
    ROW(FLOAT8, FLOAT4, ASSIGNMENT,
        CHECKED("isInfinite(toFloat32($1)) AND NOT isInfinite($1)", "22003",
                "value out of range: overflow",
                CHECKED("toFloat32($1) = 0 AND $1 != 0", "22003", "value out of range: underflow",
                        "toFloat32($1)")),
        "0.1::float8::float4"),
    ROW(FLOAT4, INT2, ASSIGNMENT, INT_FROM_FLOAT("Int16"), "2.5::float4::int2"),
    ROW(FLOAT4, INT4, ASSIGNMENT, INT_FROM_FLOAT("Int32"), "2.5::float4::int4"),
    ROW(FLOAT4, INT8, ASSIGNMENT, INT_FROM_FLOAT("Int64"), "2.5::float4::int8"),
    ROW(FLOAT8, INT2, ASSIGNMENT, INT_FROM_FLOAT("Int16"), "2.5::float8::int2"),
    ROW(FLOAT8, INT4, ASSIGNMENT, INT_FROM_FLOAT("Int32"), "2.5::float8::int4, -3.5::float8::int4"),
    ROW(FLOAT8, INT8, ASSIGNMENT, INT_FROM_FLOAT("Int64"), "2.5::float8::int8"),
    ROW(FLOAT8, NUMERIC, ASSIGNMENT, NUMERIC_FROM_FLOAT("printf('%.14e', $1)"),
        "(0.1::float8 + 0.2::float8)::numeric",
        .note = "28 decimals; NaN and infinities are refused"),
    ROW(FLOAT4, NUMERIC, ASSIGNMENT, NUMERIC_FROM_FLOAT("printf('%.5e', toFloat64($1))"),
        "0.1::float4::numeric", .note = "28 decimals; NaN and infinities are refused"),
    ROW(NUMERIC, INT2, ASSIGNMENT, INT_FROM_NUMERIC("Int16"), "2.5::int2"),
    ROW(NUMERIC, INT4, ASSIGNMENT, INT_FROM_NUMERIC("Int32"), "2.5::int4, (-3.5)::int4"),
    ROW(NUMERIC, INT8, ASSIGNMENT, INT_FROM_NUMERIC("Int64"), "2.5::int8"),
    ROW(NUMERIC, FLOAT4, IMPLICIT, "toFloat32(toString(@1))", "0.1::numeric::float4"),
    ROW(NUMERIC, FLOAT8, IMPLICIT, "toFloat64(toString(@1))", "0.1::numeric::float8"),
    /* numeric(p, s) */
    ROW(NUMERIC, NUMERIC, IMPLICIT,
        CHECKED("abs(round(@1, #s)) >= toDecimal256(concat('1e', toString(#p - #s)), 0)", "22003",
                "numeric field overflow", "toDecimal256(round(@1, #s), #s)"),
        "2.345::numeric(10, 2), (-2.345)::numeric(10, 2)"),

    ROW(BOOL, INT4, EXPLICIT, "toInt32($1)", "true::int4"),
    ROW(INT4, BOOL, EXPLICIT, "($1 != 0)", "7::bool"),

    ROW(INT4, OID, IMPLICIT, "toUInt32($1)", "7::oid"),
    ROW(INT2, OID, IMPLICIT, "toUInt32($1)", "7::int2::oid"),
    ROW(INT8, OID, IMPLICIT, "accurateCast($1, 'UInt32')", "7::int8::oid"),
    ROW(OID, INT4, ASSIGNMENT, "toInt32($1)", "7::oid::int4"),
    ROW(OID, INT8, ASSIGNMENT, "$1", "7::oid::int8"),

    ALIAS(REGCLASS, RELATION, IMPLICIT, "42P01", "relation", "-", NUMBER_OF_NAME,
          "'pg_class'::regclass"),
    ALIAS(REGTYPE, TYPE, EXPLICIT, "42704", "type", "-", NUMBER_OF, "'numeric(3,1)'::regtype"),
    ALIAS(REGPROC, FUNCTION, EXPLICIT, "42883", "function", "-", NUMBER_OF, "'array_in'::regproc"),
    ALIAS(REGPROCEDURE, FUNCTION, EXPLICIT, "42883", "function", "-", NUMBER_OF,
          "0::oid::regprocedure"),
    ALIAS(REGOPER, OPERATOR, EXPLICIT, "42883", "operator", "0", NUMBER_OF, "0::oid::regoper"),
    ALIAS(REGOPERATOR, OPERATOR, EXPLICIT, "42883", "operator", "0", NUMBER_OF,
          "0::oid::regoperator"),
    ALIAS(REGCOLLATION, COLLATION, EXPLICIT, "42704", "collation", "-", NUMBER_OF,
          "'\"C\"'::regcollation"),
    ALIAS(REGNAMESPACE, SCHEMA, EXPLICIT, "3F000", "schema", "-", NUMBER_OF,
          "'pg_catalog'::regnamespace"),
    ALIAS(REGROLE, ROLE, EXPLICIT, "42704", "role", "-", NUMBER_OF, "0::oid::regrole"),
    ROW(NODE_TREE, TEXT, IMPLICIT, "$1", "NULL::pg_node_tree::text"),
    TO_STRINGS(ACLITEM, "$1", "NULL::aclitem"),
    TO_STRINGS(XID, "toString($1)", "'7'::xid"),
    TO_STRINGS(LSN, "$1", "NULL::pg_lsn"),

    ROW(TEXT, VARCHAR, IMPLICIT, "$1", "'ab'::text::varchar"),
    ROW(TEXT, BPCHAR, IMPLICIT, "$1", "'ab'::text::bpchar"),
    ROW(VARCHAR, TEXT, IMPLICIT, "$1", "'ab'::varchar::text"),
    ROW(VARCHAR, BPCHAR, IMPLICIT, "$1", "'ab'::varchar::bpchar"),
    ROW(BPCHAR, TEXT, IMPLICIT, "~1", "'ab '::char(4)::text"),
    ROW(BPCHAR, VARCHAR, IMPLICIT, "~1", "'ab '::char(4)::varchar"),
    ROW(NAME, TEXT, IMPLICIT, "$1", "'ab'::name::text"),
    ROW(NAME, VARCHAR, ASSIGNMENT, "$1", "'ab'::name::varchar"),
    ROW(NAME, BPCHAR, ASSIGNMENT, "$1", "'ab'::name::bpchar"),
    ROW(CHAR, TEXT, IMPLICIT, "$1", "'a'::\"char\"::text"),
    /* varchar(n), char(n): too long a value is cut, as explicit casts do. */
    ROW(VARCHAR, VARCHAR, IMPLICIT, "substringUTF8($1, 1, #n)", "'abc'::varchar(2)"),
    ROW(BPCHAR, BPCHAR, IMPLICIT, "rightPadUTF8(substringUTF8($1, 1, #n), #n)", "'abc'::char(5)"),

    TO_STRINGS(BOOL, TEXT_FROM_BOOL, "true"),
    TO_STRINGS(INT2, "toString($1)", "7::int2"),
    TO_STRINGS(INT4, "toString($1)", "7"),
    TO_STRINGS(INT8, "toString($1)", "7::int8"),
    TO_STRINGS(OID, "toString($1)", "7::oid"),
    TO_STRINGS(FLOAT4, TEXT_FROM_FLOAT("1e6", "toFloat32(1e-4)"), "1234567::float4"),
    TO_STRINGS(FLOAT8, TEXT_FROM_FLOAT("1e15", "1e-4"), "1.5e-7::float8"),
    TO_STRINGS(NUMERIC, TEXT_FROM_NUMERIC, "1.50", .note = QUOTIENT_NOTE),
    TO_STRINGS(DATE, "toString($1)", "date '2024-02-29'"),
    TO_STRINGS(TIMESTAMP, TEXT_FROM_TIMESTAMP, "timestamp '2024-02-29 10:30:00.5'"),
    TO_STRINGS(TIMESTAMPTZ, "concat(" TEXT_FROM_TIMESTAMP ", '+00')",
               "timestamptz '2024-02-29 10:30:00.5+00'"),
    TO_STRINGS(INTERVAL, INTERVAL_TEXT, "interval '-1 year 2 mons -3 days 04:05:06.7'"),
    TO_STRINGS(UUID, "toString($1)", "'61f0c404-5cb3-11e7-907b-a6006ad3dba0'::uuid"),

    FROM_TEXT(INT2, INT_FROM_TEXT("Int16", "smallint"), "' 7'", "int2"),
    FROM_TEXT(INT4, INT_FROM_TEXT("Int32", "integer"), "' -7 '", "int4"),
    FROM_TEXT(INT8, INT_FROM_TEXT("Int64", "bigint"), "'+7'", "int8"),
    FROM_TEXT(FLOAT4, FLOAT_FROM_TEXT("Float32", "real"), "' 1.5e-3'", "float4"),
    FROM_TEXT(FLOAT8, FLOAT_FROM_TEXT("Float64", "double precision"), "'-Infinity '", "float8"),
    FROM_TEXT(NUMERIC, NUMERIC_FROM_TEXT, "' 1.5e-3'", "numeric(10, 5)",
              .note = "at most 28 decimals"),
    FROM_TEXT(BOOL, BOOL_FROM_TEXT, "' Yes'", "bool"),
    FROM_TEXT(UUID, UUID_FROM_TEXT, "'{61F0c4045cb311e7-907ba6006ad3dba0}'", "uuid"),

    TO_STRINGS(TIME, TEXT_FROM_TIME, "time '13:45:07.5'"),
    ROW(TEXT, TIME, EXPLICIT, TIME_FROM_TEXT, "'7:05:00.25'::text::time, '23:59'::text::time"),
    ROW(VARCHAR, TIME, EXPLICIT, TIME_FROM_TEXT, "'7:05'::varchar::time"),
    ROW(TIME, INTERVAL, IMPLICIT, "toInt128($1)", "time '13:45:07.5'::interval"),
    ROW(INTERVAL, TIME, ASSIGNMENT, "toInt64(positiveModulo(" INTERVAL_MICROS("$1") ", " DAY "))",
        "interval '1 day 25:00'::time, interval '-1 hour'::time"),
    ROW(TIMESTAMP, TIME, ASSIGNMENT, TIME_OF_DAY, "timestamp '1955-12-31 23:59:59.9'::time"),
    ROW(TIMESTAMPTZ, TIME, ASSIGNMENT, TIME_OF_DAY, "timestamptz '2024-02-29 23:59:59.9+00'::time"),

    TO_STRINGS(INET, INET_TEXT("$1"), "'2001:db8::1'::inet"),
    ROW(TEXT, INET, EXPLICIT, INET_FROM_TEXT, "'10.1.2.3'::text::inet, '::1/64'::text::inet"),
    ROW(VARCHAR, INET, EXPLICIT, INET_FROM_TEXT, "'10.1.2.3/8'::varchar::inet"),

    TO_STRINGS(BYTEA, "concat('\\\\x', lower(hex($1)))", "'\\x12ff'::bytea"),
    ROW(TEXT, BYTEA, EXPLICIT, BYTEA_FROM_TEXT, "'\\x12FF'::text::bytea, 'ab'::text::bytea"),
    ROW(VARCHAR, BYTEA, EXPLICIT, BYTEA_FROM_TEXT, "'\\x12FF'::varchar::bytea"),

    FROM_TEXT(JSON, JSON_FROM_TEXT, "' {\"a\": 1.50} '", "json"),
    FROM_TEXT(JSONB, JSONB_FROM_TEXT, "'{\"b\":1e2,\"a\":12345678901234567890.0}'", "jsonb"),
    ROW(JSON, JSONB, ASSIGNMENT, JSONB_FROM_TEXT, "'{\"b\":1,\"a\":2}'::json::jsonb"),
    TO_STRINGS(JSONB, TEXT_FROM_JSONB, "'{\"bb\":1e2,\"a\":[\"\\u00e9\",{}]}'::jsonb"),
    ROW(JSONB, JSON, ASSIGNMENT, TEXT_FROM_JSONB, "'{\"b\":1,\"a\":-0}'::jsonb::json"),
    TO_STRINGS(JSON, "$1", "'{\"a\":  1}'::json"),
    ROW(JSONB, BOOL, EXPLICIT, BOOL_FROM_JSONB,
        "'true'::jsonb::bool, ('{\"a\": false}'::jsonb -> 'a')::bool"),
    ROW(JSONB, NUMERIC, EXPLICIT, NUMERIC_FROM_JSONB,
        "'1.50'::jsonb::numeric, '-12e3'::jsonb::numeric(10, 2)", .note = "at most 28 decimals"),
    ROW(JSONB, INT2, EXPLICIT, INT_FROM_JSONB("Int16", "smallint"), "'-2.5'::jsonb::int2"),
    ROW(JSONB, INT4, EXPLICIT, INT_FROM_JSONB("Int32", "integer"), "'2.5'::jsonb::int4"),
    ROW(JSONB, INT8, EXPLICIT, INT_FROM_JSONB("Int64", "bigint"),
        "'9223372036854775807'::jsonb::int8"),
    ROW(JSONB, FLOAT4, EXPLICIT, FLOAT_FROM_JSONB("Float32", "real"), "'0.1'::jsonb::float4"),
    ROW(JSONB, FLOAT8, EXPLICIT, FLOAT_FROM_JSONB("Float64", "double precision"),
        "'1.5e-3'::jsonb::float8"),
    ROW(TEXT, NAME, IMPLICIT, AS_NAME, "'ab'::text::name"),
    ROW(VARCHAR, NAME, IMPLICIT, AS_NAME, "'ab'::varchar::name"),
    ROW(BPCHAR, NAME, IMPLICIT, "trim(TRAILING ' ' FROM " AS_NAME ")", "'ab '::char(4)::name"),
    ROW(TEXT, CHAR, ASSIGNMENT, "substring($1, 1, 1)", "'ab'::text::\"char\""),
    ROW(VARCHAR, CHAR, ASSIGNMENT, "substring($1, 1, 1)", "'ab'::varchar::\"char\""),
    ROW(CHAR, VARCHAR, ASSIGNMENT, "$1", "'a'::\"char\"::varchar"),
    ROW(CHAR, BPCHAR, ASSIGNMENT, "$1", "'a'::\"char\"::bpchar"),
    ROW(CHAR, INT4, EXPLICIT, "toInt32(reinterpretAsInt8($1))", "'a'::\"char\"::int4"),
    ROW(TEXT, OID, EXPLICIT, INT_FROM_TEXT("UInt32", "oid"), "'7'::text::oid"),

    FROM_TEXT(DATE, DATE_FROM_TEXT, "'2024-02-29'", "date", ISO_NOTE),
    FROM_TEXT(TIMESTAMP, TIMESTAMP_FROM_TEXT, "'2024-02-29 10:30:00.5'", "timestamp", ISO_NOTE),
    FROM_TEXT(TIMESTAMPTZ, TIMESTAMPTZ_FROM_TEXT, "'2024-02-29T10:30:00.5+01'", "timestamptz",
              ISO_NOTE),
    FROM_TEXT(INTERVAL, INTERVAL_FROM_TEXT, "'1 year -2 mons 3.5 days 04:05:06.7'", "interval",
              .note = INTERVAL_NOTE),
    ROW(DATE, TIMESTAMP, IMPLICIT, TIMESTAMP("$1"), "date '2024-02-29'::timestamp"),
    ROW(DATE, TIMESTAMPTZ, IMPLICIT, TIMESTAMP("$1"), "date '2024-02-29'::timestamptz"),
    ROW(TIMESTAMP, DATE, ASSIGNMENT, "toDate32($1)", "timestamp '1955-12-31 23:59:59.9'::date"),
    ROW(TIMESTAMPTZ, DATE, ASSIGNMENT, "toDate32($1)",
        "timestamptz '2024-02-29 23:59:59.9+00'::date"),
    ROW(TIMESTAMP, TIMESTAMPTZ, IMPLICIT, "$1", "timestamp '2024-02-29 10:30:00'::timestamptz"),
    ROW(TIMESTAMPTZ, TIMESTAMP, ASSIGNMENT, "$1",
        "timestamptz '2024-02-29 10:30:00+00'::timestamp"),
};

const size_t casts_count = sizeof casts / sizeof *casts;
