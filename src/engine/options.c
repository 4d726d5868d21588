/* Reads the command line. Does nothing else. */
#include "engine/options.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char options_help[] =
    "Usage: pgpivot-engine --data DIR [--socket PATH] [--port N] [OPTION]…\n"
    "ClickHouse in a process of its own, over its HTTP interface.\n"
    "\n"
    "  --data DIR      folder for tables; made if missing, one engine at a time\n"
    "  --socket PATH   Unix socket to listen on, for this user only\n"
    "  --port N        TCP port on 127.0.0.1; 0 picks a free one (no password is asked:\n"
    "                  every user of this machine can connect)\n"
    "  --threads N     queries that work at once; default twice the number of cores\n"
    "  --parent-fd N   file descriptor of a pipe; stop when its other end is closed\n"
    "  --clock-fd N    shared memory in which every write is noted (base/write_clock.h)\n"
    "  --help, --version\n"
    "\n"
    "Prints `listening on …` for each address when it answers. SIGTERM stops it.\n"
    "Exit codes: 0 stopped, 1 failure, 2 wrong options, data folder or address in use.\n";

enum option_type { OPTION_FLAG, OPTION_TEXT, OPTION_INT };

static const struct option_row {
    const char *name;
    enum option_type type;
    size_t offset;
    long min, max;
} rows[] = {
    {"--data", OPTION_TEXT, offsetof(struct options, data), 0, 0},
    {"--socket", OPTION_TEXT, offsetof(struct options, socket), 0, 0},
    {"--port", OPTION_INT, offsetof(struct options, port), 0, 65535},
    {"--threads", OPTION_INT, offsetof(struct options, threads), 1, 1024},
    {"--parent-fd", OPTION_INT, offsetof(struct options, parent_fd), 0, 1 << 20},
    {"--clock-fd", OPTION_INT, offsetof(struct options, clock_fd), 0, 1 << 20},
    {"--help", OPTION_FLAG, offsetof(struct options, help), 0, 0},
    {"--version", OPTION_FLAG, offsetof(struct options, version), 0, 0},
};

static bool fail(struct err *err, const char *format, const char *what)
{
    err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, format, what);
    return false;
}

static bool set_value(const struct option_row *row, char *field, const char *value, struct err *err)
{
    if (row->type == OPTION_TEXT) {
        memcpy(field, &value, sizeof value);
        return *value || fail(err, "option %s needs a value", row->name);
    }
    char *end;
    errno = 0;
    long number = strtol(value, &end, 10);
    if (errno || end == value || *end || number < row->min || number > row->max)
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                       "option %s needs a number from %ld to %ld, not \"%s\"", row->name, row->min,
                       row->max, value);
    int small = (int)number;
    memcpy(field, &small, sizeof small);
    return true;
}

/* Takes argv[*at], and its value if it has one: "--name value" or "--name=value". */
static bool take_option(struct options *options, char **argv, int *at, struct err *err)
{
    const char *arg = argv[*at];
    size_t size = strcspn(arg, "=");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (strlen(rows[i].name) != size || memcmp(rows[i].name, arg, size) != 0)
            continue;
        char *field = (char *)options + rows[i].offset;
        if (rows[i].type == OPTION_FLAG) {
            *(bool *)field = true;
            return !arg[size] || fail(err, "option %s takes no value", rows[i].name);
        }
        const char *value = arg[size] ? arg + size + 1 : argv[++*at];
        if (!value)
            return fail(err, "option %s needs a value", rows[i].name);
        return set_value(&rows[i], field, value, err);
    }
    return fail(err, "unknown option \"%s\"; see --help", arg);
}

bool options_parse(struct options *options, int argc, char **argv, struct err *err)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    *options = (struct options){.port = -1, .parent_fd = -1, .clock_fd = -1};
    options->threads = cores > 0 && cores < 512 ? (int)cores * 2 : 2;
    for (int i = 1; i < argc; i++)
        if (!take_option(options, argv, &i, err))
            return false;
    if (options->help || options->version)
        return true;
    if (!options->data)
        return fail(err, "option %s is needed; see --help", "--data");
    if (!options->socket && options->port < 0)
        return fail(err, "option %s or --port is needed; see --help", "--socket");
    return true;
}
