/* Runs ClickHouse SQL from standard input in libchdb and prints what it answers, tab-separated:
 * chdb_run LIBCHDB DATA_FOLDER. A semicolon ends a statement at the end of a line only. Stops at
 * the first error. For tests of sql/clickhouse alone: nothing of pgpivot is between. */
#define _GNU_SOURCE /* memmem */
#include "base/str.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

enum { SQL_MAX = 1 << 20 };

/* libchdb has no header; these are its C functions as of 26.7.3. */
static struct {
    void **(*connect)(int argc, char **argv);
    void (*close)(void **connection);
    void *(*query)(void *connection, const char *sql, size_t size, const char *format,
                   size_t format_size);
    char *(*buffer)(void *result);
    size_t (*length)(void *result);
    const char *(*error)(void *result);
    void (*destroy)(void *result);
} chdb;

static bool load(const char *path)
{
    void *library = dlopen(path, RTLD_NOW);
    if (!library) {
        fprintf(stderr, "%s\n", dlerror());
        return false;
    }
    const struct {
        const char *name;
        void *function;
    } symbols[] = {
        {"chdb_connect", &chdb.connect},
        {"chdb_close_conn", &chdb.close},
        {"chdb_query_n", &chdb.query},
        {"chdb_result_buffer", &chdb.buffer},
        {"chdb_result_length", &chdb.length},
        {"chdb_result_error", &chdb.error},
        {"chdb_destroy_query_result", &chdb.destroy},
    };
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++) {
        *(void **)symbols[i].function = dlsym(library, symbols[i].name);
        if (!*(void **)symbols[i].function)
            return false;
    }
    return true;
}

static bool run(void *connection, struct str sql)
{
    void *result = chdb.query(connection, sql.data, sql.size, "TSV", 3);
    const char *error = chdb.error(result);
    if (error)
        fprintf(stderr, "%s\nin: %.*s\n", error, (int)sql.size, sql.data);
    else
        fwrite(chdb.buffer(result), 1, chdb.length(result), stdout);
    chdb.destroy(result);
    return !error;
}

static bool run_all(void *connection, struct str rest)
{
    while (rest.size > 0) {
        const char *end = memmem(rest.data, rest.size, ";\n", 2);
        struct str statement = {rest.data, end ? (size_t)(end - rest.data) : rest.size};
        if (!run(connection, statement))
            return false;
        rest = str_skip(rest, end ? statement.size + 2 : statement.size);
    }
    return true;
}

int main(int argc, char **argv)
{
    static char text[SQL_MAX];
    char path[4096];
    if (argc != 3 || !load(argv[1]))
        return 2;
    struct str sql = {text, fread(text, 1, sizeof text, stdin)};
    snprintf(path, sizeof path, "--path=%s", argv[2]);
    char program[] = "clickhouse", *arguments[] = {program, path};
    void **connection = chdb.connect(2, arguments);
    bool done = connection && *connection && sql.size < SQL_MAX && run_all(*connection, sql);
    /* libchdb crashes at exit if a connection is still open. */
    if (connection)
        chdb.close(connection);
    return fflush(stdout) == 0 && done ? 0 : 1;
}
