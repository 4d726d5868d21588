#ifndef PGPIVOT_ENGINE_OPTIONS_H
#define PGPIVOT_ENGINE_OPTIONS_H

#include <stdbool.h>

#include "base/err.h"

struct options {
    const char *data, *socket; /* NULL: not given */
    int port;                  /* -1: none, 0: a free one */
    int threads;
    int parent_fd, clock_fd; /* -1: none */
    bool help, version;
};

bool options_parse(struct options *options, int argc, char **argv, struct err *err);
/* Text for --help. */
extern const char options_help[];

#endif
