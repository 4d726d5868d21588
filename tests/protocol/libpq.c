/*
 * libpq against a server, its messages written down by PQtrace in the form for regression tests.
 * The script compares what two servers give; knows neither.
 *
 *     libpq CONNINFO >TRACE
 */
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

static void drain(PGconn *connection)
{
    for (int none = 0; none < 2;) {
        PGresult *result = PQgetResult(connection);
        ExecStatusType status = PQresultStatus(result);
        none = result ? 0 : none + 1;
        PQclear(result);
        if (status == PGRES_PIPELINE_SYNC || PQstatus(connection) != CONNECTION_OK)
            return;
    }
}

static void statements(PGconn *connection)
{
    static const char *const sql[] = {
        "SELECT k, s, n, d, v, f FROM cells ORDER BY k",
        "SELECT 1; SELECT 2 AS two; SELECT nothing",
        "",
        "BEGIN; SELECT 1/0",
        "ROLLBACK",
        "SET application_name = 'traced'",
        "DROP TABLE IF EXISTS nothing",
    };
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++)
        PQclear(PQexec(connection, sql[i]));
}

static void parameters(PGconn *connection)
{
    const char *values[] = {"2", NULL, "x"};
    const char binary[] = {0, 0, 0, 3};
    const char *binaries[] = {binary};
    int lengths[] = {sizeof binary}, formats[] = {1};
    Oid types[] = {23, 23, 25};
    PQclear(PQexecParams(connection, "SELECT $1, $2, $3", 3, types, values, NULL, NULL, 0));
    PQclear(PQexecParams(connection, "SELECT k FROM cells WHERE k = $1", 1, NULL, binaries, lengths,
                         formats, 1));
    PQclear(PQprepare(connection, "named", "SELECT s FROM cells WHERE k = $1", 0, NULL));
    PQclear(PQdescribePrepared(connection, "named"));
    for (int i = 0; i < 2; i++)
        PQclear(PQexecPrepared(connection, "named", 1, values, NULL, NULL, 0));
    PQclear(PQdescribePortal(connection, "none"));
    PQclear(PQdescribePrepared(connection, "none"));
    PQclear(PQexecParams(connection, "SELECT $1::int4", 1, NULL, &values[2], NULL, NULL, 0));
}

static void pipeline(PGconn *connection)
{
    static const char *const sql[] = {"SELECT 1", "SELECT nothing", "SELECT 2"};
    PQenterPipelineMode(connection);
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < sizeof sql / sizeof *sql; i += round + 1u)
            PQsendQueryParams(connection, sql[i], 0, NULL, NULL, NULL, NULL, 0);
        PQpipelineSync(connection);
    }
    PQsendQueryParams(connection, "SELECT k FROM cells ORDER BY k", 0, NULL, NULL, NULL, NULL, 0);
    PQsendFlushRequest(connection);
    PQsendPrepare(connection, "inside", "SELECT $1::int4", 0, NULL);
    PQsendDescribePrepared(connection, "inside");
    PQpipelineSync(connection);
    for (int i = 0; i < 3; i++)
        drain(connection);
    PQexitPipelineMode(connection);
}

static void copies(PGconn *connection)
{
    static const char row[] = "1\ta\t1.5\n";
    char *line = NULL;
    PQclear(PQexec(connection, "COPY (SELECT k, s FROM cells ORDER BY k) TO STDOUT"));
    while (PQgetCopyData(connection, &line, 0) > 0)
        PQfreemem(line);
    drain(connection);
    PQclear(PQexec(connection, "COPY loaded FROM STDIN"));
    PQputCopyData(connection, row, (int)strlen(row));
    PQputCopyEnd(connection, NULL);
    drain(connection);
    PQclear(PQexec(connection, "DELETE FROM loaded"));
    PQclear(PQexec(connection, "COPY loaded FROM STDIN"));
    PQputCopyEnd(connection, "no more");
    drain(connection);
}

static void row_by_row(PGconn *connection)
{
    PQsendQuery(connection, "SELECT k FROM cells ORDER BY k; SELECT 7 AS seven");
    PQsetSingleRowMode(connection);
    drain(connection);
}

int main(int argc, char **argv)
{
    static void (*const parts[])(PGconn *) = {statements, parameters, pipeline, copies, row_by_row};
    PGconn *connection = argc == 2 ? PQconnectdb(argv[1]) : NULL;
    if (PQstatus(connection) != CONNECTION_OK) {
        fprintf(stderr, "%s", PQerrorMessage(connection));
        return 1;
    }
    PQtrace(connection, stdout);
    PQsetTraceFlags(connection, PQTRACE_SUPPRESS_TIMESTAMPS | PQTRACE_REGRESS_MODE);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        printf("# part %zu\n", i + 1);
        parts[i](connection);
    }
    PQuntrace(connection);
    PQfinish(connection);
    return 0;
}
