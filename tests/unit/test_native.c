/* The Native reader on results captured from ClickHouse 26.7, whole, in pieces and damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "backend/native.h"
#include "native_text.h"

static struct buf read_file(const char *name)
{
    char path[4096];
    struct buf bytes;
    snprintf(path, sizeof path, "%s/%s", TEST_DATA, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    buf_init(&bytes, 1 << 20);
    char *room = buf_reserve(&bytes, 1 << 16);
    buf_commit(&bytes, fread(room, 1, 1 << 16, file));
    fclose(file);
    return bytes;
}

/* All blocks as text, the bytes given in pieces of the size given. False when the reader failed. */
static bool read_pieces(struct str bytes, size_t piece, struct buf *text, struct err *err)
{
    struct native_reader *reader = native_reader_new(&native_limits_default);
    struct block block;
    enum native_next next = NATIVE_MORE;
    while (bytes.size > 0 && next != NATIVE_BAD) {
        size_t size = bytes.size < piece ? bytes.size : piece;
        if (!native_reader_feed(reader, (struct str){bytes.data, size}, err))
            break;
        bytes = str_skip(bytes, size);
        while ((next = native_reader_next(reader, &block, err)) == NATIVE_BLOCK)
            native_text_block(text, &block);
    }
    bool whole = next == NATIVE_MORE && native_reader_at_boundary(reader);
    native_reader_free(reader);
    return whole;
}

static void expect_text(const struct buf *text, const char *expected)
{
    struct str have = buf_str(text);
    if (!have.data || !str_eq(have, str_of(expected)))
        fail_msg("have:\n%.*s", have.size < 900 ? (int)have.size : 900, have.data);
}

/* Compared by hand with what the query that made it says. */
static char *read_types_text(void)
{
    struct buf bytes = read_file("types.txt");
    buf_putc(&bytes, '\0');
    return bytes.memory;
}

static void test_types(void **state)
{
    (void)state;
    struct buf bytes = read_file("types.native"), text;
    struct err err = {0};
    buf_init(&text, 1 << 20);
    bool whole = read_pieces(buf_str(&bytes), SIZE_MAX, &text, &err);
    assert_string_equal(err.message, "");
    assert_true(whole);
    char *types_text = read_types_text();
    expect_text(&text, types_text);
    free(types_text);
    buf_free(&text);
    buf_free(&bytes);
}

static const char blocks_text[] = "n UInt64: 0 1\nlc String: 0 1\na Array(String): [] [0]\n"
                                  "n UInt64: 2 3\nlc String: 0 1\na Array(String): [0,1] [0,1,2]\n"
                                  "n UInt64: 4\nlc String: 0\na Array(String): [0,1,2,3]\n";

static void test_blocks(void **state)
{
    (void)state;
    struct buf bytes = read_file("blocks.native"), text;
    struct err err = {0};
    buf_init(&text, 1 << 20);
    assert_true(read_pieces(buf_str(&bytes), SIZE_MAX, &text, &err));
    expect_text(&text, blocks_text);
    buf_free(&text);
    buf_free(&bytes);
}

static void test_cut_anywhere(void **state)
{
    (void)state;
    static const char *const names[] = {"types.native", "blocks.native"};
    char *types_text = read_types_text();
    const char *texts[] = {types_text, blocks_text};
    for (size_t i = 0; i < 2; i++) {
        struct buf bytes = read_file(names[i]);
        for (size_t piece = 1; piece < 60; piece++) {
            struct buf text;
            struct err err = {0};
            buf_init(&text, 1 << 20);
            assert_true(read_pieces(buf_str(&bytes), piece, &text, &err));
            expect_text(&text, texts[i]);
            buf_free(&text);
        }
        buf_free(&bytes);
    }
    free(types_text);
}

static void test_truncated(void **state)
{
    (void)state;
    struct buf bytes = read_file("types.native");
    for (size_t size = 1; size < buf_size(&bytes); size++) {
        struct buf text;
        struct err err = {0};
        buf_init(&text, 1 << 20);
        assert_false(read_pieces((struct str){buf_data(&bytes), size}, SIZE_MAX, &text, &err));
        assert_int_equal(buf_size(&text), 0);
        assert_false(err_is_set(&err));
        buf_free(&text);
    }
    buf_free(&bytes);
}

/* Whatever one wrong byte does, it is an error or another value, never a crash. */
static void test_damaged(void **state)
{
    (void)state;
    struct buf bytes = read_file("types.native");
    for (size_t at = 0; at < buf_size(&bytes); at++)
        for (int flip = 1; flip < 256; flip *= 11) { /* one bit, four bits, five bits */
            struct buf text;
            struct err err = {0};
            buf_init(&text, 1 << 20);
            bytes.memory[bytes.start + at] ^= (char)flip;
            read_pieces(buf_str(&bytes), 700, &text, &err);
            bytes.memory[bytes.start + at] ^= (char)flip;
            buf_free(&text);
        }
    buf_free(&bytes);
}

static void expect_error(struct str bytes, const char *sqlstate, const char *message)
{
    struct buf text;
    struct err err = {0};
    buf_init(&text, 1 << 20);
    assert_false(read_pieces(bytes, SIZE_MAX, &text, &err));
    assert_string_equal(err.sqlstate, sqlstate);
    assert_non_null(strstr(err.message, message));
    buf_free(&text);
}

static void test_refused_types(void **state)
{
    (void)state;
    struct buf bytes = read_file("state.native");
    expect_error(buf_str(&bytes), "0A000",
                 "column \"s\" has the ClickHouse type AggregateFunction(sum, UInt64)");
    buf_free(&bytes);
    expect_error(STR("\x01\x01\x01j\x04JSON"), "0A000", "type JSON");
    expect_error(STR("\x01\x01\x01j\x0b"
                     "Array(JSON)"),
                 "0A000", "type JSON");
}

static void test_malformed(void **state)
{
    (void)state;
    expect_error(STR("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"), "08P01", "length");
    expect_error(STR("\x81\x20\x01"), "54011", "4097 columns");
    expect_error(STR("\x01\xff\xff\xff\xff\x0f"), "54000", "rows");
    expect_error(STR("\x01\x01\x01n\x05UInt8\x01\x02\x01"), "08P01", "number of columns");
    expect_error(STR("\x01\x01\x01n\x05UInt8\x01\x01\x01\x01m\x05UInt8"), "08P01", "name");
    /* Offsets that go back, an index outside the dictionary, an unknown version. */
    expect_error(STR("\x01\x02\x01n\x0c"
                     "Array(UInt8)\x02\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0"),
                 "08P01", "offsets");
    expect_error(STR("\x01\x01\x01n\x15LowCardinality(UInt8)\x01\0\0\0\0\0\0\0\0\x06\0\0\0\0\0\0"
                     "\x01\0\0\0\0\0\0\0\x05\x01\0\0\0\0\0\0\0\x01"),
                 "08P01", "outside the dictionary");
    expect_error(STR("\x01\x01\x01n\x15LowCardinality(UInt8)\x02\0\0\0\0\0\0\0"), "08P01",
                 "version");
}

static void test_limit_of_bytes(void **state)
{
    (void)state;
    struct native_limits limits = {.bytes = 1000, .columns = 10, .rows = 10};
    struct native_reader *reader = native_reader_new(&limits);
    char bytes[1001] = {1, 1};
    struct err err = {0};
    assert_false(native_reader_feed(reader, (struct str){bytes, sizeof bytes}, &err));
    assert_string_equal(err.sqlstate, "54000");
    native_reader_free(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_types),        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_cut_anywhere), cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_damaged),      cmocka_unit_test(test_refused_types),
        cmocka_unit_test(test_malformed),    cmocka_unit_test(test_limit_of_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
