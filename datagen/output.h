#ifndef PGPIVOT_DATAGEN_OUTPUT_H
#define PGPIVOT_DATAGEN_OUTPUT_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A file written from front to back, in big pieces. */
struct output {
    int fd;
    const char *path; /* the caller's; for messages */
    struct buf buf;
    uint64_t n_bytes; /* given to the system so far */
};

/* path "-" is standard output. False with err set if it cannot be opened. */
bool output_open(struct output *output, const char *path, struct err *err);

/* Room for size bytes, to be followed by output_commit; NULL with err set if writing failed. */
char *output_reserve(struct output *output, size_t size, struct err *err);
static inline void output_commit(struct output *output, const char *end)
{
    buf_commit(&output->buf, (size_t)(end - (output->buf.memory + output->buf.end)));
}

/* Writes what is left and closes. Called once for every output opened, failed or not. */
bool output_close(struct output *output, struct err *err);

#endif
