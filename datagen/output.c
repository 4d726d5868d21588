/* Files written in big pieces, with PostgreSQL's words for what went wrong. */
#include "datagen/output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { PIECE_BYTES = 256 * 1024, LIMIT_BYTES = 2 * PIECE_BYTES };

static bool set_failure(const struct output *output, const char *verb, struct err *err)
{
    return err_set(err, SQLSTATE_IO_ERROR, 0, "could not %s \"%s\": %s", verb, output->path,
                   strerror(errno));
}

bool output_open(struct output *output, const char *path, struct err *err)
{
    *output = (struct output){.path = path};
    buf_init(&output->buf, LIMIT_BYTES);
    if (strcmp(path, "-") == 0) {
        output->fd = STDOUT_FILENO;
        output->path = "standard output";
        return true;
    }
    output->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    return output->fd >= 0 || set_failure(output, "open", err);
}

static bool flush(struct output *output, struct err *err)
{
    while (buf_size(&output->buf) > 0) {
        ssize_t n = write(output->fd, buf_data(&output->buf), buf_size(&output->buf));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return set_failure(output, "write to", err);
        buf_consume(&output->buf, (size_t)n);
        output->n_bytes += (uint64_t)n;
    }
    buf_clear(&output->buf);
    return true;
}

char *output_reserve(struct output *output, size_t size, struct err *err)
{
    if (buf_size(&output->buf) >= PIECE_BYTES && !flush(output, err))
        return NULL;
    char *room = buf_reserve(&output->buf, size);
    if (!room)
        err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
    return room;
}

bool output_close(struct output *output, struct err *err)
{
    bool done = !err_is_set(err) && flush(output, err);
    if (close(output->fd) != 0 && done)
        done = set_failure(output, "close", err);
    buf_free(&output->buf);
    return done;
}
