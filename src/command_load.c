/* pgpivot load: files into tables, one after the other. Stops at the first that fails. */
#include <glob.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "command.h"
#include "load_file.h"

static void report(const char *path, const struct load_result *result, double seconds)
{
    if (result->loaded_before[0])
        printf("%s: skipped, loaded on %s UTC before; --again loads it once more\n", path,
               result->loaded_before);
    else
        printf("%s: %" PRIu64 " rows, %" PRIu64 " bytes in %.3f s, %.0f rows/s\n", path,
               result->n_rows, result->n_bytes, seconds, (double)result->n_rows / seconds);
    fflush(stdout);
}

static const char *const failures[] = {
    [LOAD_STORED_NOTHING] = "nothing was loaded",
    [LOAD_STORED_SOME] = "some rows may have been stored",
    [LOAD_STORED_ALL] = "all rows are stored, but that is not noted in loaded_files",
};

static bool load_one(struct connection *connection, const struct config *config, const char *path,
                     struct err *err)
{
    struct load_source source;
    struct load_result result;
    const struct load_format *format = config->format ? load_format_find(config->format) : NULL;
    double start_s = load_now_s();
    if (config->format && !format)
        return err_set(err, SQLSTATE_INVALID_PARAMETER_VALUE, 0,
                       "format: \"%s\" is not csv, tsv, native or parquet", config->format);
    if (!load_source_open(&source, path, format, err))
        return false;
    bool fine = load_file(connection, config, &source, &result, err);
    load_source_close(&source);
    if (fine)
        report(path, &result, load_now_s() - start_s);
    else
        fprintf(stderr, "pgpivot: %s: %s\n", path, failures[result.stored]);
    return fine;
}

/* The files that the arguments name; a pattern that fits none stands for itself, and is not found.
 */
static bool find_files(const struct config *config, glob_t *found, struct err *err)
{
    int flags = GLOB_NOCHECK;
    for (size_t i = 0; i < config->n_files; i++, flags |= GLOB_APPEND) {
        if (glob(config->files[i], flags, NULL, found) != 0)
            return err_set(err, SQLSTATE_IO_ERROR, 0, "could not look for \"%s\"",
                           config->files[i]);
    }
    return true;
}

static bool load_all(struct connection *connection, const struct config *config, struct err *err)
{
    glob_t found = {0};
    bool fine = find_files(config, &found, err);
    for (size_t i = 0; fine && i < found.gl_pathc; i++)
        fine = load_one(connection, config, found.gl_pathv[i], err);
    globfree(&found);
    return fine;
}

int command_load(const struct config *config)
{
    struct err err = {0};
    if (config->n_files == 0) {
        err_set(&err, SQLSTATE_SYNTAX_ERROR, 0, "load needs the name of a file");
        return command_fail(EXIT_USAGE, &err);
    }
    load_catch_signals();
    struct connection *connection = connection_open_shared(config, &err);
    if (!connection)
        return command_fail(EXIT_FAILED, &err);
    bool fine = load_all(connection, config, &err);
    connection_close(connection);
    return fine ? EXIT_OK : command_fail(EXIT_FAILED, &err);
}
