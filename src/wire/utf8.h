#ifndef PGPIVOT_WIRE_UTF8_H
#define PGPIVOT_WIRE_UTF8_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

/* Whether PostgreSQL would take the text in a UTF8 database: well formed, no surrogates, no NUL.
 * Else 22021 as PostgreSQL words it. */
bool utf8_check(struct str text, struct err *err);

#endif
