/* startup.h: packets before a session, bytes as the manual's "Message Formats" gives them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "wire/startup.h"

static void assert_text(struct str text, const char *expected)
{
    assert_int_equal(text.size, strlen(expected));
    assert_memory_equal(text.data, expected, text.size);
}

static void test_requests(void **state)
{
    (void)state;
    struct startup startup;
    struct err err = {0};
    assert_true(startup_decode(STR("\x04\xd2\x16\x2f"), &startup, &err));
    assert_int_equal(startup.kind, STARTUP_SSL_REQUEST);
    assert_true(startup_decode(STR("\x04\xd2\x16\x30"), &startup, &err));
    assert_int_equal(startup.kind, STARTUP_GSSENC_REQUEST);
    assert_true(
        startup_decode(STR("\x04\xd2\x16\x2e\0\0\x01\x02\xff\xfe\xfd\xfc"), &startup, &err));
    assert_int_equal(startup.kind, STARTUP_CANCEL);
    assert_int_equal(startup.process_id, 0x102);
    assert_true(str_eq(startup.secret_key, (struct str){"\xff\xfe\xfd\xfc", 4}));
}

static void test_session(void **state)
{
    (void)state;
    struct startup startup;
    struct err err = {0};
    struct str body = STR("\0\3\0\0user\0ann\0database\0trades\0application_name\0\0\0");
    assert_true(startup_decode(body, &startup, &err));
    assert_int_equal(startup.kind, STARTUP_SESSION);
    assert_int_equal(startup.minor_version, 0);
    assert_text(startup.user, "ann");
    assert_text(startup.database, "trades");
    struct startup_parameter parameter;
    struct str rest = startup.parameters;
    assert_true(startup_next_parameter(&rest, &parameter));
    assert_true(startup_next_parameter(&rest, &parameter));
    assert_true(startup_next_parameter(&rest, &parameter));
    assert_text(parameter.name, "application_name");
    assert_text(parameter.value, "");
    assert_false(startup_next_parameter(&rest, &parameter));
}

static void test_database_defaults_to_user(void **state)
{
    (void)state;
    struct startup startup;
    struct err err = {0};
    assert_true(startup_decode(STR("\0\3\0\2user\0ann\0_pq_.new\0"
                                   "1\0\0"),
                               &startup, &err));
    assert_text(startup.database, "ann");
    assert_int_equal(startup.minor_version, 2);
    assert_int_equal(startup.n_unknown_options, 1);
}

static void assert_refused(struct str body, const char *sqlstate, const char *message)
{
    struct startup startup;
    struct err err = {0};
    assert_false(startup_decode(body, &startup, &err));
    assert_string_equal(err.sqlstate, sqlstate);
    assert_string_equal(err.message, message);
}

static void test_refusals(void **state)
{
    (void)state;
    const char *layout = "invalid startup packet layout: expected terminator as last byte";
    assert_refused(STR("\0\3\0\0"), "08P01", layout);
    assert_refused(STR("\0\3\0\0user\0ann\0"), "08P01", layout);
    assert_refused(STR("\0\3\0\0user\0\0"), "08P01", layout);
    assert_refused(STR("\0\3\0\0user\0ann\0\0x"), "08P01", layout);
    assert_refused(STR("\0\3\0\0user\0ann\0\0\0"), "08P01", layout);
    assert_refused(STR("\0\3\0\0user\0ann"), "08P01", layout);
    assert_refused(STR("\0\3\0\0\0"), "28000",
                   "no PostgreSQL user name specified in startup packet");
    assert_refused(STR("\0\2\0\0\0"), "0A000",
                   "unsupported frontend protocol 2.0: server supports 3.0 to 3.0");
    assert_refused(STR("\x04\xd2\0\1"), "0A000",
                   "unsupported frontend protocol 1234.1: server supports 3.0 to 3.0");
    assert_refused(STR("\x04\xd2\x16\x2e\0\0\0\1"), "08P01", "invalid length of startup packet");
    assert_refused(STR("\0\3"), "08P01", "invalid length of startup packet");
    assert_refused(STR("\0\3\0\0user\0\xff\0\0"), "22021",
                   "invalid byte sequence for encoding \"UTF8\": 0xff");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_requests),
        cmocka_unit_test(test_session),
        cmocka_unit_test(test_database_defaults_to_user),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests_name("wire_startup", tests, NULL, NULL);
}
