/* base/write_clock.h: two maps of one clock, as of two processes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unistd.h>

#include "base/write_clock.h"

static void test_time(void **state)
{
    (void)state;
    int fd;
    struct write_clock *writer = write_clock_new(&fd), *reader = write_clock_open(fd);
    close(fd);
    uint64_t start = write_clock_now(reader);
    assert_int_not_equal(start, 0);
    assert_true(write_clock_shows(reader, start));
    write_clock_begin(writer);
    write_clock_begin(writer);
    assert_false(write_clock_shows(reader, start));
    assert_int_equal(write_clock_now(reader), 0);
    write_clock_end(writer);
    assert_int_equal(write_clock_now(reader), 0); /* the other one */
    write_clock_end(writer);
    uint64_t later = write_clock_now(reader);
    assert_true(later > start);
    assert_true(write_clock_shows(reader, later));
    assert_false(write_clock_shows(reader, start));
    write_clock_free(writer);
    write_clock_free(reader);
}

static void test_restart(void **state)
{
    (void)state;
    int fd;
    struct write_clock *clock = write_clock_new(&fd);
    close(fd);
    uint64_t start = write_clock_now(clock);
    write_clock_restart(clock); /* nothing was under way: even so, who knows what was lost */
    assert_false(write_clock_shows(clock, start));
    write_clock_begin(clock);
    write_clock_restart(clock);
    assert_true(write_clock_shows(clock, write_clock_now(clock)));
    write_clock_free(clock);
}

static void test_none(void **state)
{
    (void)state;
    int fds[2];
    assert_int_equal(pipe(fds), 0);
    assert_null(write_clock_open(-1));
    assert_null(write_clock_open(fds[0]));
    close(fds[0]);
    close(fds[1]);
    write_clock_begin(NULL);
    write_clock_end(NULL);
    write_clock_restart(NULL);
    assert_int_equal(write_clock_now(NULL), 0);
    assert_false(write_clock_shows(NULL, 0));
    write_clock_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_time),
        cmocka_unit_test(test_restart),
        cmocka_unit_test(test_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
