/* ALTER TABLE: keys that are not checked, and what only means something to PostgreSQL's storage.
 * Refuses what would change rows or columns. */
#include <string.h>

#include "rewrite/command.h"
#include "rewrite/ddl_key.h"
#include "rewrite/upkeep.h"
#include "rewrite/write.h"

#define TAG "ALTER TABLE"

struct alter {
    struct binder *binder;
    const struct catalog_table *table;
};

/* ---- ADD CONSTRAINT ---- */

static bool check_keys(struct alter *alter, size_t n, PgQuery__Node *const *names,
                       const char *message)
{
    const char *missing = ddl_missing_column(alter->table, n, names);
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

static const struct {
    PgQuery__ConstrType type;
    bool (*add)(struct alter *alter, const PgQuery__Constraint *constraint);
} constraints[] = {
    {PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY, add_primary},
    {PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE, add_unique},
    {PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN, add_foreign},
};

static bool add_constraint(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    const PgQuery__Constraint *constraint = command->def->constraint;
    for (size_t i = 0; i < sizeof constraints / sizeof *constraints; i++)
        if (constraints[i].type == constraint->contype && !constraint->indexname[0])
            return constraints[i].add(alter, constraint);
    return write_refuse(alter->binder, position_of(constraint->location),
                        "ALTER TABLE with this constraint is");
}

static bool drop_constraint(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
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
    return catalog_find_column(alter->table, str_of(command->name)) ||
           err_set(alter->binder->err, SQLSTATE_UNDEFINED_COLUMN, 0,
                   "column \"%s\" of relation \"%s\" does not exist", command->name,
                   alter->table->name);
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
    bool (*alter)(struct alter *alter, const PgQuery__AlterTableCmd *command);
} commands[] = {
    {TYPE(AddConstraint), add_constraint},      {TYPE(DropConstraint), drop_constraint},
    {TYPE(ValidateConstraint), change_nothing}, {TYPE(ChangeOwner), change_owner},
    {TYPE(SetStatistics), check_column},        {TYPE(SetOptions), check_column},
    {TYPE(ResetOptions), check_column},         {TYPE(SetStorage), check_column},
    {TYPE(SetCompression), check_column},       {TYPE(ClusterOn), change_nothing},
    {TYPE(DropCluster), change_nothing},        {TYPE(SetLogged), change_nothing},
    {TYPE(SetUnLogged), change_nothing},        {TYPE(DropOids), change_nothing},
    {TYPE(SetTableSpace), change_nothing},      {TYPE(SetRelOptions), set_storage},
    {TYPE(ResetRelOptions), set_storage},       {TYPE(EnableTrigAll), change_nothing},
    {TYPE(DisableTrigAll), change_nothing},     {TYPE(EnableTrigUser), change_nothing},
    {TYPE(DisableTrigUser), change_nothing},    {TYPE(ReplicaIdentity), change_nothing},
};

#undef TYPE

static bool run_command(struct alter *alter, const PgQuery__AlterTableCmd *command)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (commands[i].type == command->subtype)
            return commands[i].alter(alter, command);
    return write_refuse(alter->binder, 0, "this form of ALTER TABLE is");
}

static bool find_table(struct alter *alter, const PgQuery__AlterTableStmt *statement)
{
    struct binder *binder = alter->binder;
    if (statement->objtype != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE)
        return write_refuse(binder, 0, "ALTER of anything but tables is");
    alter->table = bind_table_name(binder, statement->relation);
    if (!alter->table)
        return false;
    if (alter->table->kind != CATALOG_TABLE)
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
    (void)out;
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
    for (size_t i = 0; i < statement->n_cmds; i++)
        if (!run_command(&alter, statement->cmds[i]->alter_table_cmd))
            return NULL;
    return plan_new(binder, PLAN_NOTHING, TAG);
}
