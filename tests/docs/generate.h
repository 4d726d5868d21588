#ifndef PGPIVOT_TESTS_DOCS_GENERATE_H
#define PGPIVOT_TESTS_DOCS_GENERATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/list.h"

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
/* Texts, each printed by the function given. */
void print_list(const struct list *texts, const char *separator, void (*print)(const char *));

/* Adds a text that the list does not hold yet; nothing if it is NULL. */
void list_add_once(struct arena *arena, struct list *texts, const char *text);

/* print_routines.c; print_refused: what takes part in choosing an overload, and is then refused. */
void print_math(struct arena *arena);
void print_string(struct arena *arena);
void print_regex(struct arena *arena);
void print_bytea(struct arena *arena);
void print_datetime(struct arena *arena);
void print_misc(struct arena *arena);
void print_system(struct arena *arena);
void print_aggregates(struct arena *arena);
void print_windows(struct arena *arena);
void print_clickhouse(struct arena *arena);
void print_clickhouse_aggregates(struct arena *arena);
/* print_clickhouse.c */
void print_clickhouse_open(struct arena *arena);
void print_clickhouse_closed(struct arena *arena);
void print_operators(struct arena *arena);
void print_refused(struct arena *arena);

/* print_casts.c */
void print_casts(struct arena *arena);
void print_notes(struct arena *arena);

#endif
