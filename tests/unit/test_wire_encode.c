/* encode.h: backend messages, bytes as the manual's "Message Formats" gives them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "wire/encode.h"

static struct buf out;

static int setup(void **state)
{
    (void)state;
    buf_init(&out, 4096);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    buf_free(&out);
    return 0;
}

static void assert_out(struct str expected)
{
    assert_false(out.failed);
    assert_int_equal(buf_size(&out), expected.size);
    assert_memory_equal(buf_data(&out), expected.data, expected.size);
    buf_clear(&out);
}

static void test_startup_messages(void **state)
{
    (void)state;
    encode_authentication_ok(&out);
    assert_out(STR("R\0\0\0\x08\0\0\0\0"));
    encode_authentication(&out, 10, STR("SCRAM-SHA-256\0\0"));
    assert_out(STR("R\0\0\0\x17\0\0\0\x0aSCRAM-SHA-256\0\0"));
    encode_parameter_status(&out, "server_encoding", "UTF8");
    assert_out(STR("S\0\0\0\x19server_encoding\0UTF8\0"));
    encode_backend_key_data(&out, 258, (struct str){"\xff\xfe\xfd\xfc", 4});
    assert_out(STR("K\0\0\0\x0c\0\0\1\2\xff\xfe\xfd\xfc"));
    encode_ready_for_query(&out, 'I');
    assert_out(STR("Z\0\0\0\5I"));
}

static void test_negotiate_protocol_version(void **state)
{
    (void)state;
    struct startup startup;
    struct err err = {0};
    struct str body = STR("\0\3\0\2user\0ann\0_pq_.a\0"
                          "1\0_pq_.b\0\0\0");
    assert_true(startup_decode(body, &startup, &err));
    encode_negotiate_protocol_version(&out, 0, &startup);
    assert_out(STR("v\0\0\0\x1a\0\3\0\0\0\0\0\2_pq_.a\0_pq_.b\0"));
}

static void test_error_has_only_what_is_set(void **state)
{
    (void)state;
    struct err err = {0};
    err_set(&err, "42601", 8, "syntax error");
    encode_error_response(&out, "ERROR", &err);
    assert_out(STR("E\0\0\0\x2bSERROR\0VERROR\0C42601\0Msyntax error\0P8\0\0"));
    err_set(&err, "01000", 0, "m");
    err_detail(&err, "d");
    err_hint(&err, "h");
    err_context(&err, "w");
    err.routine = "r";
    encode_notice_response(&out, "NOTICE", &err);
    assert_out(STR("N\0\0\0\x2bSNOTICE\0VNOTICE\0C01000\0Mm\0Dd\0Hh\0Ww\0Rr\0\0"));
}

static void test_row_description(void **state)
{
    (void)state;
    struct encode_mark mark;
    struct encode_field field = {"qty", 16384, 3, 1700, -1, 1179654, 0};
    encode_row_description_begin(&out, &mark, 1);
    encode_row_description_field(&out, &field);
    encode_row_description_end(&out, &mark);
    assert_out(STR("T\0\0\0\x1c\0\1qty\0\0\0\x40\0\0\3\0\0\6\xa4\xff\xff\0\x12\0\6\0\0"));
}

static void test_data_row_in_place(void **state)
{
    (void)state;
    struct encode_mark mark;
    encode_data_row_begin(&out, &mark, 3);
    encode_column_begin(&out, &mark);
    buf_puts(&out, "abc");
    encode_column_end(&out, &mark);
    encode_null(&out);
    encode_column_begin(&out, &mark);
    encode_column_end(&out, &mark);
    encode_data_row_end(&out, &mark);
    assert_out(STR("D\0\0\0\x15\0\3\0\0\0\3abc\xff\xff\xff\xff\0\0\0\0"));
}

static void test_data_row_abort_keeps_what_was_before(void **state)
{
    (void)state;
    struct encode_mark mark;
    encode_bind_complete(&out);
    encode_data_row_begin(&out, &mark, 1);
    encode_column_begin(&out, &mark);
    buf_puts(&out, "abc");
    encode_data_row_abort(&out, &mark);
    assert_out(STR("2\0\0\0\4"));
}

static void test_lengths_hold_after_consuming(void **state)
{
    (void)state;
    char filler[200] = {0};
    buf_append(&out, filler, sizeof filler);
    buf_consume(&out, sizeof filler - 1);
    struct encode_mark mark;
    encode_data_row_begin(&out, &mark, 1);
    encode_column_begin(&out, &mark);
    buf_append(&out, filler, sizeof filler); /* moves the buffer's content */
    encode_column_end(&out, &mark);
    encode_data_row_end(&out, &mark);
    buf_consume(&out, 1);
    assert_memory_equal(buf_data(&out), "D\0\0\0\xd2\0\1\0\0\0\xc8", 11);
}

static void test_full_buffer_fails_quietly(void **state)
{
    (void)state;
    struct buf small;
    char filler[1000] = {0};
    buf_init(&small, 300);
    struct encode_mark mark;
    encode_data_row_begin(&small, &mark, 1);
    encode_column_begin(&small, &mark);
    buf_append(&small, filler, sizeof filler);
    encode_column_end(&small, &mark);
    encode_data_row_end(&small, &mark);
    assert_true(small.failed);
    buf_free(&small);
}

static void test_the_short_ones(void **state)
{
    (void)state;
    const uint32_t oids[] = {23, 25};
    encode_command_complete(&out, "SELECT 1");
    assert_out(STR("C\0\0\0\x0dSELECT 1\0"));
    encode_empty_query_response(&out);
    encode_parse_complete(&out);
    encode_close_complete(&out);
    encode_no_data(&out);
    encode_portal_suspended(&out);
    encode_copy_done(&out);
    assert_out(STR("I\0\0\0\4"
                   "1\0\0\0\4"
                   "3\0\0\0\4n\0\0\0\4s\0\0\0\4"
                   "c\0\0\0\4"));
    encode_parameter_description(&out, oids, 2);
    assert_out(STR("t\0\0\0\x0e\0\2\0\0\0\x17\0\0\0\x19"));
    encode_copy_in_response(&out, 0, 2);
    encode_copy_out_response(&out, 1, 1);
    assert_out(STR("G\0\0\0\x0b\0\0\2\0\0\0\0H\0\0\0\x09\1\0\1\0\1"));
    encode_copy_data(&out, STR("a\n"));
    assert_out(STR("d\0\0\0\6a\n"));
    encode_notification_response(&out, 7, "ch", "");
    assert_out(STR("A\0\0\0\x0c\0\0\0\7ch\0\0"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_startup_messages),
        TEST(test_negotiate_protocol_version),
        TEST(test_error_has_only_what_is_set),
        TEST(test_row_description),
        TEST(test_data_row_in_place),
        TEST(test_data_row_abort_keeps_what_was_before),
        TEST(test_lengths_hold_after_consuming),
        TEST(test_full_buffer_fails_quietly),
        TEST(test_the_short_ones),
    };
    return cmocka_run_group_tests_name("wire_encode", tests, NULL, NULL);
}
