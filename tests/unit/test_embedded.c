/* embedded.h with a fake engine: starting, dying, starting again, and who owns a data folder. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ev.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "backend/embedded.h"
#include "backend/engine_ping.h"
#include "base/log.h"
#include "fake_http.h"

struct test {
    struct ev_loop *loop;
    char folder[512];
    bool has_parent;
    struct embedded *embedded;
    int n_ready, n_down, n_pings, n_pings_well;
    struct err err;
};

static void on_ready(void *owner)
{
    ((struct test *)owner)->n_ready++;
}

static void on_down(void *owner, const struct err *err)
{
    struct test *test = owner;
    test->n_down++;
    test->err = *err;
}

static const struct embedded_events events = {on_ready, on_down};

static void set_mode(const struct test *test, const char *mode)
{
    char path[600];
    snprintf(path, sizeof path, "%s/mode", test->folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(mode, file);
    fclose(file);
}

static pid_t engine_pid(const struct test *test)
{
    char path[600];
    int pid = 0;
    snprintf(path, sizeof path, "%s/pid", test->folder);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%d", &pid), 1);
    fclose(file);
    return pid;
}

static int setup(void **state)
{
    struct test *test = calloc(1, sizeof *test);
    log_set_level(LOG_ERROR);
    test->loop = ev_loop_new(EVFLAG_AUTO);
    snprintf(test->folder, sizeof test->folder, "/tmp/pgpivot-test-XXXXXX");
    assert_non_null(mkdtemp(test->folder));
    *state = test;
    return 0;
}

static int teardown(void **state)
{
    struct test *test = *state;
    static const char *const names[] = {"mode", "pid", "pgpivot.lock"};
    embedded_stop(test->embedded);
    for (size_t i = 0; i < 3; i++) {
        char path[600];
        snprintf(path, sizeof path, "%s/%s", test->folder, names[i]);
        unlink(path);
    }
    rmdir(test->folder);
    if (test->has_parent) {
        *strrchr(test->folder, '/') = '\0';
        rmdir(test->folder);
    }
    ev_loop_destroy(test->loop);
    free(test);
    return 0;
}

static struct embedded *start(struct test *test, struct err *err)
{
    struct embedded_options options = {.engine_path = TEST_SUPPORT "/fake_engine.sh",
                                       .data_folder = test->folder};
    return embedded_start(test->loop, &options, &events, test, err);
}

static void start_well(struct test *test, const char *mode)
{
    struct err err = {0};
    set_mode(test, mode);
    test->embedded = start(test, &err);
    assert_non_null(test->embedded);
}

static void run_until(struct test *test, const int *counter, int count)
{
    while (*counter < count)
        ev_run(test->loop, EVRUN_ONCE);
}

static void test_ready(void **state)
{
    struct test *test = *state;
    start_well(test, "ready");
    assert_int_equal(test->n_ready, 0);
    run_until(test, &test->n_ready, 1);
    assert_int_equal(test->n_down, 0);
    assert_non_null(strstr(embedded_socket(test->embedded), test->folder));
    pid_t pid = engine_pid(test);
    embedded_stop(test->embedded);
    test->embedded = NULL;
    assert_int_equal(kill(pid, 0), -1);
}

static void test_one_owner(void **state)
{
    struct test *test = *state;
    struct err err = {0};
    start_well(test, "ready");
    run_until(test, &test->n_ready, 1);
    assert_null(start(test, &err));
    assert_string_equal(err.sqlstate, "55006");
    assert_non_null(strstr(err.message, test->folder));
    embedded_stop(test->embedded);
    test->embedded = start(test, &err);
    assert_non_null(test->embedded);
}

static void test_starts_again(void **state)
{
    struct test *test = *state;
    start_well(test, "ready");
    run_until(test, &test->n_ready, 1);
    pid_t first = engine_pid(test);
    kill(first, SIGKILL);
    run_until(test, &test->n_ready, 2);
    assert_int_equal(test->n_down, 1);
    assert_string_equal(test->err.sqlstate, "57P03");
    assert_non_null(strstr(test->err.message, "was ended by signal 9"));
    assert_int_not_equal(engine_pid(test), first);
}

static void test_backs_off(void **state)
{
    struct test *test = *state;
    start_well(test, "broken");
    double before = ev_time();
    run_until(test, &test->n_down, 3);
    assert_true(ev_time() - before >= 0.3); /* 0.1 + 0.2 */
    assert_non_null(strstr(test->err.message, "ended with exit code 3; it starts again in 0.4 s"));
    set_mode(test, "ready");
    run_until(test, &test->n_ready, 1);
}

/* A process that owns an engine and is killed: the engine must end as well. */
static void test_no_orphan(void **state)
{
    struct test *test = *state;
    int pipe_fds[2];
    char byte;
    set_mode(test, "deaf");
    assert_int_equal(pipe(pipe_fds), 0);
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    pid_t owner = fork();
    if (owner == 0) {
        struct err err = {0};
        ev_loop_fork(test->loop);
        start(test, &err);
        while (test->n_ready == 0)
            ev_run(test->loop, EVRUN_ONCE);
        if (write(pipe_fds[1], "r", 1) != 1)
            _exit(1);
        for (;;)
            pause();
    }
    assert_int_equal(read(pipe_fds[0], &byte, 1), 1);
    pid_t engine = engine_pid(test);
    kill(owner, SIGKILL);
    assert_int_equal(waitpid(owner, NULL, 0), owner);
    assert_int_equal(waitpid(engine, NULL, 0), engine); /* hangs if it lived on */
    close(pipe_fds[0]);
    close(pipe_fds[1]);
}

static void test_long_folder(void **state)
{
    struct test *test = *state;
    size_t size = strlen(test->folder);
    test->folder[size++] = '/';
    memset(test->folder + size, 'x', 120);
    test->folder[size + 120] = '\0';
    test->has_parent = true;
    assert_int_equal(mkdir(test->folder, 0700), 0);
    start_well(test, "ready");
    run_until(test, &test->n_ready, 1);
    assert_in_range(strlen(embedded_socket(test->embedded)), 1, 107);
}

static void test_no_program(void **state)
{
    struct test *test = *state;
    struct err err = {0};
    struct embedded_options options = {.engine_path = "/nonexistent/engine",
                                       .data_folder = test->folder};
    assert_null(embedded_start(test->loop, &options, &events, test, &err));
    assert_non_null(strstr(err.message, "/nonexistent/engine"));
    options = (struct embedded_options){.engine_path = TEST_SUPPORT "/fake_engine.sh",
                                        .data_folder = "/proc/nothing/here"};
    assert_null(embedded_start(test->loop, &options, &events, test, &err));
    assert_non_null(strstr(err.message, "/proc/nothing/here"));
}

static void on_ping(void *owner, bool well)
{
    struct test *test = owner;
    test->n_pings++;
    test->n_pings_well += well;
}

static void answer_ping(void *owner, struct fake_connection *connection, struct str received)
{
    struct test *test = owner;
    if (!memmem(received.data, received.size, "\r\n\r\n", 4))
        return;
    const char *answers[] = {"HTTP/1.1 200 OK\r\n\r\nOk.\n", "HTTP/1.1 500 No\r\n\r\n", ""};
    fake_puts(connection, answers[test->n_pings % 3]);
    if (test->n_pings % 3 < 2)
        fake_close(connection);
}

static void test_ping(void **state)
{
    struct test *test = *state;
    struct engine_ping ping;
    struct fake_http *fake = fake_http_start(test->loop, answer_ping, test);
    engine_ping_init(&ping, test->loop, on_ping, test);
    for (int i = 1; i <= 3; i++) { /* answered, refused, not answered in time */
        engine_ping_start(&ping, fake_http_socket(fake), i < 3 ? 60 : 0.05);
        engine_ping_start(&ping, fake_http_socket(fake), 60);
        run_until(test, &test->n_pings, i);
        assert_int_equal(test->n_pings_well, 1);
    }
    fake_http_stop(fake);
    engine_ping_start(&ping, "/nonexistent/socket", 60);
    assert_int_equal(test->n_pings, 4);
    assert_int_equal(test->n_pings_well, 1);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_ready),     TEST(test_one_owner),   TEST(test_starts_again), TEST(test_backs_off),
        TEST(test_no_orphan), TEST(test_long_folder), TEST(test_no_program),   TEST(test_ping),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
