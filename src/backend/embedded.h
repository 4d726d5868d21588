#ifndef PGPIVOT_BACKEND_EMBEDDED_H
#define PGPIVOT_BACKEND_EMBEDDED_H

#include "base/err.h"
#include "base/write_clock.h"

/*
 * The engine of its own: starts pgpivot-engine as a child process on a data folder, watches it,
 * starts it again with back-off when it dies, stops it at the end. The child dies with this
 * process, even after kill -9; a data folder has one owner at a time (a lock file).
 */
struct ev_loop;
struct embedded;

struct embedded_options {
    const char *engine_path; /* the program; NULL: beside this one */
    const char *data_folder; /* made if missing */
};

/* Told from the loop: the engine answers (again), or it is down and why. */
struct embedded_events {
    void (*ready)(void *owner);
    void (*down)(void *owner, const struct err *err);
};

/* NULL with err set when the folder is in use, cannot be made, or the program cannot be found. */
struct embedded *embedded_start(struct ev_loop *loop, const struct embedded_options *options,
                                const struct embedded_events *events, void *owner, struct err *err);
/* Path of the Unix socket that the engine listens on; lives as long as embedded. */
const char *embedded_socket(const struct embedded *embedded);
/* Ticks with every write of the engine, whoever asked for it; lives as long as embedded. */
const struct write_clock *embedded_clock(const struct embedded *embedded);
/* Of the engine's process; 0 while none runs. */
int embedded_pid(const struct embedded *embedded);
/* Stops the engine and waits for it. */
void embedded_stop(struct embedded *embedded);

#endif
