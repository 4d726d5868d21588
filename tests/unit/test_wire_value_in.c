/* value_in.h: texts as PostgreSQL 15's input functions take and refuse them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/interval.h"
#include "base/pgtype.h"
#include "wire/value_in.h"

static struct err error;

static bool parse(struct value *value, struct chtype type, struct str text)
{
    const struct chtype *plain = &type;
    if (!type.text)
        type.text = "?";
    memset(&error, 0, sizeof error);
    value_parse *parser = value_parser_choose(&plain, chtype_to_pg(plain).oid, &error);
    return parser && parser(value, text, plain, &error);
}

static struct value parse_good(struct chtype type, const char *text)
{
    struct value value = {0};
    if (!parse(&value, type, str_of(text)))
        fail_msg("%s: %s", text, error.message);
    return value;
}

static void assert_refused(struct chtype type, const char *text, const char *sqlstate,
                           const char *message)
{
    struct value value;
    assert_false(parse(&value, type, str_of(text)));
    assert_string_equal(error.message, message);
    assert_string_equal(error.sqlstate, sqlstate);
}

#define TYPE(...) ((struct chtype){__VA_ARGS__})

static void test_integers(void **state)
{
    (void)state;
    assert_int_equal(parse_good(TYPE(CH_INT32), " -12\t").as.int64, -12);
    assert_int_equal(parse_good(TYPE(CH_INT64), "+9223372036854775807").as.int64, INT64_MAX);
    assert_int_equal(parse_good(TYPE(CH_INT64), "-9223372036854775808").as.int64, INT64_MIN);
    struct value value = parse_good(TYPE(CH_UINT8), "255");
    assert_int_equal(value.kind, VALUE_UINT64);
    assert_int_equal(value.as.uint64, 255);
    assert_int_equal(parse_good(TYPE(CH_UINT64), "18446744073709551615").as.uint64, UINT64_MAX);
    assert_refused(TYPE(CH_INT32), "2147483648", "22003",
                   "value \"2147483648\" is out of range for type integer");
    assert_refused(TYPE(CH_INT64), "9223372036854775808", "22003",
                   "value \"9223372036854775808\" is out of range for type bigint");
    assert_refused(TYPE(CH_INT8, .text = "Int8"), "128", "22003",
                   "value \"128\" is out of range for type Int8");
    assert_refused(TYPE(CH_UINT32, .text = "UInt32"), "-1", "22003",
                   "value \"-1\" is out of range for type UInt32");
    assert_refused(TYPE(CH_UINT64, .text = "UInt64"), "18446744073709551616", "22003",
                   "value \"18446744073709551616\" is out of range for type UInt64");
    assert_refused(TYPE(CH_UINT64, .text = "UInt64"), "-1", "22003",
                   "value \"-1\" is out of range for type UInt64");
    assert_refused(TYPE(CH_INT32), "", "22P02", "invalid input syntax for type integer: \"\"");
    assert_refused(TYPE(CH_INT32), "1 2", "22P02",
                   "invalid input syntax for type integer: \"1 2\"");
    assert_refused(TYPE(CH_INT32), "1.0", "22P02",
                   "invalid input syntax for type integer: \"1.0\"");
    assert_refused(TYPE(CH_INT32), "--1", "22P02",
                   "invalid input syntax for type integer: \"--1\"");
}

static int64_t decimal(int precision, int scale, const char *text)
{
    struct value value = parse_good(TYPE(CH_DECIMAL, .precision = precision, .scale = scale), text);
    assert_int_equal(value.kind, VALUE_WIDE);
    int64_t low;
    memcpy(&low, value.as.wide, sizeof low);
    for (int i = 8; i < 32; i++)
        assert_int_equal(value.as.wide[i], low < 0 ? 0xFF : 0);
    return low;
}

static void test_decimals(void **state)
{
    (void)state;
    assert_int_equal(decimal(9, 2, "123.45"), 12345);
    assert_int_equal(decimal(9, 2, " -0.005 "), -1);
    assert_int_equal(decimal(9, 2, "0.0049999999999999999999999"), 0);
    assert_int_equal(decimal(9, 2, "2.675"), 268);
    assert_int_equal(decimal(9, 2, "-2.665"), -267);
    assert_int_equal(decimal(9, 2, ".5"), 50);
    assert_int_equal(decimal(9, 2, "5."), 500);
    assert_int_equal(decimal(9, 2, "1e3"), 100000);
    assert_int_equal(decimal(9, 2, "12345E-4"), 123);
    assert_int_equal(decimal(9, 2, "0e99999"), 0);
    assert_int_equal(decimal(9, 2, "1e-16383"), 0);
    assert_int_equal(decimal(9, 2, "000000000000000000000000000001"), 100);
    assert_int_equal(decimal(18, 6, "999999999999.999999"), 999999999999999999);
}

static void test_wide_decimals(void **state)
{
    (void)state;
    struct value value =
        parse_good(TYPE(CH_DECIMAL, .precision = 38, .scale = 2), "184467440737095516.16");
    uint64_t limbs[4];
    memcpy(limbs, value.as.wide, sizeof limbs);
    assert_true(limbs[0] == 0 && limbs[1] == 1 && limbs[2] == 0 && limbs[3] == 0);
    value = parse_good(TYPE(CH_INT256), "-57896044618658097711785492504343953926634992332820282019"
                                        "728792003956564819968");
    memcpy(limbs, value.as.wide, sizeof limbs);
    assert_true(limbs[0] == 0 && limbs[1] == 0 && limbs[2] == 0 && limbs[3] == 1ULL << 63);
    value = parse_good(TYPE(CH_UINT256), "115792089237316195423570985008687907853269984665640564039"
                                         "457584007913129639935");
    memcpy(limbs, value.as.wide, sizeof limbs);
    assert_true(limbs[0] == UINT64_MAX && limbs[3] == UINT64_MAX);
    assert_refused(TYPE(CH_INT128, .text = "Int128"), "170141183460469231731687303715884105728",
                   "22003",
                   "value \"170141183460469231731687303715884105728\" is out of range for type "
                   "Int128");
    assert_refused(TYPE(CH_UINT256, .text = "UInt256"), "1e78", "22003",
                   "value \"1e78\" is out of range for type UInt256");
}

static void test_decimal_refusals(void **state)
{
    (void)state;
    struct chtype type = {.kind = CH_DECIMAL, .precision = 5, .scale = 2, .text = "Decimal(5, 2)"};
    static const char *const overflows[] = {"1000", "999.995", "-999.995", "1e400"};
    for (size_t i = 0; i < sizeof overflows / sizeof *overflows; i++)
        assert_refused(type, overflows[i], "22003", "numeric field overflow");
    assert_string_equal(error.detail, "A field with precision 5, scale 2 must round to an absolute "
                                      "value less than 10^3.");
    assert_refused(type, "1e999999999", "22003", "value overflows numeric format");
    assert_refused(type, "0e-16384", "22003", "value overflows numeric format");
    assert_refused(type, "NaN", "22003", "value \"NaN\" is out of range for type Decimal(5, 2)");
    static const char *const bad[] = {"",   ".",    "-",   "1e", "1e+", "1.2.3",
                                      "1x", "0x10", "1 2", "e5", "--1", "1e5.5"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct value value;
        assert_false(parse(&value, type, str_of(bad[i])));
        assert_string_equal(error.sqlstate, "22P02");
    }
    type.precision = 2;
    assert_refused(type, "1", "22003", "numeric field overflow");
    assert_string_equal(error.detail, "A field with precision 2, scale 2 must round to an absolute "
                                      "value less than 1.");
}

static void assert_float(const char *text, double expected)
{
    double number = parse_good(TYPE(CH_FLOAT64), text).as.float64;
    assert_memory_equal(&number, &expected, sizeof number);
}

static void test_floats(void **state)
{
    (void)state;
    assert_float("0.1", 0.1);
    assert_float("-123.456", -123.456);
    assert_float("-0", -0.0);
    assert_float("1.", 1.0);
    assert_float(".25", 0.25);
    assert_float(" 1e23 ", 1e23);
    assert_float("123456789012345678", 123456789012345678.0);
    assert_float("0.1234567890123456789", 0.1234567890123456789);
    assert_float("Infinity", (double)INFINITY);
    assert_float("-inf", (double)-INFINITY);
    assert_true(isnan(parse_good(TYPE(CH_FLOAT64), "NaN").as.float64));
    float tenth = (float)parse_good(TYPE(CH_FLOAT32), "0.1").as.float64;
    assert_true(tenth == 0.1F);
    assert_refused(TYPE(CH_FLOAT64), "1e400", "22003",
                   "\"1e400\" is out of range for type double precision");
    assert_refused(TYPE(CH_FLOAT64), "1e-400", "22003",
                   "\"1e-400\" is out of range for type double precision");
    assert_refused(TYPE(CH_FLOAT32), "1e40", "22003", "\"1e40\" is out of range for type real");
    assert_refused(TYPE(CH_FLOAT64), "abc", "22P02",
                   "invalid input syntax for type double precision: \"abc\"");
    assert_refused(TYPE(CH_FLOAT64), "", "22P02",
                   "invalid input syntax for type double precision: \"\"");
    assert_refused(TYPE(CH_FLOAT64), ".", "22P02",
                   "invalid input syntax for type double precision: \".\"");
    assert_refused(TYPE(CH_FLOAT64), "1 2", "22P02",
                   "invalid input syntax for type double precision: \"1 2\"");
}

static void test_booleans(void **state)
{
    (void)state;
    static const char *const yes[] = {"t", "TRUE", "tru", "y", "yes", " on ", "1"};
    static const char *const no[] = {"f", "false", "n", "No", "of", "off", "0"};
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(parse_good(TYPE(CH_BOOL), yes[i]).as.uint64, 1);
        assert_int_equal(parse_good(TYPE(CH_BOOL), no[i]).as.uint64, 0);
    }
    static const char *const bad[] = {"", "o", "truex", "2", "00"};
    for (size_t i = 0; i < 5; i++) {
        struct value value;
        assert_false(parse(&value, TYPE(CH_BOOL), str_of(bad[i])));
        assert_string_equal(error.sqlstate, "22P02");
    }
}

static void test_texts(void **state)
{
    (void)state;
    struct value value;
    assert_true(str_eq(parse_good(TYPE(CH_STRING), " é ").as.text, STR(" é ")));
    assert_false(parse(&value, TYPE(CH_STRING), STR("a\0b")));
    assert_string_equal(error.sqlstate, "22021");
    assert_true(str_eq(parse_good(TYPE(CH_FIXED_STRING, .length = 3), "USD").as.text, STR("USD")));
    assert_refused(TYPE(CH_FIXED_STRING, .length = 3, .text = "FixedString(3)"), "USDT", "22001",
                   "value too long for type FixedString(3)");
    static const struct chtype_enum_value names[] = {{"buy", -1}, {"sell", 5}};
    struct chtype side = {.kind = CH_ENUM8, .values = names, .n_values = 2};
    assert_int_equal(parse_good(side, "sell").as.int64, 5);
    assert_int_equal(parse_good(side, "buy").as.int64, -1);
    assert_refused(side, "Buy", "22P02", "invalid input value for enum Enum8: \"Buy\"");
}

static void test_wrapped_types(void **state)
{
    (void)state;
    struct chtype inner = {.kind = CH_INT32, .text = "Int32"};
    const struct chtype *args[] = {&inner};
    struct chtype type = {.kind = CH_NULLABLE, .args = args, .n_args = 1};
    assert_int_equal(parse_good(type, "7").as.int64, 7);
    assert_refused(TYPE(CH_MAP, .text = "Map(String, String)"), "{}", "0A000",
                   "cannot write values of ClickHouse type Map(String, String)");
}

static void test_uuid_and_inet(void **state)
{
    (void)state;
    static const char *const good[] = {"00112233-4455-6677-8899-aabbccddeeff",
                                       "00112233445566778899AABBCCDDEEFF",
                                       "{00112233-44556677-8899aabb-ccddeeff}"};
    for (size_t i = 0; i < 3; i++)
        assert_memory_equal(parse_good(TYPE(CH_UUID), good[i]).as.bytes16,
                            "\x00\x11\x22\x33\x44\x55\x66\x77\x88\x99\xaa\xbb\xcc\xdd\xee\xff", 16);
    static const char *const bad[] = {"",
                                      "0",
                                      "00112233-4455-6677-8899-aabbccddeef",
                                      "00112233-4455-6677-8899-aabbccddeeff0",
                                      "{00112233-4455-6677-8899-aabbccddeeff",
                                      "001-12233-4455-6677-8899-aabbccddeeff"};
    for (size_t i = 0; i < 6; i++) {
        struct value value;
        assert_false(parse(&value, TYPE(CH_UUID), str_of(bad[i])));
        assert_string_equal(error.sqlstate, "22P02");
    }
    assert_int_equal(parse_good(TYPE(CH_IPV4), "127.0.0.1/32").as.uint64, 0x7f000001);
    assert_memory_equal(parse_good(TYPE(CH_IPV6), "2001:db8::1").as.bytes16,
                        "\x20\1\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\1", 16);
    assert_refused(TYPE(CH_IPV4), "10.0.0.0/8", "22P02",
                   "invalid input syntax for type inet: \"10.0.0.0/8\"");
}

static bool read_as(struct arena *arena, const struct chtype *type, uint32_t pg_type,
                    const char *text, struct value *value)
{
    struct value_reader reader;
    memset(&error, 0, sizeof error);
    return value_reader_choose(&reader, type, pg_type, &error) &&
           value_read(&reader, arena, value, str_of(text), &error);
}

static void test_arrays(void **state)
{
    (void)state;
    struct arena *arena = arena_new(1 << 20);
    struct chtype number = TYPE(CH_INT32, .text = "Int32");
    const struct chtype *numbers[] = {&number};
    struct chtype row = TYPE(CH_ARRAY, .text = "?", .args = numbers, .n_args = 1);
    const struct chtype *rows[] = {&row};
    struct chtype matrix = TYPE(CH_ARRAY, .text = "?", .args = rows, .n_args = 1);
    struct value value;
    assert_true(read_as(arena, &row, PG_INT4_ARRAY, " { 1, NULL , \"3\"} ", &value));
    assert_int_equal(value.kind, VALUE_ARRAY);
    assert_int_equal(value.as.array.n, 3);
    assert_int_equal(value.as.array.items[0].as.int64, 1);
    assert_true(value_is_null(&value.as.array.items[1]));
    assert_int_equal(value.as.array.items[2].as.int64, 3);
    assert_true(read_as(arena, &matrix, PG_INT4_ARRAY, "{{1,2},{3,4},{5,6}}", &value));
    assert_int_equal(value.as.array.n, 3);
    assert_int_equal(value.as.array.items[2].as.array.items[1].as.int64, 6);
    assert_true(read_as(arena, &matrix, PG_INT4_ARRAY, "{}", &value));
    assert_int_equal(value.as.array.n, 0);
    assert_false(read_as(arena, &row, PG_INT4_ARRAY, "{{1}}", &value));
    assert_string_equal(error.sqlstate, "0A000");
    assert_false(read_as(arena, &row, PG_INT4_ARRAY, "{1,", &value));
    assert_string_equal(error.message, "malformed array literal: \"{1,\"");
    assert_false(read_as(arena, &row, PG_INT4_ARRAY, "{1,x}", &value));
    assert_string_equal(error.message, "invalid input syntax for type integer: \"x\"");
    assert_false(read_as(arena, &row, PG_INT4_ARRAY, "[0:1]={1,2}", &value));
    assert_string_equal(error.sqlstate, "0A000");
    arena_free(arena);
}

static void test_kept_types(void **state)
{
    (void)state;
    struct arena *arena = arena_new(1 << 20);
    struct chtype string = TYPE(CH_STRING, .text = "String");
    struct chtype wide = TYPE(CH_INT128, .text = "Int128");
    struct value value;
    assert_true(read_as(arena, &string, PG_BYTEA, "\\x00fF 0a", &value));
    assert_int_equal(value.as.text.size, 3);
    assert_memory_equal(value.as.text.data, "\0\xff\n", 3);
    assert_true(read_as(arena, &string, PG_BYTEA, "a\\\\\\001", &value));
    assert_memory_equal(value.as.text.data, "a\\\1", 3);
    assert_false(read_as(arena, &string, PG_BYTEA, "\\x0", &value));
    assert_string_equal(error.message, "invalid hexadecimal data: odd number of digits");
    assert_true(read_as(arena, &string, PG_INET, "10.1.2.3/8", &value));
    assert_int_equal(value.as.text.size, 10);
    assert_memory_equal(value.as.text.data, "\4\12\0\0\0\10\12\1\2\3", 10);
    assert_false(read_as(arena, &string, PG_INET, "", &value));
    assert_string_equal(error.message, "invalid input syntax for type inet: \"\"");
    assert_true(read_as(arena, &wide, PG_INTERVAL, "-1 mon 2 days -00:00:00.000001", &value));
    struct interval interval = interval_unpack(value.as.wide);
    assert_int_equal(interval.months, -1);
    assert_int_equal(interval.days, 2);
    assert_int_equal(interval.micros, -1);
    assert_false(read_as(arena, &wide, PG_INTERVAL, "x", &value));
    assert_string_equal(error.sqlstate, "22007");
    arena_free(arena);
}

/* A numeric without a precision is text, printed as PostgreSQL does. */
static void test_digits(void **state)
{
    static const struct {
        const char *text, *digits; /* NULL: refused */
    } rows[] = {
        {"1.10", "1.10"},
        {" +007.500 ", "7.500"},
        {"-.5", "-0.5"},
        {"-0.00", "0.00"},
        {"1e3", "1000"},
        {"1.50E1", "15.0"},
        {"12e-3", "0.012"},
        {"0e-2", "0.00"},
        {"5.", "5"},
        {"100", "100"},
        {"NaN", NULL},
        {"1e48", NULL},
        {"999e45", "999000000000000000000000000000000000000000000000"},
        {"1e-28", "0.0000000000000000000000000001"},
        {"1e-29", NULL},
        {"", NULL},
        {"1x", NULL},
        {".", NULL},
    };
    (void)state;
    struct arena *arena = arena_new(1 << 20);
    struct chtype string = TYPE(CH_STRING, .text = "String");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct value value;
        assert_int_equal(read_as(arena, &string, PG_NUMERIC, rows[i].text, &value),
                         rows[i].digits != NULL);
        if (!rows[i].digits)
            continue;
        assert_int_equal(value.as.text.size, strlen(rows[i].digits));
        assert_memory_equal(value.as.text.data, rows[i].digits, value.as.text.size);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_integers),      cmocka_unit_test(test_decimals),
        cmocka_unit_test(test_wide_decimals), cmocka_unit_test(test_decimal_refusals),
        cmocka_unit_test(test_floats),        cmocka_unit_test(test_booleans),
        cmocka_unit_test(test_texts),         cmocka_unit_test(test_wrapped_types),
        cmocka_unit_test(test_uuid_and_inet), cmocka_unit_test(test_arrays),
        cmocka_unit_test(test_kept_types),    cmocka_unit_test(test_digits),
    };
    return cmocka_run_group_tests_name("wire_value_in", tests, NULL, NULL);
}
