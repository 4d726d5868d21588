#ifndef PGPIVOT_REWRITE_WRITE_H
#define PGPIVOT_REWRITE_WRITE_H

#include "base/buf.h"
#include "rewrite/bind/bind.h"

/*
 * What statements that change tables have in common: which names they may make or change, and how
 * they become a plan. Functions that return bool or a pointer set binder->err.
 */

/* The place of a relation that is to be made or dropped. */
struct write_name {
    const char *schema, *name;
    bool is_temporary;
    const struct catalog_table *existing; /* what has the name now, or NULL */
};

/* 3F000 when the schema does not exist, 42501 when it is ClickHouse's own. */
bool write_resolve(struct binder *binder, const PgQuery__RangeVar *range, struct write_name *name);
/* The same for a relation that is to be made, a temporary one perhaps. */
bool write_resolve_new(struct binder *binder, const PgQuery__RangeVar *range,
                       struct write_name *name);
/* 42P07. */
bool write_exists(struct binder *binder, const struct write_name *name);
/* IF NOT EXISTS of something that exists: a NOTICE, and a plan that does nothing. */
struct plan *write_skip(struct binder *binder, const char *sqlstate, const char *tag,
                        const char *message);
bool write_schema_allowed(struct binder *binder, const char *schema, int position);
/* Whether rows of the table may be changed: not when it is a rollup's. */
bool write_rows_allowed(struct binder *binder, const struct catalog_table *table);
/* A view whose query reads the table; NULL if there is none. */
const struct catalog_table *
write_dependent(struct binder *binder, const struct catalog_table *table, bool only_materialized);

/* Whether ClickHouse's text has the name in it, whole and
 * without a qualifier; one that only looks like it counts too. */
bool write_mentions(const char *text, const char *name);

/* Whether an expression in ClickHouse's words, over the columns of one table, reads this one. */
bool write_reads_column(const char *expression, const char *column);
/* A view whose query reads the table, and has the column's name in it; NULL if there is none. */
const struct catalog_table *write_dependent_on_column(struct binder *binder,
                                                      const struct catalog_table *table,
                                                      const char *column);
/* Whether ClickHouse sorts or partitions the table by the column. */
bool write_is_key(const struct catalog_table *table, const char *column);

/* A column that a value goes to. */
struct write_target {
    const char *column;
    uint32_t type;
    int32_t typmod;
    const char *what; /* the value is called so in messages: "expression" */
};

/*
 * The expression as the column's type, by assignment casts; 42804 when there is none. Constants
 * stay constants where that is exact. The length of a varchar is not looked at: the table checks.
 */
struct expr *write_assign(struct binder *binder, struct expr *expr,
                          const struct write_target *target);

/* Whether the parts of a table of that engine move to one of the same form: within one server, of
 * the MergeTree family. Replicated ones have a place of their own, which a copy of the table would
 * share. */
bool write_parts_can_move(const struct catalog_table *table);

/* Whether a column holds arrays and NULL: what makes a Nullable(Tuple(Array(…))) wants a setting.
 */
bool write_holds_null_arrays(const struct catalog_table *table);
#define NULLABLE_TUPLE_SETTING "allow_experimental_nullable_tuple_type = 1"

/* 23502. */
bool write_refuse_null(struct binder *binder, const struct catalog_column *column,
                       const char *table);
void write_notice(struct binder *binder, const char *sqlstate, const char *message);
bool write_refuse(struct binder *binder, int position, const char *what);
/* INSERT INTO table (columns) */
void write_insert_target(struct buf *out, const struct catalog_table *table,
                         const struct catalog_column *const *columns, size_t n);
/* PLAN_WRITE of the text in `out`; 54000 when that grew too long. */
struct plan *write_plan(struct binder *binder, const struct buf *out, const char *tag);

/* The same for what makes the relation: a temporary one may need its schema first. */
struct plan *write_plan_new(struct binder *binder, const struct buf *out, const char *tag,
                            const struct write_name *name);

/* ddl.c */
struct plan *write_create_table(struct binder *binder, const PgQuery__Node *node, struct buf *out);
/* ddl_alter.c */
struct plan *write_alter_table(struct binder *binder, const PgQuery__Node *node, struct buf *out);
/* ddl_rename.c */
struct plan *write_rename(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *write_set_schema(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *write_set_owner(struct binder *binder, const PgQuery__Node *node, struct buf *out);
/* ddl_comment.c */
struct plan *write_comment(struct binder *binder, const PgQuery__Node *node, struct buf *out);
/* ddl_query.c */
struct plan *write_create_table_as(struct binder *binder, const PgQuery__Node *node,
                                   struct buf *out);
struct plan *write_select_into(struct binder *binder, const PgQuery__SelectStmt *select,
                               struct buf *out);
struct plan *write_create_view(struct binder *binder, const PgQuery__Node *node, struct buf *out);
/* ddl_enum.c */
struct plan *write_create_enum(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *write_alter_enum(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *write_drop_enum(struct binder *binder, const PgQuery__DropStmt *drop, struct buf *out);
/* ddl_drop.c */
struct plan *write_drop(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *write_truncate(struct binder *binder, const PgQuery__Node *node, struct buf *out);
/* ddl_schema.c */
struct plan *write_create_schema(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *write_drop_schema(struct binder *binder, const PgQuery__DropStmt *drop,
                               struct buf *out);
/* change.c */
struct plan *write_update(struct binder *binder, const PgQuery__Node *node, struct buf *out);
struct plan *write_delete(struct binder *binder, const PgQuery__Node *node, struct buf *out);
/* insert.c */
struct plan *write_insert(struct binder *binder, const PgQuery__Node *node, struct buf *out);

#endif
