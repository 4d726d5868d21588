/* pgpivot init: runs the statements of sql/clickhouse on the backend, one after the other. */
#include <stdio.h>

#include "command.h"
#include "connection.h"
#include "sql_files.h"
#include "sql_split.h"

static bool drop_database(struct connection *connection, struct err *err)
{
    /* The files make this database, whatever --database says. */
    if (!connection_run(connection, STR("DROP DATABASE IF EXISTS pivot"), err))
        return false;
    puts("dropped database pivot");
    return true;
}

static bool run_file(struct connection *connection, const struct embedded_file *file,
                     struct err *err)
{
    struct str rest = {file->text, file->size}, statement;
    unsigned n = 0;
    while (sql_split_next(&rest, &statement)) {
        n++;
        if (!connection_run(connection, statement, err))
            return err_hint(err, "statement %u of %s: %.60s", n, file->name, statement.data);
    }
    printf("%s: %u statements\n", file->name, n);
    fflush(stdout);
    return true;
}

static bool init(struct connection *connection, const struct config *config, struct err *err)
{
    if (config->drop && !drop_database(connection, err))
        return false;
    for (size_t i = 0; i < n_sql_files; i++) {
        if (!run_file(connection, &sql_files[i], err))
            return false;
    }
    return true;
}

int command_init(const struct config *config)
{
    struct err err = {0};
    struct connection *connection = connection_open(config, &err);
    if (!connection)
        return command_fail(EXIT_FAILED, &err);
    bool fine = init(connection, config, &err);
    connection_close(connection);
    return fine ? EXIT_OK : command_fail(EXIT_FAILED, &err);
}
