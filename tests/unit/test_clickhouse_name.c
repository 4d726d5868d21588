/* Which of ClickHouse's functions may be called. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

#include "rewrite/routines/clickhouse_name.h"

static void assert_use(const char *name, enum clickhouse_use use, const char *spelled)
{
    struct arena *arena = arena_new(1 << 16);
    struct clickhouse_name found = clickhouse_name_find(arena, name);
    assert_int_equal(found.use, use);
    if (spelled)
        assert_string_equal(found.name, spelled);
    arena_free(arena);
}

static void names_are_found(void **state)
{
    (void)state;
    assert_use("substringindex", CLICKHOUSE_OPEN, "substringIndex");
    assert_use("RAND", CLICKHOUSE_APART, "rand");
    assert_use("randuniform", CLICKHOUSE_VOLATILE, "randUniform");
    assert_use("grouparray", CLICKHOUSE_AGGREGATE, "groupArray");
    assert_use("laginframe", CLICKHOUSE_WINDOW, "lagInFrame");
}

static void aggregates_have_combinators(void **state)
{
    (void)state;
    assert_use("sumif", CLICKHOUSE_AGGREGATE, "sumIf");
    assert_use("quantileexactornullif", CLICKHOUSE_AGGREGATE, "quantileExactOrNullIf");
    assert_use("sumstate", CLICKHOUSE_UNKNOWN, NULL);
    assert_use("summerge", CLICKHOUSE_UNKNOWN, NULL);
    assert_use("lowerif", CLICKHOUSE_UNKNOWN, NULL);
    assert_use("sleepif", CLICKHOUSE_UNKNOWN, NULL);
    assert_use("sumififififififif", CLICKHOUSE_UNKNOWN, NULL);
    assert_use("if", CLICKHOUSE_OPEN, "if");
    assert_use("", CLICKHOUSE_UNKNOWN, NULL);
}

/* What must never be open, whatever the file becomes. */
static void others_are_closed(void **state)
{
    (void)state;
    static const char *const names[] = {
        "file",
        "sleep",
        "sleepEachRow",
        "dictGet",
        "joinGet",
        "getSetting",
        "hostName",
        "getMacro",
        "currentUser",
        "logTrace",
        "addressToLine",
        "demangle",
        "in",
        "arrayJoin",
        "serverUUID",
        "neighbor",
        "aiGenerate",
        "catboostEvaluate",
        "_CAST",
        "__getScalar",
        "throwIf",
        "user",
        "connection_id",
        "formatRow",
        "showCertificate",
        "hasColumnInTable",
        "getServerSetting",
        "generateSerialID",
        "aggThrow",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_use(names[i], CLICKHOUSE_CLOSED, NULL);
    assert_use("url", CLICKHOUSE_UNKNOWN, NULL);
    assert_use("executable", CLICKHOUSE_UNKNOWN, NULL);
}

static void each_stands_once(void **state)
{
    (void)state;
    struct arena *arena = arena_new(1 << 20);
    struct clickhouse_name name;
    size_t n = 0;
    for (; clickhouse_name_at(n, &name); n++) {
        size_t size = strcspn(name.name, " \n");
        const char *text = arena_strndup(arena, name.name, size);
        struct clickhouse_name found = clickhouse_name_find(arena, text);
        if (strcmp(found.name, text) != 0 || found.use != name.use)
            fail_msg("%s stands twice", text);
        assert_true(name.about.size > 0);
    }
    assert_true(n > 1500);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_found),
        cmocka_unit_test(aggregates_have_combinators),
        cmocka_unit_test(others_are_closed),
        cmocka_unit_test(each_stands_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
