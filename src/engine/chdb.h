#ifndef PGPIVOT_ENGINE_CHDB_H
#define PGPIVOT_ENGINE_CHDB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/*
 * The part of libchdb's C interface that the engine uses. libchdb comes without a header; each
 * prototype was checked against libchdb 26.7.3 by calling it.
 *
 * - A connection runs one statement at a time; several connections run in parallel. All must use
 *   one path and must be closed before the process ends.
 * - connect's arguments are those of a program ("chdb", "--path=…", "--config-file=…",
 *   "--<setting>=<value>"). It returns NULL when ClickHouse cannot start.
 * - Results and insert streams are never NULL; ask for their error first. Results are freed with
 *   destroy_result, streams with destroy_insert, errors live as long as what they came from.
 * - fetch returns an empty result at the end; it and cancel_query come from one thread.
 * - append copies, and blocks while ClickHouse has enough to do; non-zero: ask insert_done why.
 */
typedef struct chdb_connection_ *chdb_connection;
typedef struct chdb_result_ chdb_result;
typedef struct chdb_insert_stream_ *chdb_insert_stream;

struct chdb {
    const char *(*version)(void);
    void (*set_signal_handlers_enabled)(int enabled);
    chdb_connection *(*connect)(int argc, char **argv);
    void (*close)(chdb_connection *connection);
    chdb_result *(*query)(chdb_connection connection, const char *sql, size_t sql_size,
                          const char *format, size_t format_size);
    chdb_result *(*stream_query)(chdb_connection connection, const char *sql, size_t sql_size,
                                 const char *format, size_t format_size);
    chdb_result *(*fetch)(chdb_connection connection, chdb_result *stream);
    void (*cancel_query)(chdb_connection connection, chdb_result *stream);
    void (*destroy_result)(chdb_result *result);
    char *(*result_buffer)(chdb_result *result);
    size_t (*result_length)(chdb_result *result);
    const char *(*result_error)(chdb_result *result); /* NULL: none */
    uint64_t (*result_rows)(chdb_result *result);
    uint64_t (*result_bytes)(chdb_result *result);
    uint64_t (*result_storage_rows_read)(chdb_result *result);
    uint64_t (*result_storage_bytes_read)(chdb_result *result);
    uint64_t (*result_rows_written)(chdb_result *result);
    uint64_t (*result_bytes_written)(chdb_result *result);
    chdb_insert_stream (*insert)(chdb_connection connection, const char *sql, size_t sql_size,
                                 const char *format, size_t format_size);
    int (*append)(chdb_insert_stream stream, const void *data, size_t size);
    chdb_result *(*insert_done)(chdb_insert_stream stream);
    void (*cancel_insert)(chdb_insert_stream stream);
    const char *(*insert_error)(chdb_insert_stream stream); /* NULL: none */
    void (*destroy_insert)(chdb_insert_stream stream);
};

/*
 * Loads libchdb.so, once per process; it is never unloaded. Looked for along the program's rpath,
 * LD_LIBRARY_PATH and the system's folders. Loaded rather than linked: the library is half a
 * gigabyte, --help must not wait for it, and its absence must be one clear line.
 */
bool chdb_load(struct chdb *chdb, struct err *err);

#endif
