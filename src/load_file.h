#ifndef PGPIVOT_LOAD_FILE_H
#define PGPIVOT_LOAD_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "config.h"
#include "connection.h"
#include "load_source.h"

/* What a failure leaves. */
enum load_stored { LOAD_STORED_NOTHING, LOAD_STORED_SOME, LOAD_STORED_ALL };

struct load_result {
    enum load_stored stored;
    uint64_t n_rows, n_bytes;
    char loaded_before[32]; /* when the same bytes were loaded; "": never. Then nothing was done */
};

/*
 * Loads a file into config's table, or the one that the file is named after: whole or not at all,
 * where the server can do so (docs/large-scale-generation.md). False with err set.
 */
bool load_file(struct connection *connection, const struct config *config,
               struct load_source *source, struct load_result *result, struct err *err);

#endif
