#ifndef PGPIVOT_REWRITE_SYSTEM_FILES_H
#define PGPIVOT_REWRITE_SYSTEM_FILES_H

#include <stddef.h>

/* The files of sql/catalog, in the order of their names; put in at build time by embed.py. */
struct system_file {
    const char *name;
    const char *text; /* NUL-terminated */
    size_t size;
};
extern const struct system_file system_files[];
extern const size_t n_system_files;

#endif
