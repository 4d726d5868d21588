/* ALTER TABLE: columns come, go, and change all but their type (ddl_alter_type.c). Refuses to lose
 * values: what ClickHouse computes when it reads is stored before its expression changes. */
#include <string.h>

#include "rewrite/command.h"
#include "rewrite/lower/constant_query.h"
#include "rewrite/write/ddl_alter.h"
#include "rewrite/write/ddl_check.h"
#include "rewrite/write/ddl_column.h"
#include "rewrite/write/ddl_expr.h"
#include "rewrite/write/write.h"

static const char *text_of(struct alter *alter, struct buf *buf)
{
    const char *copy = arena_strndup(alter->binder->arena, buf_data(buf), buf_size(buf));
    buf_free(buf);
    return copy;
}

/* An action with one quoted name in it. */
static void act(struct alter *alter, const char *column, const char *format)
{
    alter_action(alter, column,
                 arena_printf(alter->binder->arena, format, alter_quote(alter, column)));
}

static bool has_kind(const struct catalog_column *column, const char *kind)
{
    return strcmp(column->default_kind, kind) == 0;
}

/* What the rows have that were there before a column without DEFAULT. */
static void declare_absent(struct alter *alter, const struct catalog_column *column)
{
    struct arena *arena = alter->binder->arena;
    const char *value = column->nullable ? "NULL"
                                         : arena_printf(arena, "defaultValueOfTypeName(%s)",
                                                        alter_string(alter, column->type->text));
    alter_break(alter);
    alter_action(alter, NULL,
                 arena_printf(arena, "MODIFY COLUMN %s DEFAULT %s",
                              alter_quote(alter, column->name), value));
}

/* Rows that were there before the column was get its default when they are read: stored as it is
 * now, they keep it. (What a table is sorted by is stored.) */
static void store_values(struct alter *alter, const struct catalog_column *column)
{
    if (!column->default_kind[0]) {
        if (!strstr(alter->table->engine, "MergeTree") || write_is_key(alter->table, column->name))
            return;
        declare_absent(alter, column);
    }
    alter_break(alter);
    act(alter, column->name, "MATERIALIZE COLUMN %s");
    alter_break(alter);
}

/* ---- ADD COLUMN ---- */

static bool add_default(struct alter *alter, struct ddl_column *column,
                        const PgQuery__Constraint *constraint)
{
    return ddl_column_set_default(alter->binder, column, constraint->raw_expr);
}

static bool add_generated(struct alter *alter, struct ddl_column *column,
                          const PgQuery__Constraint *constraint)
{
    return ddl_column_set_generated(alter->binder, column, &alter->now, constraint->raw_expr);
}

static bool add_not_null(struct alter *alter, struct ddl_column *column,
                         const PgQuery__Constraint *constraint)
{
    (void)alter;
    (void)constraint;
    column->not_null = true;
    return true;
}

static bool add_identity(struct alter *alter, struct ddl_column *column,
                         const PgQuery__Constraint *constraint)
{
    return ddl_column_set_identity(alter->binder, column, constraint);
}

/* Those of the table wait until it has the column. */
static bool (*find_adder(PgQuery__ConstrType type))(struct alter *alter, struct ddl_column *column,
                                                    const PgQuery__Constraint *constraint)
{
    static const struct {
        PgQuery__ConstrType type;
        bool (*add)(struct alter *alter, struct ddl_column *column,
                    const PgQuery__Constraint *constraint);
    } adders[] = {{PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT, add_default},
                  {PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED, add_generated},
                  {PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL, add_not_null},
                  {PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY, add_identity}};
    for (size_t i = 0; i < sizeof adders / sizeof *adders; i++)
        if (adders[i].type == type)
            return adders[i].add;
    return NULL;
}

static bool declare(struct alter *alter, struct ddl_column *column, const PgQuery__ColumnDef *node)
{
    if (!ddl_column_declare(alter->binder, column, node))
        return false;
    for (size_t i = 0; i < node->n_constraints; i++) {
        const PgQuery__Constraint *constraint = node->constraints[i]->constraint;
        bool (*add)(struct alter *, struct ddl_column *, const PgQuery__Constraint *) =
            find_adder(constraint->contype);
        column->not_null |= constraint->contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY;
        if (add && !add(alter, column, constraint))
            return false;
    }
    return true;
}

static bool add_constraints(struct alter *alter, const PgQuery__ColumnDef *node)
{
    for (size_t i = 0; i < node->n_constraints; i++) {
        const PgQuery__Constraint *constraint = node->constraints[i]->constraint;
        bool is_null = constraint->contype == PG_QUERY__CONSTR_TYPE__CONSTR_NULL;
        if (!is_null && !find_adder(constraint->contype) &&
            !alter_add_constraint(alter, constraint))
            return false;
    }
    return true;
}

/* Rows that are there have no value for it. */
static void prove_fillable(struct alter *alter, const struct ddl_column *column)
{
    struct arena *arena = alter->binder->arena;
    if (column->default_text || column->generated_text)
        return;
    if (column->not_null && !column->is_serial)
        alter_prove(alter, "1", SQLSTATE_NOT_NULL_VIOLATION,
                    arena_printf(arena, "column \"%s\" of relation \"%s\" contains null values",
                                 column->name, alter->table->name));
    else if (column->is_serial)
        alter_prove(alter, "1", SQLSTATE_FEATURE_NOT_SUPPORTED,
                    arena_printf(arena,
                                 "a serial column \"%s\" of a table with rows is not supported",
                                 column->name));
}

static void emit_add(struct alter *alter, const struct ddl_column *column)
{
    struct buf text;
    buf_init(&text, SIZE_MAX);
    buf_puts(&text, "ADD COLUMN ");
    ddl_column_emit(&text, column);
    alter_define(alter, column->name, text_of(alter, &text));
    if (column->generated_text ||
        (column->default_text && constant_text_varies(column->default_text))) {
        alter_action(alter, NULL,
                     arena_printf(alter->binder->arena, "MATERIALIZE COLUMN %s",
                                  alter_quote(alter, column->name)));
        alter_break(alter);
    }
    if (!ddl_column_has_length(column->type, column->typmod))
        return;
    buf_init(&text, SIZE_MAX);
    buf_puts(&text, "ADD ");
    ddl_column_emit_length(alter->binder->arena, &text, column->name, column->type, column->typmod);
    alter_define(alter, NULL, text_of(alter, &text));
}

bool alter_add(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    const PgQuery__ColumnDef *node = command->def->column_def;
    struct binder *binder = alter->binder;
    struct ddl_column column = {0};
    struct catalog_column added;
    if (catalog_find_column(&alter->now, str_of(node->colname))) {
        const char *message = arena_printf(
            binder->arena, "column \"%s\" of relation \"%s\" already exists%s", node->colname,
            alter->table->name, command->missing_ok ? ", skipping" : "");
        if (!command->missing_ok)
            return err_set(binder->err, SQLSTATE_DUPLICATE_COLUMN, 0, "%s", message);
        write_notice(binder, SQLSTATE_DUPLICATE_COLUMN, message);
        return true;
    }
    if (!declare(alter, &column, node))
        return false;
    prove_fillable(alter, &column);
    if (column.is_serial)
        ddl_column_notice_serial(binder);
    emit_add(alter, &column);
    ddl_column_to_catalog(binder->arena, &column, &added);
    alter_add_column(alter, &added);
    return add_constraints(alter, node);
}

/* ---- DROP COLUMN ---- */

/* The generated column that is computed from this one; NULL if there is none. */
static const struct catalog_column *computed_from(const struct alter *alter, const char *name)
{
    for (size_t i = 0; i < alter->now.n_columns; i++) {
        const struct catalog_column *column = &alter->now.columns[i];
        if ((has_kind(column, "MATERIALIZED") || has_kind(column, "ALIAS")) &&
            write_reads_column(column->default_expression, name))
            return column;
    }
    return NULL;
}

static bool error_dependent(struct alter *alter, const char *column, const char *what)
{
    struct err *err = alter->binder->err;
    err_set(err, SQLSTATE_DEPENDENT_OBJECTS_STILL_EXIST, 0,
            "cannot drop column %s of table %s because other objects depend on it", column,
            alter->table->name);
    err_detail(err, "%s depends on column %s of table %s", what, column, alter->table->name);
    return err_hint(err, "Use DROP ... CASCADE to drop the dependent objects too.");
}

static bool check_dropped(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    struct arena *arena = alter->binder->arena;
    bool cascades = command->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE;
    const struct catalog_column *computed = computed_from(alter, command->name);
    const struct catalog_table *view = alter_dependent(alter, command->name);
    if (view && cascades)
        return err_set(alter->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                       "CASCADE to views is not supported: drop view \"%s\" first", view->name);
    if (view)
        return error_dependent(alter, command->name, arena_printf(arena, "view %s", view->name));
    if (computed && !cascades)
        return error_dependent(
            alter, command->name,
            arena_printf(arena, "column %s of table %s", computed->name, alter->table->name));
    return alter_check_key(alter, command->name, "dropping column") &&
           (alter->now.n_columns > 1 ||
            write_refuse(alter->binder, 0, "a table without columns is"));
}

/* Constraints on the column go with it. */
static void drop_checks(struct alter *alter, const char *column)
{
    for (size_t i = 0; i < alter->table->n_checks; i++) {
        const struct catalog_check *check = &alter->table->checks[i];
        if (ddl_check_reads(alter->binder->arena, check, column))
            alter_action(alter, NULL,
                         arena_printf(alter->binder->arena, "DROP CONSTRAINT IF EXISTS %s",
                                      alter_quote(alter, check->name)));
    }
}

static void drop_column(struct alter *alter, const struct catalog_column *column)
{
    drop_checks(alter, column->name);
    act(alter, column->name, "DROP COLUMN %s");
    alter_remove_column(alter, column);
}

bool alter_drop(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    const struct catalog_column *column = alter_column(alter, command->name), *computed;
    if (!column && command->missing_ok) {
        write_notice(
            alter->binder, SQLSTATE_SUCCESSFUL_COMPLETION,
            arena_printf(alter->binder->arena, "%s, skipping", alter->binder->err->message));
        err_clear(alter->binder->err);
        return true;
    }
    if (!column || !check_dropped(alter, command))
        return false;
    while ((computed = computed_from(alter, command->name)))
        drop_column(alter, computed);
    drop_column(alter, alter_column(alter, command->name));
    return true;
}

/* ---- SET and DROP DEFAULT ---- */

/* What the column is, for an expression to become. */
static struct ddl_column declared(const struct catalog_column *column)
{
    const struct chtype *array = chtype_array(column->type);
    return (struct ddl_column){.name = column->name,
                               .clickhouse_type =
                                   (array ? array : chtype_strip(column->type))->text,
                               .is_array = array != NULL,
                               .comment = column->comment,
                               .type = column->pg_type,
                               .typmod = column->typmod,
                               .not_null = !column->nullable};
}

bool alter_set_default(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    struct arena *arena = alter->binder->arena;
    struct catalog_column *column = alter_column(alter, command->name);
    if (!column)
        return false;
    if (!column->default_kind[0] && !command->def)
        return true;
    if (column->default_kind[0] && !has_kind(column, "DEFAULT"))
        return err_set(alter->binder->err, SQLSTATE_SYNTAX_ERROR, 0,
                       "column \"%s\" of relation \"%s\" is a generated column", column->name,
                       alter->table->name);
    struct ddl_column new = declared(column);
    if (command->def && !ddl_column_set_default(alter->binder, &new, command->def))
        return false;
    if (new.is_serial && column->nullable)
        return write_refuse(alter->binder, bind_node_position(command->def),
                            "nextval for a column that can be NULL is");
    if (new.is_serial)
        ddl_column_notice_serial(alter->binder);
    if (new.default_text || column->default_kind[0])
        store_values(alter, column);
    const char *name = alter_quote(alter, column->name);
    if (new.default_text)
        alter_define(alter, column->name,
                     arena_printf(arena, "MODIFY COLUMN %s DEFAULT %s", name, new.default_text));
    else if (column->default_kind[0])
        alter_define(alter, column->name,
                     arena_printf(arena, "MODIFY COLUMN %s REMOVE DEFAULT", name));
    column->default_kind = new.default_text ? "DEFAULT" : "";
    column->default_expression = new.default_text ? new.default_text : "";
    return true;
}

/* ---- NOT NULL ---- */

static const char *with_nullable(struct alter *alter, const struct chtype *type)
{
    struct arena *arena = alter->binder->arena;
    const char *plain = arena_printf(arena, "Nullable(%s)", chtype_strip(type)->text);
    return type->kind == CH_LOW_CARDINALITY ? arena_printf(arena, "LowCardinality(%s)", plain)
                                            : plain;
}

static const char *without_nullable(struct alter *alter, const struct chtype *type)
{
    const char *plain = chtype_strip(type)->text;
    return type->kind == CH_LOW_CARDINALITY
               ? arena_printf(alter->binder->arena, "LowCardinality(%s)", plain)
               : plain;
}

/* ClickHouse wants a default for NULLs, which there are none of. */
static void emit_not_null(struct alter *alter, const struct catalog_column *column)
{
    struct arena *arena = alter->binder->arena;
    const char *name = alter_quote(alter, column->name);
    const char *type = without_nullable(alter, column->type);
    bool has_default = column->default_kind[0];
    const char *value =
        has_default ? column->default_expression
                    : arena_printf(arena, "defaultValueOfTypeName(%s)", alter_string(alter, type));
    alter_action(alter, column->name,
                 arena_printf(arena, "MODIFY COLUMN %s %s %s %s", name, type,
                              has_default ? column->default_kind : "DEFAULT", value));
    if (!has_default)
        act(alter, column->name, "MODIFY COLUMN %s REMOVE DEFAULT");
}

bool alter_set_not_null(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    struct arena *arena = alter->binder->arena;
    struct catalog_column *column = alter_column(alter, command->name);
    if (!column || !column->nullable)
        return column != NULL;
    if (!alter_check_key(alter, column->name, "SET NOT NULL of column"))
        return false;
    if (catalog_find_column(alter->table, str_of(column->name)))
        alter_prove(alter, arena_printf(arena, "isNull(%s)", alter_quote(alter, column->name)),
                    SQLSTATE_NOT_NULL_VIOLATION,
                    arena_printf(arena, "column \"%s\" of relation \"%s\" contains null values",
                                 column->name, alter->table->name));
    if (chtype_array(column->type))
        return alter_array_null(alter, column, true);
    emit_not_null(alter, column);
    column->nullable = false;
    column->type = chtype_strip(column->type);
    return true;
}

bool alter_drop_not_null(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    struct catalog_column *column = alter_column(alter, command->name);
    if (!column || column->nullable)
        return column != NULL;
    if (write_mentions(alter->table->primary_key, column->name))
        return err_set(alter->binder->err, SQLSTATE_INVALID_TABLE_DEFINITION, 0,
                       "column \"%s\" is in a primary key", column->name);
    if (!alter_check_key(alter, column->name, "DROP NOT NULL of column"))
        return false;
    if (chtype_array(column->type))
        return alter_array_null(alter, column, false);
    const char *type = with_nullable(alter, column->type);
    alter_action(alter, column->name,
                 arena_printf(alter->binder->arena, "MODIFY COLUMN %s %s",
                              alter_quote(alter, column->name), type));
    struct chtype *nullable = ARENA_NEW(alter->binder->arena, struct chtype);
    const struct chtype **args = ARENA_ARRAY(alter->binder->arena, const struct chtype *, 1);
    args[0] = chtype_strip(column->type);
    *nullable = (struct chtype){.kind = CH_NULLABLE, .text = type, .args = args, .n_args = 1};
    column->type = nullable;
    column->nullable = true;
    return true;
}

/* ---- GENERATED and IDENTITY ---- */

bool alter_drop_expression(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    struct catalog_column *column = alter_column(alter, command->name);
    if (!column)
        return false;
    if (!has_kind(column, "MATERIALIZED")) {
        const char *message =
            arena_printf(alter->binder->arena,
                         "column \"%s\" of relation \"%s\" is not a stored generated column%s",
                         column->name, alter->table->name, command->missing_ok ? ", skipping" : "");
        if (!command->missing_ok)
            return err_set(alter->binder->err, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, 0, "%s",
                           message);
        write_notice(alter->binder, SQLSTATE_SUCCESSFUL_COMPLETION, message);
        return true;
    }
    store_values(alter, column);
    act(alter, column->name, "MODIFY COLUMN %s REMOVE MATERIALIZED");
    column->default_kind = column->default_expression = "";
    return true;
}

bool alter_add_identity(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    const struct catalog_column *column = alter_column(alter, command->name);
    if (!column)
        return false;
    struct ddl_column identity = declared(column);
    if (!ddl_column_set_identity(alter->binder, &identity, command->def->constraint))
        return false;
    if (column->nullable)
        return err_set(alter->binder->err, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, 0,
                       "column \"%s\" of relation \"%s\" must be declared NOT NULL before identity "
                       "can be added",
                       column->name, alter->table->name);
    ddl_column_notice_serial(alter->binder);
    return true;
}

bool alter_drop_identity(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    const struct catalog_column *column = alter_column(alter, command->name);
    if (!column)
        return false;
    const char *message = arena_printf(
        alter->binder->arena, "column \"%s\" of relation \"%s\" is not an identity column%s",
        column->name, alter->table->name, command->missing_ok ? ", skipping" : "");
    if (!command->missing_ok)
        return err_set(alter->binder->err, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, 0, "%s",
                       message);
    write_notice(alter->binder, SQLSTATE_SUCCESSFUL_COMPLETION, message);
    return true;
}
