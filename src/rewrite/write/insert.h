#ifndef PGPIVOT_REWRITE_INSERT_H
#define PGPIVOT_REWRITE_INSERT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/catalog.h"
#include "rewrite/bind/bind.h"

/* The value as the column's PostgreSQL type; NULL with binder->err set when it cannot be one, or
 * when pgpivot cannot write such columns: "INSERT into", "UPDATE of". */
struct expr *insert_assign(struct binder *binder, struct expr *value,
                           const struct catalog_column *column, const char *table,
                           const char *verb);
/* A numeric without a precision, as the text that its column holds; other values as they are. NULL
 * with binder->err set for constants of more decimals than pgpivot reads. */
struct expr *insert_digits(struct binder *binder, struct expr *value,
                           const struct catalog_column *column);
/* Whether the value, of the column's PostgreSQL type, is a constant that the column holds. */
bool insert_type_holds(const struct chtype *type, const struct expr *value);
/* Why the column takes no NULL: 23502. */
const char *insert_null_message(struct arena *arena, const struct catalog_column *column,
                                const char *table);
/* A constant as ClickHouse reads it into a column of the type, which holds it. */
void insert_emit_literal(struct buf *out, const struct expr *value, const struct chtype *type);
/* The value, of the column's PostgreSQL type, as the column holds it, with checks for what it
 * cannot hold: 23502 for NULL, 22003 for the rest. */
struct expr *insert_checked(struct arena *arena, struct expr *value,
                            const struct catalog_column *column, const char *table);

#endif
