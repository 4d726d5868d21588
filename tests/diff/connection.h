#ifndef PGPIVOT_TESTS_DIFF_CONNECTION_H
#define PGPIVOT_TESTS_DIFF_CONNECTION_H

#include <libpq-fe.h>

#include "base/str.h"

/* Ends the program with TAP's "Bail out!" if nobody answers. Notices are thrown away. */
PGconn *connection_open(const char *conninfo);

/* Like PQexec; NULL when there was no answer for so long: the connection is of no use then. */
PGresult *connection_ask(PGconn *connection, const char *sql, int seconds);

/* A text as comments of TAP. */
void print_comment(struct str text);

#endif
