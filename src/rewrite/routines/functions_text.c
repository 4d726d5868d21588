/* String functions: rows of pg_proc and how ClickHouse says the same. */
#include "rewrite/routines/routine_row.h"

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
    ROW2(name, TEXT, TEXT, INT4, SUBSTRING_FROM, name "('abcdef', 2), " name "('abc', -1)",        \
         .plain = "substringUTF8($1, $2)"),                                                        \
        ROW3(name, TEXT, TEXT, INT4, INT4, SUBSTRING,                                              \
             name "('abcdef', 2, 3), " name "('abcdef', 0, 3)",                                    \
             .plain = "substringUTF8($1, $2, $3)")

#define LENGTH "toInt32(lengthUTF8($1))"
#define POSITION(haystack, needle) "toInt32(positionUTF8(" haystack ", " needle "))"

/* The characters of a text that is not NULL; bind them to c, with $2 and $3 as arrays f and t. */
#define CHARACTERS(text) "extractAll(ifNull(" text ", ''), '(?s).')"

/* With a set of characters to take off; a set of nothing takes nothing. ClickHouse's own knows
 * constants only, and bytes. */
#define TRIM(side) "if(empty($2), $1, trim" side "($1, if(empty($2), ' ', $2)))"
#define IN_SET "position(ifNull($2, ''), x) = 0"
#define TRIM_CHARACTERS(first, last)                                                               \
    "if(isNull($1) OR isNull($2), NULL, arrayElement(arrayMap(c -> "                               \
    "arrayStringConcat(arraySlice(c, " first ", greatest(0, toInt64(" last ") - toInt64(" first    \
    ") + 1))), array(" CHARACTERS("$1") ")), 1))"
#define FIRST_KEPT                                                                                 \
    "if(arrayFirstIndex(x -> " IN_SET ", c) = 0, length(c) + 1, arrayFirstIndex(x -> " IN_SET      \
    ", c))"
#define LAST_KEPT "arrayLastIndex(x -> " IN_SET ", c)"
#define TRIM_ROWS(name, side, first, last)                                                         \
    ROW1(name, TEXT, TEXT, "trim" side "($1)", name "('  ab ')"),                                  \
        ROW2(name, TEXT, TEXT, TEXT,                                                               \
             "if(match($2, '^[ -~]*$'), " TRIM(side) ", " TRIM_CHARACTERS(first, last) ")",        \
             name "('xxabyx', 'xy'), " name "('ab', ''), " name "('éaèé', 'é')",                   \
             .constant_arg = 2),                                                                   \
        ROW2(name, TEXT, TEXT, TEXT, TRIM_CHARACTERS(first, last), name "('xxabyx', 'xy')")

/* What fills up to $2 characters; longer text is cut at the right end for both. */
#define PAD(clickhouse_, fill)                                                                     \
    "if(isNull($2) OR isNull(" fill "), NULL, if(lengthUTF8($1) >= $2 OR empty(" fill "), "        \
    "substringUTF8($1, 1, greatest(0, toInt64($2))), " clickhouse_                                 \
    "UTF8($1, toUInt32(greatest(0, toInt64($2))), if(empty(" fill "), ' ', " fill "))))"
/* The same when what fills is not constant: `filler` goes beside the text. */
#define PAD_LENGTH "toInt64($2) - toInt64(lengthUTF8($1))"
#define PAD_ANY(before, after)                                                                     \
    "if(isNull($1) OR isNull($2) OR isNull($3), NULL, if(toInt64($2) <= lengthUTF8($1) OR "        \
    "empty($3), substringUTF8($1, 1, greatest(0, toInt64($2))), concat(" before                    \
    "substringUTF8(repeat($3, toUInt32(greatest(0, " PAD_LENGTH                                    \
    "))), 1, toUInt32(greatest(0, " PAD_LENGTH ")))" after ")))"
#define PAD_ROWS(name, clickhouse_, before, after)                                                 \
    ROW2(name, TEXT, TEXT, INT4, PAD(clickhouse_, "' '"), name "('hi', 5), " name "('hi', 1)",     \
         .plain = clickhouse_ "UTF8($1, $2)"),                                                     \
        ROW3(name, TEXT, TEXT, INT4, TEXT, PAD(clickhouse_, "$3"),                                 \
             name "('hi', 5, 'xy'), " name "('é', 4, 'àb')", .constant_arg = 3,                    \
             .plain = clickhouse_ "UTF8($1, $2, $3)"),                                             \
        ROW3(name, TEXT, TEXT, INT4, TEXT, PAD_ANY(before, after), name "('hi', 5, 'xy')")

/* Parts counted from 1, from the end when negative. */
#define SPLIT_PART                                                                                 \
    CHECKED("$3 = 0 AND NOT isNull($1) AND NOT isNull($2)", "22023",                               \
            "field position must not be zero",                                                     \
            "if(isNull($1) OR isNull($2) OR isNull($3), NULL, if(empty($2), if($3 = 1 OR $3 = "    \
            "-1, $1, ''), "                                                                        \
            "arrayElement(splitByString(if(empty($2), ' ', $2), $1), toInt64($3))))")

/* The same where the delimiter is not constant: a zero byte, which no text has, stands for it. */
#define SPLIT_PART_ANY                                                                             \
    CHECKED("$3 = 0 AND NOT isNull($1) AND NOT isNull($2)", "22023",                               \
            "field position must not be zero",                                                     \
            "if(isNull($1) OR isNull($2) OR isNull($3), NULL, if(empty($2), if($3 = 1 OR $3 = "    \
            "-1, $1, ''), arrayElement(splitByChar('\\0', replaceAll(ifNull($1, ''), "             \
            "if(empty($2), ' ', $2), '\\0')), toInt64($3))))")

/* Words of ASCII letters and digits; other letters end a word, as in the C locale. */
#define INITCAP                                                                                    \
    "if(isNull($1), NULL, arrayStringConcat(arrayMap(w -> concat(upper(substring(w, 1, 1)), "      \
    "lower(substring(w, 2))), extractAll(assumeNotNull($1), '[0-9A-Za-z]+|[^0-9A-Za-z]+'))))"

/* A code point in UTF-8. */
#define CHR                                                                                                                                                                               \
    "if(" THROW_IF("$1 < 0", "22023", "character number must be positive") " OR " THROW_IF(                                                                                               \
        "$1 = 0", "54000",                                                                                                                                                                \
        "null character not permitted") " OR " THROW_IF("$1 > 1114111", "54000",                                                                                                          \
                                                        "requested character too large for "                                                                                              \
                                                        "encoding") " OR " THROW_IF("$1 BETWEEN "                                                                                         \
                                                                                    "55296 AND "                                                                                          \
                                                                                    "57343",                                                                                              \
                                                                                    "54000",                                                                                              \
                                                                                    "requested "                                                                                          \
                                                                                    "character "                                                                                          \
                                                                                    "not valid "                                                                                          \
                                                                                    "for "                                                                                                \
                                                                                    "encoding") ", NULL, multiIf("                                                                        \
                                                                                                "$1 < 128, char($1), "                                                                    \
                                                                                                "$1 < 2048, char(192 + intDiv($1, 64), 128 + $1 % 64), "                                  \
                                                                                                "$1 < 65536, char(224 + intDiv($1, 4096), 128 + intDiv($1, 64) % 64, 128 + $1 % 64), "    \
                                                                                                "char(240 + intDiv($1, 262144), 128 + intDiv($1, 4096) % 64, 128 + intDiv($1, 64) % 64, " \
                                                                                                "128 + $1 % 64)))"

/* The first of two that are the same counts; what has no counterpart goes. */
#define TRANSLATE                                                                                  \
    "if(isNull($1) OR isNull($2) OR isNull($3), NULL, arrayStringConcat(arrayElement(arrayMap("    \
    "(c, f, t) -> arrayMap(x -> if(indexOf(f, x) = 0, x, arrayElement(t, indexOf(f, x))), c), "    \
    "array(" CHARACTERS("$1") "), array(" CHARACTERS("$2") "), array(" CHARACTERS("$3") ")), 1)))"

#define OVERLAY(length)                                                                            \
    CHECKED("$3 <= 0", "22011", "negative substring length not allowed",                           \
            "if(isNull($1) OR isNull($2) OR isNull($3) OR isNull(" length                          \
            "), NULL, concat(substringUTF8($1, 1, toUInt32(greatest(1, $3) - 1)), $2, "            \
            "substringUTF8($1, greatest(1, toInt64($3) + toInt64(" length ")))))")

#define QUOTED(text)                                                                               \
    "concat(if(position(" text ", '\\\\') > 0, 'E', ''), '\\'', replaceAll(replaceAll(" text       \
    ", '\\\\', '\\\\\\\\'), '\\'', '\\'\\''), '\\'')"

#define NORMALIZED(form)                                                                           \
    "multiIf(" form " = 'NFC', normalizeUTF8NFC($1), " form                                        \
    " = 'NFD', normalizeUTF8NFD($1), " form " = 'NFKC', normalizeUTF8NFKC($1), " form              \
    " = 'NFKD', normalizeUTF8NFKD($1), "                                                           \
    "throwIf(1, 'pgpivot[22023]: invalid normalization form') = 0, NULL, NULL)"

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
    ROW1("lower", TEXT, TEXT, "lower($1)", "lower('TOM É')"),
    ROW1("upper", TEXT, TEXT, "upper($1)", "upper('tom é')"),
    ROW1("length", INT4, TEXT, LENGTH, "length('jose')"),
    ROW1("length", INT4, BPCHAR, "toInt32(lengthUTF8(~1))", "length('ab  '::char(4))"),
    ROW1("char_length", INT4, TEXT, LENGTH, "char_length('jose')"),
    ROW1("character_length", INT4, TEXT, LENGTH, "character_length('jose')"),
    ROW1("octet_length", INT4, TEXT, "toInt32(length($1))", "octet_length('jose')"),
    ROW1("octet_length", INT4, BPCHAR, "toInt32(length($1))", "octet_length('ab'::char(4))"),
    ROW1("bit_length", INT4, TEXT, "toInt32(length($1) * 8)", "bit_length('jose')"),
    SUBSTRING_ROWS("substring"),
    SUBSTRING_ROWS("substr"),
    /* bind_like.c makes the pattern out of that and its escape. */
    ROW3("substring", TEXT, TEXT, TEXT, TEXT,
         "if(isNull($2) OR isNull($3) OR NOT match($1, $2), NULL, extract($1, $2))",
         "substring('foobar' SIMILAR '%#\"o_b#\"%' ESCAPE '#'), substring('abc' from '#\"b#\"' for "
         "'#'), substring('abc' SIMILAR 'a%' ESCAPE '#')",
         .called_on_null = true),
    ROW2("left", TEXT, TEXT, INT4, LEFT, "left('abcde', 2), left('abcde', -2)",
         .plain = "leftUTF8($1, $2)"),
    ROW2("right", TEXT, TEXT, INT4, RIGHT, "right('abcde', 2), right('abcde', -2)",
         .plain = "rightUTF8($1, $2)"),
    TRIM_ROWS("btrim", "Both", FIRST_KEPT, LAST_KEPT),
    TRIM_ROWS("ltrim", "Left", FIRST_KEPT, "length(c)"),
    TRIM_ROWS("rtrim", "Right", "1", LAST_KEPT),
    ROW3("replace", TEXT, TEXT, TEXT, TEXT,
         "if(empty($2), if(isNull($3), NULL, $1), replaceAll($1, $2, $3))",
         "replace('abcabc', 'b', 'xy'), replace('abc', '', 'x')",
         .plain = "replaceAll($1, $2, $3)"),
    ROW2("position", INT4, TEXT, TEXT, POSITION("$1", "$2"), "position('b' in 'abc')"),
    ROW2("strpos", INT4, TEXT, TEXT, POSITION("$1", "$2"), "strpos('high', 'ig')"),
    ROW1("reverse", TEXT, TEXT, "reverseUTF8($1)", "reverse('abcde')"),
    ROW2("repeat", TEXT, TEXT, INT4, STRICT2("repeat($1, greatest(0, toInt64($2)))"),
         "repeat('Pg', 4)", .plain = "repeat($1, $2)", .note = "at most 1000000 times"),
    PAD_ROWS("lpad", "leftPad", "", ", $1"),
    PAD_ROWS("rpad", "rightPad", "$1, ", ""),
    ROW3("split_part", TEXT, TEXT, TEXT, INT4, SPLIT_PART,
         "split_part('abc~@~def~@~ghi', '~@~', 2), split_part('a,b', ',', -1), "
         "split_part('a,b', ',', 5)",
         .constant_arg = 2,
         .plain = "if(isNull($1), NULL, arrayElement(splitByString($2, $1), $3))"),
    ROW3("split_part", TEXT, TEXT, TEXT, INT4, SPLIT_PART_ANY, "split_part('a,b', ',', 2)"),
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
    ROW1("chr", TEXT, INT4, CHR, "chr(65), chr(233), chr(8364), chr(128024)"),
    ROW1("initcap", TEXT, TEXT, INITCAP, "initcap('hi THOMAS o''neil 3rd éa')"),
    ROW3("translate", TEXT, TEXT, TEXT, TEXT, TRANSLATE,
         "translate('12345', '143', 'ax'), translate('éa', 'aé', 'è')"),
    ROW4("overlay", TEXT, TEXT, TEXT, INT4, INT4, OVERLAY("$4"),
         "overlay('Txxxxas' placing 'hom' from 2 for 4)"),
    ROW3("overlay", TEXT, TEXT, TEXT, INT4, OVERLAY("lengthUTF8($2)"),
         "overlay('Txxxxas' placing 'hom' from 2)"),
    ROW1("quote_literal", TEXT, TEXT, QUOTED("$1"), "quote_literal(E'O''Reilly \\\\')"),
    ROW1("quote_literal", TEXT, ANY, QUOTED("$1"), "quote_literal(42.5)", .any_to_text = true),
    ROW1("quote_nullable", TEXT, TEXT, "ifNull(" QUOTED("$1") ", 'NULL')",
         "quote_nullable(NULL), quote_nullable('a')", .called_on_null = true, .never_null = true),
    ROW1("quote_nullable", TEXT, ANY, "ifNull(" QUOTED("$1") ", 'NULL')", "quote_nullable(42.5)",
         .called_on_null = true, .never_null = true, .any_to_text = true),
    /* Text search. */
    ROW1("to_tsvector", TEXT, TEXT, REFUSED, NULL),
    ROW2("to_tsvector", TEXT, TEXT, TEXT, REFUSED, NULL),
    ROW1("to_tsquery", TEXT, TEXT, REFUSED, NULL),
    ROW2("to_tsquery", TEXT, TEXT, TEXT, REFUSED, NULL),
    ROW1("plainto_tsquery", TEXT, TEXT, REFUSED, NULL),
    ROW2("plainto_tsquery", TEXT, TEXT, TEXT, REFUSED, NULL),
    ROW1("websearch_to_tsquery", TEXT, TEXT, REFUSED, NULL),
    ROW2("websearch_to_tsquery", TEXT, TEXT, TEXT, REFUSED, NULL),
    ROW1("normalize", TEXT, TEXT, "normalizeUTF8NFC($1)", "normalize(U&'e\\0301')"),
    ROW2("normalize", TEXT, TEXT, TEXT, NORMALIZED("$2"), "normalize(U&'\\00e9', NFD)"),
    ROW1("is_normalized", BOOL, TEXT, "($1 = normalizeUTF8NFC($1))", "U&'e\\0301' IS NORMALIZED"),
    ROW2("is_normalized", BOOL, TEXT, TEXT, "($1 = " NORMALIZED("$2") ")",
         "U&'\\00e9' IS NFD NORMALIZED"),
    ROW1("concat", TEXT, ANY, "arrayStringConcat(array($*))", "concat('a', NULL, 5)",
         .variadic = true, .called_on_null = true, .never_null = true, .any_to_text = true),
    ROW2("concat_ws", TEXT, TEXT, ANY,
         "arrayStringConcat(arrayMap(x -> assumeNotNull(x), arrayFilter(x -> isNotNull(x), "
         "arrayPopFront(array($*)))), $1)",
         "concat_ws(',', 'a', NULL, 5, '')", .constant_arg = 1, .variadic = true,
         .called_on_null = true, .any_to_text = true),
    ROW2("concat_ws", TEXT, TEXT, ANY,
         "if(isNull($1), NULL, replaceAll(arrayStringConcat(arrayMap(x -> assumeNotNull(x), "
         "arrayFilter(x -> isNotNull(x), arrayPopFront(array($*)))), '\\0'), '\\0', ifNull($1, "
         "'')))",
         "concat_ws(',', 'a', NULL, 5, '')", .variadic = true, .called_on_null = true,
         .any_to_text = true),
};

const struct routine_table functions_text = TABLE(rows);
