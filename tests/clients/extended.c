/* libpq: parameters and results in both formats, prepared statements, pipelines. TAP. */
#include <arpa/inet.h>
#include <libpq-fe.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int count;

static void report(bool fine, const char *name, const char *detail)
{
    printf("%s %d - libpq: %s\n", fine ? "ok" : "not ok", ++count, name);
    if (!fine)
        printf("# %s\n", detail);
}

static void report_text(const char *name, const char *got, const char *wanted)
{
    char detail[1024];
    snprintf(detail, sizeof detail, "wanted %s, got %s", wanted, got ? got : "(null)");
    report(got && strcmp(got, wanted) == 0, name, detail);
}

static void report_state(const char *name, PGresult *result, const char *wanted)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    report_text(name, state ? state : "none", wanted);
    PQclear(result);
}

static void test_params(PGconn *connection)
{
    uint32_t two = htonl(2);
    const char *values[] = {"1", (const char *)&two, NULL};
    int lengths[] = {0, 4, 0}, formats[] = {0, 1, 0};
    Oid types[] = {0, 23, 25};
    PGresult *result = PQexecParams(connection, "SELECT k, $2 + k, $3 FROM cells WHERE k = $1", 3,
                                    types, values, lengths, formats, 0);
    report_text("text and binary parameters", PQgetvalue(result, 0, 1), "3");
    report(PQgetisnull(result, 0, 2), "a NULL parameter", PQresultErrorMessage(result));
    PQclear(result);
    result = PQexecParams(connection, "SELECT k FROM cells WHERE k = $1 AND $2::int4 = 2", 2, types,
                          values, lengths, formats, 1);
    uint32_t got = 0;
    if (PQntuples(result) == 1 && PQgetlength(result, 0, 0) == 4)
        memcpy(&got, PQgetvalue(result, 0, 0), 4);
    report(ntohl(got) == 1 && PQfformat(result, 0) == 1, "a binary result",
           PQresultErrorMessage(result));
    PQclear(result);
}

static void test_errors(PGconn *connection)
{
    const char *values[] = {"abc"};
    report_state("a bad value",
                 PQexecParams(connection, "SELECT $1::int4", 1, NULL, values, NULL, NULL, 0),
                 "22P02");
    report_state("a missing value",
                 PQexecParams(connection, "SELECT $1::int4", 0, NULL, NULL, NULL, NULL, 0),
                 "08P01");
    report_state("no type", PQprepare(connection, "x", "SELECT $1 IS NULL", 0, NULL), "42P18");
    report_state("it left no statement", PQdescribePrepared(connection, "x"), "26000");
    PQclear(PQprepare(connection, "x", "SELECT 1", 0, NULL));
    report_state("a name that is taken", PQprepare(connection, "x", "SELECT 2", 0, NULL), "42P05");
}

static void test_describe(PGconn *connection)
{
    char text[64];
    PQclear(PQprepare(connection, "d", "SELECT k, s, n FROM cells WHERE d > $1 AND n < $2 LIMIT $3",
                      0, NULL));
    PGresult *result = PQdescribePrepared(connection, "d");
    snprintf(text, sizeof text, "%u %u %u: %u %u %u", PQparamtype(result, 0),
             PQparamtype(result, 1), PQparamtype(result, 2), PQftype(result, 0), PQftype(result, 1),
             PQftype(result, 2));
    report_text("types before any value", text, "1082 1700 20: 23 25 1700");
    PQclear(result);
    const char *values[] = {"1960-01-01", "100", "1"};
    result = PQexecPrepared(connection, "d", 3, values, NULL, NULL, 0);
    report_text("then rows", PQntuples(result) == 1 ? "1" : PQresultErrorMessage(result), "1");
    PQclear(result);
}

/* 65,535 parameters are the most that a Bind can carry. */
#define MANY 65535

static void test_many(PGconn *connection)
{
    static const char *values[MANY];
    char *sql = malloc((size_t)MANY * 8 + 64), *end = sql;
    end += sprintf(end, "SELECT count(*) FROM cells WHERE k IN (");
    for (int i = 1; i <= MANY; i++) {
        end += sprintf(end, "%s$%d", i > 1 ? "," : "", i);
        values[i - 1] = i % 2 ? "1" : "3";
    }
    strcpy(end, ")");
    PGresult *result = PQexecParams(connection, sql, MANY, NULL, values, NULL, NULL, 0);
    report_text("65,535 parameters",
                PQntuples(result) == 1 ? PQgetvalue(result, 0, 0) : PQresultErrorMessage(result),
                "2");
    PQclear(result);
    free(sql);
}

static const char *next_value(PGconn *connection, char room[64])
{
    PGresult *result = PQgetResult(connection);
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    ExecStatusType status = PQresultStatus(result);
    snprintf(room, 64, "%s",
             state                              ? state
             : status == PGRES_PIPELINE_ABORTED ? "skipped"
             : status == PGRES_PIPELINE_SYNC    ? "sync"
             : result && PQntuples(result) == 1 ? PQgetvalue(result, 0, 0)
                                                : PQresStatus(status));
    PQclear(result);
    if (status != PGRES_PIPELINE_SYNC)
        PQclear(PQgetResult(connection)); /* the end of this query */
    return room;
}

static void test_pipeline(PGconn *connection)
{
    static const char *const wanted[] = {"7", "22012", "skipped", "sync", "9", "sync"};
    const char *values[] = {"0"};
    char room[64];
    PQenterPipelineMode(connection);
    PQsendQueryParams(connection, "SELECT 7", 0, NULL, NULL, NULL, NULL, 0);
    PQsendQueryParams(connection, "SELECT k / $1::int4 FROM cells", 1, NULL, values, NULL, NULL, 0);
    PQsendQueryParams(connection, "SELECT 8", 0, NULL, NULL, NULL, NULL, 0);
    PQpipelineSync(connection);
    PQsendQueryParams(connection, "SELECT 9", 0, NULL, NULL, NULL, NULL, 0);
    PQpipelineSync(connection);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        report_text("pipeline", next_value(connection, room), wanted[i]);
    PQexitPipelineMode(connection);
}

static void test_single_row(PGconn *connection)
{
    int n = 0;
    PQsendQueryParams(connection, "SELECT x FROM many", 0, NULL, NULL, NULL, NULL, 1);
    PQsetSingleRowMode(connection);
    for (PGresult *result; (result = PQgetResult(connection)); PQclear(result))
        n += PQntuples(result);
    report(n == 100000, "100,000 rows in binary, one by one", PQerrorMessage(connection));
}

int main(void)
{
    PGconn *connection = PQconnectdb(getenv("DSN"));
    if (PQstatus(connection) != CONNECTION_OK) {
        report(false, "connect", PQerrorMessage(connection));
    } else {
        test_params(connection);
        test_errors(connection);
        test_describe(connection);
        test_many(connection);
        test_pipeline(connection);
        test_single_row(connection);
    }
    PQfinish(connection);
    printf("1..%d\n", count);
    return 0;
}
