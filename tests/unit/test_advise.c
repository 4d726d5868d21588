/* rewrite/rollup/advise.h: what is proposed for which queries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "fixed_catalog.h"
#include "rewrite/rollup/advise.h"

#define TEXTS(...)                                                                                 \
    (const char *const[])                                                                          \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }
#define SHAPE(n, k, m, seen, read, shown)                                                          \
    {                                                                                              \
        {.schema = "trading",                                                                      \
         .table = "fills",                                                                         \
         .keys = k,                                                                                \
         .n_keys = n,                                                                              \
         .measures = TEXTS(m),                                                                     \
         .n_measures = 1},                                                                         \
            seen, read, shown                                                                      \
    }

#define BASE_ROWS 1000000

static struct arena *arena;
static struct list advices;

static const struct advice *run(const struct session_shape *shapes, size_t n)
{
    advices = advise(arena, &fixed_catalog, shapes, n);
    return advices.n ? advices.items[0] : NULL;
}

static int setup(void **state)
{
    (void)state;
    arena = arena_new((size_t)16 << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static void what_is_asked_often_is_proposed(void **state)
{
    (void)state;
    const struct session_shape shapes[] = {
        SHAPE(1, TEXTS("region"), "sum(pnl)", 100, BASE_ROWS, 5)};
    const struct advice *advice = run(shapes, 1);
    assert_int_equal(advices.n, 1);
    assert_string_equal(advice->statement, "CREATE ROLLUP fills_rollup_1 ON trading.fills (region) "
                                           "MEASURES (count(*), sum(pnl)) USING projection");
    assert_int_equal(advice->rows, 5);
    assert_int_equal(advice->n_queries, 100);
    assert_int_equal(advice->saved_rows, 100 * (BASE_ROWS - 5) - 5);
}

/* Small ones beside each other, one that holds both. */
static void one_that_serves_both_comes_first(void **state)
{
    (void)state;
    const struct session_shape shapes[] = {
        SHAPE(1, TEXTS("region"), "sum(pnl)", 10, BASE_ROWS, 5),
        SHAPE(1, TEXTS("desk"), "max(quantity)", 10, BASE_ROWS, 20)};
    const struct advice *advice = run(shapes, 2);
    assert_non_null(
        strstr(advice->statement, "(region, desk) MEASURES (count(*), sum(pnl), max(quantity))"));
    assert_int_equal(advice->rows, 100);
    assert_int_equal(advice->n_queries, 20);
    assert_int_equal(advices.n, 1); /* the next would save nothing worth its upkeep */
}

static void a_union_that_is_too_large_is_not(void **state)
{
    (void)state;
    const struct session_shape shapes[] = {
        SHAPE(1, TEXTS("region"), "sum(pnl)", 10, BASE_ROWS, 3000),
        SHAPE(1, TEXTS("desk"), "sum(pnl)", 10, BASE_ROWS, 3000)};
    run(shapes, 2);
    assert_int_equal(advices.n, 2);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(((const struct advice *)advices.items[i])->rows, 3000);
}

static void measures_of_one_grouping_come_together(void **state)
{
    (void)state;
    const struct session_shape shapes[] = {SHAPE(1, TEXTS("region"), "sum(pnl)", 10, BASE_ROWS, 5),
                                           SHAPE(1, TEXTS("region"), "avg(pnl)", 10, BASE_ROWS, 5)};
    const struct advice *advice = run(shapes, 2);
    assert_int_equal(advices.n, 1);
    assert_non_null(strstr(advice->statement, "MEASURES (count(*), sum(pnl), avg(pnl))"));
}

static void what_is_asked_once_is_not_worth_it(void **state)
{
    (void)state;
    const struct session_shape shapes[] = {SHAPE(1, TEXTS("region"), "sum(pnl)", 1, BASE_ROWS, 5)};
    assert_null(run(shapes, 1));
}

static void small_tables_need_none(void **state)
{
    (void)state;
    const struct session_shape shapes[] = {SHAPE(1, TEXTS("region"), "sum(pnl)", 1000, 500, 5)};
    assert_null(run(shapes, 1));
}

static void what_has_as_many_groups_as_rows_is_of_no_use(void **state)
{
    (void)state;
    const struct session_shape shapes[] = {
        SHAPE(1, TEXTS("ts"), "sum(pnl)", 100, BASE_ROWS, BASE_ROWS)};
    assert_null(run(shapes, 1));
}

static void tables_that_have_gone_are_passed_over(void **state)
{
    (void)state;
    struct session_shape shapes[] = {SHAPE(1, TEXTS("region"), "sum(pnl)", 100, BASE_ROWS, 5)};
    shapes[0].shape.table = "gone";
    assert_null(run(shapes, 1));
}

static void nothing_gives_nothing(void **state)
{
    (void)state;
    assert_null(run(NULL, 0));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(what_is_asked_often_is_proposed),
        TEST(one_that_serves_both_comes_first),
        TEST(a_union_that_is_too_large_is_not),
        TEST(measures_of_one_grouping_come_together),
        TEST(what_is_asked_once_is_not_worth_it),
        TEST(small_tables_need_none),
        TEST(what_has_as_many_groups_as_rows_is_of_no_use),
        TEST(tables_that_have_gone_are_passed_over),
        TEST(nothing_gives_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
