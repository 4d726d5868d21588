#ifndef PGPIVOT_BASE_DATETIME_SCAN_H
#define PGPIVOT_BASE_DATETIME_SCAN_H

#include "base/str.h"

/* The fields of a date and time as text (manual, appendix B.1, step 1). */
enum datetime_field_kind {
    FIELD_NUMBER, /* digits, with a point perhaps */
    FIELD_DATE,   /* numbers and words with -, / or . between; or the name of a zone */
    FIELD_CLOCK,  /* with a colon */
    FIELD_OFFSET, /* with a sign */
    FIELD_WORD,
    FIELD_SIGNED_WORD, /* -infinity */
};

struct datetime_field {
    enum datetime_field_kind kind;
    struct str text;
};

/* PostgreSQL takes 25. */
#define DATETIME_MAX_FIELDS 25

/* How many fields; -1 if there are more, or what is none. */
int datetime_scan(struct str text, struct datetime_field fields[DATETIME_MAX_FIELDS]);

#endif
