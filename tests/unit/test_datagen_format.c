/* Whole rows of a cut file, and Native blocks byte by byte. */
#include "datagen/format.h"

#include "datagen/fixed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static size_t whole(const char *format, const char *text)
{
    for (size_t i = 0; i < n_formats; i++)
        if (strcmp(formats[i].name, format) == 0)
            return formats[i].whole(text, strlen(text));
    fail();
    return 0;
}

static void test_whole(void **state)
{
    (void)state;
    assert_int_equal(whole("csv", ""), 0);
    assert_int_equal(whole("csv", "a,b"), 0);
    assert_int_equal(whole("csv", "a,b\nc"), 4);
    assert_int_equal(whole("csv", "a,\"x\ny\"\nb,\"z\n"), 8);
    assert_int_equal(whole("tsv", "a\tb\nc\td\ne"), 8);
    assert_int_equal(whole("tsv", "a"), 0);
    assert_int_equal(whole("native", "\001\002"), 0);
}

struct row {
    const char *text, *word;
    uint64_t n;
    int64_t x;
    const struct calendar_day *day;
    struct moment at;
};

static const struct column columns[] = {
    {"t", COLUMN_TEXT, "String", offsetof(struct row, text)},
    {"w", COLUMN_TEXT, "LowCardinality(String)", offsetof(struct row, word)},
    {"n", COLUMN_UINT, "UInt32", offsetof(struct row, n)},
    {"x", COLUMN_FIXED, "Float64", offsetof(struct row, x)},
    {"d", COLUMN_DATE, "Date", offsetof(struct row, day)},
    {"a", COLUMN_TIME, "DateTime64(3)", offsetof(struct row, at)},
};
static const struct table table = {columns, 6, sizeof(struct row)};

static void test_native(void **state)
{
    (void)state;
    static const struct calendar_day day = {2, "1970-01-03"};
    const struct row rows[] = {
        {"ab", "u", 258, FIXED_ONE / 2, &day, {&day, 1}},
        {"", "u", 1, -FIXED_ONE, &day, {&day, 0}},
    };
    static const unsigned char expected[] =
        "\006\002"
        "\001t\006String\002ab\000"
        "\001w\026LowCardinality(String)"
        "\001\0\0\0\0\0\0\0\000\002\0\0\0\0\0\0\001\0\0\0\0\0\0\0\001u\002\0\0\0\0\0\0\0\0\0"
        "\001n\006UInt32\002\001\0\0\001\0\0\0"
        "\001x\007Float64\0\0\0\0\0\0\340\077\0\0\0\0\0\0\360\277"
        "\001d\004Date\002\0\002\0"
        "\001a\015DateTime64(3)\001\270\114\012\0\0\0\0\000\270\114\012\0\0\0\0";
    struct buf out;
    buf_init(&out, 1 << 16);
    native_put_rows(&out, &table, rows, 2);
    assert_int_equal(buf_size(&out), sizeof expected - 1);
    assert_memory_equal(buf_data(&out), expected, sizeof expected - 1);
    buf_clear(&out);
    native_put_rows(&out, &table, rows, 0);
    assert_int_equal(buf_size(&out), 0);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_native),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
