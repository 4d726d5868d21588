/*
 * Sends the statements on standard input to pgpivot and counts what comes back by SQLSTATE:
 *   diff_smith PGPIVOT_CONNINFO SECONDS < STATEMENTS
 * Answers are not compared. An internal error (XX000), a closed connection or no answer in time is
 * a failure. A statement ends with a line that ends with a semicolon, as sqlsmith prints them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "connection.h"

/* Some of its joins have no end: those are to be cut off in time. */
#define FIRST "SET statement_timeout = '10s'"
#define SECONDS_TO_ANSWER 30
#define MAX_STATES 64

struct count {
    char state[8];
    int n;
};

struct run {
    PGconn *pgpivot;
    struct count counts[MAX_STATES];
    int n, failed;
};

static void count_state(struct run *run, const char *state)
{
    for (int i = 0; i < MAX_STATES; i++) {
        if (!run->counts[i].n)
            snprintf(run->counts[i].state, sizeof run->counts[i].state, "%s", state);
        if (strcmp(run->counts[i].state, state) == 0) {
            run->counts[i].n++;
            return;
        }
    }
}

static void report(struct run *run, const char *sql, const char *what)
{
    printf("not ok %d - %.*s\n", ++run->failed, (int)strcspn(what, "#\n"), what);
    print_comment(str_of(sql));
    fflush(stdout);
}

static const char *state_of(const PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY)
        return "answers";
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return state ? state : "none";
}

static void ask(struct run *run, const char *sql)
{
    PGresult *result = connection_ask(run->pgpivot, sql, SECONDS_TO_ANSWER);
    const char *state = result ? state_of(result) : "late";
    count_state(run, state);
    run->n++;
    if (strcmp(state, "XX000") == 0)
        report(run, sql, PQresultErrorMessage(result));
    else if (!result || PQstatus(run->pgpivot) != CONNECTION_OK)
        report(run, sql, result ? "the connection was closed" : "no answer in time");
    if (!result || PQstatus(run->pgpivot) != CONNECTION_OK) {
        PQreset(run->pgpivot);
        PQclear(PQexec(run->pgpivot, FIRST));
    }
    PQclear(result);
}

static void ask_all(struct run *run, time_t end)
{
    struct buf statement;
    char *line = NULL;
    size_t capacity = 0;
    buf_init(&statement, 1 << 20);
    for (ssize_t n; time(NULL) < end && (n = getline(&line, &capacity, stdin)) > 0;) {
        buf_append(&statement, line, (size_t)n);
        if (n < 2 || line[n - 2] != ';')
            continue;
        buf_putc(&statement, '\0');
        if (!statement.failed)
            ask(run, buf_data(&statement));
        buf_clear(&statement);
    }
    free(line);
    buf_free(&statement);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: diff_smith PGPIVOT SECONDS < STATEMENTS\n", stderr);
        return 2;
    }
    struct run run = {.pgpivot = connection_open(argv[1])};
    PQclear(PQexec(run.pgpivot, FIRST));
    ask_all(&run, time(NULL) + strtol(argv[2], NULL, 10));
    printf("# %d statements of sqlsmith:\n", run.n);
    for (int i = 0; i < MAX_STATES && run.counts[i].n; i++)
        printf("# %6d %s\n", run.counts[i].n, run.counts[i].state);
    if (run.n == 0)
        printf("not ok %d - no statement came in\n", ++run.failed);
    if (!run.failed)
        printf("ok 1 - %d statements without an internal error, a crash or a hang\n", run.n);
    printf("1..%d\n", run.failed ? run.failed : 1);
    PQfinish(run.pgpivot);
    return run.failed > 0;
}
