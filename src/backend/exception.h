#ifndef PGPIVOT_BACKEND_EXCEPTION_H
#define PGPIVOT_BACKEND_EXCEPTION_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

/*
 * An exception as ClickHouse words it → SQLSTATE and message. `code` is ClickHouse's number, from
 * the X-ClickHouse-Exception-Code header; 0: read it from the text. The wrapping ("Code: …",
 * "DB::Exception:", "(NAME)", "(version …)") is cut off.
 *
 * Emitted SQL raises PostgreSQL's own errors with throwIf(condition, 'pgpivot[22012]: division by
 * zero'): such an exception becomes exactly that SQLSTATE and message.
 *
 * Always fills err; returns false, as err_set does.
 */
bool exception_read(struct str text, int code, struct err *err);

/* The number after "Code: " at the beginning of an exception's text; 0 if it is none. */
int exception_code(struct str text);

#endif
