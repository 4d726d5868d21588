/* ALTER TABLE: its actions in order, constraints, and what only means something to PostgreSQL's
 * storage. Columns have files of their own. */
#include "rewrite/write/ddl_alter.h"

#include <string.h>

#include "rewrite/command.h"
#include "rewrite/emit/emit.h"
#include "rewrite/emit/literal.h"
#include "rewrite/write/ddl_check.h"
#include "rewrite/write/ddl_column.h"
#include "rewrite/write/ddl_key.h"
#include "rewrite/write/upkeep.h"
#include "rewrite/write/write.h"

#define TAG "ALTER TABLE"

struct alter_statement {
    struct list actions; /* const char * */
    struct list columns; /* const char *: that they are on */
    const char *whole;   /* instead of actions */
};

/* ---- the table as it will be ---- */

struct catalog_column *alter_column(struct alter *alter, const char *name)
{
    const struct catalog_column *column = catalog_find_column(&alter->now, str_of(name));
    if (!column)
        err_set(alter->binder->err, SQLSTATE_UNDEFINED_COLUMN, 0,
                "column \"%s\" of relation \"%s\" does not exist", name, alter->table->name);
    /* begin() has copied them. */
    return (struct catalog_column *)(uintptr_t)column;
}

void alter_add_column(struct alter *alter, const struct catalog_column *column)
{
    size_t n = alter->now.n_columns;
    struct catalog_column *columns =
        ARENA_ARRAY(alter->binder->arena, struct catalog_column, n + 1);
    if (n)
        memcpy(columns, alter->now.columns, n * sizeof *columns);
    columns[n] = *column;
    columns[n].attnum = (int16_t)(n + 1);
    alter->now.columns = columns;
    alter->now.n_columns = n + 1;
}

void alter_remove_column(struct alter *alter, const struct catalog_column *column)
{
    struct catalog_column *columns =
        ARENA_ARRAY(alter->binder->arena, struct catalog_column, alter->now.n_columns);
    size_t n = 0;
    for (size_t i = 0; i < alter->now.n_columns; i++)
        if (&alter->now.columns[i] != column)
            columns[n++] = alter->now.columns[i];
    alter->now.columns = columns;
    alter->now.n_columns = n;
}

static void begin(struct alter *alter)
{
    alter->now = *alter->table;
    alter->now.n_columns = 0;
    for (size_t i = 0; i < alter->table->n_columns; i++)
        alter_add_column(alter, &alter->table->columns[i]);
}

/* ---- ClickHouse's statements ---- */

const char *alter_quote(struct alter *alter, const char *name)
{
    struct buf text;
    buf_init(&text, SIZE_MAX);
    identifier_emit(&text, name);
    const char *copy = arena_strndup(alter->binder->arena, buf_data(&text), buf_size(&text));
    buf_free(&text);
    return copy;
}

const char *alter_string(struct alter *alter, const char *string)
{
    struct buf text;
    buf_init(&text, SIZE_MAX);
    literal_emit_string(&text, str_of(string));
    const char *copy = arena_strndup(alter->binder->arena, buf_data(&text), buf_size(&text));
    buf_free(&text);
    return copy;
}

const char *alter_settings(struct alter *alter)
{
    const struct query none = {.kind = QUERY_SELECT};
    struct buf text;
    buf_init(&text, SIZE_MAX);
    emit_settings(&text, &none);
    buf_puts(&text, ", " NULLABLE_TUPLE_SETTING);
    const char *copy = arena_strndup(alter->binder->arena, buf_data(&text), buf_size(&text));
    buf_free(&text);
    return copy;
}

static const char *table_name(struct alter *alter)
{
    return arena_printf(alter->binder->arena, "%s.%s", alter_quote(alter, alter->table->schema),
                        alter_quote(alter, alter->table->name));
}

static struct alter_statement *new_statement(struct alter *alter)
{
    struct alter_statement *statement = ARENA_NEW(alter->binder->arena, struct alter_statement);
    list_add(alter->binder->arena, &alter->statements, statement);
    return statement;
}

/* Changed rows that wait in parts of their own would bar the way of the next change. */
static void apply_patches(struct alter *alter)
{
    if (strstr(alter->table->engine, "MergeTree"))
        list_add(alter->binder->arena, &alter->proofs,
                 (void *)(uintptr_t)arena_printf(
                     alter->binder->arena,
                     "ALTER TABLE %s APPLY PATCHES SETTINGS mutations_sync = 2",
                     table_name(alter)));
}

void alter_break(struct alter *alter)
{
    alter->breaks = alter->statements.n > 0;
}

static bool is_changed(const struct alter_statement *statement, const char *column)
{
    for (size_t i = 0; column && i < statement->columns.n; i++)
        if (strcmp(statement->columns.items[i], column) == 0)
            return true;
    return false;
}

void alter_define(struct alter *alter, const char *column, const char *text)
{
    struct arena *arena = alter->binder->arena;
    size_t n = alter->statements.n;
    struct alter_statement *last = n ? alter->statements.items[n - 1] : NULL;
    if (!last || last->whole || alter->breaks || is_changed(last, column))
        last = new_statement(alter);
    alter->breaks = false;
    list_add(arena, &last->actions, (void *)(uintptr_t)text);
    if (column)
        list_add(arena, &last->columns, (void *)(uintptr_t)column);
}

void alter_action(struct alter *alter, const char *column, const char *text)
{
    alter->mutates = true;
    alter_define(alter, column, text);
}

void alter_statement(struct alter *alter, const char *sql)
{
    new_statement(alter)->whole = sql;
}

void alter_prove(struct alter *alter, const char *condition, const char *sqlstate,
                 const char *message)
{
    struct arena *arena = alter->binder->arena;
    const char *error = arena_printf(arena, "pgpivot[%s]: %s", sqlstate, message);
    const char *sql = arena_printf(arena, "SELECT throwIf(count() > 0, %s) FROM %s WHERE %s%s",
                                   alter_string(alter, error), table_name(alter), condition,
                                   alter_settings(alter));
    list_add(arena, &alter->proofs, (void *)(uintptr_t)sql);
}

static void emit_statement_text(struct alter *alter, const struct alter_statement *statement,
                                struct buf *out)
{
    if (statement->whole) {
        buf_puts(out, statement->whole);
        return;
    }
    buf_printf(out, "ALTER TABLE %s ", table_name(alter));
    for (size_t i = 0; i < statement->actions.n; i++)
        buf_printf(out, "%s%s", i ? ", " : "", (const char *)statement->actions.items[i]);
    buf_puts(out, " SETTINGS mutations_sync = 2");
    ddl_column_emit_setting(out, ", ");
}

/* The last of them is the plan's own. */
struct plan *alter_plan(struct alter *alter, const char *tag, struct buf *out)
{
    struct binder *binder = alter->binder;
    if (alter->mutates)
        apply_patches(alter);
    size_t n = alter->proofs.n + alter->statements.n;
    if (!n)
        return plan_new(binder, PLAN_NOTHING, tag);
    struct plan_step *steps = ARENA_ARRAY(binder->arena, struct plan_step, n);
    size_t at = 0;
    struct plan *plan = NULL;
    for (size_t i = 0; i < n; i++) {
        buf_clear(out);
        if (i < alter->proofs.n)
            buf_puts(out, alter->proofs.items[i]);
        else
            emit_statement_text(alter, alter->statements.items[i - alter->proofs.n], out);
        if (!(plan = write_plan(binder, out, tag)))
            return NULL;
        steps[at++] = (struct plan_step){plan->clickhouse_sql, false};
    }
    plan->steps = steps;
    plan->n_steps = n - 1;
    return plan;
}

/* ---- what forbids ---- */

bool alter_check_key(struct alter *alter, const char *column, const char *what)
{
    return !write_is_key(alter->table, column) ||
           err_set(alter->binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                   "%s \"%s\" is not supported: ClickHouse sorts or partitions the table by it",
                   what, column);
}

const struct catalog_table *alter_dependent(struct alter *alter, const char *column)
{
    return write_dependent_on_column(alter->binder, alter->table, column);
}

/* ---- ADD CONSTRAINT ---- */

static bool check_keys(const struct alter *alter, size_t n, PgQuery__Node *const *names,
                       const char *message)
{
    const char *missing = ddl_missing_column(&alter->now, n, names);
    return !missing || err_set(alter->binder->err, SQLSTATE_UNDEFINED_COLUMN, 0, message, missing);
}

static bool add_primary(struct alter *alter, const PgQuery__Constraint *constraint)
{
    if (!check_keys(alter, constraint->n_keys, constraint->keys,
                    "column \"%s\" of relation named in key does not exist"))
        return false;
    write_notice(alter->binder, SQLSTATE_WARNING,
                 "the sorting key of a table cannot be changed: the primary key is neither kept "
                 "nor checked");
    return true;
}

static bool add_unique(struct alter *alter, const PgQuery__Constraint *constraint)
{
    if (!check_keys(alter, constraint->n_keys, constraint->keys,
                    "column \"%s\" named in key does not exist"))
        return false;
    ddl_notice_unique(alter->binder);
    return true;
}

static bool add_foreign(struct alter *alter, const PgQuery__Constraint *constraint)
{
    if (!ddl_check_references(alter->binder, constraint, NULL) ||
        !check_keys(alter, constraint->n_fk_attrs, constraint->fk_attrs,
                    "column \"%s\" referenced in foreign key constraint does not exist"))
        return false;
    ddl_notice_foreign_key(alter->binder);
    return true;
}

/* The names are taken from now on. */
static void add_to_checks(struct alter *alter, const struct ddl_check *check)
{
    size_t n = alter->now.n_checks;
    struct catalog_check *checks = ARENA_ARRAY(alter->binder->arena, struct catalog_check, n + 1);
    if (n)
        memcpy(checks, alter->now.checks, n * sizeof *checks);
    checks[n] = (struct catalog_check){check->name, check->condition};
    alter->now.checks = checks;
    alter->now.n_checks = n + 1;
}

static bool add_check(struct alter *alter, const PgQuery__Constraint *constraint)
{
    struct arena *arena = alter->binder->arena;
    const struct list none = {0};
    struct ddl_check *check = ddl_check_bind(alter->binder, &alter->now, &none, constraint);
    if (!check)
        return false;
    struct buf text;
    buf_init(&text, SIZE_MAX);
    buf_puts(&text, "ADD ");
    ddl_check_emit(arena, &text, check, alter->table->name);
    alter_define(alter, NULL, arena_strndup(arena, buf_data(&text), buf_size(&text)));
    buf_free(&text);
    if (!constraint->skip_validation)
        alter_prove(alter, arena_printf(arena, "ifNull(NOT (%s), 0)", check->condition), "23514",
                    arena_printf(arena,
                                 "check constraint \"%s\" of relation \"%s\" is violated by some "
                                 "row",
                                 check->name, alter->table->name));
    add_to_checks(alter, check);
    return true;
}

static const struct {
    PgQuery__ConstrType type;
    bool (*add)(struct alter *alter, const PgQuery__Constraint *constraint);
} constraints[] = {
    {PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY, add_primary},
    {PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE, add_unique},
    {PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN, add_foreign},
    {PG_QUERY__CONSTR_TYPE__CONSTR_CHECK, add_check},
};

bool alter_add_constraint(struct alter *alter, const PgQuery__Constraint *constraint)
{
    for (size_t i = 0; i < sizeof constraints / sizeof *constraints; i++)
        if (constraints[i].type == constraint->contype && !constraint->indexname[0])
            return constraints[i].add(alter, constraint);
    return write_refuse(alter->binder, position_of(constraint->location),
                        "ALTER TABLE with this constraint is");
}

static bool add_constraint(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    return alter_add_constraint(alter, command->def->constraint);
}

static bool drop_constraint(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    const struct catalog_check *check = ddl_check_find(&alter->now, command->name);
    if (check && !ddl_check_is_length(&alter->now, check)) {
        alter_define(alter, NULL,
                     arena_printf(alter->binder->arena, "DROP CONSTRAINT %s",
                                  alter_quote(alter, check->name)));
        return true;
    }
    write_notice(alter->binder, SQLSTATE_SUCCESSFUL_COMPLETION,
                 arena_printf(alter->binder->arena, "constraint \"%s\" was not kept, skipping",
                              command->name));
    return true;
}

/* ---- what means nothing here ---- */

static bool change_owner(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    (void)command;
    write_notice(alter->binder, SQLSTATE_SUCCESSFUL_COMPLETION,
                 "OWNER TO changes nothing: tables have no owners");
    return true;
}

static bool check_column(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    return alter_column(alter, command->name) != NULL;
}

static bool set_storage(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    const PgQuery__List *options = command->def->list;
    return upkeep_check_storage(alter->binder, options->n_items, options->items);
}

static bool change_nothing(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    (void)alter;
    (void)command;
    return true;
}

#define TYPE(name) PG_QUERY__ALTER_TABLE_TYPE__AT_##name

static const struct {
    PgQuery__AlterTableType type;
    alter_command *alter;
} commands[] = {
    {TYPE(AddColumn), alter_add},
    {TYPE(DropColumn), alter_drop},
    {TYPE(ColumnDefault), alter_set_default},
    {TYPE(SetNotNull), alter_set_not_null},
    {TYPE(DropNotNull), alter_drop_not_null},
    {TYPE(DropExpression), alter_drop_expression},
    {TYPE(AlterColumnType), alter_type},
    {TYPE(AddIdentity), alter_add_identity},
    {TYPE(DropIdentity), alter_drop_identity},
    {TYPE(AddConstraint), add_constraint},
    {TYPE(DropConstraint), drop_constraint},
    {TYPE(ValidateConstraint), change_nothing},
    {TYPE(ChangeOwner), change_owner},
    {TYPE(SetStatistics), check_column},
    {TYPE(SetOptions), check_column},
    {TYPE(ResetOptions), check_column},
    {TYPE(SetStorage), check_column},
    {TYPE(SetCompression), check_column},
    {TYPE(ClusterOn), change_nothing},
    {TYPE(DropCluster), change_nothing},
    {TYPE(SetLogged), change_nothing},
    {TYPE(SetUnLogged), change_nothing},
    {TYPE(DropOids), change_nothing},
    {TYPE(SetTableSpace), change_nothing},
    {TYPE(SetRelOptions), set_storage},
    {TYPE(ResetRelOptions), set_storage},
    {TYPE(EnableTrigAll), change_nothing},
    {TYPE(DisableTrigAll), change_nothing},
    {TYPE(EnableTrigUser), change_nothing},
    {TYPE(DisableTrigUser), change_nothing},
    {TYPE(ReplicaIdentity), change_nothing},
};

static bool run_command(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (commands[i].type == command->subtype)
            return commands[i].alter(alter, command);
    return write_refuse(alter->binder, 0, "this form of ALTER TABLE is");
}

/* pg_dump gives owners to views by ALTER TABLE too. */
static bool is_for_view(const PgQuery__AlterTableStmt *statement)
{
    for (size_t i = 0; i < statement->n_cmds; i++)
        if (statement->cmds[i]->alter_table_cmd->subtype != TYPE(ChangeOwner))
            return false;
    return true;
}

static bool find_table(struct alter *alter, const PgQuery__AlterTableStmt *statement)
{
    struct binder *binder = alter->binder;
    bool for_view = is_for_view(statement);
    if (statement->objtype != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE && !for_view) {
        write_refuse(binder, 0, "ALTER of anything but tables is");
        return false;
    }
    alter->table = bind_table_name(binder, statement->relation);
    if (!alter->table)
        return false;
    if (alter->table->kind != CATALOG_TABLE && !for_view)
        return err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, 0, "\"%s\" is not a table",
                       alter->table->name);
    return write_schema_allowed(binder, alter->table->schema, 0);
}

static bool is_missing(const struct alter *alter)
{
    return strcmp(alter->binder->err->sqlstate, SQLSTATE_UNDEFINED_TABLE) == 0;
}

struct plan *write_alter_table(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__AlterTableStmt *statement = node->alter_table_stmt;
    struct alter alter = {.binder = binder};
    if (!find_table(&alter, statement)) {
        if (!statement->missing_ok || !is_missing(&alter))
            return NULL;
        err_clear(binder->err);
        return write_skip(binder, SQLSTATE_SUCCESSFUL_COMPLETION, TAG,
                          arena_printf(binder->arena, "relation \"%s\" does not exist, skipping",
                                       statement->relation->relname));
    }
    begin(&alter);
    for (size_t i = 0; i < statement->n_cmds; i++)
        if (!run_command(&alter, statement->cmds[i]->alter_table_cmd))
            return NULL;
    return alter_plan(&alter, TAG, out);
}
