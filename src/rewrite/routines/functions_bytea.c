/* bytea: functions and operators of pg_proc and how ClickHouse, whose strings hold any bytes, says
 * the same. */
#include "rewrite/routines/routine_row.h"

#define E_BYTEA "'\\x1234ff00'::bytea"
#define E_OTHER "'\\x12'::bytea"

/* Byte $2, from 0. */
#define CHECK_INDEX(value)                                                                         \
    CHECKED("$2 < 0 OR $2 >= length($1)", "2202E", "index out of valid range", value)

#define STRICT2(value) "if(isNull($2), NULL, " value ")"
#define STRICT3(value) "if(isNull($2) OR isNull($3), NULL, " value ")"
/* From $2, where positions before 1 count. */
#define SUBSTRING                                                                                  \
    CHECKED("$3 < 0 AND NOT isNull($1) AND NOT isNull($2)", "22011",                               \
            "negative substring length not allowed",                                               \
            STRICT3("substring($1, greatest(1, toInt64($2)), "                                     \
                    "greatest(0, toInt64($2) + toInt64($3) - greatest(1, toInt64($2))))"))
#define SUBSTRING_ROWS(name)                                                                       \
    ROW2(name, BYTEA, BYTEA, INT4, STRICT2("substring($1, greatest(1, toInt64($2)))"),             \
         name "(" E_BYTEA ", 2), " name "(" E_BYTEA ", -1)"),                                      \
        ROW3(name, BYTEA, BYTEA, INT4, INT4, SUBSTRING,                                            \
             name "(" E_BYTEA ", 2, 2), " name "(" E_BYTEA ", 0, 3)")

/* A line has 76 characters; the last one ends only if it is full. */
#define BASE64 "replaceRegexpAll(base64Encode($1), '([^=]{76})', '\\\\1\\n')"
#define WITHOUT_SPACES "replaceRegexpAll($1, '[ \\\\t\\\\r\\\\n]', '')"
/* Bytes that are no ASCII, and zero, in octal. */
#define OCTAL(b)                                                                                   \
    "concat('\\\\', toString(intDiv(" b ", 64)), toString(intDiv(" b ", 8) % 8), toString(" b      \
    " % 8))"
#define ESCAPED                                                                                    \
    "arrayStringConcat(arrayMap(c -> multiIf(c = '\\\\', '\\\\\\\\', c = '\\0' OR "                \
    "reinterpretAsUInt8(c) > 127, " OCTAL(                                                         \
        "reinterpretAsUInt8(c)") ", c), arrayMap(i -> "                                            \
                                 "substring(ifNull($1, ''), i, 1), range(1, length(ifNull($1, "    \
                                 "'')) + 1))))"
#define DECODE_ESCAPED                                                                             \
    CHECKED("lower($2) = 'escape' AND NOT match($1, "                                              \
            "'^(?s)([^\\\\\\\\]|\\\\\\\\\\\\\\\\|\\\\\\\\[0-3][0-7][0-7])*$')",                    \
            "22P02", "invalid input syntax for type bytea",                                        \
            "arrayStringConcat(arrayMap(c -> multiIf(NOT startsWith(c, '\\\\'), c, c = "           \
            "'\\\\\\\\', '\\\\', char(toUInt8OrZero(substring(c, 2, 1)) * 64 + "                   \
            "toUInt8OrZero(substring(c, 3, 1)) * 8 + toUInt8OrZero(substring(c, 4, 1)))), "        \
            "extractAll(ifNull($1, ''), '(?s)\\\\\\\\[0-7][0-7][0-7]|\\\\\\\\.|[^\\\\\\\\]+')))")

/* NULL where an argument is. */
#define IN_FORMAT(value)                                                                           \
    CHECKED("NOT lower($2) IN ('hex', 'base64', 'escape')", "22023", "unrecognized encoding", value)
#define ENCODE                                                                                     \
    IN_FORMAT("multiIf(isNull($1) OR isNull($2), NULL, lower($2) = 'hex', lower(hex($1)), "        \
              "lower($2) = 'escape', " ESCAPED ", " BASE64 ")")
#define DECODE_HEX                                                                                 \
    CHECKED("lower($2) = 'hex' AND NOT match(" WITHOUT_SPACES ", '^([0-9a-fA-F]{2})*$')", "22023", \
            "invalid hexadecimal data", "unhex(" WITHOUT_SPACES ")")
#define DECODE_BASE64                                                                              \
    CHECKED("lower($2) = 'base64' AND NOT match(" WITHOUT_SPACES                                   \
            ", '^([0-9a-zA-Z+/]{4})*([0-9a-zA-Z+/]{2}==|[0-9a-zA-Z+/]{3}=)?$')",                   \
            "22023", "invalid base64 end sequence", "tryBase64Decode(" WITHOUT_SPACES ")")
#define DECODE                                                                                     \
    IN_FORMAT("multiIf(isNull($1) OR isNull($2), NULL, lower($2) = 'hex', " DECODE_HEX             \
              ", lower($2) = 'escape', " DECODE_ESCAPED ", " DECODE_BASE64 ")")

#define UTF8_ONLY(value)                                                                           \
    CHECKED("NOT (lower($2) IN ('utf8', 'utf-8', 'unicode'))", "0A000",                            \
            "encodings other than UTF8 are not supported", value)
#define CONVERT_FROM                                                                               \
    UTF8_ONLY(CHECKED("NOT isValidUTF8($1) OR position($1, '\\0') > 0", "22021",                   \
                      "invalid byte sequence for encoding \"UTF8\"", "if(isNull($2), NULL, $1)"))

/* Bytes $1 of those in a set $2 at the ends; i counts from 1. */
#define IS_KEPT(i) "position($2, substring($1, " i ", 1)) = 0"
#define PLACES "range(1, length($1) + 1)"
#define FIRST_KEPT "arrayFirstIndex(i -> " IS_KEPT("i") ", " PLACES ")"
#define LAST_KEPT "arrayLastIndex(i -> " IS_KEPT("i") ", " PLACES ")"
#define TRIMMED_BETWEEN(first, last)                                                               \
    "if(isNull($1) OR isNull($2), NULL, if(" LAST_KEPT " = 0, '', substring($1, " first            \
    ", toInt64(" last ") - toInt64(" first ") + 1)))"
#define TRIM_ROW(name, first, last)                                                                \
    ROW2(name, BYTEA, BYTEA, BYTEA, TRIMMED_BETWEEN(first, last),                                  \
         name "('\\x1234567890'::bytea, '\\x9012'::bytea), " name "(" E_BYTEA ", ''), " name       \
              "('\\x0000', '\\x00')")

#define OVERLAY(length)                                                                            \
    CHECKED("$3 <= 0", "22011", "negative substring length not allowed",                           \
            "if(isNull($1) OR isNull($2) OR isNull($3) OR isNull(" length                          \
            "), NULL, concat(substring($1, 1, toUInt32(greatest(1, $3) - 1)), $2, "                \
            "substring($1, greatest(1, toInt64($3) + toInt64(" length ")))))")

/* Bit $2: each byte's least one first. */
#define CHECK_BIT(value)                                                                           \
    CHECKED("$2 < 0 OR $2 >= 8 * length($1)", "2202E", "index out of valid range", value)
#define BYTE_OF_BIT "reinterpretAsUInt8(substring($1, intDiv(toInt64($2), 8) + 1, 1))"
#define MASK_OF_BIT "bitShiftLeft(toUInt8(1), modulo(toInt64($2), toInt64(8)))"
#define SET_BIT                                                                                    \
    CHECK_BIT(CHECKED(                                                                             \
        "$3 NOT IN (0, 1)", "22023", "new bit must be 0 or 1",                                     \
        "concat(substring($1, 1, intDiv(toInt64($2), 8)), char(if($3 = 1, bitOr(" BYTE_OF_BIT      \
        ", " MASK_OF_BIT "), bitAnd(" BYTE_OF_BIT ", bitNot(" MASK_OF_BIT                          \
        ")))), substring($1, intDiv(toInt64($2), 8) + 2))"))

/* concat: position and others take no FixedString. */
#define DIGEST(name, function)                                                                     \
    ROW1(name, BYTEA, BYTEA, "concat(" function "($1), '')", name "(" E_BYTEA ")")

static const struct routine function_rows[] = {
    ROW1("length", INT4, BYTEA, "toInt32(length($1))", "length(" E_BYTEA ")"),
    ROW1("octet_length", INT4, BYTEA, "toInt32(length($1))", "octet_length(" E_BYTEA ")"),
    ROW1("bit_length", INT4, BYTEA, "toInt32(length($1) * 8)", "bit_length(" E_BYTEA ")"),
    SUBSTRING_ROWS("substring"),
    SUBSTRING_ROWS("substr"),
    ROW2("position", INT4, BYTEA, BYTEA, "toInt32(position($1, $2))",
         "position('\\x34ff'::bytea in " E_BYTEA "), position(''::bytea in " E_BYTEA ")"),
    ROW2("get_byte", INT4, BYTEA, INT4,
         CHECK_INDEX("toInt32(reinterpretAsUInt8(substring($1, toInt64($2) + 1, 1)))"),
         "get_byte(" E_BYTEA ", 2)"),
    ROW3("set_byte", BYTEA, BYTEA, INT4, INT4,
         CHECK_INDEX("concat(substring($1, 1, toInt64($2)), char(bitAnd($3, 255)), "
                     "substring($1, toInt64($2) + 2))"),
         "set_byte(" E_BYTEA ", 1, 64), set_byte(" E_BYTEA ", 3, 511)"),
    ROW2("get_bit", INT4, BYTEA, INT8,
         CHECK_BIT("toInt32(bitAnd(" BYTE_OF_BIT ", " MASK_OF_BIT ") != 0)"),
         "get_bit('\\x1234567890'::bytea, 30), get_bit(" E_BYTEA ", 0)"),
    ROW3("set_bit", BYTEA, BYTEA, INT8, INT4, SET_BIT,
         "set_bit('\\x1234567890'::bytea, 30, 0), set_bit(" E_BYTEA ", 0, 1)"),
    ROW1("bit_count", INT8, BYTEA, "toInt64(length(replaceAll(bin($1), '0', '')))",
         "bit_count('\\x1234567890'::bytea), bit_count(''::bytea)"),
    TRIM_ROW("btrim", FIRST_KEPT, LAST_KEPT),
    TRIM_ROW("ltrim", FIRST_KEPT, "length($1)"),
    TRIM_ROW("rtrim", "1", LAST_KEPT),
    ROW4("overlay", BYTEA, BYTEA, BYTEA, INT4, INT4, OVERLAY("$4"),
         "overlay('\\x1234567890'::bytea placing '\\x0203'::bytea from 2 for 3)"),
    ROW3("overlay", BYTEA, BYTEA, BYTEA, INT4, OVERLAY("length($2)"),
         "overlay('\\x1234567890'::bytea placing '\\x0203'::bytea from 2)"),
    ROW2("encode", TEXT, BYTEA, TEXT, ENCODE,
         "encode(" E_BYTEA ", 'hex'), encode(" E_BYTEA ", 'base64'), encode(''::bytea, 'base64'), "
         "encode('\\x000112ff5c61'::bytea, 'escape')"),
    ROW2("decode", BYTEA, TEXT, TEXT, DECODE,
         "decode('12 34fF', 'hex'), decode('EjT/AA==', 'base64'), decode('', 'hex'), "
         "decode('\\000a\\\\b\\377', 'escape')"),
    ROW2("convert_from", TEXT, BYTEA, NAME, CONVERT_FROM,
         "convert_from('\\x6ac3a9'::bytea, 'UTF8')"),
    ROW2("convert_to", BYTEA, TEXT, NAME, UTF8_ONLY("if(isNull($2), NULL, $1)"),
         "convert_to('jé', 'UTF8')"),
    ROW1("md5", TEXT, BYTEA, "lower(hex(MD5($1)))", "md5(" E_BYTEA ")"),
    DIGEST("sha224", "SHA224"),
    DIGEST("sha256", "SHA256"),
    DIGEST("sha384", "SHA384"),
    DIGEST("sha512", "SHA512"),
};

const struct routine_table functions_bytea = TABLE(function_rows);

#define COMPARE(op)                                                                                \
    ROW2(op, BOOL, BYTEA, BYTEA, "($1 " op " $2)",                                                 \
         E_BYTEA " " op " " E_OTHER ", " E_OTHER " " op " " E_OTHER ", ''::bytea " op " " E_OTHER)

static const struct routine operator_rows[] = {
    COMPARE("="),
    COMPARE("<>"),
    COMPARE("<"),
    COMPARE("<="),
    COMPARE(">"),
    COMPARE(">="),
    ROW2("||", BYTEA, BYTEA, BYTEA, "concat($1, $2)", E_BYTEA " || " E_OTHER),
};

const struct routine_table operators_bytea = TABLE(operator_rows);
