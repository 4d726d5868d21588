#ifndef PGPIVOT_REWRITE_DDL_ALTER_H
#define PGPIVOT_REWRITE_DDL_ALTER_H

#include "base/buf.h"
#include "rewrite/bind/bind.h"

/*
 * ALTER TABLE as it comes together: first SELECTs that fail where an action could not be carried
 * out (a mutation of ClickHouse that fails leaves the table unreadable), then the actions, in as
 * few statements as ClickHouse takes. Functions that return bool or a pointer set binder->err.
 */
struct alter {
    struct binder *binder;
    const struct catalog_table *table; /* as it is */
    struct catalog_table now;          /* as the actions so far leave it */
    struct list proofs;                /* const char *: SELECT … */
    struct list statements;            /* struct alter_statement */
    bool breaks;                       /* the next action begins a statement */
    bool mutates;                      /* an action writes columns anew */
};

/* NULL with err set when the table has no such column (42703). */
struct catalog_column *alter_column(struct alter *alter, const char *name);
void alter_add_column(struct alter *alter, const struct catalog_column *column);
void alter_remove_column(struct alter *alter, const struct catalog_column *column);

/* An action of ClickHouse's ALTER TABLE that changes the definition only. Two on one column do not
 * go into one statement; NULL: it is on none. */
void alter_define(struct alter *alter, const char *column, const char *text);
/* The same of one that writes columns anew, or takes them away. */
void alter_action(struct alter *alter, const char *column, const char *text);
/* What follows begins a statement. */
void alter_break(struct alter *alter);
/* A whole statement among the actions. */
void alter_statement(struct alter *alter, const char *sql);
/* No row of the table may fulfil ClickHouse's condition, or the error is this one. */
void alter_prove(struct alter *alter, const char *condition, const char *sqlstate,
                 const char *message);
/* `name` as ClickHouse quotes it, and a string. */
const char *alter_quote(struct alter *alter, const char *name);
const char *alter_string(struct alter *alter, const char *string);
/* The settings that stored expressions count on, from "SETTINGS" on. */
const char *alter_settings(struct alter *alter);
/* 0A000 where ClickHouse sorts or partitions by the column. */
bool alter_check_key(struct alter *alter, const char *column, const char *what);
/* The view whose query mentions the column; NULL if there is none. */
const struct catalog_table *alter_dependent(struct alter *alter, const char *column);

/* What has come together. */
struct plan *alter_plan(struct alter *alter, const char *tag, struct buf *out);

/* One kind of action each. */
typedef bool alter_command(struct alter *alter, const PgQuery__AlterTableCmd *command);
/* ddl_alter_column.c */
alter_command alter_add, alter_drop, alter_set_default, alter_set_not_null, alter_drop_not_null,
    alter_drop_expression, alter_add_identity, alter_drop_identity;
/* ddl_alter_type.c */
alter_command alter_type;
/* SET and DROP NOT NULL of a column of arrays, which are held in another form then. */
bool alter_array_null(struct alter *alter, struct catalog_column *column, bool not_null);
/* ddl_alter.c: also of a column that is added */
bool alter_add_constraint(struct alter *alter, const PgQuery__Constraint *constraint);

#endif
