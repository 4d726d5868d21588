/* ALTER … RENAME, SET SCHEMA and OWNER TO. Views keep the text of their query: what one reads keeps
 * its name. */
#include <string.h>

#include "rewrite/command.h"
#include "rewrite/emit/literal.h"
#include "rewrite/write/ddl_alter.h"
#include "rewrite/write/ddl_check.h"
#include "rewrite/write/ddl_column.h"
#include "rewrite/write/write.h"

/* PostgreSQL's tag of ALTER for the kind of object; NULL: not one of ours. */
static const char *tag_of(PgQuery__ObjectType type)
{
    static const struct {
        PgQuery__ObjectType type;
        const char *tag;
    } tags[] = {{PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, "ALTER TABLE"},
                {PG_QUERY__OBJECT_TYPE__OBJECT_VIEW, "ALTER VIEW"},
                {PG_QUERY__OBJECT_TYPE__OBJECT_INDEX, "ALTER INDEX"},
                {PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA, "ALTER SCHEMA"},
                {PG_QUERY__OBJECT_TYPE__OBJECT_DATABASE, "ALTER DATABASE"}};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (tags[i].type == type)
            return tags[i].tag;
    return NULL;
}

/* NULL without an error set when it does not exist and that is fine; the NOTICE is given. */
static const struct catalog_table *find_relation(struct binder *binder, PgQuery__ObjectType type,
                                                 const PgQuery__RangeVar *name, bool missing_ok)
{
    const struct catalog_table *table = bind_table_name(binder, name);
    bool is_missing =
        !table && strcmp(binder->err->sqlstate, SQLSTATE_UNDEFINED_TABLE) == 0 && missing_ok;
    if (is_missing) {
        err_clear(binder->err);
        write_notice(
            binder, SQLSTATE_SUCCESSFUL_COMPLETION,
            arena_printf(binder->arena, "relation \"%s\" does not exist, skipping", name->relname));
    }
    if (!table)
        return NULL;
    if (type == PG_QUERY__OBJECT_TYPE__OBJECT_VIEW && table->kind != CATALOG_VIEW) {
        err_set(binder->err, SQLSTATE_WRONG_OBJECT_TYPE, 0, "\"%s\" is not a view", table->name);
        return NULL;
    }
    return write_schema_allowed(binder, table->schema, 0) ? table : NULL;
}

static struct plan *nothing(struct binder *binder, const char *tag)
{
    return binder->err->sqlstate[0] ? NULL : plan_new(binder, PLAN_NOTHING, tag);
}

static bool check_unread(struct binder *binder, const struct catalog_table *table)
{
    const struct catalog_table *view = write_dependent(binder, table, false);
    if (table->kind == CATALOG_MATERIALIZED_VIEW)
        return write_refuse(binder, 0, "renaming materialized views is");
    return !view || err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                            "renaming \"%s\" is not supported: view \"%s\" reads it by its name",
                            table->name, view->name);
}

/* ---- a new name or schema of a relation ---- */

static struct plan *move(struct binder *binder, const struct catalog_table *table,
                         const char *schema, const char *name, const char *tag, struct buf *out)
{
    if (!write_schema_allowed(binder, schema, 0))
        return NULL;
    if (strcmp(schema, table->schema) == 0 && strcmp(name, table->name) == 0 &&
        strcmp(tag, "ALTER TABLE") != 0)
        return plan_new(binder, PLAN_NOTHING, tag);
    if (catalog_find_table(binder->context->catalog, str_of(schema), str_of(name))) {
        err_set(binder->err, SQLSTATE_DUPLICATE_TABLE, 0, "relation \"%s\" already exists", name);
        return NULL;
    }
    if (!check_unread(binder, table) ||
        (table->kind == CATALOG_TABLE && !write_rows_allowed(binder, table)))
        return NULL;
    buf_puts(out, "RENAME TABLE ");
    identifier_emit_qualified(out, table->schema, table->name);
    buf_puts(out, " TO ");
    identifier_emit_qualified(out, schema, name);
    return write_plan(binder, out, tag);
}

static struct plan *rename_relation(struct binder *binder, const PgQuery__RenameStmt *rename,
                                    struct buf *out)
{
    const char *tag = tag_of(rename->rename_type);
    const struct catalog_table *table =
        find_relation(binder, rename->rename_type, rename->relation, rename->missing_ok);
    return table ? move(binder, table, table->schema, rename->newname, tag, out)
                 : nothing(binder, tag);
}

/* ---- columns and constraints ---- */

static bool check_new_name(struct binder *binder, const struct catalog_table *table,
                           const PgQuery__RenameStmt *rename)
{
    if (!catalog_find_column(table, str_of(rename->subname)))
        return err_set(binder->err, SQLSTATE_UNDEFINED_COLUMN, 0, "column \"%s\" does not exist",
                       rename->subname);
    if (catalog_find_column(table, str_of(rename->newname)))
        return err_set(binder->err, SQLSTATE_DUPLICATE_COLUMN, 0,
                       "column \"%s\" of relation \"%s\" already exists", rename->newname,
                       table->name);
    if (table->kind != CATALOG_TABLE)
        return write_refuse(binder, 0, "renaming columns of views is");
    return true;
}

/* The constraint of its length has the column's name. */
static void rename_length(struct alter *alter, const struct catalog_column *column,
                          const char *newname)
{
    struct arena *arena = alter->binder->arena;
    struct buf text;
    if (!ddl_column_has_length(column->pg_type, column->typmod))
        return;
    buf_init(&text, SIZE_MAX);
    buf_puts(&text, "ADD ");
    ddl_column_emit_length(arena, &text, newname, column->pg_type, column->typmod);
    alter_action(alter, NULL,
                 arena_printf(arena, "DROP CONSTRAINT IF EXISTS %s",
                              alter_quote(alter, ddl_column_length_name(arena, column->name))));
    alter_break(alter);
    alter_action(alter, NULL, arena_strndup(arena, buf_data(&text), buf_size(&text)));
    buf_free(&text);
}

static struct plan *rename_column(struct binder *binder, const PgQuery__RenameStmt *rename,
                                  struct buf *out)
{
    const char *tag = tag_of(rename->relation_type);
    struct alter alter = {.binder = binder};
    alter.table =
        find_relation(binder, rename->relation_type, rename->relation, rename->missing_ok);
    if (!alter.table)
        return nothing(binder, tag);
    if (!check_new_name(binder, alter.table, rename) ||
        !alter_check_key(&alter, rename->subname, "renaming column"))
        return NULL;
    const struct catalog_table *view = alter_dependent(&alter, rename->subname);
    if (view) {
        err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                "renaming column \"%s\" is not supported: view \"%s\" reads it by its name",
                rename->subname, view->name);
        return NULL;
    }
    alter_action(&alter, rename->subname,
                 arena_printf(binder->arena, "RENAME COLUMN %s TO %s",
                              alter_quote(&alter, rename->subname),
                              alter_quote(&alter, rename->newname)));
    rename_length(&alter, catalog_find_column(alter.table, str_of(rename->subname)),
                  rename->newname);
    return alter_plan(&alter, tag, out);
}

static struct plan *rename_constraint(struct binder *binder, const PgQuery__RenameStmt *rename,
                                      struct buf *out)
{
    (void)out;
    const char *tag = tag_of(PG_QUERY__OBJECT_TYPE__OBJECT_TABLE);
    const struct catalog_table *table =
        find_relation(binder, rename->relation_type, rename->relation, rename->missing_ok);
    if (!table)
        return nothing(binder, tag);
    if (!ddl_check_find(table, rename->subname))
        return write_skip(binder, SQLSTATE_SUCCESSFUL_COMPLETION, tag,
                          arena_printf(binder->arena, "constraint \"%s\" was not kept, skipping",
                                       rename->subname));
    write_refuse(binder, 0, "renaming CHECK constraints is");
    return NULL;
}

/* ---- schemas ---- */

static struct plan *rename_schema(struct binder *binder, const PgQuery__RenameStmt *rename,
                                  struct buf *out)
{
    (void)rename;
    (void)out;
    write_refuse(binder, 0, "renaming schemas is");
    return NULL;
}

static struct plan *rename_index(struct binder *binder, const PgQuery__RenameStmt *rename,
                                 struct buf *out)
{
    (void)rename;
    (void)out;
    return write_skip(binder, SQLSTATE_SUCCESSFUL_COMPLETION, "ALTER INDEX",
                      "no index was made, skipping");
}

struct plan *write_rename(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    static const struct {
        PgQuery__ObjectType type;
        struct plan *(*rename)(struct binder *binder, const PgQuery__RenameStmt *rename,
                               struct buf *out);
    } kinds[] = {{PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, rename_relation},
                 {PG_QUERY__OBJECT_TYPE__OBJECT_VIEW, rename_relation},
                 {PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN, rename_column},
                 {PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT, rename_constraint},
                 {PG_QUERY__OBJECT_TYPE__OBJECT_INDEX, rename_index},
                 {PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA, rename_schema}};
    const PgQuery__RenameStmt *rename = node->rename_stmt;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].type == rename->rename_type)
            return kinds[i].rename(binder, rename, out);
    write_refuse(binder, 0, "renaming anything but tables, views and columns is");
    return NULL;
}

struct plan *write_set_schema(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__AlterObjectSchemaStmt *statement = node->alter_object_schema_stmt;
    const char *tag = tag_of(statement->object_type);
    const char *schema = strcmp(statement->newschema, "public") == 0 ? binder->context->database
                                                                     : statement->newschema;
    if (!tag || !statement->relation) {
        write_refuse(binder, 0, "SET SCHEMA of anything but tables and views is");
        return NULL;
    }
    const struct catalog_table *table =
        find_relation(binder, statement->object_type, statement->relation, statement->missing_ok);
    if (!table)
        return nothing(binder, tag);
    if (!catalog_has_schema(binder->context->catalog, str_of(schema))) {
        err_set(binder->err, SQLSTATE_INVALID_SCHEMA_NAME, 0, "schema \"%s\" does not exist",
                statement->newschema);
        return NULL;
    }
    return move(binder, table, schema, table->name, tag, out);
}

/* pg_dump says it of schemas and databases. */
struct plan *write_set_owner(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    const PgQuery__AlterOwnerStmt *statement = node->alter_owner_stmt;
    const char *tag = tag_of(statement->object_type);
    (void)out;
    if (tag)
        return write_skip(binder, SQLSTATE_SUCCESSFUL_COMPLETION, tag,
                          "OWNER TO changes nothing: there are no owners");
    write_refuse(binder, 0, "OWNER TO of such an object is");
    return NULL;
}
