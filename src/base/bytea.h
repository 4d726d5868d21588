#ifndef PGPIVOT_BASE_BYTEA_H
#define PGPIVOT_BASE_BYTEA_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* The bytes that a text of bytea means, in either format (manual, "Binary Data Types"), in the
 * arena. False with err set at `position`: 22023 for bad hex, 22P02 for a bad escape. */
bool bytea_parse(struct arena *arena, struct str text, struct str *bytes, int position,
                 struct err *err);

#endif
