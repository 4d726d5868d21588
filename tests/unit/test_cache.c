/* base/cache.h: what is found, what goes first, what is never kept. */
#include "base/cache.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define LIMIT ((size_t)8192)

static size_t n_freed;

static void count_free(void *value)
{
    (void)value;
    n_freed++;
}

static int values[64];

static void put(struct cache *cache, int number, size_t size)
{
    char key[2] = {'k', (char)number};
    cache_put(cache, (struct str){key, sizeof key}, &values[number], size);
}

static void *find(struct cache *cache, int number)
{
    char key[2] = {'k', (char)number};
    return cache_find(cache, (struct str){key, sizeof key});
}

static void test_find(void **state)
{
    (void)state;
    struct cache *cache = cache_new(LIMIT, count_free);
    n_freed = 0;
    assert_null(find(cache, 0));
    put(cache, 0, 10);
    cache_put(cache, STR(""), &values[1], 10);
    cache_put(cache, STR("longer than a word of the hash"), &values[2], 10);
    assert_ptr_equal(find(cache, 0), &values[0]);
    assert_ptr_equal(cache_find(cache, STR("")), &values[1]);
    assert_ptr_equal(cache_find(cache, STR("longer than a word of the hash")), &values[2]);
    assert_null(cache_find(cache, STR("longer than a word of the hasH")));
    cache_free(cache);
    assert_int_equal(n_freed, 3);
}

static void test_a_key_keeps_its_first_value(void **state)
{
    (void)state;
    struct cache *cache = cache_new(LIMIT, count_free);
    n_freed = 0;
    put(cache, 0, 10);
    cache_put(cache, (struct str){"k\0", 2}, &values[5], 10);
    assert_int_equal(n_freed, 1);
    assert_ptr_equal(find(cache, 0), &values[0]);
    cache_free(cache);
}

static void test_what_was_used_last_stays(void **state)
{
    (void)state;
    struct cache *cache = cache_new(LIMIT, count_free);
    n_freed = 0;
    for (int i = 0; i < 64; i++) {
        put(cache, i, 500);
        assert_ptr_equal(find(cache, 0), &values[0]);
        assert_ptr_equal(find(cache, i), &values[i]);
    }
    assert_null(find(cache, 1));
    assert_true(n_freed > 40);
    cache_free(cache);
    assert_int_equal(n_freed, 64);
}

static void test_too_large(void **state)
{
    (void)state;
    struct cache *cache = cache_new(LIMIT, count_free);
    n_freed = 0;
    put(cache, 0, 10);
    put(cache, 1, cache_largest(cache));
    assert_int_equal(n_freed, 1);
    assert_null(find(cache, 1));
    assert_non_null(find(cache, 0));
    cache_free(cache);
}

static void test_drop(void **state)
{
    (void)state;
    struct cache *cache = cache_new(LIMIT, count_free);
    n_freed = 0;
    put(cache, 0, 10);
    put(cache, 1, 10);
    assert_int_equal(cache_count(cache), 2);
    size_t size = cache_size(cache);
    cache_drop(cache, (struct str){"k\0", 2});
    cache_drop(cache, STR("none"));
    assert_null(find(cache, 0));
    assert_ptr_equal(find(cache, 1), &values[1]);
    assert_int_equal(n_freed, 1);
    assert_int_equal(cache_count(cache), 1);
    assert_int_equal(2 * cache_size(cache), size);
    cache_free(cache);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_drop),
        cmocka_unit_test(test_a_key_keeps_its_first_value),
        cmocka_unit_test(test_what_was_used_last_stays),
        cmocka_unit_test(test_too_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
