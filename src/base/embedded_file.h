#ifndef PGPIVOT_BASE_EMBEDDED_FILE_H
#define PGPIVOT_BASE_EMBEDDED_FILE_H

#include <stddef.h>

/* A file that embed.py put into the program when it was built. */
struct embedded_file {
    const char *name;
    const char *text; /* NUL-terminated */
    size_t size;
};

#endif
