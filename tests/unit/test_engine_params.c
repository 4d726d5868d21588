/* The engine's request parameters, exceptions and options. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "engine/exception.h"
#include "engine/options.h"
#include "engine/params.h"

static void test_params(void **state)
{
    (void)state;
    struct params params;
    params_init(&params);
    params_add(&params, "query", "SELECT 1");
    params_add(&params, "query", "SELECT 2");
    params_add(&params, "wait_end_of_query", "1");
    params_add(&params, "session_id", "0");
    assert_string_equal(params.query, "SELECT 2");
    assert_true(params.wait_end_of_query);
    assert_null(params.refused);
    params_add(&params, "session_id", "x");
    assert_string_equal(params.refused, "session_id");
    params_free(&params);
}

static void test_settings(void **state)
{
    (void)state;
    struct params params;
    params_init(&params);
    params_add(&params, "a_1", "it's \\");
    params_add(&params, "b", NULL);
    params_add(&params, "log_comment", "x");
    assert_true(str_eq(buf_str(&params.settings), STR("a_1 = 'it\\'s \\\\', b = ''")));
    params_add(&params, "c = 1, d", "2");
    assert_string_equal(params.refused, "c = 1, d");
    params_free(&params);
}

static void test_exceptions(void **state)
{
    (void)state;
    assert_int_equal(exception_code("Code: 60. DB::Exception: x"), 60);
    assert_int_equal(exception_code("nonsense"), 1000);
    assert_int_equal(exception_http_status(60), 404);
    assert_int_equal(exception_http_status(394), 500);
    char tag[EXCEPTION_TAG_SIZE + 1];
    exception_make_tag(tag);
    assert_int_equal(strlen(tag), EXCEPTION_TAG_SIZE);
    struct buf out;
    buf_init(&out, 1000);
    exception_write_block(&out, "tag", "Code: 1");
    assert_true(str_eq(buf_str(&out),
                       STR("\r\n__exception__\r\ntag\r\nCode: 1\n7 tag\r\n__exception__\r\n")));
    buf_free(&out);
}

static bool parse(struct options *options, int argc, const char *const *argv)
{
    struct err err = {0};
    bool good = options_parse(options, argc, (char **)(uintptr_t)argv, &err);
    assert_int_equal(good, !err_is_set(&err));
    return good;
}

static void test_options(void **state)
{
    (void)state;
    struct options options;
    const char *const good[] = {"engine", "--data=d", "--port", "0", "--threads=3", NULL};
    assert_true(parse(&options, 5, good));
    assert_string_equal(options.data, "d");
    assert_int_equal(options.port, 0);
    assert_int_equal(options.threads, 3);
    static const char *const bad[][4] = {
        {"engine", "--data", NULL},         {"engine", "--nonsense", NULL},
        {"engine", "--port=65536", NULL},   {"engine", "--port=1x", NULL},
        {"engine", "--help=1", NULL},       {"engine", "--data=", NULL},
        {"engine", "--threads=0", NULL},    {"engine", "--data=d", NULL},
        {"engine", "--parent-fd=-1", NULL},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(parse(&options, 2, bad[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_params),
        cmocka_unit_test(test_settings),
        cmocka_unit_test(test_exceptions),
        cmocka_unit_test(test_options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
