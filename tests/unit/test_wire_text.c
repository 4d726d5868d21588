/* text.h: values as PostgreSQL 15 prints them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/pgtype.h"
#include "wire/binary.h"
#include "wire/text.h"

static const struct text_style style;

/* Prints row `row` of a column as pg_type; "NULL" for NULL, "SQLSTATE message" for errors. */
static const char *print_row(const struct column *column, const struct chtype *type,
                             uint32_t pg_type, const struct text_style *how, size_t row)
{
    static char text[1024];
    struct text_converter converter;
    struct err err = {0};
    struct buf out;
    buf_init(&out, 4096);
    if (!text_converter_choose(&converter, type, pg_type, how, &err) ||
        !text_append_cell(&out, column, row, &converter, &err)) {
        snprintf(text, sizeof text, "%s %s", err.sqlstate, err.message);
    } else if (memcmp(buf_data(&out), "\xff\xff\xff\xff", 4) == 0) {
        strcpy(text, "NULL");
    } else {
        const unsigned char *data = (const unsigned char *)buf_data(&out);
        size_t size = (size_t)data[2] << 8 | data[3];
        assert_int_equal(buf_size(&out), size + 4);
        memcpy(text, data + 4, size);
        text[size] = '\0';
    }
    buf_free(&out);
    return text;
}

/* The binary form of a value is that of its text, or the same error, however it is made. */
static void check_binary(const struct column *column, uint32_t pg_type, const char *text)
{
    struct text_converter converter;
    struct err err = {0};
    struct buf got, wanted;
    buf_init(&got, 4096);
    buf_init(&wanted, 4096);
    if (text_converter_choose(&converter, column->type, pg_type, &style, &err)) {
        text_converter_make_binary(&converter, pg_type);
        bool fine = text_append_cell(&got, column, 0, &converter, &err);
        if (!fine) {
            assert_memory_equal(text, err.sqlstate, 5);
        } else {
            assert_true(binary_from_text(&wanted, pg_type, str_of(text), &err));
            assert_int_equal(buf_size(&got), buf_size(&wanted) + 4);
            assert_memory_equal(buf_data(&got) + 4, buf_data(&wanted), buf_size(&wanted));
        }
    }
    buf_free(&got);
    buf_free(&wanted);
}

static const char *print(struct chtype type, const void *values, uint32_t pg_type)
{
    struct column column = {.type = &type, .n_rows = 1, .values = values, .strings = values};
    if (!type.text)
        type.text = "?";
    const char *text = print_row(&column, &type, pg_type, &style, 0);
    if (binary_has_type(pg_type))
        check_binary(&column, pg_type, text);
    return text;
}

#define VALUE(type, value) (&(type){value})
#define ASSERT_PRINTS(expected, kind_of, value, pg)                                                \
    assert_string_equal(print((struct chtype){.kind = kind_of}, value, pg), expected)

static void test_integers(void **state)
{
    (void)state;
    ASSERT_PRINTS("-128", CH_INT8, VALUE(int8_t, -128), PG_INT2);
    ASSERT_PRINTS("255", CH_UINT8, VALUE(uint8_t, 255), PG_INT2);
    ASSERT_PRINTS("65535", CH_UINT16, VALUE(uint16_t, 65535), PG_INT4);
    ASSERT_PRINTS("4294967295", CH_UINT32, VALUE(uint32_t, UINT32_MAX), PG_INT8);
    ASSERT_PRINTS("-9223372036854775808", CH_INT64, VALUE(int64_t, INT64_MIN), PG_INT8);
    ASSERT_PRINTS("0", CH_INT32, VALUE(int32_t, 0), PG_INT4);
    ASSERT_PRINTS("-100", CH_INT16, VALUE(int16_t, -100), PG_INT2);
    ASSERT_PRINTS("7", CH_INT64, VALUE(int64_t, 7), PG_NUMERIC);
    ASSERT_PRINTS("16384", CH_UINT64, VALUE(uint64_t, 16384), PG_OID);
    ASSERT_PRINTS("18446744073709551615", CH_UINT64, VALUE(uint64_t, UINT64_MAX), PG_NUMERIC);
    ASSERT_PRINTS("9223372036854775808", CH_UINT64, VALUE(uint64_t, 1ULL << 63), PG_NUMERIC);
    ASSERT_PRINTS("12", CH_UINT64, VALUE(uint64_t, 12), PG_INT8);
    ASSERT_PRINTS("1e+15", CH_INT64, VALUE(int64_t, 1000000000000000), PG_FLOAT8);
}

static void test_narrowing_is_checked(void **state)
{
    (void)state;
    ASSERT_PRINTS("22003 integer out of range", CH_INT64, VALUE(int64_t, 2147483648), PG_INT4);
    ASSERT_PRINTS("22003 smallint out of range", CH_INT64, VALUE(int64_t, -32769), PG_INT2);
    ASSERT_PRINTS("22003 bigint out of range", CH_UINT64, VALUE(uint64_t, 1ULL << 63), PG_INT8);
    ASSERT_PRINTS("22003 OID out of range", CH_INT32, VALUE(int32_t, -1), PG_OID);
    ASSERT_PRINTS("-32768", CH_INT64, VALUE(int64_t, -32768), PG_INT2);
    uint64_t all_ones[4] = {UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX};
    ASSERT_PRINTS("22003 bigint out of range", CH_UINT256, all_ones, PG_INT8);
    ASSERT_PRINTS("-1", CH_INT256, all_ones, PG_INT8);
}

static void test_wide_integers(void **state)
{
    (void)state;
    uint64_t all_ones[4] = {UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX};
    uint64_t smallest[4] = {0, 0, 0, 1ULL << 63};
    uint64_t smallest128[2] = {0, 1ULL << 63};
    ASSERT_PRINTS("-1", CH_INT128, all_ones, PG_NUMERIC);
    ASSERT_PRINTS("340282366920938463463374607431768211455", CH_UINT128, all_ones, PG_NUMERIC);
    ASSERT_PRINTS("-170141183460469231731687303715884105728", CH_INT128, smallest128, PG_NUMERIC);
    ASSERT_PRINTS("115792089237316195423570985008687907853269984665640564039457584007913129639935",
                  CH_UINT256, all_ones, PG_NUMERIC);
    ASSERT_PRINTS("-57896044618658097711785492504343953926634992332820282019728792003956564819968",
                  CH_INT256, smallest, PG_NUMERIC);
}

static void test_booleans(void **state)
{
    (void)state;
    ASSERT_PRINTS("t", CH_BOOL, VALUE(uint8_t, 1), PG_BOOL);
    ASSERT_PRINTS("f", CH_UINT8, VALUE(uint8_t, 0), PG_BOOL);
}

static void test_floats(void **state)
{
    (void)state;
    ASSERT_PRINTS("0.1", CH_FLOAT64, VALUE(double, 0.1), PG_FLOAT8);
    ASSERT_PRINTS("0.30000000000000004", CH_FLOAT64, VALUE(double, 0.1 + 0.2), PG_FLOAT8);
    ASSERT_PRINTS("100", CH_FLOAT64, VALUE(double, 100.0), PG_FLOAT8);
    ASSERT_PRINTS("1e+15", CH_FLOAT64, VALUE(double, 1e15), PG_FLOAT8);
    ASSERT_PRINTS("1e-05", CH_FLOAT64, VALUE(double, 0.00001), PG_FLOAT8);
    ASSERT_PRINTS("-0", CH_FLOAT64, VALUE(double, -0.0), PG_FLOAT8);
    ASSERT_PRINTS("NaN", CH_FLOAT64, VALUE(double, (double)NAN), PG_FLOAT8);
    ASSERT_PRINTS("-Infinity", CH_FLOAT64, VALUE(double, (double)-INFINITY), PG_FLOAT8);
    ASSERT_PRINTS("5e-324", CH_FLOAT64, VALUE(double, 4.9406564584124654e-324), PG_FLOAT8);
    ASSERT_PRINTS("0.1", CH_FLOAT32, VALUE(float, 0.1F), PG_FLOAT4);
    ASSERT_PRINTS("0.10000000149011612", CH_FLOAT32, VALUE(float, 0.1F), PG_FLOAT8);
    ASSERT_PRINTS("0.1", CH_FLOAT64, VALUE(double, 0.1), PG_FLOAT4);
    ASSERT_PRINTS("22003 value out of range: overflow", CH_FLOAT64, VALUE(double, 1e40), PG_FLOAT4);
    ASSERT_PRINTS("22003 value out of range: underflow", CH_FLOAT64, VALUE(double, 1e-60),
                  PG_FLOAT4);
    ASSERT_PRINTS("Infinity", CH_FLOAT32, VALUE(float, INFINITY), PG_FLOAT4);
    ASSERT_PRINTS("0A000 cannot send a value of ClickHouse type ? as numeric", CH_FLOAT64,
                  VALUE(double, 1.0), PG_NUMERIC);
}

static const char *print_float(double value, int extra_float_digits)
{
    struct chtype type = {.kind = CH_FLOAT64, .text = "Float64"};
    struct column column = {.type = &type, .n_rows = 1, .values = &value};
    struct text_style how = {.values.less_digits = 1 - extra_float_digits};
    return print_row(&column, &type, PG_FLOAT8, &how, 0);
}

static void test_extra_float_digits(void **state)
{
    (void)state;
    assert_string_equal(print_float(0.1 + 0.2, 0), "0.3");
    assert_string_equal(print_float(123456.789, -10), "1.2346e+05");
    assert_string_equal(print_float(123456.789, -15), "1e+05");
    assert_string_equal(print_float((double)INFINITY, 0), "Infinity");
    assert_string_equal(print_float((double)NAN, 0), "NaN");
    assert_string_equal(print_float(0.1 + 0.2, 3), "0.30000000000000004");
}

static const char *print_decimal(int precision, int scale, const void *value)
{
    struct chtype type = {.kind = CH_DECIMAL, .precision = precision, .scale = scale};
    return print(type, value, PG_NUMERIC);
}

static void test_decimals(void **state)
{
    (void)state;
    int64_t wide[4] = {-1, -1, -1, -1};
    assert_string_equal(print_decimal(9, 2, VALUE(int32_t, 12345)), "123.45");
    assert_string_equal(print_decimal(9, 2, VALUE(int32_t, -5)), "-0.05");
    assert_string_equal(print_decimal(9, 2, VALUE(int32_t, 0)), "0.00");
    assert_string_equal(print_decimal(9, 0, VALUE(int32_t, 42)), "42");
    assert_string_equal(print_decimal(9, 9, VALUE(int32_t, 999999999)), "0.999999999");
    assert_string_equal(print_decimal(18, 6, VALUE(int64_t, 1000000)), "1.000000");
    assert_string_equal(print_decimal(38, 10, wide), "-0.0000000001");
    assert_string_equal(
        print_decimal(76, 76, wide),
        "-0.0000000000000000000000000000000000000000000000000000000000000000000000000001");
    uint64_t two_64[2] = {0, 1};
    assert_string_equal(print_decimal(38, 2, two_64), "184467440737095516.16");
}

/* For their binary forms: the digits are cut into fours at every place. */
static void test_decimals_of_every_scale(void **state)
{
    (void)state;
    static const int64_t values[] = {0,         1,         -9,       10,        1000,
                                     -9999,     10000,     10001,    123456789, 100000000,
                                     -90000000, INT64_MAX, INT64_MIN};
    for (int scale = 0; scale <= 18; scale++)
        for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
            int64_t wide[2] = {values[i], values[i] < 0 ? -1 : 0};
            char in_64_bits[64];
            strcpy(in_64_bits, print_decimal(18, scale, &values[i]));
            assert_string_equal(print_decimal(38, scale, wide), in_64_bits);
        }
}

/* What a tuple of the value, at `scale`, and its number of decimals prints. */
static const char *print_shown(int64_t unscaled, int scale, int32_t shown, bool is_null)
{
    static const struct chtype int32 = {.kind = CH_INT32};
    const struct chtype decimal = {.kind = CH_DECIMAL, .precision = 76, .scale = scale};
    const struct chtype *args[] = {&decimal, &int32};
    const struct chtype tuple = {
        .kind = CH_TUPLE, .args = (const struct chtype **)args, .n_args = 2};
    const int64_t sign = unscaled < 0 ? -1 : 0, value[4] = {unscaled, sign, sign, sign};
    const uint8_t nulls[] = {is_null};
    struct column children[] = {
        {.type = &decimal, .n_rows = 1, .values = value, .nulls = is_null ? nulls : NULL},
        {.type = &int32, .n_rows = 1, .values = &shown}};
    struct column column = {.type = &tuple, .n_rows = 1, .children = children, .n_children = 2};
    const char *text = print_row(&column, &tuple, PG_NUMERIC, &style, 0);
    if (!is_null)
        check_binary(&column, PG_NUMERIC, text);
    return text;
}

static void test_shown_decimals(void **state)
{
    (void)state;
    static const struct {
        int64_t unscaled;
        int scale, shown;
        const char *text;
    } cases[] = {
        {12345, 3, 3, "12.345"},
        {12345, 3, 2, "12.35"},
        {-12345, 3, 2, "-12.35"},
        {12344, 3, 2, "12.34"},
        {12345, 3, 0, "12"},
        {12500, 3, 0, "13"},
        {99950, 3, 1, "100.0"},
        {999, 3, 0, "1"},
        {499, 3, 0, "0"},
        {500, 3, 0, "1"},
        {-499, 3, 0, "0"},
        {-4, 3, 1, "0.0"},
        {4, 5, 1, "0.0"},
        {5, 2, 1, "0.1"},
        {-5, 2, 1, "-0.1"},
        {9, 1, 0, "1"},
        {0, 28, 0, "0"},
        {0, 28, 16, "0.0000000000000000"},
        {7, 0, 3, "7.000"},
        {-75, 1, 4, "-7.5000"},
        {95, 2, 1, "1.0"},
        {7, 0, 0, "7"},
        {1, 29, 28, "0.0000000000000000000000000000"},
        {1, 2, 1001, "XX000 a number cannot show 1001 decimals"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(print_shown(cases[i].unscaled, cases[i].scale, cases[i].shown, false),
                            cases[i].text);
    assert_string_equal(print_shown(1, 2, 1, true), "NULL");
}

static void test_dates(void **state)
{
    (void)state;
    ASSERT_PRINTS("1970-01-01", CH_DATE, VALUE(uint16_t, 0), PG_DATE);
    ASSERT_PRINTS("2149-06-06", CH_DATE, VALUE(uint16_t, 65535), PG_DATE);
    ASSERT_PRINTS("1900-01-01", CH_DATE32, VALUE(int32_t, -25567), PG_DATE);
    ASSERT_PRINTS("2024-02-29", CH_DATE32, VALUE(int32_t, 19782), PG_DATE);
    ASSERT_PRINTS("10000-01-01", CH_DATE32, VALUE(int32_t, 2932897), PG_DATE);
    ASSERT_PRINTS("0001-12-31 BC", CH_DATE32, VALUE(int32_t, -719163), PG_DATE);
    ASSERT_PRINTS("4714-11-24 BC", CH_DATE32, VALUE(int32_t, -2440588), PG_DATE);
    ASSERT_PRINTS("22008 date out of range", CH_DATE32, VALUE(int32_t, -2440589), PG_DATE);
    ASSERT_PRINTS("5874897-12-31", CH_DATE32, VALUE(int32_t, 2145042905), PG_DATE);
    ASSERT_PRINTS("22008 date out of range", CH_DATE32, VALUE(int32_t, 2145042906), PG_DATE);
    ASSERT_PRINTS("2024-02-29 00:00:00", CH_DATE, VALUE(uint16_t, 19782), PG_TIMESTAMP);
}

static const char *print_ticks(int scale, int64_t ticks, uint32_t pg_type)
{
    struct chtype type = {.kind = CH_DATETIME64, .scale = scale};
    return print(type, &ticks, pg_type);
}

static void test_timestamps(void **state)
{
    (void)state;
    ASSERT_PRINTS("2024-01-15 09:30:00", CH_DATETIME, VALUE(uint32_t, 1705311000), PG_TIMESTAMP);
    ASSERT_PRINTS("2024-01-15 09:30:00+00", CH_DATETIME, VALUE(uint32_t, 1705311000),
                  PG_TIMESTAMPTZ);
    assert_string_equal(print_ticks(3, 1705311000123, PG_TIMESTAMP), "2024-01-15 09:30:00.123");
    assert_string_equal(print_ticks(3, 1705311000120, PG_TIMESTAMPTZ), "2024-01-15 09:30:00.12+00");
    assert_string_equal(print_ticks(6, -1, PG_TIMESTAMP), "1969-12-31 23:59:59.999999");
    assert_string_equal(print_ticks(0, -86401, PG_TIMESTAMP), "1969-12-30 23:59:59");
    assert_string_equal(print_ticks(9, 1705311000123456789, PG_TIMESTAMP),
                        "2024-01-15 09:30:00.123457");
    assert_string_equal(print_ticks(9, 1705311000999999999, PG_TIMESTAMP), "2024-01-15 09:30:01");
    assert_string_equal(print_ticks(0, -62135596801, PG_TIMESTAMPTZ), "0001-12-31 23:59:59+00 BC");
    assert_string_equal(print_ticks(0, INT64_MAX, PG_TIMESTAMP), "22008 timestamp out of range");
    assert_string_equal(print_ticks(0, INT64_MIN, PG_TIMESTAMP), "22008 timestamp out of range");
    assert_string_equal(print_ticks(0, 9224318015999, PG_TIMESTAMP), "294276-12-31 23:59:59");
    assert_string_equal(print_ticks(0, 9224318016000, PG_TIMESTAMP),
                        "22008 timestamp out of range");
    struct chtype time = {.kind = CH_TIME64, .scale = 3};
    assert_string_equal(print(time, VALUE(int64_t, 34200500), PG_TIME), "09:30:00.5");
    assert_string_equal(print(time, VALUE(int64_t, 86400000), PG_TIME), "24:00:00");
    assert_string_equal(print(time, VALUE(int64_t, 86400001), PG_TIME), "22008 time out of range");
}

static void test_strings(void **state)
{
    (void)state;
    ASSERT_PRINTS("é", CH_STRING, (&(struct str){"é", 2}), PG_TEXT);
    ASSERT_PRINTS("", CH_STRING, (&(struct str){"", 0}), PG_VARCHAR);
    ASSERT_PRINTS("22021 invalid byte sequence for encoding \"UTF8\": 0x00", CH_STRING,
                  (&(struct str){"a\0b", 3}), PG_TEXT);
    ASSERT_PRINTS("22021 invalid byte sequence for encoding \"UTF8\": 0xe9 0x21", CH_STRING,
                  (&(struct str){"\xe9!", 2}), PG_TEXT);
    ASSERT_PRINTS("USD", CH_FIXED_STRING, (&(struct str){"USD\0\0", 5}), PG_TEXT);
    ASSERT_PRINTS("\\x00ff61", CH_STRING,
                  (&(struct str){"\0\xff"
                                 "a",
                                 3}),
                  PG_BYTEA);
    ASSERT_PRINTS("0A000 cannot send a value of ClickHouse type ? as integer", CH_STRING,
                  (&(struct str){"1", 1}), PG_INT4);
}

static void test_bytea_escape(void **state)
{
    (void)state;
    struct chtype type = {.kind = CH_STRING, .text = "String"};
    struct str bytes = STR("\0\\a\x7f");
    struct column column = {.type = &type, .n_rows = 1, .strings = &bytes};
    struct text_style how = {.values.bytea_escape = true};
    assert_string_equal(print_row(&column, &type, PG_BYTEA, &how, 0), "\\000\\\\a\\177");
}

static void test_enums(void **state)
{
    (void)state;
    static const struct chtype_enum_value values[] = {{"buy", -1}, {"sell", 5}};
    struct chtype type = {.kind = CH_ENUM8, .text = "Enum8", .values = values, .n_values = 2};
    assert_string_equal(print(type, VALUE(int8_t, -1), PG_TEXT), "buy");
    assert_string_equal(print(type, VALUE(int8_t, 5), PG_TEXT), "sell");
    assert_string_equal(print(type, VALUE(int8_t, 0), PG_TEXT), "22000 value 0 is not in Enum8");
    type.kind = CH_ENUM16;
    assert_string_equal(print(type, VALUE(int16_t, 5), PG_TEXT), "sell");
}

static void test_uuid_and_inet(void **state)
{
    (void)state;
    /* 00112233-4455-6677-8899-aabbccddeeff */
    uint64_t halves[2] = {0x0011223344556677, 0x8899aabbccddeeff};
    ASSERT_PRINTS("00112233-4455-6677-8899-aabbccddeeff", CH_UUID, halves, PG_UUID);
    ASSERT_PRINTS("127.0.0.1", CH_IPV4, VALUE(uint32_t, 0x7f000001), PG_INET);
    ASSERT_PRINTS("::1", CH_IPV6, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1", PG_INET);
    ASSERT_PRINTS("2001:db8::1:0:0:1", CH_IPV6, "\x20\1\x0d\xb8\0\0\0\0\0\1\0\0\0\0\0\1", PG_INET);
    ASSERT_PRINTS("::ffff:1.2.3.4", CH_IPV6, "\0\0\0\0\0\0\0\0\0\0\xff\xff\1\2\3\4", PG_INET);
}

static void test_null_and_nullable(void **state)
{
    (void)state;
    struct chtype inner = {.kind = CH_INT32, .text = "Int32"};
    const struct chtype *args[] = {&inner};
    struct chtype type = {
        .kind = CH_NULLABLE, .text = "Nullable(Int32)", .args = args, .n_args = 1};
    int32_t values[] = {0, 5};
    uint8_t nulls[] = {1, 0};
    struct column column = {.type = &inner, .n_rows = 2, .nulls = nulls, .values = values};
    assert_string_equal(print_row(&column, &type, PG_INT4, &style, 0), "NULL");
    assert_string_equal(print_row(&column, &type, PG_INT4, &style, 1), "5");
    struct chtype nothing = {.kind = CH_NOTHING, .text = "Nothing"};
    struct column empty = {.type = &nothing, .n_rows = 1, .nulls = nulls, .values = ""};
    assert_string_equal(print_row(&empty, &nothing, PG_TEXT, &style, 0), "NULL");
}

static void test_low_cardinality(void **state)
{
    (void)state;
    struct chtype inner = {.kind = CH_STRING, .text = "String"};
    const struct chtype *args[] = {&inner};
    struct chtype type = {
        .kind = CH_LOW_CARDINALITY, .text = "LowCardinality(String)", .args = args, .n_args = 1};
    struct str strings[] = {STR(""), STR("EMEA"), STR("APAC")};
    uint8_t nulls[] = {1, 0, 0};
    struct column dictionary = {.type = &inner, .n_rows = 3, .nulls = nulls, .strings = strings};
    uint16_t indexes[] = {2, 0, 1, 9};
    struct column column = {.type = &inner,
                            .n_rows = 4,
                            .dictionary = &dictionary,
                            .indexes = indexes,
                            .index_width = 2};
    assert_string_equal(print_row(&column, &type, PG_TEXT, &style, 0), "APAC");
    assert_string_equal(print_row(&column, &type, PG_TEXT, &style, 1), "NULL");
    assert_string_equal(print_row(&column, &type, PG_TEXT, &style, 2), "EMEA");
    assert_string_equal(print_row(&column, &type, PG_TEXT, &style, 3),
                        "XX000 malformed column in the server's result");
}

static void test_arrays(void **state)
{
    (void)state;
    struct chtype inner = {.kind = CH_STRING, .text = "String"};
    const struct chtype *args[] = {&inner};
    struct chtype type = {.kind = CH_ARRAY, .text = "Array(String)", .args = args, .n_args = 1};
    struct str strings[] = {STR("a"),     STR("b c"),  STR(""),  STR("null"),
                            STR("q\"\\"), STR("x,{}"), STR("é"), STR("none")};
    uint8_t nulls[] = {0, 0, 0, 0, 0, 0, 0, 1};
    struct column elements = {.type = &inner, .n_rows = 8, .nulls = nulls, .strings = strings};
    uint64_t offsets[] = {2, 2, 8, 99};
    struct column column = {
        .type = &type, .n_rows = 4, .offsets = offsets, .children = &elements, .n_children = 1};
    const uint32_t text_array = 1009;
    assert_string_equal(print_row(&column, &type, text_array, &style, 0), "{a,\"b c\"}");
    assert_string_equal(print_row(&column, &type, text_array, &style, 1), "{}");
    assert_string_equal(print_row(&column, &type, text_array, &style, 2),
                        "{\"\",\"null\",\"q\\\"\\\\\",\"x,{}\",é,NULL}");
    assert_string_equal(print_row(&column, &type, text_array, &style, 3),
                        "XX000 array offset out of range");
    assert_string_equal(print_row(&column, &type, PG_TEXT, &style, 0),
                        "0A000 cannot send a value of ClickHouse type Array(String) as text");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_integers),        cmocka_unit_test(test_narrowing_is_checked),
        cmocka_unit_test(test_wide_integers),   cmocka_unit_test(test_booleans),
        cmocka_unit_test(test_floats),          cmocka_unit_test(test_extra_float_digits),
        cmocka_unit_test(test_decimals),        cmocka_unit_test(test_decimals_of_every_scale),
        cmocka_unit_test(test_shown_decimals),  cmocka_unit_test(test_dates),
        cmocka_unit_test(test_timestamps),      cmocka_unit_test(test_strings),
        cmocka_unit_test(test_bytea_escape),    cmocka_unit_test(test_enums),
        cmocka_unit_test(test_uuid_and_inet),   cmocka_unit_test(test_null_and_nullable),
        cmocka_unit_test(test_low_cardinality), cmocka_unit_test(test_arrays),
    };
    return cmocka_run_group_tests_name("wire_text", tests, NULL, NULL);
}
