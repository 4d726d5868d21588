#ifndef PGPIVOT_BACKEND_TYPE_NAME_H
#define PGPIVOT_BACKEND_TYPE_NAME_H

#include "base/arena.h"
#include "base/chtype.h"
#include "base/str.h"

/*
 * A data type from its name as ClickHouse prints it (system.columns.type, the header of a Native
 * column). Never NULL: what is unknown, malformed or nested deeper than 32 becomes CH_OTHER with
 * its text, also inside another type. Nested(a T) is read as what it stores, Array(Tuple(a T)).
 */
const struct chtype *type_name_parse(struct arena *arena, struct str text);

#endif
