#ifndef PGPIVOT_TESTS_DIFF_COMPARE_H
#define PGPIVOT_TESTS_DIFF_COMPARE_H

#include <libpq-fe.h>
#include <stdbool.h>

#include "base/buf.h"

struct comparison {
    bool ordered;     /* else the rows are multisets */
    double tolerance; /* relative, of float4 and float8; of numeric above COMPARE_DIGITS_15 */
    double within;    /* absolute, of the same; 0: none */
    bool by_value;    /* numeric 1.50 is 1.5 */
    bool message;     /* texts of errors count */
    bool shape;       /* only the columns count */
};

/* What PostgreSQL's 15 significant digits come to. */
#define COMPARE_DIGITS_15 5e-15

/* Whether two answers are the same; else says in `differences` what differs, in lines. */
bool answers_compare(const PGresult *expected, const PGresult *actual,
                     const struct comparison *comparison, struct buf *differences);

/* Both answers as text, side by side. */
void answers_print(const PGresult *expected, const PGresult *actual, struct buf *out);

#endif
