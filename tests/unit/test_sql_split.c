/* ClickHouse SQL in statements. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "sql_split.h"

/* The statements of text, with | between them. */
static void check(const char *text, const char *wanted)
{
    char got[256] = "";
    size_t used = 0;
    struct str rest = str_of(text), statement;
    while (sql_split_next(&rest, &statement)) {
        assert_true(used + statement.size + 2 < sizeof got);
        memcpy(got + used, statement.data, statement.size);
        used += statement.size;
        got[used++] = '|';
    }
    got[used] = '\0';
    assert_string_equal(got, wanted);
}

static void cuts_at_semicolons(void **state)
{
    (void)state;
    check("", "");
    check(" ;; \n;", "");
    check("a;b", "a|b|");
    check("a ;\n b;\n", "a |b|");
    check("-- x;y\na;/* ; */ b /* ; */;", "a|b /* ; */|");
    check("a -- c;\n;b", "a -- c;\n|b|");
}

static void passes_over_quotes(void **state)
{
    (void)state;
    check("'a;b';`c;d`;\"e;f\"", "'a;b'|`c;d`|\"e;f\"|");
    check("'it''s;' x;y", "'it''s;' x|y|");
    check("'a\\';b';c", "'a\\';b'|c|");
    check("'open;", "'open;|");
    check("'\\", "'\\|");
    check("/* open;", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_at_semicolons),
        cmocka_unit_test(passes_over_quotes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
