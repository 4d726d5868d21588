#ifndef PGPIVOT_BASE_COPY_OPTIONS_H
#define PGPIVOT_BASE_COPY_OPTIONS_H

#include <stdbool.h>

struct encoding;

enum copy_format { COPY_TEXT, COPY_CSV, COPY_BINARY };

/* COPY (manual, "COPY"): read from the statement by rewrite, obeyed by wire. */
struct copy_options {
    enum copy_format format;
    char delimiter, quote, escape; /* quote and escape: CSV only */
    const char *null_text;
    const struct encoding *encoding; /* of the data; NULL: the client's */
    bool header, header_match;
    const bool *force_null, *force_not_null, *force_quote; /* per column, or NULL */
};

#endif
