/* Options: command line, file, defaults, and what is said about bad ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config.h"

static int count(const char *const *arguments)
{
    int n = 0;
    while (arguments[n])
        n++;
    return n;
}

static bool load(struct config *config, enum config_command command, const char *const *arguments,
                 struct err *err)
{
    err_clear(err);
    return config_load(config, command, count(arguments), arguments, err);
}

/* A file with this text; its path is written into path. */
static void make_file(char path[64], const char *text)
{
    strcpy(path, "/tmp/test_config.XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}

static void defaults_are_valid(void **state)
{
    (void)state;
    struct config config;
    struct err err;
    assert_true(load(&config, COMMAND_SERVE, (const char *[]){NULL}, &err));
    assert_string_equal(config.listen, "127.0.0.1:5433");
    assert_string_equal(config.backend, "embedded");
    assert_string_equal(config.database, "pivot");
    assert_int_equal(config.workers, 0);
    assert_int_equal(config.max_query_memory, 64 << 20);
    assert_non_null(strstr(config.data, "/pgpivot"));
    config_free(&config);
}

static void command_line_wins_over_file(void **state)
{
    (void)state;
    struct config config;
    struct err err;
    char path[64];
    make_file(path, "; a comment\nworkers = 2\nmax_sessions=7\nmax_query_memory = 2MB\n");
    const char *const arguments[] = {"--workers", "3", "--config", path, "--startup-timeout=2min",
                                     NULL};
    assert_true(load(&config, COMMAND_SERVE, arguments, &err));
    assert_int_equal(config.workers, 3);
    assert_int_equal(config.max_sessions, 7);
    assert_int_equal(config.max_query_memory, 2 << 20);
    assert_int_equal(config.startup_timeout_ms, 120000);
    config_free(&config);
    unlink(path);
}

static void says_what_is_wrong(void **state)
{
    (void)state;
    static const struct {
        enum config_command command;
        const char *arguments[4];
        const char *message;
    } cases[] = {
        {COMMAND_SERVE, {"--nope"}, "unknown option --nope; try --help"},
        {COMMAND_SERVE, {"--drop"}, "unknown option --drop; try --help"},
        {COMMAND_INIT, {"--drop=1"}, "option --drop takes no value"},
        {COMMAND_SERVE, {"--workers"}, "option --workers needs a value"},
        {COMMAND_SERVE, {"--workers", "-1"}, "workers: \"-1\" is not a number from 0 to 256"},
        {COMMAND_SERVE, {"--workers", "2x"}, "workers: \"2x\" is not a number from 0 to 256"},
        {COMMAND_SERVE,
         {"--max_query_memory=99999999999GB"},
         "max_query_memory: \"99999999999GB\" is not a number from 1MB to 16GB"},
        {COMMAND_SERVE, {"--listen", "5433"}, "listen: \"5433\" is not HOST:PORT"},
        {COMMAND_SERVE, {"--listen=h:70000"}, "listen: \"h:70000\" is not HOST:PORT"},
        {COMMAND_SERVE, {"--listen=:1"}, "listen: \":1\" is not HOST:PORT"},
        {COMMAND_SERVE,
         {"--log-level=loud"},
         "log_level: \"loud\" is not error, warning, info or debug"},
        {COMMAND_SERVE,
         {"--backend=ftp://x"},
         "backend: \"ftp://x\" is neither embedded nor a URL (http://…)"},
        {COMMAND_SERVE, {"-x"}, "unknown argument \"-x\"; try --help"},
        {COMMAND_SERVE,
         {"--config", "/nonexistent/file"},
         "config: cannot read /nonexistent/file: No such file or directory"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct config config;
        struct err err;
        assert_false(load(&config, cases[i].command, cases[i].arguments, &err));
        assert_string_equal(err.message, cases[i].message);
        config_free(&config);
    }
}

static void names_the_line_of_the_file(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"\nfoo = 1\n", ":2: unknown option \"foo\""},
        {"workers = 1\njunk\nworkers = 0\n", ":2: not \"name = value\""},
        {"workers = -1\njunk\n", ":1: workers: \"-1\" is not a number from 0 to 256"},
        {"[part]\nworkers = 1\n", ":2: unknown section [part]"},
        {"drop = 1\n", ":1: unknown option \"drop\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct config config;
        struct err err;
        char path[64], wanted[256];
        make_file(path, cases[i][0]);
        snprintf(wanted, sizeof wanted, "%s%s", path, cases[i][1]);
        assert_false(load(&config, COMMAND_SERVE, (const char *[]){"--config", path, NULL}, &err));
        assert_string_equal(err.message, wanted);
        config_free(&config);
        unlink(path);
    }
}

static void refuses_long_lines(void **state)
{
    (void)state;
    struct config config;
    struct err err;
    char path[64], text[2000];
    memset(text, 'x', sizeof text);
    memcpy(text, "database = ", 11);
    text[sizeof text - 2] = '\n';
    text[sizeof text - 1] = '\0';
    make_file(path, text);
    assert_false(load(&config, COMMAND_SERVE, (const char *[]){"--config", path, NULL}, &err));
    assert_non_null(strstr(err.message, ":1: the line is too long"));
    config_free(&config);
    unlink(path);
}

static void prints_what_it_reads(void **state)
{
    (void)state;
    struct config config;
    struct err err;
    char *text = NULL;
    size_t size;
    assert_true(load(&config, COMMAND_SERVE,
                     (const char *[]){"--backend_password", "secret", "--max-query-size=1MB", NULL},
                     &err));
    FILE *out = open_memstream(&text, &size);
    config_print(&config, out);
    fclose(out);
    assert_null(strstr(text, "secret"));
    assert_non_null(strstr(text, "max_query_size = 1MB\n"));
    assert_non_null(strstr(text, "startup_timeout = 1min\n"));
    free(text);
    config_free(&config);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_are_valid), cmocka_unit_test(command_line_wins_over_file),
        cmocka_unit_test(says_what_is_wrong), cmocka_unit_test(names_the_line_of_the_file),
        cmocka_unit_test(refuses_long_lines), cmocka_unit_test(prints_what_it_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
