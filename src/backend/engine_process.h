#ifndef PGPIVOT_BACKEND_ENGINE_PROCESS_H
#define PGPIVOT_BACKEND_ENGINE_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/err.h"

/* One run of pgpivot-engine. */
struct engine_process {
    pid_t pid;     /* 0: none */
    int pid_fd;    /* readable once it has ended */
    int output_fd; /* its standard output, not blocking */
};

struct engine_process_options {
    const char *program, *data, *socket;
    /* The reading end of a pipe whose writing end only this process holds, so that the engine
     * notices our end, however it comes. */
    int parent_fd;
    int clock_fd; /* of write_clock_new */
};

/* Starts the program; its standard error is ours. */
bool engine_process_start(struct engine_process *process,
                          const struct engine_process_options *options, struct err *err);
/* After it has ended: how, in words. */
void engine_process_reap(struct engine_process *process, char *how, size_t size);
/* Asks it to stop, waits up to timeout_ms, then kills it. */
void engine_process_stop(struct engine_process *process, int timeout_ms);

#endif
