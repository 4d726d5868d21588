/* CREATE TABLE: columns, NOT NULL, PRIMARY KEY, DEFAULT, GENERATED, CHECK, LIKE. What ClickHouse
 * does not enforce is refused, but for keys, of which it is said. */
#include <string.h>

#include "rewrite/command.h"
#include "rewrite/emit/literal.h"
#include "rewrite/write/ddl_check.h"
#include "rewrite/write/ddl_column.h"
#include "rewrite/write/ddl_key.h"
#include "rewrite/write/ddl_like.h"
#include "rewrite/write/upkeep.h"
#include "rewrite/write/write.h"

#define TAG "CREATE TABLE"

/* What may refer to any column, and so waits for all of them. */
struct waiting {
    struct ddl_column *column; /* NULL: a constraint of the table */
    const PgQuery__Constraint *constraint;
};

struct table {
    struct binder *binder;
    struct list columns; /* struct ddl_column */
    struct list key;     /* struct ddl_column: of PRIMARY KEY, in its order */
    struct list waiting; /* struct waiting */
    struct list checks;  /* struct ddl_check */
    const char *like_key;
    bool has_primary_key, has_unique, has_foreign_key;
    const PgQuery__RangeVar *name;
};

static struct ddl_column *find_column(const struct table *table, const char *name)
{
    for (LIST_EACH(struct ddl_column, column, &table->columns))
        if (strcmp(column->name, name) == 0)
            return column;
    return NULL;
}

/* ---- constraints ---- */

static bool add_key_column(struct table *table, struct ddl_column *column)
{
    if (column->in_key)
        return err_set(table->binder->err, SQLSTATE_DUPLICATE_COLUMN, 0,
                       "column \"%s\" appears twice in primary key constraint", column->name);
    column->in_key = column->not_null = true;
    list_add(table->binder->arena, &table->key, column);
    return true;
}

static bool begin_primary_key(struct table *table, const PgQuery__Constraint *constraint)
{
    if (table->has_primary_key || table->like_key)
        return err_set(table->binder->err, SQLSTATE_INVALID_TABLE_DEFINITION,
                       position_of(constraint->location),
                       "multiple primary keys for table are not allowed");
    table->has_primary_key = true;
    return true;
}

/* The columns that a constraint of the table names. */
static bool apply_keys(struct table *table, const PgQuery__Constraint *constraint, bool primary)
{
    for (size_t i = 0; i < constraint->n_keys; i++) {
        const char *name = constraint->keys[i]->string->sval;
        struct ddl_column *column = find_column(table, name);
        if (!column)
            return err_set(table->binder->err, SQLSTATE_UNDEFINED_COLUMN,
                           position_of(constraint->location),
                           "column \"%s\" named in key does not exist", name);
        if (primary && !add_key_column(table, column))
            return false;
    }
    return true;
}

static bool apply_primary(struct table *table, struct ddl_column *column,
                          const PgQuery__Constraint *constraint)
{
    if (!begin_primary_key(table, constraint))
        return false;
    return column ? add_key_column(table, column) : apply_keys(table, constraint, true);
}

static bool apply_unique(struct table *table, struct ddl_column *column,
                         const PgQuery__Constraint *constraint)
{
    table->has_unique = true;
    return column || apply_keys(table, constraint, false);
}

static bool apply_foreign(struct table *table, struct ddl_column *column,
                          const PgQuery__Constraint *constraint)
{
    (void)column;
    table->has_foreign_key = true;
    for (size_t i = 0; i < constraint->n_fk_attrs; i++) {
        const char *name = constraint->fk_attrs[i]->string->sval;
        if (!find_column(table, name))
            return err_set(table->binder->err, SQLSTATE_UNDEFINED_COLUMN, 0,
                           "column \"%s\" referenced in foreign key constraint does not exist",
                           name);
    }
    return ddl_check_references(table->binder, constraint, table->name);
}

static bool apply_not_null(struct table *table, struct ddl_column *column,
                           const PgQuery__Constraint *constraint)
{
    (void)table;
    (void)constraint;
    column->not_null = true;
    return true;
}

static bool apply_null(struct table *table, struct ddl_column *column,
                       const PgQuery__Constraint *constraint)
{
    (void)table;
    (void)column;
    (void)constraint;
    return true;
}

static bool apply_default(struct table *table, struct ddl_column *column,
                          const PgQuery__Constraint *constraint)
{
    if (column->default_text || column->is_serial)
        return err_set(table->binder->err, SQLSTATE_SYNTAX_ERROR, position_of(constraint->location),
                       "multiple default values specified for column \"%s\" of table \"%s\"",
                       column->name, table->name->relname);
    return ddl_column_set_default(table->binder, column, constraint->raw_expr);
}

static bool apply_identity(struct table *table, struct ddl_column *column,
                           const PgQuery__Constraint *constraint)
{
    return ddl_column_set_identity(table->binder, column, constraint);
}

static bool apply_later(struct table *table, struct ddl_column *column,
                        const PgQuery__Constraint *constraint)
{
    struct waiting *waiting = ARENA_NEW(table->binder->arena, struct waiting);
    *waiting = (struct waiting){column, constraint};
    list_add(table->binder->arena, &table->waiting, waiting);
    return true;
}

static const struct {
    PgQuery__ConstrType type;
    /* column NULL: a constraint of the table. NULL: refused. */
    bool (*apply)(struct table *table, struct ddl_column *column,
                  const PgQuery__Constraint *constraint);
    const char *name;
} constraints[] = {
    {PG_QUERY__CONSTR_TYPE__CONSTR_NULL, apply_null, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL, apply_not_null, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT, apply_default, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY, apply_primary, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE, apply_unique, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY, apply_identity, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED, apply_later, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_CHECK, apply_later, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN, apply_foreign, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION, NULL, "EXCLUDE constraints are"},
    /* When a key is checked, of one that is not. */
    {PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRABLE, apply_null, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_NOT_DEFERRABLE, apply_null, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRED, apply_null, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_IMMEDIATE, apply_null, NULL},
};

static bool apply_constraint(struct table *table, struct ddl_column *column,
                             const PgQuery__Constraint *constraint)
{
    int position = position_of(constraint->location);
    for (size_t i = 0; i < sizeof constraints / sizeof *constraints; i++)
        if (constraints[i].type == constraint->contype)
            return constraints[i].apply
                       ? constraints[i].apply(table, column, constraint)
                       : write_refuse(table->binder, position, constraints[i].name);
    return write_refuse(table->binder, position, "this constraint is");
}

/* ---- columns ---- */

static bool add_column(struct table *table, const PgQuery__ColumnDef *node)
{
    struct ddl_column *column = ARENA_NEW(table->binder->arena, struct ddl_column);
    if (find_column(table, node->colname))
        return err_set(table->binder->err, SQLSTATE_DUPLICATE_COLUMN, 0,
                       "column \"%s\" specified more than once", node->colname);
    if (!ddl_column_declare(table->binder, column, node))
        return false;
    list_add(table->binder->arena, &table->columns, column);
    for (size_t i = 0; i < node->n_constraints; i++)
        if (!apply_constraint(table, column, node->constraints[i]->constraint))
            return false;
    return true;
}

static bool add_like(struct table *table, const PgQuery__TableLikeClause *like)
{
    struct binder *binder = table->binder;
    struct ddl_like copy = {0};
    if (!ddl_like(binder, like, &copy))
        return false;
    for (LIST_EACH(struct ddl_column, column, &copy.columns)) {
        if (find_column(table, column->name))
            return err_set(binder->err, SQLSTATE_DUPLICATE_COLUMN, 0,
                           "column \"%s\" specified more than once", column->name);
        list_add(binder->arena, &table->columns, column);
    }
    for (LIST_EACH(struct ddl_check, check, &copy.checks))
        list_add(binder->arena, &table->checks, check);
    if (copy.key)
        table->like_key = copy.key;
    return true;
}

static bool add_element(struct table *table, const PgQuery__Node *element)
{
    if (element->node_case == PG_QUERY__NODE__NODE_COLUMN_DEF)
        return add_column(table, element->column_def);
    if (element->node_case == PG_QUERY__NODE__NODE_TABLE_LIKE_CLAUSE)
        return add_like(table, element->table_like_clause);
    return element->node_case == PG_QUERY__NODE__NODE_CONSTRAINT ||
           write_refuse(table->binder, 0, "this part of a table is");
}

/* The table as expressions over its columns see it. */
static const struct catalog_table *as_catalog(const struct table *table)
{
    struct arena *arena = table->binder->arena;
    struct catalog_table *made = ARENA_NEW(arena, struct catalog_table);
    struct catalog_column *columns = ARENA_ARRAY(arena, struct catalog_column, table->columns.n);
    *made = (struct catalog_table){.schema = "",
                                   .name = table->name->relname,
                                   .engine = "MergeTree",
                                   .columns = columns,
                                   .n_columns = table->columns.n};
    for (size_t i = 0; i < table->columns.n; i++) {
        ddl_column_to_catalog(arena, table->columns.items[i], &columns[i]);
        columns[i].attnum = (int16_t)(i + 1);
    }
    return made;
}

static bool apply_generated(struct table *table, const struct waiting *waiting)
{
    if (waiting->column->default_text)
        return err_set(table->binder->err, SQLSTATE_SYNTAX_ERROR,
                       position_of(waiting->constraint->location),
                       "both default and generation expression specified for column \"%s\" of "
                       "table \"%s\"",
                       waiting->column->name, table->name->relname);
    return ddl_column_set_generated(table->binder, waiting->column, as_catalog(table),
                                    waiting->constraint->raw_expr);
}

static bool apply_check(struct table *table, const struct waiting *waiting)
{
    struct ddl_check *check =
        ddl_check_bind(table->binder, as_catalog(table), &table->checks, waiting->constraint);
    list_add(table->binder->arena, &table->checks, check);
    return check != NULL;
}

static bool apply_waiting(struct table *table)
{
    for (LIST_EACH(struct waiting, waiting, &table->waiting)) {
        bool is_check = waiting->constraint->contype == PG_QUERY__CONSTR_TYPE__CONSTR_CHECK;
        if (!(is_check ? apply_check(table, waiting) : apply_generated(table, waiting)))
            return false;
    }
    return true;
}

/* Columns first: a constraint may name any of them. */
static bool bind_elements(struct table *table, const PgQuery__CreateStmt *node)
{
    for (size_t i = 0; i < node->n_table_elts; i++)
        if (!add_element(table, node->table_elts[i]))
            return false;
    for (size_t i = 0; i < node->n_table_elts; i++)
        if (node->table_elts[i]->node_case == PG_QUERY__NODE__NODE_CONSTRAINT &&
            !apply_constraint(table, NULL, node->table_elts[i]->constraint))
            return false;
    if (!apply_waiting(table))
        return false;
    return table->columns.n || write_refuse(table->binder, 0, "a table without columns is");
}

static bool check_form(struct binder *binder, const PgQuery__CreateStmt *node)
{
    const struct {
        bool used;
        const char *name;
    } clauses[] = {
        {node->n_inh_relations && !node->partbound, "INHERITS is"},
        {node->partbound || node->partspec, "PARTITION BY and PARTITION OF are"},
        {node->of_typename, "CREATE TABLE … OF is"},
        {node->oncommit > PG_QUERY__ON_COMMIT_ACTION__ONCOMMIT_PRESERVE_ROWS,
         "ON COMMIT DROP and DELETE ROWS are"},
        {node->access_method[0] && strcmp(node->access_method, "heap") != 0, "USING is"},
    };
    for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++)
        if (clauses[i].used)
            return write_refuse(binder, 0, clauses[i].name);
    return upkeep_check_storage(binder, node->n_options, node->options);
}

/* ---- ClickHouse's form ---- */

static void emit_constraints(const struct table *table, struct buf *out)
{
    struct arena *arena = table->binder->arena;
    for (LIST_EACH(struct ddl_column, column, &table->columns)) {
        if (!ddl_column_has_length(column->type, column->typmod))
            continue;
        buf_puts(out, ",\n  ");
        ddl_column_emit_length(arena, out, column->name, column->type, column->typmod);
    }
    for (LIST_EACH(struct ddl_check, check, &table->checks)) {
        buf_puts(out, ",\n  ");
        ddl_check_emit(arena, out, check, table->name->relname);
    }
}

static void emit_table(const struct table *table, struct buf *out)
{
    for (size_t i = 0; i < table->columns.n; i++) {
        buf_puts(out, i ? ",\n  " : " (\n  ");
        ddl_column_emit(out, table->columns.items[i]);
    }
    emit_constraints(table, out);
    buf_printf(out, ")\nENGINE = MergeTree ORDER BY (%s", table->like_key ? table->like_key : "");
    for (size_t i = 0; i < table->key.n; i++) {
        buf_puts(out, i ? ", " : "");
        identifier_emit(out, ((const struct ddl_column *)table->key.items[i])->name);
    }
    buf_puts(out, ")");
    ddl_column_emit_setting(out, " SETTINGS ");
}

static void notice_unenforced(const struct table *table)
{
    bool has_serial = false;
    if (table->has_primary_key)
        write_notice(table->binder, SQLSTATE_WARNING,
                     "the primary key becomes ClickHouse's sorting key; that values are unique is "
                     "not checked");
    for (LIST_EACH(struct ddl_column, column, &table->columns))
        has_serial |= column->is_serial;
    if (has_serial)
        ddl_column_notice_serial(table->binder);
    if (table->has_unique)
        ddl_notice_unique(table->binder);
    if (table->has_foreign_key)
        ddl_notice_foreign_key(table->binder);
}

struct plan *write_create_table(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__CreateStmt *create = node->create_stmt;
    struct write_name name;
    struct table table = {.binder = binder, .name = create->relation};
    if (!check_form(binder, create) || !write_resolve_new(binder, create->relation, &name))
        return NULL;
    if (name.existing && create->if_not_exists)
        return write_skip(
            binder, SQLSTATE_DUPLICATE_TABLE, TAG,
            arena_printf(binder->arena, "relation \"%s\" already exists, skipping", name.name));
    if (!bind_elements(&table, create) || (name.existing && !write_exists(binder, &name)))
        return NULL;
    notice_unenforced(&table);
    buf_puts(out, create->if_not_exists ? "CREATE TABLE IF NOT EXISTS " : "CREATE TABLE ");
    identifier_emit_qualified(out, name.schema, name.name);
    emit_table(&table, out);
    return write_plan_new(binder, out, TAG, &name);
}
