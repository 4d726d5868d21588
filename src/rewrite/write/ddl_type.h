#ifndef PGPIVOT_REWRITE_DDL_TYPE_H
#define PGPIVOT_REWRITE_DDL_TYPE_H

#include "rewrite/bind/bind.h"

/*
 * The ClickHouse type of a new column of PostgreSQL's type, NULL with binder->err set (0A000) when
 * there is none that keeps every value. Without Nullable. Text in the statement's arena.
 */
const char *ddl_type(struct binder *binder, uint32_t type, int32_t typmod, int position);

/*
 * The same for a column that CREATE TABLE declares: arrays as well, and types that the column's
 * comment keeps (base/catalog.h), which is given back in *comment. An array has n_dims dimensions.
 */
const char *ddl_column_type(struct binder *binder, uint32_t type, int32_t typmod, int n_dims,
                            int position, const char **comment);

/* The ClickHouse type that one of these texts names, as the catalog will have it. */
const struct chtype *ddl_chtype(struct arena *arena, uint32_t type, int32_t typmod,
                                const char *text, bool nullable);

/* What holds the Arrays and NULL. */
const struct chtype *ddl_nullable_array(struct arena *arena, const struct chtype *array);

/* The integer type (pg_type.oid) that serial and its like are; 0 for other names. */
uint32_t ddl_serial_type(const PgQuery__TypeName *name);

#endif
