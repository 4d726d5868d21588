#ifndef PGPIVOT_TESTS_DOCS_GENERATE_H
#define PGPIVOT_TESTS_DOCS_GENERATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* Parts of the generated documents, printed to standard output as Markdown tables. */

/* A line "@NAME@" of a template becomes what the table of that name prints. */
struct section {
    const char *name;
    void (*print)(struct arena *arena);
};

/* Ended by a row without a name. */
extern const struct section sections[];

/* What a type is called in the documents: as the manual does, in one short word. */
const char *type_label(uint32_t oid);

/* In a table's cell: code, with the characters that would end the cell escaped. */
void print_code(const char *text);
void print_text(const char *text);

#endif
