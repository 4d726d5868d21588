/* Connections to both servers, and what the programs here print of them. Compares nothing. */
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "connection.h"

static void ignore_notice(void *owner, const char *message)
{
    (void)owner;
    (void)message;
}

PGconn *connection_open(const char *conninfo)
{
    PGconn *connection = PQconnectdb(conninfo);
    if (PQstatus(connection) != CONNECTION_OK) {
        printf("Bail out! %s", PQerrorMessage(connection));
        exit(1);
    }
    PQsetNoticeProcessor(connection, ignore_notice, NULL);
    return connection;
}

/* Waits until a result can be taken without waiting. */
static bool wait_for_result(PGconn *connection, time_t deadline)
{
    while (PQisBusy(connection)) {
        struct pollfd wanted = {.fd = PQsocket(connection), .events = POLLIN};
        time_t left = deadline - time(NULL);
        if (left <= 0 || poll(&wanted, 1, (int)left * 1000) < 0)
            return false;
        if (!PQconsumeInput(connection))
            return true;
    }
    return true;
}

PGresult *connection_ask(PGconn *connection, const char *sql, int seconds)
{
    time_t deadline = time(NULL) + seconds;
    PGresult *last = NULL;
    if (!PQsendQuery(connection, sql))
        return PQmakeEmptyPGresult(connection, PGRES_FATAL_ERROR);
    while (wait_for_result(connection, deadline)) {
        PGresult *result = PQgetResult(connection);
        if (!result)
            return last;
        PQclear(last);
        last = result;
    }
    PQclear(last);
    return NULL;
}

void print_comment(struct str text)
{
    while (text.data && text.size > 0) {
        const char *end = memchr(text.data, '\n', text.size);
        size_t n = end ? (size_t)(end - text.data) : text.size;
        printf("# %.*s\n", (int)n, text.data);
        text = str_skip(text, end ? n + 1 : n);
    }
}
