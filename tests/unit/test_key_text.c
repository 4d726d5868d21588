/* Keys of ClickHouse's tables: how they are cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/key_text.h"

/* The items, each in brackets. */
static void cut(const char *text, char *out, size_t size)
{
    struct str item;
    size_t used = 0;
    out[0] = '\0';
    while (key_text_next(&text, &item) && used < size)
        used += (size_t)snprintf(out + used, size - used, "[%.*s]", (int)item.size, item.data);
}

static void test_cut(void **state)
{
    (void)state;
    static const struct {
        const char *key, *expected;
    } cases[] = {
        {"", ""},
        {"a", "[a]"},
        {"(a)", "[a]"},
        {"(`a b`)", "[a b]"},
        {"a, `b, c`, d", "[a][b, c][d]"},
        {"toDate(t, 'UTC'), x", "[toDate(t, 'UTC')][x]"},
        {"concat(a, ',)'), `)`", "[concat(a, ',)')][)]"},
        {"(toDate(t))", "[(toDate(t))]"},
        {"`open", "[`open]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[80];
        cut(cases[i].key, out, sizeof out);
        assert_string_equal(out, cases[i].expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cut)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
