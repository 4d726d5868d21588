#ifndef PGPIVOT_REWRITE_CLICKHOUSE_FILES_H
#define PGPIVOT_REWRITE_CLICKHOUSE_FILES_H

#include "base/embedded_file.h"

/* sql/functions/clickhouse.txt */
extern const struct embedded_file clickhouse_files[];
extern const size_t n_clickhouse_files;

#endif
