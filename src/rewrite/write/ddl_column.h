#ifndef PGPIVOT_REWRITE_DDL_COLUMN_H
#define PGPIVOT_REWRITE_DDL_COLUMN_H

#include "base/buf.h"
#include "rewrite/bind/bind.h"

/* A column as CREATE TABLE and ADD COLUMN declare it, and as ClickHouse gets it. */
struct ddl_column {
    const char *name;
    const char *clickhouse_type; /* without Nullable; of an array the Array */
    const char *comment;         /* NULL: none */
    uint32_t type;
    int32_t typmod;
    bool not_null, in_key, is_array, is_serial;
    const char *default_text;   /* ClickHouse's expression; NULL: none */
    const char *generated_text; /* the same, of a column that is computed */
    int position;
};

/* The name and the type; constraints are the caller's. */
bool ddl_column_declare(struct binder *binder, struct ddl_column *column,
                        const PgQuery__ColumnDef *node);
/* DEFAULT of a column that has its type. */
bool ddl_column_set_default(struct binder *binder, struct ddl_column *column,
                            const PgQuery__Node *node);
/* GENERATED ALWAYS AS (expression) STORED, over the columns of `table`. */
bool ddl_column_set_generated(struct binder *binder, struct ddl_column *column,
                              const struct catalog_table *table, const PgQuery__Node *node);
/* GENERATED … AS IDENTITY: as serial; ALWAYS is refused. */
bool ddl_column_set_identity(struct binder *binder, struct ddl_column *column,
                             const PgQuery__Constraint *constraint);
/* A NOTICE of what is not kept. */
void ddl_column_notice_serial(struct binder *binder);

/* As the catalog will have it. */
void ddl_column_to_catalog(struct arena *arena, const struct ddl_column *column,
                           struct catalog_column *out);

/* name type DEFAULT … COMMENT … */
void ddl_column_emit(struct buf *out, const struct ddl_column *column);
/* What ClickHouse wants to be set for a statement that declares arrays which can be NULL, behind
 * `before`; nothing where `out` has none. */
void ddl_column_emit_setting(struct buf *out, const char *before);
/* varchar(n) and char(n) have a constraint that looks at the length. */
bool ddl_column_has_length(uint32_t type, int32_t typmod);
const char *ddl_column_length_name(struct arena *arena, const char *column);
/* CONSTRAINT … CHECK … */
void ddl_column_emit_length(struct arena *arena, struct buf *out, const char *name, uint32_t type,
                            int32_t typmod);

#endif
