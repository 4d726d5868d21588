/* bytea: functions and operators of pg_proc and how ClickHouse, whose strings hold any bytes, says
 * the same. */
#include "rewrite/routine_row.h"

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
/* NULL where an argument is. */
#define IN_FORMAT(value)                                                                           \
    CHECKED("NOT lower($2) IN ('hex', 'base64')", "0A000",                                         \
            "encodings other than hex and base64 are not supported", value)
#define ENCODE IN_FORMAT("if(isNull($2), NULL, if(lower($2) = 'hex', lower(hex($1)), " BASE64 "))")
#define DECODE_HEX                                                                                 \
    CHECKED("lower($2) = 'hex' AND NOT match(" WITHOUT_SPACES ", '^([0-9a-fA-F]{2})*$')", "22023", \
            "invalid hexadecimal data", "unhex(" WITHOUT_SPACES ")")
#define DECODE_BASE64                                                                              \
    CHECKED("lower($2) = 'base64' AND NOT match(" WITHOUT_SPACES                                   \
            ", '^([0-9a-zA-Z+/]{4})*([0-9a-zA-Z+/]{2}==|[0-9a-zA-Z+/]{3}=)?$')",                   \
            "22023", "invalid base64 end sequence", "tryBase64Decode(" WITHOUT_SPACES ")")
#define DECODE                                                                                     \
    IN_FORMAT("if(isNull($2), NULL, if(lower($2) = 'hex', " DECODE_HEX ", " DECODE_BASE64 "))")

#define UTF8_ONLY(value)                                                                           \
    CHECKED("NOT (lower($2) IN ('utf8', 'utf-8', 'unicode'))", "0A000",                            \
            "encodings other than UTF8 are not supported", value)
#define CONVERT_FROM                                                                               \
    UTF8_ONLY(CHECKED("NOT isValidUTF8($1) OR position($1, '\\0') > 0", "22021",                   \
                      "invalid byte sequence for encoding \"UTF8\"", "if(isNull($2), NULL, $1)"))

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
    ROW2("encode", TEXT, BYTEA, TEXT, ENCODE,
         "encode(" E_BYTEA ", 'hex'), encode(" E_BYTEA ", 'base64'), encode(''::bytea, 'base64')"),
    ROW2("decode", BYTEA, TEXT, TEXT, DECODE,
         "decode('12 34fF', 'hex'), decode('EjT/AA==', 'base64'), decode('', 'hex')"),
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
