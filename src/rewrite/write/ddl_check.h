#ifndef PGPIVOT_REWRITE_DDL_CHECK_H
#define PGPIVOT_REWRITE_DDL_CHECK_H

#include "base/buf.h"
#include "rewrite/bind/bind.h"

/* CHECK constraints: ClickHouse looks at them in each INSERT, and pgpivot in UPDATE. */
struct ddl_check {
    const char *name;
    const char *condition; /* over the columns: not false, in ClickHouse's words */
};

/* Names it as PostgreSQL does where the statement has no name; `checks` (struct ddl_check) and
 * those of the table are taken: 42710. NULL with binder->err set. */
struct ddl_check *ddl_check_bind(struct binder *binder, const struct catalog_table *table,
                                 const struct list *checks, const PgQuery__Constraint *constraint);
/* CONSTRAINT name CHECK …, as 23514 for rows of the table. */
void ddl_check_emit(struct arena *arena, struct buf *out, const struct ddl_check *check,
                    const char *table);
/* The condition that ddl_check_emit put into the constraint; the whole if it is somebody else's. */
const char *ddl_check_condition(struct arena *arena, const struct catalog_check *check);
/* Whether it looks at the column. */
bool ddl_check_reads(struct arena *arena, const struct catalog_check *check, const char *column);
/* NULL where the table has none of that name. */
const struct catalog_check *ddl_check_find(const struct catalog_table *table, const char *name);
/* What only stands for the length of a varchar or char. */
bool ddl_check_is_length(const struct catalog_table *table, const struct catalog_check *check);

#endif
