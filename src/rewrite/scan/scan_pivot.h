#ifndef PGPIVOT_REWRITE_SCAN_PIVOT_H
#define PGPIVOT_REWRITE_SCAN_PIVOT_H

#include "rewrite/scan/scan_pass.h"

/* A PIVOT as tokens, which the clause and the statement share. */

/* All are token indexes; [first, end). */
struct scan_range {
    size_t first, end;
};

enum scan_list_kind { LIST_VALUES, LIST_ANY, LIST_QUERY };

struct scan_key {
    struct scan_range key, values; /* values: of LIST_ANY behind the word, perhaps none */
    enum scan_list_kind kind;
};

struct scan_pivot {
    size_t word, end;                  /* the first token, and where the options end */
    struct scan_range cells;           /* empty: count(*) */
    struct list keys;                  /* struct scan_key */
    struct scan_range group_by;        /* with its words; empty: none */
    struct scan_range default_on_null; /* the constant; empty: none */
    struct list options;               /* WITH: scan_pivot.c's */
};

/* IN (list), whose word is at *at, into the key. */
bool scan_pivot_list(struct scan_pass *pass, struct scan_key *key, size_t *at);
/* GROUP BY, DEFAULT ON NULL and WITH, up to the end. */
bool scan_pivot_options(struct scan_pass *pass, struct scan_pivot *pivot, size_t at);
/* "CROSS JOIN LATERAL (SELECT …" without the closing parenthesis. */
void scan_pivot_write(struct scan_pass *pass, const struct scan_pivot *pivot);

/* --- the same of UNPIVOT: scan_unpivot.c --- */

struct scan_column {
    size_t first, end; /* a name, or several in parentheses */
    size_t label;      /* 0: none */
};

struct scan_unpivot {
    size_t word;
    bool keeps_nulls;
    bool is_statement;              /* several values stand without parentheses */
    struct scan_range values, name; /* empty: value, name */
    struct list columns;            /* struct scan_column */
};

/* [INCLUDE | EXCLUDE NULLS] at *at. */
bool scan_unpivot_nulls(struct scan_pass *pass, struct scan_unpivot *unpivot, size_t *at);
/* column [AS label], … up to `end`. */
bool scan_unpivot_columns(struct scan_pass *pass, struct scan_unpivot *unpivot, size_t at,
                          size_t end);
void scan_unpivot_write(struct scan_pass *pass, const struct scan_unpivot *unpivot);

#endif
