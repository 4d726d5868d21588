/* SELECTs of views as ClickHouse prints them, for PostgreSQL's grammar. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "rewrite/rollup/rollup_view_text.h"

static void test_names_are_quoted(void **state)
{
    (void)state;
    static const struct {
        const char *as_select, *expected;
    } cases[] = {
        {"", ""},
        {"SELECT ID, sum(x) AS `a b` FROM pivot.T GROUP BY ID",
         "SELECT \"ID\", \"sum\"(\"x\") AS \"a b\" FROM \"pivot\".\"T\" GROUP BY \"ID\""},
        {"SELECT user, 1.5, -2 FROM t", "SELECT \"user\", 1.5, -2 FROM \"t\""},
        {"SELECT toDate(t, 'Europe/Paris') FROM t",
         "SELECT \"toDate\"(\"t\", 'Europe/Paris') FROM \"t\""},
        {"SELECT `a\"b`, `c\\`d` FROM t", "SELECT \"a\"\"b\", \"c`d\" FROM \"t\""},
        {"SELECT 'it\\'s FROM here' FROM t", "SELECT 'it\\'s FROM here' FROM \"t\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new(SIZE_MAX);
        assert_string_equal(rollup_view_text(arena, cases[i].as_select), cases[i].expected);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_names_are_quoted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
