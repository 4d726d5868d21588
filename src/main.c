/* pgpivot: reads the command line and hands over to one of the commands. */
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "command.h"

static const struct command {
    const char *name;
    enum config_command command;
    int (*run)(const struct config *config);
    const char *help;
} commands[] = {
    {"serve", COMMAND_SERVE, command_serve, "answer PostgreSQL clients (the default)"},
    {"init", COMMAND_INIT, command_init, "create the tables and rollups"},
    {"load", COMMAND_LOAD, command_load, "load files (csv, tsv, native, parquet) into tables"},
    {"rewrite", COMMAND_REWRITE, command_rewrite,
     "read SQL on standard input, print ClickHouse's SQL"},
    {"password", COMMAND_CHECK, command_password,
     "read a password, print its secret for auth_file"},
    {"check", COMMAND_CHECK, command_check, "check the configuration and print it"},
};
#define N_COMMANDS (sizeof commands / sizeof *commands)

static const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < N_COMMANDS; i++) {
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    }
    return NULL;
}

int command_fail(int code, const struct err *err)
{
    fprintf(stderr, "pgpivot: %s", err->message);
    if (err->detail[0])
        fprintf(stderr, " (%s)", err->detail);
    if (err->context[0])
        fprintf(stderr, " (%s)", err->context);
    if (err->hint[0])
        fprintf(stderr, "; %s", err->hint);
    fputc('\n', stderr);
    return code;
}

int command_check(const struct config *config)
{
    config_print(config, stdout);
    return EXIT_OK;
}

static int print_help(void)
{
    puts("Usage: pgpivot [COMMAND] [OPTIONS] [FILE...]\n\n"
         "A PostgreSQL server to its clients, ClickHouse underneath.\n\nCommands:");
    for (size_t i = 0; i < N_COMMANDS; i++)
        printf("  %-10s %s\n", commands[i].name, commands[i].help);
    puts("\nOptions, the same in a configuration file (without the dashes):");
    config_print_options(stdout);
    puts("\nExit codes: 0 done, 1 failed, 2 wrong options or address in use.");
    return EXIT_OK;
}

static enum log_level log_level_of(const char *name)
{
    static const char *const names[] = {"error", "warning", "info", "debug"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0)
            return (enum log_level)i;
    }
    return LOG_INFO;
}

static bool has_argument(int n, char *const *arguments, const char *text)
{
    for (int i = 0; i < n; i++) {
        if (strcmp(arguments[i], text) == 0)
            return true;
    }
    return false;
}

int main(int argc, char **argv)
{
    int n = argc > 0 ? argc - 1 : 0;
    char **arguments = argv + 1;
    if (has_argument(n, arguments, "--help") || has_argument(n, arguments, "-h"))
        return print_help();
    if (has_argument(n, arguments, "--version"))
        return puts("pgpivot " PGPIVOT_VERSION) < 0;
    const struct command *command = &commands[0];
    struct err err = {0};
    if (n > 0 && arguments[0][0] != '-') {
        command = command_find(arguments[0]);
        if (!command) {
            err_set(&err, SQLSTATE_SYNTAX_ERROR, 0, "unknown command \"%s\"; try --help",
                    arguments[0]);
            return command_fail(EXIT_USAGE, &err);
        }
        n--;
        arguments++;
    }
    struct config config;
    int code;
    if (config_load(&config, command->command, n, (const char *const *)arguments, &err)) {
        log_set_level(log_level_of(config.log_level));
        code = command->run(&config);
    } else {
        code = command_fail(EXIT_USAGE, &err);
    }
    config_free(&config);
    return code;
}
