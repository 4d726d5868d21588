#ifndef PGPIVOT_TESTS_DIFF_CASE_H
#define PGPIVOT_TESTS_DIFF_CASE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/list.h"

/*
 * A file of cases: blocks of lines with blank lines between them. Lines "-- name: value" before the
 * statement are options, the fields of this struct; all others are the statement. A block without
 * a statement is a comment.
 */
struct diff_case {
    const char *file; /* its name without the folder */
    int line;         /* of the statement */
    const char *sql;
    const char *why;
    const char *postgres;  /* what PostgreSQL is asked instead; several such lines make one text */
    const char *differs;   /* the answers are known to differ, and must */
    const char *refused;   /* pgpivot is known to refuse (0A000), and must */
    const char *tolerance; /* relative, of floating-point values and numerics */
    const char *within;    /* the same, absolute: of values that are what others leave */
    const char *by_value;  /* numeric: trailing zeros do not count */
    const char *message;   /* "same": the text of an error too */
    const char *zone;      /* the session's time zone on both, UTC if not given */
    const char *shape;     /* only names and types of the columns: the rows are the server's own */
    const char *set;       /* run on pgpivot before the statement; RESET ALL follows */
    const char *rollup; /* EXPLAIN has these words ("none": no rollup answers); the same rows with
                           pivot.rollups on and off */
};

/* Adds the cases of a file to `cases`; false with the reason on standard error. */
bool case_file_read(struct arena *arena, const char *path, struct list *cases);

#endif
