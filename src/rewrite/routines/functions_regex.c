/* Functions of regular expressions: rows of pg_proc and how ClickHouse says the same. */
#include "rewrite/regex/regex_row.h"

/* All matches of a text, and what stands between them: one more. No text has a zero byte. */
#define MATCHES(text) "extractAll(ifNull(" text ", ''), " REGEX_WHOLE ")"
#define BETWEEN(text)                                                                              \
    "splitByChar('\\0', replaceRegexpAll(ifNull(" text ", ''), " REGEX_PATTERN ", '\\0'))"

/* The text from character `start` on, and what comes before. */
#define FROM(start) "substringUTF8($1, greatest(1, toInt64(" start ")))"
#define BEFORE(start) "substringUTF8($1, 1, toUInt32(greatest(1, " start ") - 1))"

/* NULL where one of the conditions holds: that an argument is NULL, or wrong, which raises. */
#define UNLESS(conditions, value) "if(" conditions ", NULL, " value ")"
#define BAD(condition, parameter)                                                                  \
    THROW_IF(condition, "22023", "invalid value for parameter \"" parameter "\"")
#define BAD_START(start) BAD(start " < 1", "start") " OR isNull(" start ") OR isNull($1)"
#define BAD_NTH(nth, least) BAD(nth " < " least, "n") " OR isNull(" nth ")"

#define MATCH_GROUPS(optional)                                                                     \
    "if(match($1, " REGEX_PATTERN "), tuple(" REGEX_GROUPS_OF(                                     \
        "extractGroups(ifNull($1, ''), " REGEX_WHOLE ")", optional) "), NULL)"

/* The n-th match that starts at `start` or behind it. */
#define NTH_MATCH(start, nth) "arrayElementOrNull(" MATCHES(FROM(start)) ", toInt64(" nth "))"
#define SUBSTR(start, nth) UNLESS(BAD_START(start) " OR " BAD_NTH(nth, "1"), NTH_MATCH(start, nth))

/* Where match `nth` starts, or, with `end` 1, what follows it. */
#define LENGTHS(texts, n) "arraySum(arrayMap(x -> lengthUTF8(x), arraySlice(" texts ", 1, " n ")))"
#define PLACE(start, nth, end, between, matches)                                                   \
    "toInt32(if(length(" matches ") < " nth ", 0, " start " + " LENGTHS(                           \
        between, "toInt64(" nth ")") " + " LENGTHS(matches, "toInt64(" nth ") - 1 + " end) "))"
#define NTH_PLACE(start, nth, end)                                                                 \
    "arrayElement(arrayMap((o, p) -> " PLACE(start, nth, end, "o", "p") ", array(" BETWEEN(        \
        FROM(start)) "), array(" MATCHES(FROM(start)) ")), 1)"
#define INSTR(start, nth, end)                                                                     \
    UNLESS(BAD_START(start) " OR " BAD_NTH(nth, "1"), NTH_PLACE(start, nth, end))
#define INSTR_END                                                                                  \
    UNLESS(BAD("NOT ($5 IN (0, 1))", "endoption") " OR isNull($5)",                                \
           INSTR("$3", "$4", "toInt64($5)"))

#define COUNT(text) "toInt32(length(" MATCHES(text) "))"
#define COUNT_FROM(start) UNLESS(BAD_START(start), COUNT(FROM(start)))

#define REPLACE(which, text) "replaceRegexp" which "(" text ", " REGEX_PATTERN ", $3)"
#define REPLACE_BY_FLAG(flags, text)                                                               \
    "if(position(" flags ", 'g') > 0, " REPLACE("All", text) ", " REPLACE("One", text) ")"
/* Match number $5 only; 0 is all of them. */
#define REPLACE_ONE_OF(between, matches)                                                           \
    "arrayStringConcat(arrayMap((b, w, i) -> concat(b, if(i = $5, " REPLACE(                       \
        "One", "w") ", w)), " between ", arrayPushBack(" matches ", ''), arrayEnumerate(" between  \
                    ")))"
#define REPLACED_NTH                                                                               \
    "concat(" BEFORE("$4") ", if($5 = 0, " REPLACE("All", FROM("$4")) ", " REPLACE_ONE_OF(         \
        BETWEEN(FROM("$4")), MATCHES(FROM("$4"))) "))"
#define REPLACE_NTH UNLESS(BAD_START("$4") " OR " BAD_NTH("$5", "0"), REPLACED_NTH)

#define SPLIT UNLESS("isNull($1)", "tuple(" BETWEEN("$1") ")")

static const struct routine rows[] = {
    ROW2("substring", TEXT, TEXT, TEXT,
         "multiIf(NOT match($1, " REGEX_PATTERN
         "), NULL, bitTest(toUInt64($3), 0), nullIf(extract($1, " REGEX_PATTERN
         "), ''), extract($1, " REGEX_PATTERN "))",
         "substring('foobar' from 'o(.)b'), substring('foobar' from 'o.b'), "
         "substring('foobar' from 'x'), substring('foobar' from 'f(x)?o')",
         .regex = REGEX_GROUPS, .called_on_null = true),
    ROW2("regexp_like", BOOL, TEXT, TEXT, "match($1, " REGEX_PATTERN ")",
         "regexp_like('abc', 'b.$'), regexp_like('abc', '\\mab')", .regex = REGEX_TESTS),
    ROW3("regexp_like", BOOL, TEXT, TEXT, TEXT, "match($1, " REGEX_PATTERN ")",
         "regexp_like('Hello World', 'world$', 'i'), regexp_like('A', 'a', 'ic')",
         .regex = REGEX_TESTS),

    ROW3("regexp_replace", TEXT, TEXT, TEXT, TEXT, REPLACE("One", "$1"),
         "regexp_replace('http://www.a.b/c/d', '^https?://(?:www\\.)?([^/]+)/.*$', '\\1'), "
         "regexp_replace('12-34', '(\\d+)-(\\d+)', '\\2-\\1'), regexp_replace('a \"b\" c', "
         "'\"(.*?)\"', '<\\1>')",
         .regex = REGEX_REPLACES),
    ROW4("regexp_replace", TEXT, TEXT, TEXT, TEXT, TEXT, REPLACE_BY_FLAG("$4", "$1"),
         "regexp_replace('a1b22', '[0-9]+', '<\\&>', 'g'), regexp_replace('aXbx', 'x', '-', 'gi'), "
         "regexp_replace('aXbx', 'x', '-', 'i'), regexp_replace('foo bar', '(foo|bar)', '<\\1>', "
         "'g')",
         .regex = REGEX_REPLACES),
    ROW4("regexp_replace", TEXT, TEXT, TEXT, TEXT, INT4,
         UNLESS(BAD_START("$4"), "concat(" BEFORE("$4") ", " REPLACE("One", FROM("$4")) ")"),
         "regexp_replace('hello wörld', 'o|ö', 'X', 6)", .regex = REGEX_REPLACES),
    {"regexp_replace",
     PG_TEXT,
     {PG_TEXT, PG_TEXT, PG_TEXT, PG_INT4, PG_INT4},
     5,
     .clickhouse = REPLACE_NTH,
     .example = "regexp_replace('a1b2c3', '([a-z])', '<\\1>', 2, 2), regexp_replace('a1b2c3', "
                "'[a-z]', '-', 3, 0), regexp_replace('a1', '[a-z]', '-', 1, 2)",
     .regex = REGEX_REPLACES},
    {"regexp_replace",
     PG_TEXT,
     {PG_TEXT, PG_TEXT, PG_TEXT, PG_INT4, PG_INT4, PG_TEXT},
     6,
     .clickhouse = REPLACE_NTH,
     .example = "regexp_replace('A PostgreSQL function', 'a|e|i|o|u', 'X', 1, 3, 'i')",
     .regex = REGEX_REPLACES},

    ROW2("regexp_count", INT4, TEXT, TEXT, UNLESS("isNull($1)", COUNT("$1")),
         "regexp_count('a1b22', '[0-9]+'), regexp_count('aaa', '^a')", .regex = REGEX_ALL),
    ROW3("regexp_count", INT4, TEXT, TEXT, INT4, COUNT_FROM("$3"),
         "regexp_count('123456789012', '\\d\\d\\d', 2), regexp_count('a', 'a', 5)",
         .regex = REGEX_ALL),
    ROW4("regexp_count", INT4, TEXT, TEXT, INT4, TEXT, COUNT_FROM("$3"),
         "regexp_count('abcABC', 'b', 1, 'i')", .regex = REGEX_ALL),

    ROW2("regexp_substr", TEXT, TEXT, TEXT,
         "if(match($1, " REGEX_PATTERN "), extract($1, " REGEX_WHOLE "), NULL)",
         "regexp_substr('a1b22', '(b)[0-9]+'), regexp_substr('a', 'b')", .regex = REGEX_FINDS,
         .called_on_null = true),
    ROW3("regexp_substr", TEXT, TEXT, TEXT, INT4, SUBSTR("$3", "1"),
         "regexp_substr('a1b22', '[0-9]+', 3)", .regex = REGEX_ALL, .called_on_null = true),
    ROW4("regexp_substr", TEXT, TEXT, TEXT, INT4, INT4, SUBSTR("$3", "$4"),
         "regexp_substr('number of your street, town zip, FR', '[^,]+', 1, 2), "
         "regexp_substr('a', 'a', 1, 2)",
         .regex = REGEX_ALL, .called_on_null = true),
    {"regexp_substr",
     PG_TEXT,
     {PG_TEXT, PG_TEXT, PG_INT4, PG_INT4, PG_TEXT},
     5,
     .clickhouse = SUBSTR("$3", "$4"),
     .example = "regexp_substr('aBcAb', 'b.?', 2, 2, 'i')",
     .regex = REGEX_ALL,
     .called_on_null = true},
    {"regexp_substr",
     PG_TEXT,
     {PG_TEXT, PG_TEXT, PG_INT4, PG_INT4, PG_TEXT, PG_INT4},
     6,
     .clickhouse = REFUSED},

    ROW2("regexp_instr", INT4, TEXT, TEXT, INSTR("1", "1", "0"),
         "regexp_instr('aé1b22', '[0-9]+b'), regexp_instr('a', 'b'), regexp_instr('ab', '^a')",
         .regex = REGEX_ALL),
    ROW3("regexp_instr", INT4, TEXT, TEXT, INT4, INSTR("$3", "1", "0"),
         "regexp_instr('aéaé', 'é', 3), regexp_instr('a', 'a', 2)", .regex = REGEX_ALL),
    ROW4("regexp_instr", INT4, TEXT, TEXT, INT4, INT4, INSTR("$3", "$4", "0"),
         "regexp_instr('number of your street, town zip, FR', '[^,]+', 1, 2)", .regex = REGEX_ALL),
    {"regexp_instr",
     PG_INT4,
     {PG_TEXT, PG_TEXT, PG_INT4, PG_INT4, PG_INT4},
     5,
     .clickhouse = INSTR_END,
     .example = "regexp_instr('ab12cd345', '[0-9]+', 1, 2, 1)",
     .regex = REGEX_ALL},
    {"regexp_instr",
     PG_INT4,
     {PG_TEXT, PG_TEXT, PG_INT4, PG_INT4, PG_INT4, PG_TEXT},
     6,
     .clickhouse = INSTR_END,
     .example = "regexp_instr('ABCDEFGHI', 'd', 1, 1, 1, 'i')",
     .regex = REGEX_ALL},
    {"regexp_instr",
     PG_INT4,
     {PG_TEXT, PG_TEXT, PG_INT4, PG_INT4, PG_INT4, PG_TEXT, PG_INT4},
     7,
     .clickhouse = REFUSED},

    ROW2("regexp_match", TEXT_ARRAY, TEXT, TEXT, MATCH_GROUPS("$3"),
         "regexp_match('foobarbequebaz', '(bar)(beque)'), regexp_match('abc', 'b.'), "
         "regexp_match('abc', 'x'), regexp_match('ac', '(a)(b)?(c)')",
         .regex = REGEX_GROUPS, .called_on_null = true),
    ROW3("regexp_match", TEXT_ARRAY, TEXT, TEXT, TEXT, MATCH_GROUPS("$4"),
         "regexp_match('FooBar', '(o+)(b)', 'i')", .regex = REGEX_GROUPS, .called_on_null = true),
    ROW2("regexp_split_to_array", TEXT_ARRAY, TEXT, TEXT, SPLIT,
         "regexp_split_to_array('hello  wide world', '\\s+'), regexp_split_to_array('', ','), "
         "regexp_split_to_array(',a,,', ',')",
         .regex = REGEX_ALL, .called_on_null = true),
    ROW3("regexp_split_to_array", TEXT_ARRAY, TEXT, TEXT, TEXT, SPLIT,
         "regexp_split_to_array('1X2x3', 'x', 'i')", .regex = REGEX_ALL, .called_on_null = true),
};

const struct routine_table functions_regex = TABLE(rows);
