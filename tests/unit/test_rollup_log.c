/* Counts of what became of rollups: kept apart by number, and bounded. */
#include "rollup_log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct seen {
    size_t n;
    uint64_t hits, misses; /* outcomes 0 and 1 */
};

static void see(void *owner, const void *object)
{
    const struct session_rollup *rollup = object;
    struct seen *seen = owner;
    seen->n++;
    seen->hits += rollup->counts[0] * rollup->oid;
    seen->misses += rollup->counts[1] * rollup->oid;
}

static struct seen look(struct rollup_log *log)
{
    struct seen seen = {0};
    rollup_log_walk(log, see, &seen);
    return seen;
}

static void test_counts(void **state)
{
    (void)state;
    /* The second has the first one's slot. */
    const struct plan_rollup rollups[] = {{7, 0}, {7 + 8192, 1}, {7, 0}, {7, 1}};
    struct rollup_log *log = rollup_log_new();
    assert_int_equal(look(log).n, 0);
    rollup_log_note(log, rollups, 4);
    rollup_log_note(log, rollups, 1);
    struct seen seen = look(log);
    assert_int_equal(seen.n, 2);
    assert_int_equal(seen.hits, 3 * 7);
    assert_int_equal(seen.misses, 7 + 7 + 8192);
    rollup_log_free(log);
}

static void test_bound(void **state)
{
    (void)state;
    struct rollup_log *log = rollup_log_new();
    for (uint32_t oid = 1; oid <= 10000; oid++)
        rollup_log_note(log, &(struct plan_rollup){oid, 0}, 1);
    assert_int_equal(look(log).n, 4096);
    rollup_log_note(log, &(struct plan_rollup){1, 1}, 1);
    assert_int_equal(look(log).misses, 1);
    rollup_log_free(log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_counts), cmocka_unit_test(test_bound)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
