#ifndef PGPIVOT_LOAD_SOURCE_H
#define PGPIVOT_LOAD_SOURCE_H

#include <openssl/evp.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/* A file that is loaded, read once from front to back. */
struct load_format {
    const char *name;      /* of --format, and the file's suffix */
    const char *word;      /* in COPY: FORMAT csv, text; NULL: ClickHouse reads it */
    const char *engine_in; /* then: the end of its INSERT */
    char separator;        /* of the names in the first line */
    bool is_checked;       /* ClickHouse would change numbers that do not fit: load_checked.h */
};

/* NULL: no such format. */
const struct load_format *load_format_find(const char *name);

enum { LOAD_SHA256_TEXT = 65 };

struct load_source {
    const char *path; /* the caller's; "-" is standard input */
    const struct load_format *format;
    int fd;
    uint64_t size; /* 0: not known */
    int64_t modified_ms;
    EVP_MD_CTX *digest;
    char *memory;
    struct str unread; /* read with the first line, and not given yet */
    uint64_t n_read;
    bool at_end;
    bool shows_progress;
    double start_s, shown_s;
};

/* format NULL: the one that the path's suffix names. False with err set. */
bool load_source_open(struct load_source *source, const char *path,
                      const struct load_format *format, struct err *err);
void load_source_close(struct load_source *source);

/* The next bytes, empty at the end; valid until the next call. False with err set: 58030, or 57014
 * after SIGINT or SIGTERM. */
bool load_source_read(struct load_source *source, struct str *bytes, struct err *err);

/* The first line, without its end, which load_source_read gives again; to be called first. */
bool load_source_first_line(struct load_source *source, struct str *line, struct err *err);

/* At the end: of all bytes, in hexadecimal. */
void load_source_sha256(struct load_source *source, char text[LOAD_SHA256_TEXT]);

/* SIGINT and SIGTERM break off what is read, instead of the program. */
void load_catch_signals(void);

double load_now_s(void);

#endif
