/*
 * ClickHouse's own functions, called as ch.name(…): those whose types are sure, that depend on
 * their arguments alone and that reach no file, network, other user or secret. Names are found
 * without regard to case. Where ClickHouse answers NaN or 0 for no rows, so do these.
 */
#include "rewrite/routines/routine_row.h"

/* The example is shown by PostgreSQL as what `expected_` says. */
#define TO(conversion, call) conversion "(" call ")"
#define TEXT1(name, example_, expected_)                                                           \
    ROW1(name, TEXT, TEXT, name "($1)", "ch." name "(" example_ ")", .expected = expected_)
#define TEXT2(name, example_, expected_)                                                           \
    ROW2(name, TEXT, TEXT, TEXT, name "($1, $2)", "ch." name "(" example_ ")",                     \
         .expected = expected_)
#define COUNT2(name, example_, expected_)                                                          \
    ROW2(name, INT8, TEXT, TEXT, TO("toInt64", name "($1, $2)"), "ch." name "(" example_ ")",      \
         .expected = expected_)
#define BOOL2(name, example_, expected_)                                                           \
    ROW2(name, BOOL, TEXT, TEXT, name "($1, $2) != 0", "ch." name "(" example_ ")",                \
         .expected = expected_)
#define FLOAT2(name, example_, expected_)                                                          \
    ROW2(name, FLOAT8, TEXT, TEXT, TO("toFloat64", name "($1, $2)"), "ch." name "(" example_ ")",  \
         .expected = expected_)
/* Of 64 bits, which bigint cannot hold. */
#define HASH64(name, expected_)                                                                    \
    ROW1(name, NUMERIC, TEXT, "toDecimal256(" name "($1), 0)", "ch." name "('a')",                 \
         .expected = expected_, .scale = SCALE_NONE)
#define HASH32(name, expected_)                                                                    \
    ROW1(name, INT8, TEXT, TO("toInt64", name "($1)"), "ch." name "('a')", .expected = expected_)
#define MATH1(name, example_, expected_)                                                           \
    ROW1(name, FLOAT8, FLOAT8, name "($1)", "ch." name "(" example_ ")", .expected = expected_)
#define READABLE(name, example_, expected_)                                                        \
    ROW1(name, TEXT, FLOAT8, name "($1)", "ch." name "(" example_ ")", .expected = expected_)
#define CALENDAR(name, example_, expected_)                                                        \
    ROW1(name, INT4, DATE, TO("toInt32", name "($1)"), "ch." name "(date '" example_ "')",         \
         .expected = expected_),                                                                   \
        ROW1(name, INT4, TIMESTAMP, TO("toInt32", name "($1)"),                                    \
             "ch." name "(timestamp '" example_ " 13:47:07')", .expected = expected_)
#define START_OF_DAY(name, example_, expected_)                                                    \
    ROW1(name, DATE, DATE, TO("toDate32", name "($1)"), "ch." name "(date '" example_ "')",        \
         .expected = "date '" expected_ "'"),                                                      \
        ROW1(name, DATE, TIMESTAMP, TO("toDate32", name "($1)"),                                   \
             "ch." name "(timestamp '" example_ " 13:47:07')", .expected = "date '" expected_ "'")
#define START_OF_TIME(name, expected_)                                                             \
    ROW1(name, TIMESTAMP, TIMESTAMP, name "(" TIMESTAMP("$1") ")",                                 \
         "ch." name "(timestamp '2024-02-29 13:47:07')",                                           \
         .expected = "timestamp '2024-02-29 " expected_ "'")
#define DISTANCE(name, expected_)                                                                  \
    ROW4(name, FLOAT8, FLOAT8, FLOAT8, FLOAT8, FLOAT8, TO("toFloat64", name "($1, $2, $3, $4)"),   \
         "round(ch." name "(0, 0, 0, 1)::numeric, 3)", .expected = expected_)

static const struct routine functions[] = {
    HASH64("cityHash64", "2603192927274642682.0::numeric(20)"),
    HASH64("xxHash64", "15154266338359012955"),
    HASH64("sipHash64", "10863254463029944905"),
    HASH64("farmHash64", "12917804110809363939"),
    HASH64("murmurHash3_64", "7196874446409822675::numeric"),
    HASH64("halfMD5", "919145239626757800::numeric"),
    HASH64("CRC64", "3219832958944941148::numeric"),
    HASH32("xxHash32", "1426945110::int8"),
    HASH32("murmurHash3_32", "1009084850::int8"),
    HASH32("CRC32", "3904355907::int8"),
    HASH32("javaHash", "97::int8"),

    COUNT2("editDistance", "'ab', 'cbd'", "2::int8"),
    COUNT2("damerauLevenshteinDistance", "'ab', 'ba'", "1::int8"),
    COUNT2("countSubstrings", "'aXbXc', 'X'", "2::int8"),
    COUNT2("positionCaseInsensitive", "'Hello', 'L'", "3::int8"),
    COUNT2("positionUTF8", "'äbc', 'c'", "3::int8"),
    FLOAT2("jaroWinklerSimilarity", "'abcd', 'abce'", "0.8833333333333333::float8"),
    FLOAT2("jaroSimilarity", "'abcd', 'abce'", "0.8333333333333333::float8"),
    BOOL2("hasSubsequence", "'garbage', 'arg'", "true"),
    BOOL2("startsWithUTF8", "'äb', 'ä'", "true"),
    BOOL2("endsWithUTF8", "'äb', 'ä'", "false"),

    TEXT1("soundex", "'Robert'", "'R163'::text"),
    TEXT1("lowerUTF8", "'ÄB'", "'äb'::text"),
    TEXT1("upperUTF8", "'äb'", "'ÄB'::text"),
    TEXT1("reverseUTF8", "'äb'", "'bä'::text"),
    TEXT1("initcapUTF8", "'äb c'", "'Äb C'::text"),
    TEXT1("normalizeUTF8NFC", "'a'", "'a'::text"),
    TEXT1("base64Encode", "'ab'", "'YWI='::text"),
    TEXT1("domain", "'https://www.example.com/a/b?x=1#f'", "'www.example.com'::text"),
    TEXT1("domainWithoutWWW", "'https://www.example.com/a/b?x=1#f'", "'example.com'::text"),
    TEXT1("topLevelDomain", "'https://www.example.com/a'", "'com'::text"),
    TEXT1("firstSignificantSubdomain", "'https://www.example.com/a'", "'example'::text"),
    TEXT1("cutToFirstSignificantSubdomain", "'https://www.example.com/a'", "'example.com'::text"),
    TEXT1("protocol", "'https://www.example.com/a'", "'https'::text"),
    TEXT1("path", "'https://www.example.com/a/b?x=1#f'", "'/a/b'::text"),
    TEXT1("queryString", "'https://www.example.com/a?x=1#f'", "'x=1'::text"),
    TEXT1("fragment", "'https://www.example.com/a?x=1#f'", "'f'::text"),
    TEXT1("cutQueryString", "'http://x.com/?a=1&b=2'", "'http://x.com/'::text"),
    TEXT1("encodeURLComponent", "'a b'", "'a%20b'::text"),
    TEXT1("decodeURLComponent", "'a%20b'", "'a b'::text"),
    TEXT2("extractURLParameter", "'http://x.com/?a=1&b=2', 'b'", "'2'::text"),
    TEXT2("JSONExtractString", "'{\"a\":\"b\"}', 'a'", "'b'::text"),
    TEXT2("JSONExtractRaw", "'{\"a\":[1,2]}', 'a'", "'[1,2]'::text"),
    ROW2("JSONExtractInt", INT8, TEXT, TEXT, "JSONExtractInt($1, $2)",
         "ch.JSONExtractInt('{\"a\":5}', 'a')", .expected = "5::int8"),
    ROW2("JSONExtractFloat", FLOAT8, TEXT, TEXT, "JSONExtractFloat($1, $2)",
         "ch.JSONExtractFloat('{\"a\":1.5}', 'a')", .expected = "1.5::float8"),
    BOOL2("JSONExtractBool", "'{\"a\":true}', 'a'", "true"),
    BOOL2("JSONHas", "'{\"a\":1}', 'a'", "true"),
    ROW1("isValidJSON", BOOL, TEXT, "isValidJSON(CAST($1, 'Nullable(String)')) != 0",
         "ch.isValidJSON('{')", .expected = "false"),

    READABLE("formatReadableSize", "1500", "'1.46 KiB'::text"),
    READABLE("formatReadableDecimalSize", "1500", "'1.50 KB'::text"),
    READABLE("formatReadableQuantity", "1500000", "'1.50 million'::text"),
    READABLE("formatReadableTimeDelta", "3661", "'1 hour, 1 minute and 1 second'::text"),
    ROW4("bar", TEXT, FLOAT8, FLOAT8, FLOAT8, FLOAT8, "bar($1, $2, $3, $4)", "ch.bar(5, 0, 10, 10)",
         .expected = "'█████'::text"),

    MATH1("erfc", "0", "1::float8"),
    MATH1("sigmoid", "0", "0.5::float8"),
    MATH1("log2", "8", "3::float8"),
    MATH1("exp2", "3", "8::float8"),
    MATH1("roundBankers", "2.5", "2::float8"),
    ROW2("hypot", FLOAT8, FLOAT8, FLOAT8, "hypot($1, $2)", "ch.hypot(3, 4)",
         .expected = "5::float8"),
    DISTANCE("greatCircleDistance", "111195.052"),
    DISTANCE("geoDistance", "110567.327"),

    CALENDAR("toYYYYMM", "2024-02-29", "202402"),
    CALENDAR("toYYYYMMDD", "2024-02-29", "20240229"),
    CALENDAR("toDayOfYear", "2024-02-29", "60"),
    START_OF_DAY("toMonday", "2024-02-29", "2024-02-26"),
    START_OF_DAY("toStartOfMonth", "2024-02-29", "2024-02-01"),
    START_OF_DAY("toStartOfQuarter", "2024-02-29", "2024-01-01"),
    START_OF_DAY("toStartOfYear", "2024-02-29", "2024-01-01"),
    START_OF_DAY("toLastDayOfMonth", "2024-02-15", "2024-02-29"),
    START_OF_TIME("toStartOfMinute", "13:47:00"),
    START_OF_TIME("toStartOfFiveMinutes", "13:45:00"),
    START_OF_TIME("toStartOfTenMinutes", "13:40:00"),
    START_OF_TIME("toStartOfFifteenMinutes", "13:45:00"),
    START_OF_TIME("toStartOfHour", "13:00:00"),
};

const struct routine_table functions_clickhouse = TABLE(functions);

#define UNIQ(name)                                                                                 \
    ROW1(name, INT8, ANY, TO("toInt64", name "[$*]"), "ch." name "('a'::text)",                    \
         .expected = "1::int8", .variadic = true, .never_null = true)
/* Takes parameters: ch.quantile(x, params => ARRAY[0.9]). */
#define LEVEL(name)                                                                                \
    ROW1(name, FLOAT8, FLOAT8, TO("toFloat64", name "[$1]"), "ch." name "(1.5)",                   \
         .expected = "1.5::float8", .max_params = 1)
#define EXACT_LEVEL(name, type, example_)                                                          \
    ROW1(name, type, type, name "[$1]", "ch." name "(" example_ ")", .expected = example_,         \
         .max_params = 1)
#define EXACT_LEVELS(name)                                                                         \
    EXACT_LEVEL(name, INT4, "7"), EXACT_LEVEL(name, INT8, "7::int8"),                              \
        EXACT_LEVEL(name, INT2, "7::int2"), EXACT_LEVEL(name, FLOAT8, "1.5::float8"),              \
        EXACT_LEVEL(name, FLOAT4, "1.5::float4"), EXACT_LEVEL(name, DATE, "date '2024-02-29'"),    \
        EXACT_LEVEL(name, TIMESTAMP, "timestamp '2024-02-29 12:30:00'")
#define FLOATS1(name, expected_)                                                                   \
    ROW1(name, FLOAT8, FLOAT8, TO("toFloat64", name "[$1]"), "ch." name "(1.5)",                   \
         .expected = expected_)
#define ONE_OF(name)                                                                               \
    ROW1(name, ANY, ANY, name "[$1]", "ch." name "('a'::text)", .expected = "'a'::text",           \
         .scale = SCALE_FIRST)
#define BY_OTHER(name)                                                                             \
    ROW2(name, ANY, ANY, ANY, name "[$1, $2]", "ch." name "('a'::text, 1)",                        \
         .expected = "'a'::text", .scale = SCALE_FIRST)

static const struct routine aggregate_rows[] = {
    UNIQ("uniq"),
    UNIQ("uniqExact"),
    UNIQ("uniqCombined"),
    UNIQ("uniqCombined64"),
    UNIQ("uniqHLL12"),

    LEVEL("quantile"),
    LEVEL("median"),
    LEVEL("quantileTDigest"),
    LEVEL("medianTDigest"),
    LEVEL("quantileBFloat16"),
    LEVEL("quantileExactInclusive"),
    LEVEL("quantileExactExclusive"),
    EXACT_LEVELS("quantileExact"),
    EXACT_LEVELS("quantileExactLow"),
    EXACT_LEVELS("quantileExactHigh"),
    ROW2("quantileExactWeighted", FLOAT8, FLOAT8, INT8,
         "toFloat64(quantileExactWeighted[$1, toUInt64($2)])", "ch.quantileExactWeighted(1.5, 2)",
         .expected = "1.5::float8", .max_params = 1),
    ROW2("quantileTDigestWeighted", FLOAT8, FLOAT8, INT8,
         "toFloat64(quantileTDigestWeighted[$1, toUInt64($2)])",
         "ch.quantileTDigestWeighted(1.5, 2)", .expected = "1.5::float8", .max_params = 1),

    ONE_OF("any"),
    ONE_OF("anyLast"),
    ONE_OF("anyHeavy"),
    BY_OTHER("argMin"),
    BY_OTHER("argMax"),

    FLOATS1("sumKahan", "1.5::float8"),
    FLOATS1("skewPop", "'NaN'::float8"),
    FLOATS1("skewSamp", "'NaN'::float8"),
    FLOATS1("kurtPop", "'NaN'::float8"),
    FLOATS1("kurtSamp", "'NaN'::float8"),
    FLOATS1("deltaSum", "0::float8"),
    ROW2("avgWeighted", FLOAT8, FLOAT8, FLOAT8, "avgWeighted[$1, $2]", "ch.avgWeighted(1.5, 2)",
         .expected = "1.5::float8"),
    ROW2("boundingRatio", FLOAT8, FLOAT8, FLOAT8, "boundingRatio[$1, $2]",
         "ch.boundingRatio(1.5, 2)", .expected = "'NaN'::float8"),
    ROW1("entropy", FLOAT8, ANY, "entropy[$1]", "ch.entropy('a'::text)", .expected = "0::float8"),
};

const struct routine_table aggregates_clickhouse = TABLE(aggregate_rows);
