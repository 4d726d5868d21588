#ifndef PGPIVOT_SQL_FILES_H
#define PGPIVOT_SQL_FILES_H

#include <stddef.h>

/* The files of sql/clickhouse, in the order of their names; put in at build time by embed.py. */
struct sql_file {
    const char *name;
    const char *text; /* NUL-terminated */
    size_t size;
};
extern const struct sql_file sql_files[];
extern const size_t n_sql_files;

#endif
