/* Binary formats: texts of PostgreSQL there and back, its bytes, and bytes that are no values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/pgtype.h"
#include "wire/binary.h"

static const struct {
    uint32_t type;
    const char *text, *hex; /* as COPY … (FORMAT binary) of PostgreSQL 15 writes it */
} values[] = {
    {PG_BOOL, "t", "01"},
    {PG_BOOL, "f", "00"},
    {PG_INT2, "-2", "fffe"},
    {PG_INT4, "2147483647", "7fffffff"},
    {PG_INT8, "-9223372036854775808", "8000000000000000"},
    {PG_OID, "4294967295", "ffffffff"},
    {PG_FLOAT4, "1.1", "3f8ccccd"},
    {PG_FLOAT8, "1e+20", "4415af1d78b58c40"},
    {PG_FLOAT8, "-0", "8000000000000000"},
    {PG_FLOAT8, "5e-324", "0000000000000001"},
    {PG_FLOAT8, "Infinity", "7ff0000000000000"},
    {PG_FLOAT4, "-Infinity", "ff800000"},
    {PG_FLOAT8, "NaN", "7ff8000000000000"},
    {PG_NUMERIC, "0", "0000000000000000"},
    {PG_NUMERIC, "0.00", "0000000000000002"},
    {PG_NUMERIC, "1", "00010000000000000001"},
    {PG_NUMERIC, "-10000", "00010001400000000001"},
    {PG_NUMERIC, "12345.678",
     "000300010000000300010929"
     "1a7c"},
    {PG_NUMERIC, "0.0001", "0001ffff000000040001"},
    {PG_NUMERIC, "0.00001", "0001fffe0000000503e8"},
    {PG_NUMERIC, "100000000.00000001",
     "00050002000000080001000000000000"
     "0001"},
    {PG_NUMERIC, "NaN", "00000000c0000000"},
    {PG_NUMERIC, "-Infinity", "00000000f0000020"},
    {PG_TEXT, "", ""},
    {PG_TEXT, "h\xc3\xa9", "68c3a9"},
    {PG_JSONB, "{\"a\": 1}", "017b2261223a20317d"},
    {PG_BYTEA, "\\x00ff", "00ff"},
    {PG_BYTEA, "\\x", ""},
    {PG_UUID, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "a0eebc999c0b4ef8bb6d6bb9bd380a11"},
    {PG_INET, "10.0.0.1", "022000040a000001"},
    {PG_INET, "10.0.0.0/8", "020800040a000000"},
    {PG_INET, "::1", "0380001000000000000000000000000000000001"},
    {PG_DATE, "2000-01-01", "00000000"},
    {PG_DATE, "1999-12-31", "ffffffff"},
    {PG_DATE, "0044-03-15 BC", "fff49d7b"},
    {PG_TIME, "24:00:00", "000000141dd76000"},
    {PG_TIME, "00:00:00.000001", "0000000000000001"},
    {PG_TIMESTAMP, "1999-12-31 23:59:59.999999", "ffffffffffffffff"},
    {PG_TIMESTAMPTZ, "2000-01-01 00:00:01+00", "00000000000f4240"},
    {PG_INTERVAL, "1 year 2 mons 3 days 04:05:06.7", "000000036c966ee0000000030000000e"},
    {PG_INTERVAL, "-1 mons +2 days -00:00:01", "fffffffffff0bdc000000002ffffffff"},
    {PG_INTERVAL, "00:00:00", "00000000000000000000000000000000"},
    {1007, "{}", "000000000000000000000017"},
    {1007, "{1,NULL}",
     "0000000100000001000000170000000200000001"
     "0000000400000001ffffffff"},
    {1009, "{\"a b\",\"\"}", "00000001000000000000001900000002000000010000000361206200000000"},
    {1007, "{{1},{2}}",
     "000000020000000000000017000000020000000100000001000000010000000400000001"
     "0000000400000002"},
};

#define N_VALUES (sizeof values / sizeof *values)

static size_t unhex(const char *hex, char *out)
{
    size_t n = strlen(hex) / 2;
    for (size_t i = 0; i < n; i++) {
        char byte[3] = {hex[2 * i], hex[2 * i + 1], 0};
        out[i] = (char)strtoul(byte, NULL, 16);
    }
    return n;
}

static struct buf new_buf(void)
{
    struct buf buf;
    buf_init(&buf, 1 << 20);
    return buf;
}

static void test_to_binary(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_VALUES; i++) {
        struct buf out = new_buf();
        struct err err = {0};
        char expected[256], got[512] = "";
        size_t n = unhex(values[i].hex, expected);
        bool fine = binary_from_text(&out, values[i].type, str_of(values[i].text), &err);
        for (size_t k = 0; k < buf_size(&out) && k < 255; k++)
            sprintf(got + 2 * k, "%02x", (unsigned char)buf_data(&out)[k]);
        if (!fine || buf_size(&out) != n || (n && memcmp(buf_data(&out), expected, n) != 0))
            print_error("%s: %s, wanted %s %s\n", values[i].text, got, values[i].hex, err.message);
        assert_true(fine);
        assert_string_equal(got, values[i].hex);
        buf_free(&out);
    }
}

static void test_to_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_VALUES; i++) {
        struct buf out = new_buf();
        struct err err = {0};
        char bytes[256];
        size_t n = unhex(values[i].hex, bytes);
        bool fine = binary_to_text(&out, values[i].type, (struct str){bytes, n}, &err);
        buf_putc(&out, '\0');
        if (!fine)
            print_error("%s: %s\n", values[i].text, err.message);
        assert_true(fine);
        assert_string_equal(buf_data(&out), values[i].text);
        buf_free(&out);
    }
}

/* Every prefix of a good value, and every good value with a byte more, is refused or is another
 * value; nothing is read past the end. */
static void test_prefixes(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_VALUES; i++) {
        char bytes[256];
        size_t n = unhex(values[i].hex, bytes);
        for (size_t size = 0; size <= n + 1; size++) {
            struct buf out = new_buf();
            struct err err = {0};
            char *exact = malloc(size ? size : 1);
            memcpy(exact, bytes, size < n ? size : n);
            if (size > n)
                exact[n] = 'x';
            bool fine = binary_to_text(&out, values[i].type, (struct str){exact, size}, &err);
            assert_true(fine || err.sqlstate[0]);
            free(exact);
            buf_free(&out);
        }
    }
}

static const struct {
    uint32_t type;
    const char *hex, *sqlstate;
} hostile[] = {
    {PG_INT4, "000000", "08P01"},
    {PG_INT4, "0000000000", "22P03"},
    {PG_BOOL, "", "08P01"},
    {PG_TEXT, "ff", "22021"},
    {PG_TEXT, "610062", "22021"},
    {PG_NUMERIC, "0001000000000000", "08P01"},
    {PG_NUMERIC, "ffff000000000000", "08P01"},
    {PG_NUMERIC, "00010000000000002710", "22P03"},
    {PG_NUMERIC, "0000000000004000", "22P03"},
    {PG_NUMERIC, "0000000012340000", "22P03"},
    {PG_JSONB, "027b7d", "XX000"},
    {PG_INET, "022100040a000001", "22P03"},
    {PG_INET, "042000040a000001", "22P03"},
    {PG_INET, "022000100a000001", "22P03"},
    {PG_DATE, "7ffffffe", "22008"},
    {PG_TIME, "ffffffffffffffff", "22008"},
    {PG_TIMESTAMP, "7ffffffffffffffe", "22008"},
    {1007, "000000070000000000000017", "54000"},
    {1007, "800000000000000000000017", "22P03"},
    {1007, "000000010000000200000017", "22P03"},
    {1007, "000000010000000000000019", "42804"},
    {1007, "0000000100000000000000177fffffff00000001", "08P01"},
    {1007,
     "000000060000000000000017"
     "7fffffff000000017fffffff000000017fffffff00000001"
     "7fffffff000000017fffffff000000017fffffff00000001",
     "08P01"},
    {1007, "00000001000000000000001700000001000000010000000300000000", "08P01"},
    {1007, "000000010000000000000017000000010000000180000000", "08P01"},
};

static void test_hostile(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        struct buf out = new_buf();
        struct err err = {0};
        char bytes[256];
        size_t n = unhex(hostile[i].hex, bytes);
        assert_false(binary_to_text(&out, hostile[i].type, (struct str){bytes, n}, &err));
        if (strcmp(err.sqlstate, hostile[i].sqlstate) != 0)
            print_error("%s: %s\n", hostile[i].hex, err.message);
        assert_string_equal(err.sqlstate, hostile[i].sqlstate);
        buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_to_binary),
        cmocka_unit_test(test_to_text),
        cmocka_unit_test(test_prefixes),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests_name("wire_binary", tests, NULL, NULL);
}
