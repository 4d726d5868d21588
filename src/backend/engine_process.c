/* Starts and ends a child process. When to do so is decided in embedded.c. */
#include "backend/engine_process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* In the child: only calls that are safe after fork in a process with threads. */
static _Noreturn void run_child(char *const *arguments, int output_fd,
                                const struct engine_process_options *options)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    dup2(output_fd, STDOUT_FILENO);
    fcntl(options->parent_fd, F_SETFD, 0);
    fcntl(options->clock_fd, F_SETFD, 0);
    execv(arguments[0], arguments);
    _exit(127);
}

static bool fork_child(struct engine_process *process, char *const *arguments,
                       const struct engine_process_options *options, struct err *err)
{
    int output[2];
    if (pipe2(output, O_CLOEXEC) != 0)
        return err_set(err, SQLSTATE_SYSTEM_ERROR, 0, "pipe: %s", strerror(errno));
    pid_t pid = fork();
    if (pid == 0)
        run_child(arguments, output[1], options);
    close(output[1]);
    if (pid < 0) {
        close(output[0]);
        return err_set(err, SQLSTATE_SYSTEM_ERROR, 0, "fork: %s", strerror(errno));
    }
    fcntl(output[0], F_SETFL, O_NONBLOCK);
    *process = (struct engine_process){.pid = pid, .pid_fd = -1, .output_fd = output[0]};
    return true;
}

bool engine_process_start(struct engine_process *process,
                          const struct engine_process_options *options, struct err *err)
{
    char parent_fd[16], clock_fd[16];
    snprintf(parent_fd, sizeof parent_fd, "%d", options->parent_fd);
    snprintf(clock_fd, sizeof clock_fd, "%d", options->clock_fd);
    const char *arguments[] = {options->program, "--data",      options->data, "--socket",
                               options->socket,  "--parent-fd", parent_fd,     "--clock-fd",
                               clock_fd,         NULL};
    if (!fork_child(process, (char *const *)(uintptr_t)arguments, options, err))
        return false;
    process->pid_fd = (int)syscall(SYS_pidfd_open, process->pid, 0);
    if (process->pid_fd >= 0)
        return true;
    err_set(err, SQLSTATE_SYSTEM_ERROR, 0, "pidfd_open: %s", strerror(errno));
    engine_process_stop(process, 0);
    return false;
}

void engine_process_reap(struct engine_process *process, char *how, size_t size)
{
    int status = 0;
    pid_t reaped = process->pid ? waitpid(process->pid, &status, 0) : -1;
    if (reaped > 0 && WIFEXITED(status))
        snprintf(how, size, "ended with exit code %d", WEXITSTATUS(status));
    else if (reaped > 0)
        snprintf(how, size, "was ended by signal %d", WTERMSIG(status));
    else
        snprintf(how, size, "ended"); /* somebody else waited for it: libev's default loop */
    if (process->pid_fd >= 0)
        close(process->pid_fd);
    if (process->pid)
        close(process->output_fd);
    *process = (struct engine_process){.pid_fd = -1, .output_fd = -1};
}

void engine_process_stop(struct engine_process *process, int timeout_ms)
{
    char how[64];
    if (!process->pid)
        return;
    kill(process->pid, SIGTERM);
    struct pollfd ended = {.fd = process->pid_fd, .events = POLLIN};
    if (process->pid_fd < 0 || poll(&ended, 1, timeout_ms) != 1)
        kill(process->pid, SIGKILL);
    engine_process_reap(process, how, sizeof how);
}
