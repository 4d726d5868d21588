/* Files of whole rows, with PostgreSQL's words for what went wrong. */
#include "datagen/output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool set_failure(const struct output *output, const char *verb, struct err *err)
{
    return err_set(err, SQLSTATE_IO_ERROR, 0, "could not %s \"%s\": %s", verb, output->path,
                   strerror(errno));
}

bool output_open(struct output *output, const char *path, const struct format *format,
                 struct err *err)
{
    *output = (struct output){.path = path, .format = format};
    if (strcmp(path, "-") == 0) {
        output->fd = STDOUT_FILENO;
        output->path = "standard output";
        return true;
    }
    output->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    return output->fd >= 0 || set_failure(output, "open", err);
}

/* Takes back the last `excess` bytes written, where that can be done. */
static void cut(struct output *output, uint64_t excess)
{
    struct stat about;
    off_t end = lseek(output->fd, 0, SEEK_CUR);
    if (excess == 0 || end < (off_t)excess || fstat(output->fd, &about) != 0 ||
        !S_ISREG(about.st_mode) || about.st_size != end)
        return;
    if (ftruncate(output->fd, end - (off_t)excess) == 0)
        output->n_bytes -= excess;
}

bool output_write(struct output *output, struct str bytes, struct err *err)
{
    size_t done = 0;
    while (done < bytes.size) {
        ssize_t n = write(output->fd, bytes.data + done, bytes.size - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            set_failure(output, "write to", err);
            cut(output, done - output->format->whole(bytes.data, done));
            return false;
        }
        done += (size_t)n;
        output->n_bytes += (uint64_t)n;
    }
    return true;
}

bool output_close(struct output *output, struct err *err)
{
    if (close(output->fd) != 0 && !err_is_set(err))
        return set_failure(output, "close", err);
    return !err_is_set(err);
}
