#ifndef PGPIVOT_BASE_JSON_H
#define PGPIVOT_BASE_JSON_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * JSON texts as PostgreSQL's input functions take them (manual, "JSON Types"). Errors are 22P02,
 * 22P05 for \u0000, 22003 for numbers beyond numeric, 54001 for nesting deeper than JSON_MAX_DEPTH.
 */
#define JSON_MAX_DEPTH 512

/* Whether json takes the text. `position` is the error's. */
bool json_check(struct str text, int position, struct err *err);

/*
 * Appends what jsonb makes of the text: keys ordered by length, then bytewise; the last of equal
 * keys; numbers as numeric prints them; strings with the escapes that are needed; ": " and ", ".
 * On false, out holds a part of it.
 */
bool jsonb_print(struct buf *out, struct str text, int position, struct err *err);

/* Appends the text as a JSON string, with the escapes that are needed. */
void json_put_string(struct buf *out, struct str text);

#endif
