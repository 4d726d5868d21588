#ifndef PGPIVOT_ENGINE_FOLDER_H
#define PGPIVOT_ENGINE_FOLDER_H

#include <stdbool.h>

#include "base/err.h"

/*
 * The data folder: engine.lock (one engine at a time), config/ (written at each start) and
 * clickhouse/ (ClickHouse's own). Paths are absolute.
 */
struct folder {
    char path[4096];
    char clickhouse[4200]; /* ends with a slash */
    char config_file[4200];
    int lock_fd;
};

/* Makes what is missing and takes the lock, which is held until the process ends. */
bool folder_open(struct folder *folder, const char *path, struct err *err);

#endif
