#ifndef PGPIVOT_REWRITE_SYSTEM_FILES_H
#define PGPIVOT_REWRITE_SYSTEM_FILES_H

#include "base/embedded_file.h"

/* The files of sql/catalog, in the order of their names. */
extern const struct embedded_file system_files[];
extern const size_t n_system_files;

#endif
