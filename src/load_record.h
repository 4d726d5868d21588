#ifndef PGPIVOT_LOAD_RECORD_H
#define PGPIVOT_LOAD_RECORD_H

#include "base/catalog.h"
#include "connection.h"
#include "load_source.h"

/*
 * What was loaded: the table loaded_files, which the first load makes in the database of the
 * table loaded.
 */
struct load_record {
    struct connection *connection;
    const struct catalog_table *table;
};

/* Whether such a file was loaded into the table: the same bytes, or without sha256 the same path,
 * size and time of change. `when` gets the time. False with err set. */
enum { LOAD_TIME_TEXT = 32 };
bool load_record_find(const struct load_record *record, const struct load_source *source,
                      const char *sha256, char when[LOAD_TIME_TEXT], struct err *err);

bool load_record_add(const struct load_record *record, const struct load_source *source,
                     const char *sha256, uint64_t n_rows, struct err *err);

#endif
