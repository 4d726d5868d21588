#ifndef PGPIVOT_REWRITE_CAST_TEXT_H
#define PGPIVOT_REWRITE_CAST_TEXT_H

#include "rewrite/routines/routine_row.h"

/*
 * Templates of the casts between numbers and text: PostgreSQL's input functions as regular
 * expressions (what a type reads, with blanks around it) and its output functions.
 */

#define SPACE "[ \\\\t\\\\n\\\\r\\\\v\\\\f]*"
/* What is left without the blanks around: the first run of other characters. */
#define TRIMMED "extract($1, '[^ \\\\t\\\\n\\\\r\\\\v\\\\f]+')"
#define READS(pattern) "match($1, '^" SPACE "(?:" pattern ")" SPACE "$')"

/*
 * throwIf takes constant messages only, so a message with the value in it is raised by reading it
 * as a number (backend/exception.c knows). Text of conditions and messages for multiIf, to '' when
 * no condition holds.
 */
#define RAISED(conditions)                                                                         \
    "substring(toString(toInt32(ifNull(multiIf(" conditions "'0'), '0'))), 2)"
#define RAISE_IF(condition, sqlstate, before, after)                                               \
    condition ", concat('pgpivot[" sqlstate "]: " before "', $1, '" after "'), "
#define RAISE_SYNTAX(pattern, name)                                                                \
    RAISE_IF("NOT " READS(pattern), "22P02", "invalid input syntax for type " name ": \"", "\"")

#define INT_FROM_TEXT(type, name)                                                                  \
    "to" type "(concat(" RAISED(RAISE_SYNTAX("[-+]?[0-9]+", name) RAISE_IF(                        \
        "isNull(to" type "OrNull(" TRIMMED "))", "22003", "value \"",                              \
        "\" is out of range for type " name)) ", " TRIMMED "))"

#define DECIMAL_DIGITS "(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][-+]?[0-9]+)?"
#define FLOAT_WORDS "(?i:nan|[-+]?inf|[-+]?infinity)"
/* A number too large reads as infinity, one too small as zero. */
#define FLOAT_FROM_TEXT(type, name)                                                                \
    "to" type "(concat(" RAISED(RAISE_SYNTAX("[-+]?" DECIMAL_DIGITS "|" FLOAT_WORDS, name)         \
                                    FLOAT_RANGE(type, name)) ", " TRIMMED "))"
#define FLOAT_RANGE(type, name)                                                                    \
    "match($1, '[0-9]') AND (isInfinite(to" type "OrNull(" TRIMMED ")) OR (to" type                \
    "OrNull(" TRIMMED                                                                              \
    ") = 0 AND match($1, '^[^eE]*[1-9]'))), concat('pgpivot[22003]: \"', " TRIMMED                 \
    ", '\" is out of range for type " name "'), "

#define LOSES_DECIMALS                                                                             \
    "match($1, '[.][0-9]{29}') OR (match($1, '[eE]-') AND match($1, '^[^eE]*[1-9]') AND "          \
    "(toDecimal256OrNull(" TRIMMED ", 28) = 0 OR toDecimal256OrNull(" TRIMMED                      \
    ", 28) != toDecimal256OrNull(" TRIMMED ", 48)))"
/* With 28 decimals: what is read is shown with as many as it has. */
#define NUMERIC_FROM_TEXT                                                                          \
    "toDecimal256(concat(" RAISED(                                                                 \
        RAISE_IF("match($1, '^" SPACE FLOAT_WORDS SPACE "$')", "0A000",                            \
                 "NaN and infinity of numeric are not supported: \"", "\"")                        \
            RAISE_SYNTAX("[-+]?" DECIMAL_DIGITS, "numeric")                                        \
                RAISE_IF("isNull(toDecimal256OrNull(" TRIMMED ", 28))", "22003",                   \
                         "value overflows numeric format: \"", "\"")                               \
                    RAISE_IF(LOSES_DECIMALS, "0A000",                                              \
                             "numeric values of more than 28 decimals are not supported: \"",      \
                             "\"")) ", " TRIMMED "), 28)"

#define TRUE_WORDS "(?i:t|tr|tru|true|y|ye|yes|on|1)"
#define FALSE_WORDS "(?i:f|fa|fal|fals|false|n|no|of|off|0)"
/* The check stands first: what is behind AND is only looked at where it matters. */
#define BOOL_FROM_TEXT                                                                             \
    "(empty(" RAISED(RAISE_SYNTAX(TRUE_WORDS "|" FALSE_WORDS, "boolean")) ") AND " READS(          \
        TRUE_WORDS) ")"

#define UUID_DIGITS "[0-9A-Fa-f]{4}(?:-?[0-9A-Fa-f]{4}){7}"
#define UUID_FROM_TEXT                                                                             \
    "toUUID(concat(" RAISED(RAISE_IF(                                                              \
        "NOT match($1, '^(?:" UUID_DIGITS "|[{]" UUID_DIGITS "[}])$')", "22P02",                   \
        "invalid input syntax for type uuid: \"", "\"")) ", replaceRegexpAll($1, '[-{}]', '')))"

#define TEXT_FROM_BOOL "toString(CAST($1, 'Bool'))"
#define TEXT_FROM_NUMERIC                                                                          \
    "toDecimalString(@1, toUInt8(extract(toTypeName(@1), 'Decimal.[0-9]+, ([0-9]+)')))"

/*
 * ClickHouse and PostgreSQL both write the shortest digits; but an exponent stands from 1e21 on in
 * the one and from `limit` on in the other, which writes it with a sign and two digits. Of t, the
 * positive value's text: the digits and the exponent.
 */
#define ALL_DIGITS "trim(TRAILING '0' FROM trim(LEADING '0' FROM replaceOne(t, '.', '')))"
#define MANTISSA                                                                                   \
    "if(position(t, 'e') > 0, substringIndex(t, 'e', 1), concat(substring(" ALL_DIGITS             \
    ", 1, 1), if(length(" ALL_DIGITS ") > 1, '.', ''), substring(" ALL_DIGITS ", 2)))"
#define EXPONENT                                                                                   \
    "multiIf(position(t, 'e') > 0, toInt32(substringIndex(t, 'e', -1)), startsWith(t, '0.'), "     \
    "-1 - toInt32(length(extract(t, '^0[.](0*)'))), "                                              \
    "toInt32(length(substringIndex(t, '.', 1))) - 1)"
#define WITH_EXPONENT                                                                              \
    "arrayElement(arrayMap(t -> concat(" MANTISSA ", if(" EXPONENT " < 0, 'e-', 'e+'), "           \
    "leftPad(toString(abs(" EXPONENT ")), greatest(2, length(toString(abs(" EXPONENT ")))), "      \
    "'0')), array(toString(abs($1)))), 1)"
#define TEXT_FROM_FLOAT(limit, least)                                                              \
    "multiIf(isNaN($1), 'NaN', $1 = inf, 'Infinity', $1 = -inf, '-Infinity', "                     \
    "$1 != 0 AND (abs($1) >= " limit " OR abs($1) < " least "), "                                  \
    "concat(if($1 < 0, '-', ''), " WITH_EXPONENT "), toString($1))"

#endif
