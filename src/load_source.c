/* A file's bytes, its digest and how far it is. Knows nothing of rows. */
#include "load_source.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PIECE_BYTES ((size_t)1 << 20)
#define PROGRESS_INTERVAL_S 0.2

static const struct load_format formats[] = {
    {"csv", "csv", NULL, ','},
    {"tsv", "text", NULL, '\t'},
    {"native", NULL,
     " SETTINGS input_format_skip_unknown_fields = 0, input_format_native_allow_types_conversion = "
     "0"
     " FORMAT Native",
     0},
    {"parquet", NULL, " SETTINGS input_format_skip_unknown_fields = 0 FORMAT Parquet", 0, true},
};

static volatile sig_atomic_t stop_signal; /* 0: none came */

static void on_signal(int number)
{
    stop_signal = number;
}

void load_catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

double load_now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

const struct load_format *load_format_find(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    }
    return NULL;
}

static bool set_failure(const char *path, const char *verb, struct err *err)
{
    return err_set(err, SQLSTATE_IO_ERROR, 0, "could not %s \"%s\": %s", verb, path,
                   strerror(errno));
}

static bool choose_format(struct load_source *source, struct err *err)
{
    const char *dot = strrchr(source->path, '.');
    if (!source->format && dot)
        source->format = load_format_find(dot + 1);
    if (source->format)
        return true;
    err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0, "the format of \"%s\" is not known",
            source->path);
    return err_hint(err, "say --format csv, tsv, native or parquet");
}

static bool open_file(struct load_source *source, struct err *err)
{
    struct stat about;
    bool is_stdin = strcmp(source->path, "-") == 0;
    source->fd = is_stdin ? STDIN_FILENO : open(source->path, O_RDONLY | O_CLOEXEC);
    if (source->fd < 0 || fstat(source->fd, &about) != 0)
        return set_failure(source->path, "open", err);
    if (S_ISREG(about.st_mode)) {
        source->size = (uint64_t)about.st_size;
        source->modified_ms = about.st_mtim.tv_sec * 1000 + about.st_mtim.tv_nsec / 1000000;
    }
    return true;
}

bool load_source_open(struct load_source *source, const char *path,
                      const struct load_format *format, struct err *err)
{
    *source = (struct load_source){.path = path,
                                   .format = format,
                                   .fd = -1,
                                   .memory = malloc(PIECE_BYTES),
                                   .digest = EVP_MD_CTX_new(),
                                   .shows_progress = isatty(STDERR_FILENO),
                                   .start_s = load_now_s()};
    if (!source->memory || !source->digest ||
        !EVP_DigestInit_ex(source->digest, EVP_sha256(), NULL))
        abort();
    if (choose_format(source, err) && open_file(source, err))
        return true;
    load_source_close(source);
    return false;
}

void load_source_close(struct load_source *source)
{
    if (source->shows_progress && source->shown_s > 0)
        fputs("\r\033[K", stderr);
    if (source->fd > STDIN_FILENO)
        close(source->fd);
    EVP_MD_CTX_free(source->digest);
    free(source->memory);
}

static void show_progress(struct load_source *source)
{
    double now = load_now_s(), seconds = now - source->start_s;
    if (!source->shows_progress || now - source->shown_s < PROGRESS_INTERVAL_S || seconds <= 0)
        return;
    source->shown_s = now;
    double bytes = (double)source->n_read;
    fprintf(stderr, "\r%s: %.0f MB, %.0f MB/s", source->path, bytes / 1e6, bytes / seconds / 1e6);
    if (source->size > 0 && bytes > 0)
        fprintf(stderr, ", %.0f %%, %.0f s left", 100 * bytes / (double)source->size,
                seconds / bytes * ((double)source->size - bytes));
    fputs("\033[K", stderr);
}

/* Up to size bytes at `at`; fewer only at the end. */
static bool read_bytes(struct load_source *source, char *at, size_t size, size_t *n_read,
                       struct err *err)
{
    for (*n_read = 0; *n_read < size && !source->at_end;) {
        ssize_t n = stop_signal ? 0 : read(source->fd, at + *n_read, size - *n_read);
        if (stop_signal)
            return err_set(err, SQLSTATE_QUERY_CANCELED, 0, "stopped by signal %d",
                           (int)stop_signal);
        if (n < 0 && errno != EINTR)
            return set_failure(source->path, "read", err);
        source->at_end = n == 0;
        *n_read += n > 0 ? (size_t)n : 0;
    }
    EVP_DigestUpdate(source->digest, at, *n_read);
    source->n_read += *n_read;
    show_progress(source);
    return true;
}

bool load_source_read(struct load_source *source, struct str *bytes, struct err *err)
{
    *bytes = source->unread;
    source->unread = (struct str){0};
    if (bytes->size > 0)
        return true;
    bytes->data = source->memory;
    return read_bytes(source, source->memory, PIECE_BYTES, &bytes->size, err);
}

bool load_source_first_line(struct load_source *source, struct str *line, struct err *err)
{
    if (!load_source_read(source, &source->unread, err))
        return false;
    const char *data = source->unread.data;
    const char *end = source->unread.size ? memchr(data, '\n', source->unread.size) : NULL;
    if (!end)
        return err_set(err, SQLSTATE_BAD_COPY_FILE_FORMAT, 0, "\"%s\" has no line of column names",
                       source->path);
    *line = (struct str){data, (size_t)(end - data)};
    if (line->size && line->data[line->size - 1] == '\r')
        line->size--;
    return true;
}

void load_source_sha256(struct load_source *source, char text[LOAD_SHA256_TEXT])
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    EVP_DigestFinal_ex(source->digest, digest, &size);
    for (unsigned i = 0; i < size; i++)
        snprintf(text + (size_t)i * 2, 3, "%02x", digest[i]);
}
