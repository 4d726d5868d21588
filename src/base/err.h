#ifndef PGPIVOT_BASE_ERR_H
#define PGPIVOT_BASE_ERR_H

#include <stdarg.h>
#include <stdbool.h>

#include "base/sqlstate.h"

/*
 * One error as PostgreSQL reports it (manual, "Error and Notice Message Fields"). Owns its texts,
 * needs no freeing; texts longer than the fields are cut on a character boundary.
 */
struct err {
    char sqlstate[6];    /* empty: no error */
    int position;        /* into the statement's text; 0: none. See err_set */
    const char *routine; /* static text, or NULL */
    char message[512];
    char detail[512];
    char hint[512];
    char context[512]; /* where it happened: 'COPY trades, line 3, column qty: "abc"' */
};

/*
 * Fills err and returns false, so that a failing function can end with `return err_set(…)`.
 * `position`: inside rewrite/ a byte offset + 1 into the parsed text; rewrite's face turns it into
 * what the wire wants, the 1-based character in the text the person typed. 0: none.
 */
bool err_set(struct err *err, const char *sqlstate, int position, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Add to an error that is set; all return false. */
bool err_detail(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool err_hint(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool err_context(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

void err_clear(struct err *err);
static inline bool err_is_set(const struct err *err)
{
    return err->sqlstate[0] != '\0';
}

#endif
