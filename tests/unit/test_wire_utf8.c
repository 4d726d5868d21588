/* utf8.h: what PostgreSQL takes as UTF8, at every place of a text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "wire/utf8.h"

/* Puts the bytes behind 0 to 16 ASCII ones and before more of them. */
static void assert_checks(struct str bytes, const char *message)
{
    for (size_t before = 0; before <= 16; before++)
        for (size_t after = 0; after <= 16; after += 4) {
            char text[64];
            memset(text, 'a', sizeof text);
            memcpy(text + before, bytes.data, bytes.size);
            struct err err = {0};
            bool good = utf8_check((struct str){text, before + bytes.size + after}, &err);
            assert_int_equal(good, message == NULL);
            if (message && after)
                assert_string_equal(err.message, message);
        }
}

static void test_valid(void **state)
{
    (void)state;
    assert_checks(STR(""), NULL);
    assert_checks(STR("\x01\x7f"), NULL);
    assert_checks(STR("\xc2\x80"), NULL);
    assert_checks(STR("\xe0\xa0\x80"), NULL);
    assert_checks(STR("\xed\x9f\xbf"), NULL);
    assert_checks(STR("\xf0\x90\x80\x80"), NULL);
    assert_checks(STR("\xf4\x8f\xbf\xbf"), NULL);
}

#define PREFIX "invalid byte sequence for encoding \"UTF8\": "

static void test_invalid(void **state)
{
    (void)state;
    assert_checks(STR("\0"), PREFIX "0x00");
    assert_checks(STR("\x80"), PREFIX "0x80");
    assert_checks(STR("\xc0\x80"), PREFIX "0xc0 0x80");
    assert_checks(STR("\xc3"), PREFIX "0xc3 0x61");
    assert_checks(STR("\xe0\x9f\x80"), PREFIX "0xe0 0x9f 0x80");
    assert_checks(STR("\xed\xa0\x80"), PREFIX "0xed 0xa0 0x80");
    assert_checks(STR("\xf0\x8f\x80\x80"), PREFIX "0xf0 0x8f 0x80 0x80");
    assert_checks(STR("\xf4\x90\x80\x80"), PREFIX "0xf4 0x90 0x80 0x80");
    assert_checks(STR("\xf5\x80\x80\x80"), PREFIX "0xf5 0x80 0x80 0x80");
    assert_checks(STR("\xff"), PREFIX "0xff");
}

static void test_cut_at_the_end(void **state)
{
    (void)state;
    struct err err = {0};
    assert_false(utf8_check(STR("abcdefgh\xe2\x82"), &err));
    assert_string_equal(err.message, PREFIX "0xe2 0x82");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid),
        cmocka_unit_test(test_invalid),
        cmocka_unit_test(test_cut_at_the_end),
    };
    return cmocka_run_group_tests_name("wire_utf8", tests, NULL, NULL);
}
