#ifndef PGPIVOT_WIRE_COPY_SCAN_H
#define PGPIVOT_WIRE_COPY_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/copy_options.h"
#include "base/err.h"
#include "base/str.h"

/* Finds the ends of lines in COPY data, and what ends them. Inside wire/: see copy_in.h. */

enum copy_newline { NEWLINE_UNKNOWN, NEWLINE_LF, NEWLINE_CR, NEWLINE_CRLF };

struct copy_scanner {
    bool csv;
    char quote, escape;        /* escape: 0 when it is the quote itself */
    char stops[4];             /* the bytes worth looking at */
    enum copy_newline newline; /* of the first line; the others must be alike */
    /* The line being looked at: */
    size_t at;           /* everything before is looked at */
    bool in_quote;       /* CSV: inside a quoted part */
    size_t escaped_at;   /* the byte there is escaped; 0: none */
    bool special;        /* it has bytes that need unescaping or unquoting */
    uint64_t n_newlines; /* line ends inside quotes */
};

enum copy_scan_status {
    SCAN_LINE,   /* found is filled */
    SCAN_MARKER, /* found is filled; the line ends with the end-of-data marker */
    SCAN_END,    /* at_end, and nothing is left */
    SCAN_MORE,
    SCAN_ERROR
};

struct copy_line {
    size_t size;         /* without the newline */
    size_t taken;        /* with it */
    bool special;        /* it has quotes or escapes */
    uint64_t n_newlines; /* inside its quotes */
};

void copy_scanner_init(struct copy_scanner *scanner, const struct copy_options *options);

/*
 * window: the bytes from the start of a line on; after SCAN_MORE call again with the same bytes and
 * more behind them. at_end: nothing will follow the window.
 */
enum copy_scan_status copy_scan_line(struct copy_scanner *scanner, struct str window, bool at_end,
                                     struct copy_line *found, struct err *err);

#endif
