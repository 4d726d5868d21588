/* Cancels a running query through libpq, and asks on. Prints TAP; wants a connection string. */
#include <libpq-fe.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Runs for minutes when nobody stops it. */
static const char long_query[] = "SELECT sum(a.pnl * b.pnl * c.pnl) FROM trades_1d a CROSS JOIN "
                                 "trades_1d b CROSS JOIN trades_1d c";

static int number;

static void report(const char *title, bool well, const PGconn *connection)
{
    printf("%sok %d - %s\n", well ? "" : "not ", ++number, title);
    if (!well)
        printf("# %s", PQerrorMessage(connection));
}

static bool send_cancel(PGconn *connection)
{
    char message[256];
    PGcancel *cancel = PQgetCancel(connection);
    bool well = cancel && PQcancel(cancel, message, sizeof(message));
    PQfreeCancel(cancel);
    return well;
}

/* A request that comes before the query runs is lost, as the protocol has it: so ask again until
 * the result is there. */
static bool cancel_until_result(PGconn *connection)
{
    struct pollfd wait = {.fd = PQsocket(connection), .events = POLLIN};
    while (PQisBusy(connection)) {
        if (!send_cancel(connection))
            return false;
        if (poll(&wait, 1, 200) > 0 && !PQconsumeInput(connection))
            return false;
    }
    return true;
}

static void test_cancel(PGconn *connection)
{
    report("a long query starts", PQsendQuery(connection, long_query), connection);
    report("requests to cancel are taken", cancel_until_result(connection), connection);
    PGresult *result = PQgetResult(connection);
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    report("the query ends with 57014", state && strcmp(state, "57014") == 0, connection);
    for (; result; result = PQgetResult(connection))
        PQclear(result);
}

/* A late request may still hit what comes after it, as in PostgreSQL. */
static void test_next(PGconn *connection)
{
    ExecStatusType status = PGRES_FATAL_ERROR;
    for (int i = 0; i < 5 && status != PGRES_TUPLES_OK; i++) {
        PGresult *result = PQexec(connection, "SELECT 1");
        status = PQresultStatus(result);
        PQclear(result);
    }
    report("the session answers the next query", status == PGRES_TUPLES_OK, connection);
}

int main(int argc, char **argv)
{
    PGconn *connection = PQconnectdb(argc > 1 ? argv[1] : "");
    bool connected = PQstatus(connection) == CONNECTION_OK;
    report("libpq connects", connected, connection);
    if (connected) {
        test_cancel(connection);
        test_next(connection);
    }
    printf("1..%d\n", number);
    PQfinish(connection);
    return 0;
}
