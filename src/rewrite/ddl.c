/* CREATE TABLE: columns, NOT NULL, PRIMARY KEY, UNIQUE, DEFAULT. What ClickHouse does not enforce
 * is refused, but for uniqueness, which is said. */
#include <string.h>

#include "rewrite/command.h"
#include "rewrite/ddl_key.h"
#include "rewrite/ddl_type.h"
#include "rewrite/insert.h"
#include "rewrite/literal.h"
#include "rewrite/upkeep.h"
#include "rewrite/write.h"

#define TAG "CREATE TABLE"

struct column {
    const char *name;
    const char *clickhouse_type;
    const char *comment; /* NULL: none */
    uint32_t type;
    int32_t typmod;
    bool not_null, in_key, is_array;
    struct expr *default_value; /* NULL: none */
    int position;
};

struct table {
    struct binder *binder;
    struct list columns; /* struct column */
    struct list key;     /* struct column: of PRIMARY KEY, in its order */
    bool has_primary_key, has_unique, has_foreign_key, has_serial;
    const PgQuery__RangeVar *name;
};

static struct column *find_column(const struct table *table, const char *name)
{
    for (size_t i = 0; i < table->columns.n; i++) {
        struct column *column = table->columns.items[i];
        if (strcmp(column->name, name) == 0)
            return column;
    }
    return NULL;
}

/* ---- constraints ---- */

static bool add_key_column(struct table *table, struct column *column)
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
    if (table->has_primary_key)
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
        struct column *column = find_column(table, name);
        if (!column)
            return err_set(table->binder->err, SQLSTATE_UNDEFINED_COLUMN,
                           position_of(constraint->location),
                           "column \"%s\" named in key does not exist", name);
        if (primary && !add_key_column(table, column))
            return false;
    }
    return true;
}

static bool apply_primary(struct table *table, struct column *column,
                          const PgQuery__Constraint *constraint)
{
    if (!begin_primary_key(table, constraint))
        return false;
    return column ? add_key_column(table, column) : apply_keys(table, constraint, true);
}

static bool apply_unique(struct table *table, struct column *column,
                         const PgQuery__Constraint *constraint)
{
    table->has_unique = true;
    return column || apply_keys(table, constraint, false);
}

static bool apply_foreign(struct table *table, struct column *column,
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

static bool apply_not_null(struct table *table, struct column *column,
                           const PgQuery__Constraint *constraint)
{
    (void)table;
    (void)constraint;
    column->not_null = true;
    return true;
}

static bool apply_null(struct table *table, struct column *column,
                       const PgQuery__Constraint *constraint)
{
    (void)table;
    (void)column;
    (void)constraint;
    return true;
}

/* NULL, perhaps as NULL::type, as pg_dump writes it. */
static bool is_null_constant(const PgQuery__Node *node)
{
    while (node->node_case == PG_QUERY__NODE__NODE_TYPE_CAST)
        node = node->type_cast->arg;
    return node->node_case == PG_QUERY__NODE__NODE_A_CONST && node->a_const->isnull;
}

static struct expr *bind_default(struct binder *binder, const struct column *column,
                                 const PgQuery__Node *node)
{
    struct scope scope = {0};
    struct expr *value = bind_expr(binder, &scope, node, CLAUSE_VALUES);
    struct write_target target = {column->name, column->type, column->typmod, "default expression"};
    if (value)
        value = write_assign(binder, value, &target);
    if (value && value->kind != EXPR_CONST && !is_null_constant(node)) {
        write_refuse(binder, value->position, "DEFAULT expressions other than constants are");
        return NULL;
    }
    return value;
}

static bool apply_default(struct table *table, struct column *column,
                          const PgQuery__Constraint *constraint)
{
    struct expr *value = bind_default(table->binder, column, constraint->raw_expr);
    if (value && value->kind == EXPR_CONST && value->text)
        column->default_value = value;
    return value != NULL;
}

static const struct {
    PgQuery__ConstrType type;
    /* column NULL: a constraint of the table. NULL: refused. */
    bool (*apply)(struct table *table, struct column *column,
                  const PgQuery__Constraint *constraint);
    const char *name;
} constraints[] = {
    {PG_QUERY__CONSTR_TYPE__CONSTR_NULL, apply_null, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL, apply_not_null, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT, apply_default, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY, apply_primary, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE, apply_unique, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY, NULL, "identity columns are"},
    {PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED, NULL, "generated columns are"},
    {PG_QUERY__CONSTR_TYPE__CONSTR_CHECK, NULL, "CHECK constraints are"},
    {PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN, apply_foreign, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION, NULL, "EXCLUDE constraints are"},
    /* When a key is checked, of one that is not. */
    {PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRABLE, apply_null, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_NOT_DEFERRABLE, apply_null, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRED, apply_null, NULL},
    {PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_IMMEDIATE, apply_null, NULL},
};

static bool apply_constraint(struct table *table, struct column *column,
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

static bool bind_column_type(struct table *table, struct column *column,
                             const PgQuery__ColumnDef *node)
{
    struct binder *binder = table->binder;
    uint32_t serial = ddl_serial_type(node->type_name);
    if (serial) {
        column->type = serial;
        column->typmod = -1;
        column->not_null = table->has_serial = true;
    } else if (!bind_type_name(binder, node->type_name, &column->type, &column->typmod)) {
        return false;
    }
    if (node->coll_clause && !bind_check_collation(binder, node->coll_clause))
        return false;
    column->clickhouse_type =
        ddl_column_type(binder, node->type_name, column->type, column->typmod, &column->comment);
    column->is_array = pgtype_element(column->type);
    return column->clickhouse_type != NULL;
}

static bool add_column(struct table *table, const PgQuery__ColumnDef *node)
{
    struct column *column = ARENA_NEW(table->binder->arena, struct column);
    column->name = node->colname;
    column->position = position_of(node->location);
    if (find_column(table, column->name))
        return err_set(table->binder->err, SQLSTATE_DUPLICATE_COLUMN, 0,
                       "column \"%s\" specified more than once", column->name);
    if (!bind_column_type(table, column, node))
        return false;
    list_add(table->binder->arena, &table->columns, column);
    for (size_t i = 0; i < node->n_constraints; i++)
        if (!apply_constraint(table, column, node->constraints[i]->constraint))
            return false;
    return true;
}

/* Columns first: a constraint may name any of them. */
static bool bind_elements(struct table *table, const PgQuery__CreateStmt *node)
{
    for (size_t i = 0; i < node->n_table_elts; i++) {
        const PgQuery__Node *element = node->table_elts[i];
        if (element->node_case == PG_QUERY__NODE__NODE_COLUMN_DEF) {
            if (!add_column(table, element->column_def))
                return false;
        } else if (element->node_case != PG_QUERY__NODE__NODE_CONSTRAINT) {
            return write_refuse(table->binder, 0, "CREATE TABLE … (LIKE …) is");
        }
    }
    for (size_t i = 0; i < node->n_table_elts; i++)
        if (node->table_elts[i]->node_case == PG_QUERY__NODE__NODE_CONSTRAINT &&
            !apply_constraint(table, NULL, node->table_elts[i]->constraint))
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

static void emit_column(struct buf *out, const struct column *column)
{
    identifier_emit(out, column->name);
    bool is_plain = column->not_null || column->is_array;
    buf_printf(out, is_plain ? " %s" : " Nullable(%s)", column->clickhouse_type);
    if (column->default_value) {
        buf_puts(out, " DEFAULT ");
        insert_emit_literal(out, column->default_value);
    }
    if (column->comment) {
        buf_puts(out, " COMMENT ");
        literal_emit_string(out, str_of(column->comment));
    }
}

/* varchar(n), char(n): blanks beyond the length, which PostgreSQL cuts off, are refused as well. */
static void emit_length_check(struct binder *binder, struct buf *out, const struct column *column)
{
    int length = pgtype_length(column->typmod);
    buf_puts(out, ",\n  CONSTRAINT ");
    identifier_emit(out, arena_printf(binder->arena, "%s_length", column->name));
    buf_puts(out, " CHECK throwIf(ifNull(lengthUTF8(");
    identifier_emit(out, column->name);
    buf_printf(out, "), 0) > %d, 'pgpivot[22001]: value too long for type %s(%d)') = 0", length,
               pgtype_sql_name(column->type), length);
}

static void emit_table(const struct table *table, struct buf *out)
{
    for (size_t i = 0; i < table->columns.n; i++) {
        buf_puts(out, i ? ",\n  " : " (\n  ");
        emit_column(out, table->columns.items[i]);
    }
    for (size_t i = 0; i < table->columns.n; i++) {
        const struct column *column = table->columns.items[i];
        if ((column->type == PG_VARCHAR || column->type == PG_BPCHAR) && column->typmod >= 0)
            emit_length_check(table->binder, out, column);
    }
    buf_puts(out, ")\nENGINE = MergeTree ORDER BY (");
    for (size_t i = 0; i < table->key.n; i++) {
        buf_puts(out, i ? ", " : "");
        identifier_emit(out, ((const struct column *)table->key.items[i])->name);
    }
    buf_puts(out, ")");
}

static void notice_unenforced(const struct table *table)
{
    if (table->has_primary_key)
        write_notice(table->binder, SQLSTATE_WARNING,
                     "the primary key becomes ClickHouse's sorting key; that values are unique is "
                     "not checked");
    for (LIST_EACH(struct column, column, &table->columns))
        if (column->is_array && !column->not_null)
            write_notice(table->binder, SQLSTATE_WARNING,
                         arena_printf(table->binder->arena,
                                      "column \"%s\" cannot hold NULL: ClickHouse's arrays cannot",
                                      column->name));
    if (table->has_serial)
        write_notice(table->binder, SQLSTATE_WARNING,
                     "serial gives no numbers: ClickHouse has no sequences, and each row wants a "
                     "value");
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
