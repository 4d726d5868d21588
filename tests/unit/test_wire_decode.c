/* message.h: frontend messages, bytes as the manual's "Message Formats" gives them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "wire/message.h"

static struct message decode(char type, struct str body)
{
    struct frame frame = {type, body, body.size + 5};
    struct message message;
    struct err err = {0};
    if (!message_decode(&frame, &message, &err))
        fail_msg("%s", err.message);
    return message;
}

static void assert_text(struct str text, const char *expected)
{
    assert_int_equal(text.size, strlen(expected));
    assert_memory_equal(text.data, expected, text.size + 1); /* with the NUL */
}

static void test_query_and_copy(void **state)
{
    (void)state;
    assert_text(decode('Q', STR("SELECT 'ü'\0")).as.query, "SELECT 'ü'");
    assert_int_equal(decode('d', STR("\0\1\xff")).as.copy_data.size, 3);
    assert_text(decode('f', STR("no more\0")).as.copy_fail, "no more");
    assert_int_equal(decode('c', STR("")).type, MESSAGE_COPY_DONE);
    assert_int_equal(decode('p', STR("secret\0")).as.password.size, 7);
    assert_int_equal(decode('H', STR("")).type, MESSAGE_FLUSH);
    assert_int_equal(decode('X', STR("")).type, MESSAGE_TERMINATE);
}

static void test_parse(void **state)
{
    (void)state;
    struct message message = decode('P', STR("s1\0SELECT $1\0\0\2\0\0\0\x17\0\0\0\0"));
    assert_text(message.as.parse.statement, "s1");
    assert_text(message.as.parse.query, "SELECT $1");
    assert_int_equal(message.as.parse.n_types, 2);
    assert_int_equal(message_type_oid(&message.as.parse, 0), 23);
    assert_int_equal(message_type_oid(&message.as.parse, 1), 0);
}

static void test_bind(void **state)
{
    (void)state;
    struct message message = decode('B', STR("\0s1\0"
                                             "\0\1\0\1"
                                             "\0\3\0\0\0\2ab\xff\xff\xff\xff\0\0\0\0"
                                             "\0\2\0\0\0\1"));
    const struct message_bind *bind = &message.as.bind;
    assert_text(bind->portal, "");
    assert_text(bind->statement, "s1");
    assert_int_equal(message_format(&bind->formats, 2), 1);
    assert_int_equal(message_format(&bind->result_formats, 0), 0);
    assert_int_equal(message_format(&bind->result_formats, 1), 1);
    assert_int_equal(bind->n_values, 3);
    struct str rest = bind->values, value;
    bool is_null;
    message_next_value(&rest, &value, &is_null);
    assert_int_equal(value.size, 2);
    assert_memory_equal(value.data, "ab", 2);
    message_next_value(&rest, &value, &is_null);
    assert_true(is_null);
    message_next_value(&rest, &value, &is_null);
    assert_false(is_null);
    assert_int_equal(value.size + rest.size, 0);
}

static void test_describe_close_execute_call(void **state)
{
    (void)state;
    struct message message = decode('D', STR("Pp1\0"));
    assert_int_equal(message.as.target.kind, 'P');
    assert_text(message.as.target.name, "p1");
    assert_int_equal(decode('C', STR("S\0")).as.target.kind, 'S');
    message = decode('E', STR("p1\0\0\0\1\0"));
    assert_int_equal(message.as.execute.max_rows, 256);
    message = decode('F', STR("\0\0\0\x2a\0\0\0\1\0\0\0\1x\0\1"));
    assert_int_equal(message.as.function_call.function_oid, 42);
    assert_int_equal(message.as.function_call.result_format, 1);
}

static void assert_refused(char type, struct str body, const char *sqlstate, const char *text)
{
    struct frame frame = {type, body, body.size + 5};
    struct message message;
    struct err err = {0};
    assert_false(message_decode(&frame, &message, &err));
    assert_string_equal(err.sqlstate, sqlstate);
    assert_string_equal(err.message, text);
}

static void test_refusals(void **state)
{
    (void)state;
    const char *short_of = "insufficient data left in message";
    assert_refused('Q', STR("SELECT 1"), "08P01", "invalid string in message");
    assert_refused('Q', STR(""), "08P01", "invalid string in message");
    assert_refused('Q', STR("SELECT 1\0;"), "08P01", "invalid message format");
    assert_refused('Q', STR("\xc3(\0"), "22021",
                   "invalid byte sequence for encoding \"UTF8\": 0xc3 0x28");
    assert_refused('S', STR("x"), "08P01", "invalid message format");
    assert_refused('P', STR("\0\0\0\1\0\0"), "08P01", short_of);
    assert_refused('P', STR("\0\0\xff\xff"), "08P01", short_of);
    assert_refused('B', STR("\0\0\0\0\0\1\0\0\0\5ab\0\0"), "08P01", short_of);
    assert_refused('B', STR("\0\0\0\0\0\1\x80\0\0\0\0\0"), "08P01", short_of);
    assert_refused('B', STR("\0\0\0\2\0\0\0\0\0\1\xff\xff\xff\xff\0\0"), "08P01",
                   "bind message has 2 parameter formats but 1 parameters");
    assert_refused('D', STR("xp\0"), "08P01", "invalid DESCRIBE message subtype 120");
    assert_refused('C', STR("\xffp\0"), "08P01", "invalid CLOSE message subtype 255");
    assert_refused('E', STR("p\0\0\0"), "08P01", short_of);
    assert_refused('z', STR(""), "08P01", "invalid frontend message type 122");
    assert_refused('\xff', STR(""), "08P01", "invalid frontend message type 255");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_query_and_copy), cmocka_unit_test(test_parse),
        cmocka_unit_test(test_bind),           cmocka_unit_test(test_describe_close_execute_call),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests_name("wire_decode", tests, NULL, NULL);
}
