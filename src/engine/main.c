/*
 * pgpivot-engine: starts ClickHouse and its HTTP interface, waits for the end, stops both. Knows
 * nothing of statements.
 */
#include <errno.h>
#include <microhttpd.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/log.h"
#include "engine/folder.h"
#include "engine/listen.h"
#include "engine/options.h"
#include "engine/request.h"

enum { EXIT_USAGE = 2, MAX_DAEMONS = 2, MAX_STOP_SECONDS = 20 };

struct program {
    struct options options;
    struct folder folder;
    struct chdb chdb;
    struct pool pool;
    struct engine engine;
    int sockets[MAX_DAEMONS]; /* unix, TCP; -1: none */
    struct MHD_Daemon *daemons[MAX_DAEMONS];
    int signal_fd;
};

static int end_with(int status, const struct err *err)
{
    fprintf(stderr, "pgpivot-engine: %s\n", err->message);
    return status;
}

/* Before any thread is made: the signals are read from signal_fd only. */
static void block_signals(struct program *program)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
    program->signal_fd = signalfd(-1, &set, SFD_CLOEXEC);
}

static bool open_sockets(struct program *program, struct err *err)
{
    struct options *options = &program->options;
    program->sockets[0] = program->sockets[1] = -1;
    if (options->socket && (program->sockets[0] = listen_unix(options->socket, err)) < 0)
        return false;
    return options->port < 0 || (program->sockets[1] = listen_loopback(&options->port, err)) >= 0;
}

/* ClickHouse lives as long as a connection to it: running holds one. */
static bool start_clickhouse(struct program *program, struct err *err)
{
    setenv("TZ", "UTC", 1);
    if (!chdb_load(&program->chdb, err))
        return false;
    program->chdb.set_signal_handlers_enabled(0);
    pool_init(&program->pool, &program->chdb, program->folder.clickhouse,
              program->folder.config_file);
    struct running *running = running_new(&program->pool, program->options.threads, err);
    struct write_clock *clock = write_clock_open(program->options.clock_fd);
    write_clock_restart(clock); /* the one before me cannot be writing: the folder is mine */
    program->engine = (struct engine){&program->chdb, &program->pool, running, clock};
    return running != NULL;
}

static bool start_daemon(struct program *program, int i, struct err *err)
{
    if (program->sockets[i] < 0)
        return true;
    program->daemons[i] = MHD_start_daemon(
        MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL, 0, NULL,
        NULL, request_handle, &program->engine, MHD_OPTION_LISTEN_SOCKET, program->sockets[i],
        MHD_OPTION_NOTIFY_COMPLETED, request_completed, NULL, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)2 * 1024 * 1024, MHD_OPTION_CONNECTION_LIMIT, 1024u, MHD_OPTION_END);
    return program->daemons[i] || err_set(err, SQLSTATE_SYSTEM_ERROR, 0,
                                          "could not start the HTTP server: %s", strerror(errno));
}

static void say_ready(const struct program *program)
{
    if (program->options.port >= 0)
        printf("listening on 127.0.0.1:%d\n", program->options.port);
    if (program->options.socket)
        printf("listening on unix:%s\n", program->options.socket);
    fflush(stdout);
}

/* Until a signal, or until the parent's end of the pipe is closed (its death closes it too). */
static void wait_for_end(const struct program *program)
{
    struct pollfd fds[] = {{.fd = program->signal_fd, .events = POLLIN},
                           {.fd = program->options.parent_fd, .events = POLLIN}};
    for (;;) {
        if (poll(fds, 2, -1) < 0 && errno != EINTR)
            return;
        char byte;
        if (fds[0].revents)
            return;
        if (fds[1].revents && read(program->options.parent_fd, &byte, 1) <= 0)
            return;
    }
}

/* Connections are closed before the process ends, or ClickHouse crashes on its way out. */
static void stop(struct program *program)
{
    alarm(MAX_STOP_SECONDS);
    if (program->options.socket)
        unlink(program->options.socket);
    for (int i = 0; i < MAX_DAEMONS; i++)
        if (program->daemons[i])
            MHD_quiesce_daemon(program->daemons[i]);
    running_cancel_all(program->engine.running);
    for (int i = 0; i < MAX_DAEMONS; i++)
        if (program->daemons[i])
            MHD_stop_daemon(program->daemons[i]);
    running_free(program->engine.running);
    pool_free(&program->pool);
}

static int serve(struct program *program)
{
    struct err err = {0};
    if (!folder_open(&program->folder, program->options.data, &err) || !open_sockets(program, &err))
        return end_with(EXIT_USAGE, &err);
    block_signals(program);
    if (!start_clickhouse(program, &err))
        return end_with(EXIT_FAILURE, &err);
    int status = EXIT_SUCCESS;
    if (start_daemon(program, 0, &err) && start_daemon(program, 1, &err)) {
        say_ready(program);
        wait_for_end(program);
    } else {
        status = end_with(EXIT_FAILURE, &err);
    }
    stop(program);
    return status;
}

int main(int argc, char **argv)
{
    static struct program program;
    struct err err = {0};
    if (!options_parse(&program.options, argc, argv, &err))
        return end_with(EXIT_USAGE, &err);
    if (program.options.help || program.options.version) {
        fputs(program.options.help ? options_help : "pgpivot-engine " PGPIVOT_VERSION "\n", stdout);
        return EXIT_SUCCESS;
    }
    int status = serve(&program);
    fflush(NULL);
    _exit(status); /* libchdb's own destructors are not safe to run */
}
