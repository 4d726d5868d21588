/* String functions: rows of pg_proc and how ClickHouse says the same. */
#include "rewrite/routine_row.h"

#define CASE_NOTE "letters outside ASCII may fold by other rules than the PostgreSQL locale's"

/* ClickHouse's greatest passes over NULL, so that NULL arguments need a word of their own. */
#define STRICT2(value) "if(isNull($2), NULL, " value ")"
#define STRICT3(value) "if(isNull($2) OR isNull($3), NULL, " value ")"

/* Characters from the left: a negative count leaves out that many at the other end. */
#define LEFT                                                                                       \
    STRICT2("substringUTF8($1, 1, greatest(0, if($2 >= 0, toInt64($2), "                           \
            "lengthUTF8($1) + toInt64($2))))")
#define RIGHT                                                                                      \
    STRICT2("substringUTF8($1, 1 + greatest(0, if($2 >= 0, lengthUTF8($1) - toInt64($2), "         \
            "-toInt64($2))))")

/* From $2, where positions before 1 count; a negative length is an error. */
#define SUBSTRING                                                                                  \
    CHECKED("$3 < 0 AND NOT isNull($1) AND NOT isNull($2)", "22011",                               \
            "negative substring length not allowed",                                               \
            STRICT3("substringUTF8($1, greatest(1, toInt64($2)), "                                 \
                    "greatest(0, toInt64($2) + toInt64($3) - greatest(1, toInt64($2))))"))
#define SUBSTRING_FROM STRICT2("substringUTF8($1, greatest(1, toInt64($2)))")
#define SUBSTRING_ROWS(name)                                                                       \
    ROW2(name, TEXT, TEXT, INT4, SUBSTRING_FROM, name "('abcdef', 2), " name "('abc', -1)"),       \
        ROW3(name, TEXT, TEXT, INT4, INT4, SUBSTRING,                                              \
             name "('abcdef', 2, 3), " name "('abcdef', 0, 3)")

#define LENGTH "toInt32(lengthUTF8($1))"
#define POSITION(haystack, needle) "toInt32(positionUTF8(" haystack ", " needle "))"

/* With a set of characters to take off; a set of nothing takes nothing. */
#define TRIM(side) "if(empty($2), $1, trim" side "($1, if(empty($2), ' ', $2)))"
#define TRIM_ROWS(name, side)                                                                      \
    ROW1(name, TEXT, TEXT, "trim" side "($1)", name "('  ab ')"),                                  \
        ROW2(name, TEXT, TEXT, TEXT, TRIM(side), name "('xxabyx', 'xy'), " name "('ab', '')",      \
             .constant_arg = 2, .note = "the set must be a constant")

/* What fills up to $2 characters; longer text is cut at the right end for both. */
#define PAD(clickhouse_, fill)                                                                     \
    "if(isNull($2) OR isNull(" fill "), NULL, if(lengthUTF8($1) >= $2 OR empty(" fill "), "        \
    "substringUTF8($1, 1, greatest(0, toInt64($2))), " clickhouse_                                 \
    "UTF8($1, toUInt32(greatest(0, toInt64($2))), if(empty(" fill "), ' ', " fill "))))"
#define PAD_ROWS(name, clickhouse_)                                                                \
    ROW2(name, TEXT, TEXT, INT4, PAD(clickhouse_, "' '"), name "('hi', 5), " name "('hi', 1)"),    \
        ROW3(name, TEXT, TEXT, INT4, TEXT, PAD(clickhouse_, "$3"), name "('hi', 5, 'xy')",         \
             .constant_arg = 3, .note = "what fills must be a constant")

/* Parts counted from 1, from the end when negative. */
#define SPLIT_PART                                                                                 \
    CHECKED("$3 = 0 AND NOT isNull($1) AND NOT isNull($2)", "22023",                               \
            "field position must not be zero",                                                     \
            "if(isNull($1) OR isNull($2) OR isNull($3), NULL, if(empty($2), if($3 = 1 OR $3 = "    \
            "-1, $1, ''), "                                                                        \
            "arrayElement(splitByString(if(empty($2), ' ', $2), $1), toInt64($3))))")

/* A point matches a line's end too. */
#define PATTERN "concat('(?s)', $2)"

/* Words of ASCII letters and digits; other letters end a word, as in the C locale. */
#define INITCAP                                                                                    \
    "if(isNull($1), NULL, arrayStringConcat(arrayMap(w -> concat(upper(substring(w, 1, 1)), "      \
    "lower(substring(w, 2))), extractAll(assumeNotNull($1), '[0-9A-Za-z]+|[^0-9A-Za-z]+'))))"

/* The first character's code point. */
#define ASCII                                                                                      \
    "toInt32(if(empty($1), 0, multiIf("                                                            \
    "ascii($1) < 128, ascii($1), "                                                                 \
    "ascii($1) < 224, (ascii($1) - 192) * 64 + ascii(substring($1, 2)) - 128, "                    \
    "ascii($1) < 240, (ascii($1) - 224) * 4096 + (ascii(substring($1, 2)) - 128) * 64 + "          \
    "ascii(substring($1, 3)) - 128, "                                                              \
    "(ascii($1) - 240) * 262144 + (ascii(substring($1, 2)) - 128) * 4096 + "                       \
    "(ascii(substring($1, 3)) - 128) * 64 + ascii(substring($1, 4)) - 128)))"

static const struct routine rows[] = {
    ROW1("lower", TEXT, TEXT, "lowerUTF8($1)", "lower('TOM')", .note = CASE_NOTE),
    ROW1("upper", TEXT, TEXT, "upperUTF8($1)", "upper('tom')", .note = CASE_NOTE),
    ROW1("length", INT4, TEXT, LENGTH, "length('jose')"),
    ROW1("length", INT4, BPCHAR, "toInt32(lengthUTF8(trim(TRAILING ' ' FROM $1)))",
         "length('ab  '::char(4))"),
    ROW1("char_length", INT4, TEXT, LENGTH, "char_length('jose')"),
    ROW1("character_length", INT4, TEXT, LENGTH, "character_length('jose')"),
    ROW1("octet_length", INT4, TEXT, "toInt32(length($1))", "octet_length('jose')"),
    ROW1("octet_length", INT4, BPCHAR, "toInt32(length($1))", "octet_length('ab'::char(4))"),
    ROW1("bit_length", INT4, TEXT, "toInt32(length($1) * 8)", "bit_length('jose')"),
    SUBSTRING_ROWS("substring"),
    SUBSTRING_ROWS("substr"),
    ROW3("substring", TEXT, TEXT, TEXT, TEXT, REFUSED, NULL),
    ROW2("substring", TEXT, TEXT, TEXT,
         "if(match($1, " PATTERN "), extract($1, " PATTERN "), NULL)",
         "substring('foobar' from 'o(.)b'), substring('foobar' from 'o.b'), "
         "substring('foobar' from 'x')",
         .regex = REGEX_FINDS, .called_on_null = true),
    ROW2("regexp_like", BOOL, TEXT, TEXT, "match($1, " PATTERN ")", "regexp_like('abc', 'b.$')",
         .regex = REGEX_TESTS),
    ROW3("regexp_replace", TEXT, TEXT, TEXT, TEXT, "replaceRegexpOne($1, " PATTERN ", $3)",
         "regexp_replace('http://www.a.b/c/d', '^https?://(?:www\\.)?([^/]+)/.*$', '\\1')",
         .regex = REGEX_FINDS),
    ROW4("regexp_replace", TEXT, TEXT, TEXT, TEXT, TEXT, "replaceRegexpAll($1, " PATTERN ", $3)",
         "regexp_replace('a1b22', '[0-9]+', '<\\&>', 'g')", .regex = REGEX_ALL),
    ROW2("left", TEXT, TEXT, INT4, LEFT, "left('abcde', 2), left('abcde', -2)"),
    ROW2("right", TEXT, TEXT, INT4, RIGHT, "right('abcde', 2), right('abcde', -2)"),
    TRIM_ROWS("btrim", "Both"),
    TRIM_ROWS("ltrim", "Left"),
    TRIM_ROWS("rtrim", "Right"),
    ROW3("replace", TEXT, TEXT, TEXT, TEXT,
         "if(empty($2), if(isNull($3), NULL, $1), replaceAll($1, $2, $3))",
         "replace('abcabc', 'b', 'xy'), replace('abc', '', 'x')"),
    ROW2("position", INT4, TEXT, TEXT, POSITION("$1", "$2"), "position('b' in 'abc')"),
    ROW2("strpos", INT4, TEXT, TEXT, POSITION("$1", "$2"), "strpos('high', 'ig')"),
    ROW1("reverse", TEXT, TEXT, "reverseUTF8($1)", "reverse('abcde')"),
    ROW2("repeat", TEXT, TEXT, INT4, STRICT2("repeat($1, greatest(0, toInt64($2)))"),
         "repeat('Pg', 4)", .note = "at most 1000000 times"),
    PAD_ROWS("lpad", "leftPad"),
    PAD_ROWS("rpad", "rightPad"),
    ROW3("split_part", TEXT, TEXT, TEXT, INT4, SPLIT_PART,
         "split_part('abc~@~def~@~ghi', '~@~', 2), split_part('a,b', ',', -1), "
         "split_part('a,b', ',', 5)",
         .constant_arg = 2, .note = "the delimiter must be a constant"),
    ROW2("starts_with", BOOL, TEXT, TEXT, "startsWith($1, $2)", "starts_with('alphabet', 'alph')"),
    ROW1("md5", TEXT, TEXT, "lower(hex(MD5($1)))", "md5('abc')"),
    ROW1("to_hex", TEXT, INT4,
         "lower(replaceRegexpOne(hex(reinterpretAsUInt32(toInt32($1))), "
         "'^0+(.)', '\\\\1'))",
         "to_hex(255), to_hex(-1), to_hex(0)"),
    ROW1("to_hex", TEXT, INT8,
         "lower(replaceRegexpOne(hex(reinterpretAsUInt64(toInt64($1))), "
         "'^0+(.)', '\\\\1'))",
         "to_hex(4886718345)"),
    ROW1("ascii", INT4, TEXT, ASCII, "ascii('x'), ascii('')"),
    ROW1("chr", TEXT, INT4,
         CHECKED("$1 < 1 OR $1 > 127", "0A000", "chr is supported from 1 to 127 only", "char($1)"),
         "chr(65)", .note = "1 to 127 only"),
    ROW1("initcap", TEXT, TEXT,
         CHECKED("NOT match($1, '^[\\x00-\\x7f]*$')", "0A000",
                 "initcap of letters outside ASCII is not supported yet", INITCAP),
         "initcap('hi THOMAS o''neil 3rd')", .note = "ASCII only"),
    ROW3("translate", TEXT, TEXT, TEXT, TEXT, REFUSED, NULL),
    ROW1("concat", TEXT, ANY, "arrayStringConcat(array($*))", "concat('a', NULL, 5)",
         .variadic = true, .called_on_null = true, .never_null = true, .any_to_text = true),
    ROW2("concat_ws", TEXT, TEXT, ANY,
         "arrayStringConcat(arrayMap(x -> assumeNotNull(x), arrayFilter(x -> isNotNull(x), "
         "arrayPopFront(array($*)))), $1)",
         "concat_ws(',', 'a', NULL, 5, '')", .constant_arg = 1,
         .note = "the separator must be a constant", .variadic = true, .called_on_null = true,
         .any_to_text = true),
};

const struct routine_table functions_text = TABLE(rows);
