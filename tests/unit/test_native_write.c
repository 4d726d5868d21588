/* native_write.h: what is written reads back the same, and what does not fit is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "backend/native.h"
#include "backend/native_write.h"
#include "backend/type_name.h"
#include "native_text.h"

#define LIMIT ((size_t)1 << 20)

struct fixture {
    struct arena *arena;
    struct catalog_column columns[64];
    const struct catalog_column *pointers[64];
    size_t n;
};

static void add_column(struct fixture *fixture, const char *name, const char *type)
{
    struct catalog_column *column = &fixture->columns[fixture->n];
    column->name = name;
    column->type = type_name_parse(fixture->arena, str_of(type));
    fixture->pointers[fixture->n++] = column;
}

static struct value int_value(int64_t number)
{
    return (struct value){.kind = VALUE_INT64, .as.int64 = number};
}

static struct value uint_value(uint64_t number)
{
    return (struct value){.kind = VALUE_UINT64, .as.uint64 = number};
}

static struct value float_value(double number)
{
    return (struct value){.kind = VALUE_FLOAT64, .as.float64 = number};
}

static struct value text_value(const char *text)
{
    return (struct value){.kind = VALUE_TEXT, .as.text = str_of(text)};
}

static struct value wide_value(int64_t number)
{
    struct value value = {.kind = VALUE_WIDE};
    memset(value.as.wide, number < 0 ? 0xFF : 0, sizeof value.as.wide);
    memcpy(value.as.wide, &number, sizeof number);
    return value;
}

static struct value bytes_value(void)
{
    struct value value = {.kind = VALUE_BYTES16};
    for (int i = 0; i < 16; i++)
        value.as.bytes16[i] = (uint8_t)(i * 0x11);
    return value;
}

/* A value each type holds, and how native_text prints it. */
static const struct {
    const char *type;
    enum value_kind kind;
    int64_t number;
    const char *text; /* given for texts, printed otherwise */
} rows[] = {
    {"Bool", VALUE_UINT64, 1, "1"},
    {"Int8", VALUE_INT64, -128, "-128"},
    {"Int16", VALUE_INT64, -32768, "-32768"},
    {"Int32", VALUE_INT64, -2147483648, "-2147483648"},
    {"Int64", VALUE_INT64, INT64_MIN, "-9223372036854775808"},
    {"Int128", VALUE_WIDE, -2, "0xfffffffffffffffffffffffffffffffe"},
    {"UInt256", VALUE_WIDE, 77, "0x4d"},
    {"UInt8", VALUE_UINT64, 255, "255"},
    {"UInt64", VALUE_UINT64, -1, "18446744073709551615"},
    {"Float32", VALUE_FLOAT64, 3, "3"},
    {"Float64", VALUE_FLOAT64, -5, "-5"},
    {"Decimal(9, 2)", VALUE_WIDE, 999999999, "0x3b9ac9ff"},
    {"Decimal(18, 4)", VALUE_WIDE, -1, "0xffffffffffffffff"},
    {"Decimal(76, 4)", VALUE_WIDE, 16, "0x10"},
    {"String", VALUE_TEXT, 0, "hello"},
    {"FixedString(5)", VALUE_TEXT, 0, "world"},
    {"Date", VALUE_INT64, 19737, "19737"},
    {"Date32", VALUE_INT64, -25567, "-25567"},
    {"DateTime('UTC')", VALUE_INT64, 1705276800, "1705276800"},
    {"DateTime64(3)", VALUE_INT64, -1, "-1"},
    {"Time64(3)", VALUE_INT64, 3720000, "3720000"},
    {"UUID", VALUE_BYTES16, 0, "0x8899aabbccddeeff0011223344556677"},
    {"IPv6", VALUE_BYTES16, 0, "0xffeeddccbbaa99887766554433221100"},
    {"IPv4", VALUE_UINT64, 0x7F000001, "0x7f000001"},
    {"Enum8('a' = 1, 'b' = -2)", VALUE_INT64, -2, "-2"},
    {"LowCardinality(String)", VALUE_TEXT, 0, "hello"},
    {"SimpleAggregateFunction(sum, Int64)", VALUE_INT64, 5, "5"},
};
enum { N_ROWS = sizeof rows / sizeof *rows };

static struct value row_value(size_t i)
{
    switch (rows[i].kind) {
    case VALUE_INT64:
        return int_value(rows[i].number);
    case VALUE_UINT64:
        return uint_value((uint64_t)rows[i].number);
    case VALUE_FLOAT64:
        return float_value((double)rows[i].number);
    case VALUE_WIDE:
        return wide_value(rows[i].number);
    case VALUE_TEXT:
        return text_value(rows[i].text);
    default:
        return bytes_value();
    }
}

static void expect_cell(const struct column *column, size_t row, const char *expected)
{
    struct buf text;
    buf_init(&text, 4096);
    native_text_cell(&text, column, row);
    buf_putc(&text, '\0');
    assert_string_equal(buf_data(&text), expected);
    buf_free(&text);
}

static int setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->arena = arena_new(1 << 20);
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

static struct native_writer *writer_new(struct fixture *fixture, size_t limit)
{
    struct err err = {0};
    struct native_writer *writer = native_writer_new(fixture->pointers, fixture->n, limit, &err);
    assert_non_null(writer);
    return writer;
}

static void test_every_type(void **state)
{
    struct fixture *fixture = *state;
    struct err err = {0};
    for (size_t i = 0; i < N_ROWS; i++)
        add_column(fixture, "x", rows[i].type);
    struct native_writer *writer = writer_new(fixture, LIMIT);
    for (int row = 0; row < 2; row++)
        for (size_t i = 0; i < N_ROWS; i++) {
            struct value value = row_value(i);
            assert_true(native_writer_add(writer, &value, &err));
        }
    assert_int_equal(native_writer_rows(writer), 2);

    struct buf bytes;
    buf_init(&bytes, LIMIT);
    native_writer_write(writer, &bytes);
    assert_int_equal(native_writer_bytes(writer), 0);
    native_writer_free(writer);

    struct native_reader *reader = native_reader_new(&native_limits_default);
    struct block block;
    assert_true(native_reader_feed(reader, buf_str(&bytes), &err));
    assert_int_equal(native_reader_next(reader, &block, &err), NATIVE_BLOCK);
    assert_int_equal(block.n_rows, 2);
    for (size_t i = 0; i < N_ROWS; i++)
        expect_cell(&block.columns[i], 1, rows[i].text);
    assert_true(native_reader_at_boundary(reader));
    native_reader_free(reader);
    buf_free(&bytes);
}

static void test_nulls(void **state)
{
    struct fixture *fixture = *state;
    struct err err = {0};
    add_column(fixture, "n", "Nullable(Decimal(38, 2))");
    add_column(fixture, "s", "LowCardinality(Nullable(String))");
    struct native_writer *writer = writer_new(fixture, LIMIT);
    struct value values[] = {{.kind = VALUE_NULL}, text_value("x"), wide_value(3), {0}};
    for (size_t i = 0; i < 4; i++)
        assert_true(native_writer_add(writer, &values[i], &err));
    struct buf bytes;
    buf_init(&bytes, LIMIT);
    native_writer_write(writer, &bytes);
    native_writer_write(writer, &bytes); /* holds nothing any more */
    struct native_reader *reader = native_reader_new(&native_limits_default);
    struct block block;
    assert_true(native_reader_feed(reader, buf_str(&bytes), &err));
    assert_int_equal(native_reader_next(reader, &block, &err), NATIVE_BLOCK);
    expect_cell(&block.columns[0], 0, "NULL");
    expect_cell(&block.columns[0], 1, "0x03");
    expect_cell(&block.columns[1], 0, "x");
    expect_cell(&block.columns[1], 1, "NULL");
    assert_int_equal(native_reader_next(reader, &block, &err), NATIVE_MORE);
    native_reader_free(reader);
    native_writer_free(writer);
    buf_free(&bytes);
}

static struct value array_value(const struct value *items, size_t n)
{
    return (struct value){.kind = VALUE_ARRAY, .as.array = {items, n}};
}

static void test_arrays(void **state)
{
    struct fixture *fixture = *state;
    struct err err = {0};
    add_column(fixture, "a", "Array(Array(Nullable(Int8)))");
    struct native_writer *writer = writer_new(fixture, LIMIT);
    struct value numbers[] = {int_value(1), {0}, int_value(3), int_value(1000)};
    struct value parts[] = {array_value(numbers, 2), array_value(numbers + 2, 1),
                            array_value(numbers + 2, 2)};
    struct value whole = array_value(parts, 2), bad = array_value(parts, 3), none = {0};
    struct value empty = array_value(NULL, 0);
    assert_true(native_writer_add(writer, &whole, &err));
    assert_false(native_writer_add(writer, &bad, &err));
    assert_string_equal(err.sqlstate, "22003");
    native_writer_drop_row(writer);
    assert_false(native_writer_add(writer, &none, &err));
    assert_string_equal(err.sqlstate, "23502");
    native_writer_drop_row(writer);
    assert_true(native_writer_add(writer, &empty, &err));
    assert_true(native_writer_add(writer, &whole, &err));
    struct buf bytes;
    buf_init(&bytes, LIMIT);
    native_writer_write(writer, &bytes);
    native_writer_free(writer);
    static const char header[] = "\1\3\1a\34Array(Array(Nullable(Int8)))";
    static const uint64_t offsets[] = {2, 2, 4, 2, 3, 5, 6};
    assert_int_equal(buf_size(&bytes), sizeof header - 1 + sizeof offsets + 2 * 6);
    const char *at = buf_data(&bytes);
    assert_memory_equal(at, header, sizeof header - 1);
    assert_memory_equal(at += sizeof header - 1, offsets, sizeof offsets);
    assert_memory_equal(at + sizeof offsets, "\0\1\0\0\1\0\1\0\3\1\0\3", 12);
    buf_free(&bytes);
}

/* A tuple around the array: whether it is NULL comes first. */
static void test_nullable_arrays(void **state)
{
    struct fixture *fixture = *state;
    struct err err = {0};
    add_column(fixture, "a", "Nullable(Tuple(Array(Nullable(Int8))))");
    struct native_writer *writer = writer_new(fixture, LIMIT);
    struct value numbers[] = {int_value(1), {0}, int_value(1000)};
    struct value whole = array_value(numbers, 2), bad = array_value(numbers, 3), none = {0};
    assert_true(native_writer_add(writer, &whole, &err));
    assert_false(native_writer_add(writer, &bad, &err));
    native_writer_drop_row(writer);
    assert_true(native_writer_add(writer, &none, &err));
    assert_true(native_writer_add(writer, &whole, &err));
    struct buf bytes;
    buf_init(&bytes, LIMIT);
    native_writer_write(writer, &bytes);
    native_writer_free(writer);
    static const char header[] = "\1\3\1a\46Nullable(Tuple(Array(Nullable(Int8))))";
    static const uint64_t offsets[] = {2, 2, 4};
    assert_int_equal(buf_size(&bytes), sizeof header - 1 + 3 + sizeof offsets + 2 * 4);
    const char *at = buf_data(&bytes);
    assert_memory_equal(at, header, sizeof header - 1);
    assert_memory_equal(at += sizeof header - 1, "\0\1\0", 3);
    assert_memory_equal(at += 3, offsets, sizeof offsets);
    assert_memory_equal(at + sizeof offsets, "\0\1\0\1\1\0\1\0", 8);
    buf_free(&bytes);
}

static void expect_refused(struct fixture *fixture, const char *type, struct value value,
                           const char *sqlstate)
{
    struct err err = {0};
    fixture->n = 0;
    add_column(fixture, "x", type);
    struct native_writer *writer = writer_new(fixture, LIMIT);
    assert_false(native_writer_add(writer, &value, &err));
    assert_string_equal(err.sqlstate, sqlstate);
    assert_int_equal(native_writer_rows(writer), 0);
    assert_int_equal(native_writer_bytes(writer), 0);
    native_writer_free(writer);
}

static void test_out_of_range(void **state)
{
    expect_refused(*state, "Int8", int_value(128), "22003");
    expect_refused(*state, "UInt8", uint_value(256), "22003");
    expect_refused(*state, "Bool", uint_value(2), "22003");
    expect_refused(*state, "Date", int_value(-1), "22003");
    expect_refused(*state, "DateTime", int_value(4294967296), "22003");
    expect_refused(*state, "Decimal(9, 2)", wide_value(1000000000), "22003");
    expect_refused(*state, "Decimal(9, 2)", wide_value(-1000000000), "22003");
    expect_refused(*state, "Decimal(9, 2)", wide_value(INT64_MIN), "22003");
    expect_refused(*state, "UInt128", wide_value(-1), "22003");
    expect_refused(*state, "Float32", float_value(1e300), "22003");
    expect_refused(*state, "Enum8('a' = 1)", int_value(2), "22003");
    expect_refused(*state, "FixedString(2)", text_value("abc"), "22001");
    expect_refused(*state, "String", (struct value){0}, "23502");
    expect_refused(*state, "String", int_value(1), "XX000");
}

static void test_types_refused(void **state)
{
    struct fixture *fixture = *state;
    static const char *const types[] = {"Array(Tuple(UInt8))", "Tuple(UInt8)", "Map(String, UInt8)",
                                        "JSON", "AggregateFunction(sum, UInt64)"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct err err = {0};
        fixture->n = 0;
        add_column(fixture, "a", "UInt8");
        add_column(fixture, "x", types[i]);
        assert_null(native_writer_new(fixture->pointers, fixture->n, LIMIT, &err));
        assert_string_equal(err.sqlstate, "0A000");
    }
}

static void test_row_taken_back(void **state)
{
    struct fixture *fixture = *state;
    struct err err = {0};
    add_column(fixture, "a", "Nullable(String)");
    add_column(fixture, "b", "Int8");
    struct native_writer *writer = writer_new(fixture, LIMIT);
    struct value values[] = {text_value("kept"), int_value(1), text_value("dropped"),
                             int_value(1000)};
    for (size_t i = 0; i < 3; i++)
        assert_true(native_writer_add(writer, &values[i], &err));
    assert_false(native_writer_add(writer, &values[3], &err));
    native_writer_drop_row(writer);
    assert_int_equal(native_writer_rows(writer), 1);
    assert_int_equal(native_writer_bytes(writer), 7);
    assert_true(native_writer_add(writer, &values[0], &err));
    assert_true(native_writer_add(writer, &values[1], &err));
    assert_int_equal(native_writer_rows(writer), 2);
    assert_int_equal(native_writer_bytes(writer), 14);
    native_writer_free(writer);
}

static void test_limit(void **state)
{
    struct fixture *fixture = *state;
    struct err err = {0};
    add_column(fixture, "a", "String");
    struct native_writer *writer = writer_new(fixture, 10);
    struct value value = text_value("12345678901234567890"), small = text_value("1");
    assert_false(native_writer_add(writer, &value, &err));
    assert_string_equal(err.sqlstate, "54000");
    assert_true(native_writer_add(writer, &small, &err));
    assert_int_equal(native_writer_bytes(writer), 2);
    native_writer_free(writer);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_type),    TEST(test_nulls),           TEST(test_out_of_range),
        TEST(test_types_refused), TEST(test_row_taken_back),  TEST(test_limit),
        TEST(test_arrays),        TEST(test_nullable_arrays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
