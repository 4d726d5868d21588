#ifndef PGPIVOT_DATAGEN_OUTPUT_H
#define PGPIVOT_DATAGEN_OUTPUT_H

#include "base/err.h"
#include "base/str.h"
#include "datagen/format.h"

#include <stdbool.h>
#include <stdint.h>

/* A file written from front to back, of whole rows even when it cannot be finished. */
struct output {
    int fd;
    const char *path; /* the caller's; for messages */
    const struct format *format;
    uint64_t n_bytes; /* written */
};

/* path "-" is standard output. False with err set if it cannot be opened. */
bool output_open(struct output *output, const char *path, const struct format *format,
                 struct err *err);

/* bytes: whole rows. If they cannot all be written, a file is cut behind the last whole row; what a
 * pipe has taken, it has. */
bool output_write(struct output *output, struct str bytes, struct err *err);

/* Once for every output opened, failed or not; err may be set from before. */
bool output_close(struct output *output, struct err *err);

#endif
