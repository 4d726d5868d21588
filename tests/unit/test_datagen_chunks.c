/* Pieces of trades come in order and whole, however many threads make them. */
#include "datagen/chunks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_TRADES = 30000 };

static const struct calendar_day days[] = {{19737, "2024-01-15"}};
static const struct trade_plan plan = {.seed = 42,
                                       .n_trades = N_TRADES,
                                       .n_portfolio_managers = 10,
                                       .days = days,
                                       .n_days = 1,
                                       .market = {.seed = 42, .n_instruments = 29}};

static struct buf collect(const struct trade_plan *of, size_t n_threads,
                          struct trade_counts *counts)
{
    struct buf all;
    struct str bytes;
    struct trade_counts more;
    struct err err = {0};
    buf_init(&all, (size_t)1 << 30);
    *counts = (struct trade_counts){0};
    struct chunks *chunks = chunks_new(&formats[0], of, true, n_threads, &err);
    assert_non_null(chunks);
    while (chunks_next(chunks, &bytes, &more, &err)) {
        buf_append_str(&all, bytes);
        counts->n_trades += more.n_trades;
        counts->n_constituents += more.n_constituents;
    }
    assert_false(err_is_set(&err));
    chunks_free(chunks);
    return all;
}

static void test_threads_give_the_same(void **state)
{
    (void)state;
    struct trade_counts one_counts, counts;
    struct buf one = collect(&plan, 1, &one_counts);
    assert_int_equal(one_counts.n_trades, N_TRADES);
    for (size_t n_threads = 2; n_threads < 8; n_threads += 3) {
        struct buf many = collect(&plan, n_threads, &counts);
        assert_int_equal(buf_size(&one), buf_size(&many));
        assert_memory_equal(buf_data(&one), buf_data(&many), buf_size(&one));
        assert_memory_equal(&one_counts, &counts, sizeof counts);
        buf_free(&many);
    }
    buf_free(&one);
}

static void test_no_trades(void **state)
{
    (void)state;
    struct trade_plan none = plan;
    struct trade_counts counts;
    none.n_trades = 0;
    struct buf nothing = collect(&none, 2, &counts);
    assert_int_equal(buf_size(&nothing), 0);
    buf_free(&nothing);
}

/* Threads that wait for room end too. */
static void test_end_in_the_middle(void **state)
{
    (void)state;
    struct str bytes;
    struct trade_counts counts;
    struct err err = {0};
    struct chunks *chunks = chunks_new(&formats[2], &plan, true, 2, &err);
    assert_non_null(chunks);
    assert_true(chunks_next(chunks, &bytes, &counts, &err));
    chunks_free(chunks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads_give_the_same),
        cmocka_unit_test(test_no_trades),
        cmocka_unit_test(test_end_in_the_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
