#ifndef PGPIVOT_SQL_FILES_H
#define PGPIVOT_SQL_FILES_H

#include "base/embedded_file.h"

/* The files of sql/clickhouse, in the order of their names. */
extern const struct embedded_file sql_files[];
extern const size_t n_sql_files;

#endif
