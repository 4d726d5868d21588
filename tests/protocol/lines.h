#ifndef PGPIVOT_TESTS_PROTOCOL_LINES_H
#define PGPIVOT_TESTS_PROTOCOL_LINES_H

#include "base/buf.h"

/* The lines that only one text has, in order: "- …" of the first, "+ …" of the second; nothing
 * when they are equal. */
void lines_compare(struct buf *out, struct str first, struct str second);

#endif
