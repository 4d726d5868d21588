/* Keeps an engine running: starts it, watches it, starts it again. How a process or a folder is
 * handled is not known here. */
#include "backend/embedded.h"

#include <errno.h>
#include <ev.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backend/data_folder.h"
#include "backend/engine_ping.h"
#include "backend/engine_process.h"
#include "base/buf.h"
#include "base/log.h"

#define FIRST_BACK_OFF_S 0.1
#define LAST_BACK_OFF_S 10.0
#define START_TIMEOUT_S 60.0 /* an engine may have parts to load */
#define PING_INTERVAL_S 5.0
#define PING_TIMEOUT_S 5.0
#define PINGS_TO_GIVE_UP 3
#define STOP_TIMEOUT_MS 10000

struct embedded {
    struct ev_loop *loop;
    struct embedded_events events;
    void *owner;
    char *program;
    struct data_folder folder;
    int parent_pipe[2];
    struct write_clock *clock;
    int clock_fd;
    struct engine_process process;
    struct ev_io ended, output;
    struct ev_timer timer; /* in turn: the next start, the limit of starting, the next ping */
    struct engine_ping ping;
    struct buf line;
    enum { WAITING, STARTING, READY } state;
    double back_off_s;
    double ready_since;
    int pings_failed;
};

static void start_process(struct embedded *embedded);

static void set_timer(struct embedded *embedded, double seconds)
{
    ev_timer_stop(embedded->loop, &embedded->timer);
    ev_timer_set(&embedded->timer, seconds, 0);
    ev_timer_start(embedded->loop, &embedded->timer);
}

static void stop_watching(struct embedded *embedded)
{
    ev_io_stop(embedded->loop, &embedded->ended);
    ev_io_stop(embedded->loop, &embedded->output);
    ev_timer_stop(embedded->loop, &embedded->timer);
    engine_ping_stop(&embedded->ping);
}

/* Tells that the engine is down, and plans the next start. */
static void go_down(struct embedded *embedded, const char *how)
{
    struct err err;
    bool was_stable = embedded->state == READY &&
                      ev_now(embedded->loop) - embedded->ready_since > LAST_BACK_OFF_S;
    if (was_stable)
        embedded->back_off_s = FIRST_BACK_OFF_S;
    err_set(&err, SQLSTATE_CANNOT_CONNECT_NOW, 0, "the engine %s; it starts again in %.1f s", how,
            embedded->back_off_s);
    log_line(LOG_WARNING, "%s", err.message);
    embedded->state = WAITING;
    set_timer(embedded, embedded->back_off_s);
    embedded->back_off_s *= 2;
    if (embedded->back_off_s > LAST_BACK_OFF_S)
        embedded->back_off_s = LAST_BACK_OFF_S;
    if (embedded->events.down)
        embedded->events.down(embedded->owner, &err);
}

static void on_ended(struct ev_loop *loop, struct ev_io *io, int events)
{
    (void)loop;
    (void)events;
    struct embedded *embedded = io->data;
    char how[64];
    stop_watching(embedded);
    engine_process_reap(&embedded->process, how, sizeof how);
    go_down(embedded, how);
}

static void go_ready(struct embedded *embedded)
{
    embedded->state = READY;
    embedded->ready_since = ev_now(embedded->loop);
    embedded->pings_failed = 0;
    set_timer(embedded, PING_INTERVAL_S);
    log_line(LOG_INFO, "the engine is ready on %s", embedded->folder.socket);
    if (embedded->events.ready)
        embedded->events.ready(embedded->owner);
}

/* The line that says it answers; lines before it are let pass. */
static void read_lines(struct embedded *embedded)
{
    static const struct str ready = {"listening on unix:", sizeof "listening on unix:" - 1};
    struct buf *line = &embedded->line;
    const char *newline;
    while (buf_size(line) > 0 && (newline = memchr(buf_data(line), '\n', buf_size(line)))) {
        bool is_ready = embedded->state == STARTING && str_starts(buf_str(line), ready);
        buf_consume(line, (size_t)(newline + 1 - buf_data(line)));
        if (is_ready)
            go_ready(embedded);
    }
}

static void on_output(struct ev_loop *loop, struct ev_io *io, int events)
{
    (void)events;
    struct embedded *embedded = io->data;
    char bytes[512];
    ssize_t size = read(io->fd, bytes, sizeof bytes);
    if (size == 0) {
        ev_io_stop(loop, io);
        return;
    }
    if (size < 0)
        return;
    buf_append(&embedded->line, bytes, (size_t)size);
    if (embedded->line.failed)
        buf_clear(&embedded->line); /* no line of ours is that long */
    read_lines(embedded);
}

/* It hangs: what it holds is lost either way, and on_ended starts another. */
static void give_up(struct embedded *embedded, const char *why)
{
    log_line(LOG_WARNING, "the engine %s and is stopped", why);
    kill(embedded->process.pid, SIGKILL);
}

static void on_ping(void *owner, bool well)
{
    struct embedded *embedded = owner;
    embedded->pings_failed = well ? 0 : embedded->pings_failed + 1;
    if (embedded->pings_failed >= PINGS_TO_GIVE_UP)
        give_up(embedded, "does not answer");
    else
        set_timer(embedded, PING_INTERVAL_S);
}

static void on_timer(struct ev_loop *loop, struct ev_timer *timer, int events)
{
    (void)loop;
    (void)events;
    struct embedded *embedded = timer->data;
    if (embedded->state == WAITING)
        start_process(embedded);
    else if (embedded->state == STARTING)
        give_up(embedded, "did not become ready");
    else
        engine_ping_start(&embedded->ping, embedded->folder.socket, PING_TIMEOUT_S);
}

static void start_process(struct embedded *embedded)
{
    struct err err = {0};
    buf_clear(&embedded->line);
    struct engine_process_options options = {embedded->program, embedded->folder.path,
                                             embedded->folder.socket, embedded->parent_pipe[0],
                                             embedded->clock_fd};
    if (!engine_process_start(&embedded->process, &options, &err)) {
        char how[sizeof err.message + 32];
        snprintf(how, sizeof how, "cannot be started (%s)", err.message);
        go_down(embedded, how);
        return;
    }
    embedded->state = STARTING;
    ev_io_set(&embedded->ended, embedded->process.pid_fd, EV_READ);
    ev_io_set(&embedded->output, embedded->process.output_fd, EV_READ);
    ev_io_start(embedded->loop, &embedded->ended);
    ev_io_start(embedded->loop, &embedded->output);
    set_timer(embedded, START_TIMEOUT_S);
}

/* The engine lies beside the program that runs. */
static char *find_program(const char *given)
{
    char self[4096], *program;
    ssize_t size = given ? 0 : readlink("/proc/self/exe", self, sizeof self - 1);
    if (size < 0)
        return NULL;
    self[size] = '\0';
    char *slash = strrchr(self, '/');
    int made = given   ? asprintf(&program, "%s", given)
               : slash ? asprintf(&program, "%.*s/pgpivot-engine", (int)(slash - self), self)
                       : -1;
    return made < 0 ? NULL : program;
}

static bool prepare(struct embedded *embedded, const struct embedded_options *options,
                    struct err *err)
{
    embedded->program = find_program(options->engine_path);
    if (!embedded->program || access(embedded->program, X_OK) != 0)
        return err_set(err, SQLSTATE_SYSTEM_ERROR, 0, "the engine \"%s\" cannot be run",
                       embedded->program ? embedded->program : "pgpivot-engine");
    if (!data_folder_open(&embedded->folder, options->data_folder, err))
        return false;
    embedded->clock = write_clock_new(&embedded->clock_fd);
    if (!embedded->clock)
        return err_set(err, SQLSTATE_SYSTEM_ERROR, 0, "shared memory: %s", strerror(errno));
    if (pipe2(embedded->parent_pipe, O_CLOEXEC) == 0)
        return true;
    embedded->parent_pipe[0] = embedded->parent_pipe[1] = -1;
    return err_set(err, SQLSTATE_SYSTEM_ERROR, 0, "pipe: %s", strerror(errno));
}

struct embedded *embedded_start(struct ev_loop *loop, const struct embedded_options *options,
                                const struct embedded_events *events, void *owner, struct err *err)
{
    struct embedded *embedded = calloc(1, sizeof *embedded);
    if (!embedded)
        abort();
    embedded->loop = loop;
    embedded->events = *events;
    embedded->owner = owner;
    embedded->back_off_s = FIRST_BACK_OFF_S;
    embedded->folder.lock_fd = embedded->parent_pipe[0] = embedded->parent_pipe[1] = -1;
    embedded->clock_fd = -1;
    buf_init(&embedded->line, 4096);
    ev_init(&embedded->ended, on_ended);
    ev_init(&embedded->output, on_output);
    ev_init(&embedded->timer, on_timer);
    embedded->ended.data = embedded->output.data = embedded->timer.data = embedded;
    engine_ping_init(&embedded->ping, loop, on_ping, embedded);
    if (!prepare(embedded, options, err)) {
        embedded_stop(embedded);
        return NULL;
    }
    set_timer(embedded, 0);
    return embedded;
}

const char *embedded_socket(const struct embedded *embedded)
{
    return embedded->folder.socket;
}

const struct write_clock *embedded_clock(const struct embedded *embedded)
{
    return embedded->clock;
}

int embedded_pid(const struct embedded *embedded)
{
    return embedded->process.pid;
}

void embedded_stop(struct embedded *embedded)
{
    if (!embedded)
        return;
    stop_watching(embedded);
    engine_process_stop(&embedded->process, STOP_TIMEOUT_MS);
    for (int i = 0; i < 2; i++)
        if (embedded->parent_pipe[i] >= 0)
            close(embedded->parent_pipe[i]);
    if (embedded->clock_fd >= 0)
        close(embedded->clock_fd);
    write_clock_free(embedded->clock);
    data_folder_close(&embedded->folder);
    buf_free(&embedded->line);
    free(embedded->program);
    free(embedded);
}
