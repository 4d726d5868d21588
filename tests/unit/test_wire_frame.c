/* frame.h: what is cut from a stream, and what breaks it. Limits as in PostgreSQL 15. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "wire/frame.h"

#define LIMIT FRAME_LARGE_MESSAGE_LIMIT

static void test_message_is_cut(void **state)
{
    (void)state;
    static const char bytes[] = "Q\0\0\0\x0dSELECT 1\0S\0\0\0\x04";
    struct str stream = {bytes, sizeof bytes - 1};
    struct frame frame;
    struct err err = {0};
    assert_int_equal(frame_cut(FRAME_NORMAL, stream, LIMIT, &frame, &err), FRAME_READY);
    assert_int_equal(frame.type, 'Q');
    assert_int_equal(frame.size, 14);
    assert_int_equal(frame.body.size, 9);
    assert_string_equal(frame.body.data, "SELECT 1");
    stream = str_skip(stream, frame.size);
    assert_int_equal(frame_cut(FRAME_NORMAL, stream, LIMIT, &frame, &err), FRAME_READY);
    assert_int_equal(frame.type, 'S');
    assert_int_equal(frame.body.size, 0);
}

static void test_every_cut_asks_for_more(void **state)
{
    (void)state;
    struct str whole = STR("Q\0\0\0\x0dSELECT 1\0");
    struct frame frame;
    struct err err = {0};
    for (size_t n = 0; n < whole.size; n++) {
        struct str part = {whole.data, n};
        assert_int_equal(frame_cut(FRAME_NORMAL, part, LIMIT, &frame, &err), FRAME_MORE);
    }
}

static void assert_refused(enum frame_phase phase, struct str bytes, size_t limit,
                           const char *message)
{
    struct frame frame;
    struct err err = {0};
    assert_int_equal(frame_cut(phase, bytes, limit, &frame, &err), FRAME_ERROR);
    assert_string_equal(err.sqlstate, "08P01");
    assert_string_equal(err.message, message);
}

static void test_bad_types_and_lengths(void **state)
{
    (void)state;
    assert_refused(FRAME_NORMAL, STR("z"), LIMIT, "invalid frontend message type 122");
    assert_refused(FRAME_NORMAL, STR("p"), LIMIT, "invalid frontend message type 112");
    assert_refused(FRAME_NORMAL, STR("\xff"), LIMIT, "invalid frontend message type 255");
    assert_refused(FRAME_NORMAL, STR("Q\0\0\0\x03"), LIMIT, "invalid message length");
    assert_refused(FRAME_NORMAL, STR("Q\xff\xff\xff\xff"), LIMIT, "invalid message length");
    assert_refused(FRAME_NORMAL, STR("E\0\0\x27\x11"), LIMIT, "invalid message length");
    assert_refused(FRAME_NORMAL, STR("Q\0\0\x01\x01"), 256, "invalid message length");
    assert_refused(FRAME_AUTHENTICATION, STR("Q"), LIMIT,
                   "expected password response, got message type 81");
}

static void test_limits_are_inclusive(void **state)
{
    (void)state;
    struct frame frame;
    struct err err = {0};
    assert_int_equal(frame_cut(FRAME_NORMAL, STR("E\0\0\x27\x10"), LIMIT, &frame, &err),
                     FRAME_MORE);
    assert_int_equal(frame_cut(FRAME_NORMAL, STR("Q\0\0\x01\0"), 256, &frame, &err), FRAME_MORE);
    assert_int_equal(frame_cut(FRAME_AUTHENTICATION, STR("p\0\0\xff\xff"), 256, &frame, &err),
                     FRAME_MORE);
}

static void test_startup_packets(void **state)
{
    (void)state;
    struct frame frame;
    struct err err = {0};
    struct str ssl = STR("\0\0\0\x08\x04\xd2\x16\x2f");
    assert_int_equal(frame_cut(FRAME_STARTUP, ssl, LIMIT, &frame, &err), FRAME_READY);
    assert_int_equal(frame.type, 0);
    assert_int_equal(frame.size, 8);
    assert_int_equal(frame.body.size, 4);
    assert_int_equal(frame_cut(FRAME_STARTUP, STR("\0\0\x27\x14"), LIMIT, &frame, &err),
                     FRAME_MORE);
    assert_refused(FRAME_STARTUP, STR("\0\0\x27\x15"), LIMIT, "invalid length of startup packet");
    assert_refused(FRAME_STARTUP, STR("\0\0\0\x07"), LIMIT, "invalid length of startup packet");
    assert_refused(FRAME_STARTUP, STR("GET "), LIMIT, "invalid length of startup packet");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_message_is_cut),
        cmocka_unit_test(test_every_cut_asks_for_more),
        cmocka_unit_test(test_bad_types_and_lengths),
        cmocka_unit_test(test_limits_are_inclusive),
        cmocka_unit_test(test_startup_packets),
    };
    return cmocka_run_group_tests_name("wire_frame", tests, NULL, NULL);
}
