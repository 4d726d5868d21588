#ifndef PGPIVOT_ENGINE_GUARD_H
#define PGPIVOT_ENGINE_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * Looks at a statement before ClickHouse does: what kind it is, and whether it may run. The
 * second of two walls. The first are the grants and constraints that folder.c writes, which keep
 * table functions, table engines and databases away from files and the network; ClickHouse
 * checks those itself. This one refuses what no grant covers: INTO OUTFILE, FROM INFILE, file(),
 * executables, custom disks, engines and objects outside a short list. It would rather refuse a
 * harmless statement than judge a doubtful one.
 */
enum statement_kind {
    STATEMENT_READ,   /* a SELECT: its result can be streamed */
    STATEMENT_PLAIN,  /* anything else that runs as it is */
    STATEMENT_INSERT, /* rows follow the statement, or come as the body */
    STATEMENT_KILL    /* KILL QUERY WHERE query_id = '…' */
};

struct statement {
    enum statement_kind kind;
    struct str text;    /* without a final semicolon; for STATEMENT_INSERT without FORMAT */
    struct str format;  /* what FORMAT says; empty: nothing */
    struct str data;    /* STATEMENT_INSERT: what follows the format's name */
    struct str kill_id; /* STATEMENT_KILL */
    bool changes_session;
    bool may_write; /* all but SELECT that holds no INSERT, and KILL */
};

/* A refusal in ClickHouse's words. */
struct refusal {
    int code;
    const char *name;
    char message[256];
};

/* Every part of the statement points into sql. */
bool guard_check(struct str sql, struct statement *statement, struct refusal *refusal);

#endif
