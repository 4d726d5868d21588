/* Which SQL has operands that must not be computed for every row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rewrite/lower/short_circuit.h"

static void test_needed(void **state)
{
    static const char *const texts[] = {
        "SELECT 1 FROM `d`.`t` AS t1 WHERE (t1.`a` > 0) AND (intDiv(1, t1.`a`) > 2)",
        "SELECT 1 FROM `d`.`t` AS t1 WHERE (intDiv(1, t1.`a`) > 2) OR (t1.`a` > 0)",
        "SELECT if(t1.`a` = 0, 0, accurateCast(t1.`a` + 1, 'Int32')) AS c1",
        "SELECT sum(multiIf(t1.`a` = 0, isNull(f(t1.`a`)), 1)) AS c1",
        "SELECT if(t1.`a` = 0, 0, throwIf(1, 'x'))",
        "SELECT coalesce(t1.`a`, CAST(t1.`b`, 'Int32'))",
        "SELECT t1.`a` > 0 AND 5 % t1.`a` = 1",
        "SELECT t1.`a` > 0 AND [1, 2][t1.`a`] = 1",
        "SELECT 1 WHERE t1.`a` AND (SELECT 1) AND f(t1.`\\`(`)",
        "SELECT t1.`a` OR (a_function_that_nobody_knows_of_and_is_long(t1.`a`))",
        "SELECT if(a1 > 0, f(a1), '(')",
        "", /* not there yet */
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!short_circuit_is_needed(str_of(texts[i])))
            fail_msg("%s", texts[i]);
}

static void test_not_needed(void **state)
{
    static const char *const texts[] = {
        "SELECT 1 AS c1",
        "SELECT intDiv(t1.`a`, t1.`b`) AS c1 FROM `d`.`t` AS t1 WHERE (t1.`a` > 0) AND (t1.`b` = "
        "1)",
        "SELECT 1 WHERE (t1.`d` >= toDate('2020-01-01')) AND (t1.`d` < toDate('2021-01-01'))",
        "SELECT sum(accurateCast(t1.`a` * 2, 'Int32')) AS c1 WHERE t1.`a` > 0 OR isNaN(t1.`a`)",
        "SELECT if(count() = 0, NULL, sum(f(t1.`a`)))",
        "SELECT 1 WHERE t1.`a` = 'f(x) OR \\' g(' AND t1.`b` IN (SELECT f(t2.`b`) FROM t AS t2)",
        "SELECT f(t1.`a`), t1.`a` AND t1.`b`",
        "SELECT 1 FROM a AS t1 INNER JOIN b AS t2 ON (t1.`a` = t2.`a`) AND (t2.`b` > 10)\n"
        "ORDER BY f(t1.`a`) DESC NULLS FIRST",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (short_circuit_is_needed(str_of(texts[i])))
            fail_msg("%s", texts[i]);
}

/* More parentheses than are kept track of. */
static void test_deep(void **state)
{
    char text[4096];
    (void)state;
    memset(text, '(', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_true(short_circuit_is_needed(str_of(text)));
    memset(text, ')', sizeof text - 1);
    assert_false(short_circuit_is_needed(str_of(text)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_needed),
        cmocka_unit_test(test_not_needed),
        cmocka_unit_test(test_deep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
