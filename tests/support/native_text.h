#ifndef PGPIVOT_TESTS_NATIVE_TEXT_H
#define PGPIVOT_TESTS_NATIVE_TEXT_H

#include "base/buf.h"
#include "base/column.h"

/* A row of a column as text, from its raw parts: numbers behind dates and enums, decimals and wide
 * integers in hexadecimal with the high byte first. */
void native_text_cell(struct buf *out, const struct column *column, size_t row);
/* "name type: cell cell …\n" for each column. */
void native_text_block(struct buf *out, const struct block *block);

#endif
