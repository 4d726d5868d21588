/* copy_out.h: rows of COPY TO as PostgreSQL 15 writes them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "wire/copy_out.h"
#include "wire/encode.h"

/* A row of texts, NULL for NULL, as DataRow has it. */
static void make_row(struct buf *out, const char *const *cells, size_t n)
{
    struct encode_mark mark;
    encode_data_row_begin(out, &mark, (uint16_t)n);
    for (size_t i = 0; i < n; i++) {
        if (!cells[i]) {
            encode_null(out);
            continue;
        }
        encode_column_begin(out, &mark);
        buf_puts(out, cells[i]);
        encode_column_end(out, &mark);
    }
    encode_data_row_end(out, &mark);
}

static void check(const struct copy_options *options, const char *const *cells, const char *wanted)
{
    struct copy_out copy = {.options = options, .n_columns = 2};
    struct buf row, out;
    buf_init(&row, 1000);
    buf_init(&out, 1000);
    make_row(&row, cells, 2);
    copy_out_row(&copy, &out, str_skip(buf_str(&row), 5));
    assert_int_equal(buf_data(&out)[0], 'd');
    assert_int_equal(buf_size(&out), 5 + strlen(wanted));
    assert_memory_equal(buf_data(&out) + 5, wanted, strlen(wanted));
    buf_free(&row);
    buf_free(&out);
}

static void test_text(void **state)
{
    (void)state;
    struct copy_options options = {.format = COPY_TEXT, .delimiter = '\t', .null_text = "\\N"};
    check(&options, (const char *const[]){"a", NULL}, "a\t\\N\n");
    check(&options, (const char *const[]){"", "\b\f\n\r\t\v\\\001"},
          "\t\\b\\f\\n\\r\\t\\v\\\\\001\n");
    options.delimiter = ';';
    check(&options, (const char *const[]){"a;b", "\t"}, "a\\;b;\\t\n");
}

static void test_csv(void **state)
{
    (void)state;
    static const bool force[] = {false, true};
    struct copy_options options = {
        .format = COPY_CSV, .delimiter = ',', .quote = '"', .escape = '"', .null_text = ""};
    check(&options, (const char *const[]){NULL, ""}, ",\"\"\n");
    check(&options, (const char *const[]){"a,b", "c\"d"}, "\"a,b\",\"c\"\"d\"\n");
    check(&options, (const char *const[]){"\n", "\\."}, "\"\n\",\\.\n");
    options.escape = '\\';
    check(&options, (const char *const[]){"\\", "\"\\"}, "\\,\"\\\"\\\\\"\n");
    options.force_quote = force;
    check(&options, (const char *const[]){"1", "2"}, "1,\"2\"\n");
}

static void test_binary(void **state)
{
    (void)state;
    struct copy_options options = {.format = COPY_BINARY};
    struct copy_out copy = {.options = &options, .n_columns = 2};
    struct buf out;
    static const char wanted[] = "d\0\0\0\x19PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0\xff\xff"
                                 "c\0\0\0\4";
    buf_init(&out, 1000);
    copy_out_end(&copy, &out);
    assert_int_equal(buf_size(&out), sizeof wanted - 1);
    assert_memory_equal(buf_data(&out), wanted, sizeof wanted - 1);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_text), cmocka_unit_test(test_csv),
                                       cmocka_unit_test(test_binary)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
