/* Finds libchdb.so and its functions. Knows nothing of what they are used for. */
#include "engine/chdb.h"

#include <dlfcn.h>
#include <string.h>

#define SYMBOL(field, name)                                                                        \
    {                                                                                              \
        offsetof(struct chdb, field), name                                                         \
    }

static const struct symbol {
    size_t offset;
    const char *name;
} symbols[] = {
    SYMBOL(version, "chdb_version"),
    SYMBOL(set_signal_handlers_enabled, "chdb_set_signal_handlers_enabled"),
    SYMBOL(connect, "chdb_connect"),
    SYMBOL(close, "chdb_close_conn"),
    SYMBOL(query, "chdb_query_n"),
    SYMBOL(stream_query, "chdb_stream_query_n"),
    SYMBOL(fetch, "chdb_stream_fetch_result"),
    SYMBOL(cancel_query, "chdb_stream_cancel_query"),
    SYMBOL(destroy_result, "chdb_destroy_query_result"),
    SYMBOL(result_buffer, "chdb_result_buffer"),
    SYMBOL(result_length, "chdb_result_length"),
    SYMBOL(result_error, "chdb_result_error"),
    SYMBOL(result_rows, "chdb_result_rows_read"),
    SYMBOL(result_bytes, "chdb_result_bytes_read"),
    SYMBOL(result_storage_rows_read, "chdb_result_storage_rows_read"),
    SYMBOL(result_storage_bytes_read, "chdb_result_storage_bytes_read"),
    SYMBOL(result_rows_written, "chdb_result_rows_written"),
    SYMBOL(result_bytes_written, "chdb_result_bytes_written"),
    SYMBOL(insert, "chdb_stream_insert_n"),
    SYMBOL(append, "chdb_stream_append"),
    SYMBOL(insert_done, "chdb_stream_done"),
    SYMBOL(cancel_insert, "chdb_stream_cancel_insert"),
    SYMBOL(insert_error, "chdb_stream_insert_error"),
    SYMBOL(destroy_insert, "chdb_destroy_insert_stream"),
};

bool chdb_load(struct chdb *chdb, struct err *err)
{
    void *library = dlopen("libchdb.so", RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return err_set(err, SQLSTATE_SYSTEM_ERROR, 0, "could not load libchdb.so: %s", dlerror());
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        void *address = dlsym(library, symbols[i].name);
        if (!address)
            return err_set(err, SQLSTATE_SYSTEM_ERROR, 0, "libchdb.so is too old: it lacks %s",
                           symbols[i].name);
        memcpy((char *)chdb + symbols[i].offset, &address, sizeof address);
    }
    return true;
}
